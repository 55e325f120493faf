"""Delivering processes that are killed at random moments. Run as a module.

It loads the program once and forks workers from there, which open their own connections, so
that a kill costs no start of Python.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask

from tracker import create_app
from tracker.jobs.delivery import Round
from tracker.models.reminders import Mail
from tracker.outbound.smtp import SmtpTransport
from tracker.services import clock
from tracker.services.delivery import Worker
from tracker.settings import MailServer, Settings

CLAIM_FOR = timedelta(seconds=2)
AT_ONCE = 3


def ready(mail: Mail, *, now: datetime) -> bool:
    """Mails of these tests are written already."""
    return bool(mail.subject) and mail.not_before <= now


def make_round(server: MailServer, name: str) -> Round:
    """A round with short claims, so that what a killed worker held is free again soon."""
    return Round(SmtpTransport(server), clock.now, Worker(name, CLAIM_FOR), ready)


def work(app: Flask, server: MailServer) -> None:
    """Deliver until killed."""
    with app.app_context():
        while True:
            make_round(server, f"worker-{os.getpid()}").run()
            time.sleep(0.02)


def kill_workers(folder: str, address: str, server: dict[str, object], kills: int) -> None:
    """Keep some workers busy and kill one after another; end when all are dead."""
    settings = Settings("only-for-tests-0123456789", Path(folder), database_url=address)
    app = create_app(settings)
    running: list[int] = []
    for number in range(kills):
        while len(running) < min(AT_ONCE, kills - number):
            running.append(_fork(app, MailServer(**server)))  # type: ignore[arg-type]
        time.sleep(random.uniform(0.02, 0.25))
        victim = running.pop(random.randrange(len(running)))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)


def _fork(app: Flask, server: MailServer) -> int:
    child = os.fork()
    if child:
        return child
    random.seed()
    work(app, server)
    os._exit(1)


def run(settings: Settings, server: MailServer, kills: int) -> None:
    """Do it from a test."""
    values = {name: getattr(server, name) for name in ("host", "port", "security", "sender")}
    order = [str(settings.data_dir), settings.database_url, values, kills]
    command = [sys.executable, "-m", "tests.factories.killing", json.dumps(order)]
    subprocess.run(command, check=True, timeout=600)


if __name__ == "__main__":
    kill_workers(*json.loads(sys.argv[1]))
