"""The steps of a committee's reminder ladder: reading, for administrators."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from tracker.domain.errors import NotFound
from tracker.domain.ladder import LadderRule
from tracker.extensions import db
from tracker.models.reminders import LadderStep

_ORDER = {rule.value: place for place, rule in enumerate(LadderRule)}


def list_steps(committee_id: int) -> Sequence[LadderStep]:
    """Every step, switched on or not, in the order of the rules; before a date the longest first.

    The rules' order is the domain's, which no database knows.
    """
    rows = select(LadderStep).where(LadderStep.committee_id == committee_id)
    return sorted(db.session.scalars(rows.order_by(LadderStep.id)), key=_place)


def _place(step: LadderStep) -> tuple[int, int]:
    before = (LadderRule.BEFORE_DUE, LadderRule.PERIOD_BEFORE)
    days = -step.days if step.rule in before else step.days
    return _ORDER.get(step.rule, len(_ORDER)), days


def get_step(step_id: int, committee_id: int) -> LadderStep:
    """The committee's step with this key. Raises NotFound."""
    step = db.session.get(LadderStep, step_id)
    if step is None or step.committee_id != committee_id:
        raise NotFound("step")
    return step


def find_step(committee_id: int, rule: str, days: int) -> LadderStep | None:
    """The step of this rule and number of days, or None."""
    rows = select(LadderStep).where(
        LadderStep.committee_id == committee_id,
        LadderStep.rule == rule,
        LadderStep.days == days,
    )
    return db.session.scalar(rows)
