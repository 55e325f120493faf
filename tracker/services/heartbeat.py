"""The scheduler's pulse: a row per job, written at the end of each run."""

from __future__ import annotations

from datetime import datetime

from tracker.extensions import db
from tracker.models.reminders import Heartbeat


def beat(job: str, result: str, *, now: datetime) -> None:
    """Note that a job ran to its end at ``now``, and with which result."""
    db.session.merge(Heartbeat(job=job, at=now, result=result[:200]))
    db.session.flush()
