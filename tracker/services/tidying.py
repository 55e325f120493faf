"""Takes away what nobody needs any more: old failed log-ins, ended log-ins, expired links."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from tracker.extensions import db
from tracker.models.people import LoginFailure, LoginSession, OneTimeLink

FAILURES_KEPT = timedelta(days=1)
ENDED_KEPT = timedelta(days=30)
"""Ended log-ins and links stay for a while, so that a person can see where he or she was in."""


def tidy(*, lifetime: timedelta, now: datetime) -> int:
    """Delete what is past its use and say how many rows; ``lifetime`` is a log-in's.

    The journal keeps what was done; these rows only served the log-in.
    """
    ended, idle = now - ENDED_KEPT, now - ENDED_KEPT - lifetime
    useless = (
        delete(LoginFailure)
        .where(LoginFailure.at < now - FAILURES_KEPT)
        .returning(LoginFailure.id),
        delete(OneTimeLink)
        .where(or_(OneTimeLink.expires_at < ended, OneTimeLink.used_at < ended))
        .returning(OneTimeLink.id),
        delete(LoginSession)
        .where(or_(LoginSession.revoked_at < ended, LoginSession.last_seen_at < idle))
        .returning(LoginSession.id),
    )
    return sum(len(db.session.scalars(one).all()) for one in useless)
