"""Moves of a period: its report, and the secretariat's answer to it (DESIGN 3.8).

A report on a period is an update of the assignment that names its period; the assignment itself
stays in progress until the standing task ends.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.periods import (
    PERIOD_MOVES,
    PeriodMove,
    PeriodRule,
    Progress,
    period_rule,
    require_reason,
)
from tracker.domain.tasks import Move, Mover, TaskState
from tracker.extensions import db
from tracker.models.periods import Period
from tracker.models.updates import Update, UpdateKind
from tracker.queries import periods as queries
from tracker.queries import updates as update_queries
from tracker.services import journal, notices, updates
from tracker.services.period_opening import note_period
from tracker.services.updates import LONGEST, Said

ANSWERS = {
    PeriodMove.ACCEPT: UpdateKind.ACCEPTANCE,
    PeriodMove.RETURN: UpdateKind.RETURN,
}


def report(period_id: int, said: Said, *, actor: Viewer, now: datetime) -> Period:
    """File an agency's report on a period, by the agency or on its behalf.

    The same form sent twice files once. Raises NotFound, NotAllowed, InvalidMove, and
    InvalidInput: period_not_begun, words_needed, source_needed, task_not_open.
    """
    period = queries.get_period(period_id, actor, lock=True)
    if said.form_key and update_queries.find_by_form(said.form_key) is not None:
        return period
    rule = period_rule(PeriodMove.REPORT, period.progress)
    day = period.task.committee.day_of(now)
    if period.starts_on > day:
        raise InvalidInput("period_not_begun", field="period")
    about = replace(said, period_id=period.id)
    updates.make_move(period.assignment_id, Move.UPDATE, about, actor=actor, now=now)
    filed = queries.get_report(period.id)
    _settle(rule, period, filed, day, actor=actor, now=now)
    return period


def answer(period_id: int, move: PeriodMove, words: str, *, actor: Viewer, now: datetime) -> Period:
    """Accept or return the report on a period; the secretariat only.

    Raises NotFound, NotAllowed("not_allowed", "own_matter"), InvalidMove, and InvalidInput when
    the reason of a return is missing.
    """
    period = queries.get_period(period_id, actor, lock=True)
    rule = period_rule(move, period.progress)
    _require_answerer(period, actor)
    require_reason(rule, words)
    if len(words) > LONGEST:
        raise InvalidInput("words_too_long", field="words", characters=LONGEST)
    day = period.task.committee.day_of(now)
    said = _answer_row(rule, period, words, day, actor, now)
    db.session.add(said)
    _settle(rule, period, said, day, actor=actor, now=now)
    return period


def offered(period: Period, actor: Viewer, today: date) -> list[PeriodRule]:
    """The moves that a page offers this person for a period."""
    part = period.assignment
    if period.task.state is not TaskState.OPEN or not part.is_current:
        return []
    rules = [rule for rule in PERIOD_MOVES if rule.source is period.progress]
    if period.starts_on > today:
        return []
    is_secretary = actor.is_secretary(period.committee_id)
    acts = updates.acts_for(part, actor)
    return [rule for rule in rules if is_secretary or (acts and rule.by is Mover.AGENCY)]


def _require_answerer(period: Period, actor: Viewer) -> None:
    if not actor.is_secretary(period.committee_id):
        raise NotAllowed("not_allowed")
    if period.task.state is not TaskState.OPEN:
        raise InvalidInput("task_not_open")
    alone = updates.only_secretary_left(period.assignment, actor)
    if _is_own_matter(period, actor) and not alone:
        raise NotAllowed("own_matter")


def _is_own_matter(period: Period, actor: Viewer) -> bool:
    """Say whether the actor filed the report himself, or acts for the agency (DESIGN 3.6)."""
    by_himself = queries.get_report(period.id).filed_by_id == actor.user_id
    return by_himself or updates.acts_for(period.assignment, actor)


def _answer_row(
    rule: PeriodRule, period: Period, words: str, day: date, actor: Viewer, now: datetime
) -> Update:
    return Update(
        assignment_id=period.assignment_id,
        task_id=period.task_id,
        committee_id=period.committee_id,
        kind=ANSWERS[rule.move],
        period_id=period.id,
        text=words.strip(),
        filed_on=day,
        filed_at=now,
        filed_by_id=actor.user_id or None,
    )


def _settle(
    rule: PeriodRule, period: Period, said: Update, day: date, *, actor: Viewer, now: datetime
) -> None:
    """Bring the period to where the rule leads, with its dated row, journal entry and notice."""
    period.progress = rule.target
    if rule.target is Progress.REPORTED:
        period.answered_on = day
    elif rule.target is Progress.OPEN:
        period.answered_on = None
        period.returns += 1
    reason = said.text if rule.reason_needed else ""
    note_period(period, actor=actor, now=now, meant_on=day, reason=reason)
    _note(rule, period, said, actor, now)
    notices.tell_period(rule, period, said, actor=actor, now=now)


def _note(rule: PeriodRule, period: Period, said: Update, actor: Viewer, now: datetime) -> None:
    data: dict[str, object] = {"assignment": period.assignment_id}
    if said.on_behalf_source:
        data["on_behalf"] = True
    if rule.by is Mover.SECRETARIAT and _is_own_matter(period, actor):
        data["own_matter"] = True
    journal.record(
        f"period_{rule.move.value}",
        "period",
        period.id,
        actor=actor,
        now=now,
        committee_id=period.committee_id,
        task_id=period.task_id,
        agency_id=period.assignment.agency_id if rule.by is Mover.AGENCY else None,
        data=data,
    )
