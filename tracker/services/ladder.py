"""A committee's reminder ladder: the default, and changes to it (DESIGN 6)."""

from __future__ import annotations

from tracker.domain.reminders import DEFAULT_LINES
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.reminders import LadderStep


def seed_default(committee: Committee) -> None:
    """Give a new committee the default ladder."""
    db.session.add_all(
        LadderStep(
            committee_id=committee.id,
            rule=line.rule.value,
            days=line.days,
            repeat_every=line.repeat_every,
        )
        for line in DEFAULT_LINES
    )
    db.session.flush()
