"""One process plans: a row that says which, and until when (DESIGN 6)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError

from tracker.extensions import db
from tracker.models.reminders import Lease

LASTING = timedelta(minutes=10)
"""Longer than a job takes; after a killed holder nobody plans for this long."""


def take(name: str, holder: str, *, now: datetime, lasting: timedelta = LASTING) -> bool:
    """Take or renew a lease until ``now + lasting``; False when another one holds it."""
    free = or_(Lease.holder == holder, Lease.expires_at <= now)
    renewed = (
        update(Lease)
        .where(Lease.name == name, free)
        .values(holder=holder, expires_at=now + lasting)
        .returning(Lease.name)
    )
    if db.session.scalar(renewed) is not None:
        return True
    return _found(name, holder, now + lasting)


def give_back(holder: str) -> None:
    """Let go of every lease of a holder that ends in order."""
    for row in db.session.query(Lease).filter(Lease.holder == holder):
        db.session.delete(row)
    db.session.flush()


def _found(name: str, holder: str, until: datetime) -> bool:
    """Write the first row of a lease; False when there is one already, held by another."""
    try:
        with db.session.begin_nested():
            db.session.add(Lease(name=name, holder=holder, expires_at=until))
    except IntegrityError:
        return False
    return True
