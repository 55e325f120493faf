"""Takes away what is past its use."""

from __future__ import annotations

from tracker.extensions import transaction
from tracker.jobs.tick import Tick
from tracker.outbound.store import FileStore
from tracker.services import clock, tidying


def tidy(tick: Tick) -> str:
    """Delete old failed log-ins, ended log-ins, expired links and refused files; says how many.

    The files are as old as the machine says, also in the demo.
    """
    now = tick.now()
    with transaction():
        rows = tidying.tidy(lifetime=tick.settings.session_lifetime, now=now)
    with transaction():
        files = tidying.tidy_files(FileStore(tick.settings.files_dir), now=clock.now())
    return f"rows={rows} files={files}"
