"""A scheduler's process with a short lease and one job, which says who runs it. Run as a module."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

from tracker import create_app
from tracker.jobs.runner import Runner
from tracker.jobs.schedule import Job
from tracker.jobs.tick import Tick
from tracker.settings import Settings

LEASE = timedelta(seconds=3)


def serve(folder: str, address: str, log: str) -> None:
    """Tick until killed; each run appends the process's number."""
    settings = Settings("only-for-tests-0123456789", Path(folder), database_url=address)

    def plan(_tick: Tick) -> str:
        with Path(log).open("a") as file:
            file.write(f"{os.getpid()}\n")
        return ""

    job = Job("plan", plan, {"second": "*"}, "plans", one_process=True)
    Runner(create_app(settings), settings, jobs=[job], lease_for=LEASE).start()
    threading.Event().wait()


def start(settings: Settings, log: Path) -> subprocess.Popen[bytes]:
    """Start such a process."""
    order = json.dumps([str(settings.data_dir), settings.database_url, str(log)])
    return subprocess.Popen([sys.executable, "-m", "tests.factories.planning", order])


if __name__ == "__main__":
    serve(*json.loads(sys.argv[1]))
