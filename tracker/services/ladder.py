"""A committee's reminder ladder: the default, and changes to it (DESIGN 6)."""

from __future__ import annotations

from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.reminders import LadderStep

DEFAULT: tuple[tuple[str, int, int], ...] = (
    ("before_due", 7, 0),
    ("before_due", 3, 0),
    ("before_due", 1, 0),
    ("on_due_day", 0, 0),
    ("overdue", 1, 3),
    ("receipt_missing", 2, 0),
    ("silence", 14, 0),
    ("directive_unanswered", 1, 0),
    ("acceptance_waiting", 2, 0),
    ("due_date_missing", 5, 5),
)
"""Rule, days, and after how many days it is repeated (0: once)."""


def seed_default(committee: Committee) -> None:
    """Give a new committee the default ladder."""
    db.session.add_all(
        LadderStep(committee_id=committee.id, rule=rule, days=days, repeat_every=again)
        for rule, days, again in DEFAULT
    )
    db.session.flush()
