"""Takes away what nobody needs any more: old failed log-ins, ended log-ins, links, files."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from tracker.extensions import db
from tracker.models.people import LoginFailure, LoginSession, OneTimeLink
from tracker.outbound.store import FileStore
from tracker.queries.kept_files import list_named_digests

FAILURES_KEPT = timedelta(days=1)
ENDED_KEPT = timedelta(days=30)
"""Ended log-ins and links stay for a while, so that a person can see where he or she was in."""
UNCLAIMED_KEPT = timedelta(days=2)
"""A file that no row names: longer than a sheet waits for its confirmation, or a request runs."""


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


def tidy_files(store: FileStore, *, now: datetime) -> int:
    """Delete files that were handed in and then refused, and say how many.

    A form keeps a file before the act that names it: when the act is refused, nothing names the
    file. Sheets of tasks that were taken in stay, as their digest stands in the journal.
    ``now`` is the machine's time, as the files' is.
    """
    before = now - UNCLAIMED_KEPT
    old = store.list_older(before)
    named = list_named_digests() if old else frozenset()
    return sum(store.discard(one, before) for one in old if one not in named)
