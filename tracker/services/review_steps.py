"""The last acts of a review, kept so that each can be taken back until publishing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import delete

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.proposals import Proposal, ReviewStep
from tracker.queries import chosen_recommendations
from tracker.queries import proposals as queries
from tracker.services import snapshots
from tracker.services.chosen_recommendations import part_again
from tracker.services.proposals import note_change, touch_draft

KEPT = 20
"""Acts that a draft remembers."""
MERGED = "merge"
"""The act by which several proposals become one."""
HANDLED = "recommendations"
"""Of what a step remembers: the recommendations that a proposal was to handle."""


@contextmanager
def step(
    conclusion: Conclusion, act: str, rows: Sequence[Proposal], *, actor: Viewer, now: datetime
) -> Iterator[list[Proposal]]:
    """Remember what ``rows`` were before what happens inside; what is added goes into the list."""
    handled = chosen_recommendations.list_chosen([row.id for row in rows])
    before = [
        {"id": row.id, **snapshots.take(row), HANDLED: list(handled.get(row.id, ()))}
        for row in rows
    ]
    made: list[Proposal] = []
    yield made
    db.session.flush()
    kept = ReviewStep(
        conclusion_id=conclusion.id,
        user_id=actor.user_id or None,
        done_at=now,
        act=act,
        before=before,
        made=[row.id for row in made],
        versions={str(row.id): row.version for row in (*rows, *made)},
    )
    db.session.add(kept)
    db.session.flush()
    _forget_old(conclusion)


def undo(conclusion: Conclusion, *, actor: Viewer, now: datetime) -> ReviewStep | None:
    """Take the actor's last act on this draft back; gives it, or None when there is none.

    Raises InvalidInput("undo_too_late") when somebody has changed the same proposals since.
    """
    last = queries.find_last_step(conclusion, actor.user_id)
    if last is None:
        return None
    touch_draft(conclusion, actor=actor, now=now)
    rows = {row.id: row for row in queries.list_with_removed(conclusion)}
    if any(_version(rows, key) != version for key, version in last.versions.items()):
        raise InvalidInput("undo_too_late")
    if last.act == MERGED:
        was = {one["id"]: one.get(HANDLED, []) for one in last.before}
        part_again([rows[key] for key in was], was, actor=actor, now=now)
    for one in last.before:
        snapshots.put(rows[one["id"]], one)
        note_change("proposal_undone", rows[one["id"]], actor, now)
    for key in last.made:
        note_change("proposal_undone", rows[key], actor, now)
        db.session.delete(rows[key])
    db.session.delete(last)
    db.session.flush()
    return last


def _version(rows: dict[int, Proposal], key: str) -> int | None:
    row = rows.get(int(key))
    return row.version if row else None


def _forget_old(conclusion: Conclusion) -> None:
    old = queries.list_steps(conclusion)[KEPT:]
    if old:
        db.session.execute(delete(ReviewStep).where(ReviewStep.id.in_([one.id for one in old])))
