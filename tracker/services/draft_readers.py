"""Who has a draft open: noted while they read, so that two clerks know of each other."""

from __future__ import annotations

from datetime import datetime, timedelta

from tracker.domain.access import Viewer
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.proposals import DraftReader
from tracker.queries import proposals as queries

STEP = timedelta(seconds=30)
"""A reader who was noted more recently is not noted again."""


def note(conclusion: Conclusion, *, actor: Viewer, now: datetime) -> None:
    """Note that the actor has the draft open now."""
    row = queries.find_reader(conclusion, actor.user_id)
    if row is None:
        row = DraftReader(conclusion_id=conclusion.id, user_id=actor.user_id)
        db.session.add(row)
    row.seen_at = now
    db.session.flush()


def is_noted(conclusion: Conclusion, *, actor: Viewer, now: datetime) -> bool:
    """Say whether the actor was noted so recently that nothing need be written."""
    row = queries.find_reader(conclusion, actor.user_id)
    return row is not None and now - row.seen_at < STEP
