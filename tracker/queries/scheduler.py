"""The scheduler's pulse and its lease: reading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from tracker.extensions import db
from tracker.models.reminders import Heartbeat, Lease


def get_heartbeats() -> Mapping[str, Heartbeat]:
    """When each job last ran to its end, by the job's name."""
    return {row.job: row for row in db.session.scalars(select(Heartbeat).order_by(Heartbeat.job))}


def find_holder(name: str, now: datetime) -> str | None:
    """Who holds a lease that has not run out, or None."""
    rows = select(Lease.holder).where(Lease.name == name, Lease.expires_at > now)
    return db.session.scalar(rows)
