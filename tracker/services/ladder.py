"""A committee's reminder ladder: the default, and changes to it (DESIGN 6). For administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.ladder import DEFAULT_LINES, ON_THE_DAY, LadderRule
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.reminders import LadderStep
from tracker.queries import committees as committee_queries
from tracker.queries import ladder as queries
from tracker.services import journal
from tracker.services.administration import require_administrator
from tracker.services.dated import require_version

ONCE = frozenset(
    {
        LadderRule.BEFORE_DUE,
        LadderRule.ON_DUE_DAY,
        LadderRule.PERIOD_BEFORE,
        LadderRule.PERIOD_DUE,
        LadderRule.ESCALATION_YELLOW,
        LadderRule.ESCALATION_RED,
    }
)
"""The rules whose steps are never repeated: the day comes once, a level is reached once."""
MOST_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class StepValues:
    """A step as it is entered: ``days`` in the rule's unit, then every so many again (0: once)."""

    rule: LadderRule
    days: int
    repeat_every: int = 0
    is_enabled: bool = True


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


def add_step(*, committee_id: int, values: StepValues, actor: Viewer, now: datetime) -> LadderStep:
    """Add a step. Raises InvalidInput("days_unfit", "step_taken"), NotFound, NotAllowed."""
    committee = _administered(committee_id, actor)
    step = LadderStep(committee_id=committee.id)
    _fill(step, values)
    db.session.add(step)
    db.session.flush()
    _note("ladder_step_added", step, actor, now)
    return step


def change_step(
    *,
    committee_id: int,
    step_id: int,
    version: int,
    values: StepValues,
    actor: Viewer,
    now: datetime,
) -> LadderStep:
    """Change a step's days or repetition, or switch it; its rule stays.

    Raises StaleForm and what :func:`add_step` raises.
    """
    committee = _administered(committee_id, actor)
    step = queries.get_step(step_id, committee.id)
    require_version(step, version)
    _fill(step, values)
    db.session.flush()
    _note("ladder_step_changed", step, actor, now)
    return step


def switch_step(
    *, committee_id: int, step_id: int, is_enabled: bool, actor: Viewer, now: datetime
) -> LadderStep:
    """Switch a step on or off; a step that is so already changes nothing."""
    committee = _administered(committee_id, actor)
    step = queries.get_step(step_id, committee.id)
    if step.is_enabled != is_enabled:
        step.is_enabled = is_enabled
        db.session.flush()
        _note("ladder_step_changed", step, actor, now)
    return step


def remove_step(*, committee_id: int, step_id: int, actor: Viewer, now: datetime) -> StepValues:
    """Take a step out and give what it said, for putting it back. Raises NotFound."""
    committee = _administered(committee_id, actor)
    step = queries.get_step(step_id, committee.id)
    said = StepValues(
        rule=LadderRule(step.rule),
        days=step.days,
        repeat_every=step.repeat_every,
        is_enabled=step.is_enabled,
    )
    _note("ladder_step_removed", step, actor, now)
    db.session.delete(step)
    db.session.flush()
    return said


def reset(*, committee_id: int, actor: Viewer, now: datetime) -> Committee:
    """Put the default ladder in the place of the committee's own."""
    committee = _administered(committee_id, actor)
    for step in queries.list_steps(committee.id):
        db.session.delete(step)
    db.session.flush()
    seed_default(committee)
    journal.record(
        "ladder_reset",
        "committee",
        committee.id,
        actor=actor,
        now=now,
        committee_id=committee.id,
    )
    return committee


def _administered(committee_id: int, actor: Viewer) -> Committee:
    require_administrator(actor)
    return committee_queries.get_any_committee(committee_id)


def _fill(step: LadderStep, values: StepValues) -> None:
    days = 0 if values.rule in ON_THE_DAY else values.days
    if values.rule not in ON_THE_DAY and not 1 <= days <= MOST_DAYS:
        raise InvalidInput("days_unfit", "days", most=MOST_DAYS)
    if not 0 <= values.repeat_every <= MOST_DAYS:
        raise InvalidInput("days_unfit", "repeat_every", most=MOST_DAYS)
    with db.session.no_autoflush:
        other = queries.find_step(step.committee_id, values.rule.value, days)
    if other is not None and other is not step:
        raise InvalidInput("step_taken", "days")
    step.rule, step.days = values.rule.value, days
    step.repeat_every = 0 if values.rule in ONCE else values.repeat_every
    step.is_enabled = values.is_enabled


def _note(act: str, step: LadderStep, actor: Viewer, now: datetime) -> None:
    data = {"rule": step.rule, "days": step.days, "again": step.repeat_every}
    journal.record(
        act,
        "ladder_step",
        step.id,
        actor=actor,
        now=now,
        committee_id=step.committee_id,
        data={**data, "on": step.is_enabled},
    )
