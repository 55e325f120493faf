"""The ladder's steps, and the ledger as planning, gathering and delivery read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.ladder import Ladder, LadderLine, LadderRule
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.extensions import Extension
from tracker.models.handovers import HandoverRow
from tracker.models.recommendations import Recommendation, RecommendationAnswer
from tracker.models.reminders import (
    LadderStep,
    LedgerRow,
    Mail,
    MailKind,
    RowState,
    TaskHold,
)
from tracker.models.tasks import Assignment, Task, TaskChange
from tracker.models.updates import Directive, Update

KEYS_AT_ONCE = 500
RECEIPT_DAYS = 2
"""Working days for a receipt where a committee's ladder has no such step (DESIGN 6)."""


def get_ladder(committee_id: int) -> Ladder:
    """The steps of a committee's ladder that are switched on."""
    rows = select(LadderStep).where(LadderStep.committee_id == committee_id, LadderStep.is_enabled)
    known = {rule.value for rule in LadderRule}
    return Ladder(
        tuple(
            LadderLine(LadderRule(row.rule), row.days, row.repeat_every)
            for row in db.session.scalars(rows.order_by(LadderStep.id))
            if row.rule in known
        )
    )


def receipt_days(committee_id: int) -> int:
    """Working days after which a missing receipt is late: the ladder's step, on or off."""
    rule = LadderRule.RECEIPT_MISSING.value
    rows = select(func.min(LadderStep.days)).where(
        LadderStep.committee_id == committee_id, LadderStep.rule == rule
    )
    stored = db.session.scalar(rows)
    return RECEIPT_DAYS if stored is None else stored


def list_by_key(keys: Collection[str]) -> dict[str, LedgerRow]:
    """Those of ``keys`` that the ledger holds already, with their rows."""
    wanted = sorted(keys)
    found: dict[str, LedgerRow] = {}
    for start in range(0, len(wanted), KEYS_AT_ONCE):
        some = wanted[start : start + KEYS_AT_ONCE]
        rows = db.session.scalars(select(LedgerRow).where(LedgerRow.key.in_(some)))
        found.update((row.key, row) for row in rows)
    return found


def list_loose(kind: MailKind, committee_ids: Collection[int]) -> Sequence[LedgerRow]:
    """Planned rows of these committees that are in no mail yet, by address and key."""
    rows = _loose(LedgerRow.kind == kind, LedgerRow.committee_id.in_(committee_ids))
    return db.session.scalars(rows.order_by(LedgerRow.recipient, LedgerRow.id)).all()


def list_loose_of_person(user_id: int, agency_id: int) -> Sequence[LedgerRow]:
    """The notices to a person in an agency's name that are in no mail yet."""
    rows = _loose(
        LedgerRow.kind == MailKind.NOTICE,
        LedgerRow.user_id == user_id,
        LedgerRow.agency_id == agency_id,
    )
    return db.session.scalars(rows.order_by(LedgerRow.id)).all()


def list_rows_of_task(task_id: int, kind: MailKind, state: RowState) -> Sequence[LedgerRow]:
    """A task's rows of a kind and state that are in no mail."""
    rows = _loose(LedgerRow.task_id == task_id, LedgerRow.kind == kind, state=state)
    return db.session.scalars(rows.order_by(LedgerRow.id)).all()


def list_loose_notices(task_ids: Collection[int]) -> Sequence[LedgerRow]:
    """Notices about these tasks that are in no mail yet, the oldest first."""
    rows = _loose(LedgerRow.kind == MailKind.NOTICE, LedgerRow.task_id.in_(sorted(task_ids)))
    return db.session.scalars(rows.order_by(LedgerRow.created_at, LedgerRow.id)).all()


def list_loose_of_assignment(assignment_id: int) -> Sequence[LedgerRow]:
    """The planned rows about an assignment that are in no mail yet."""
    rows = _loose(LedgerRow.assignment_id == assignment_id)
    return db.session.scalars(rows.order_by(LedgerRow.id)).all()


def _loose(
    *conditions: ColumnElement[bool], state: RowState = RowState.PLANNED
) -> Select[LedgerRow]:
    """The rows of a state that are in no mail yet."""
    return select(LedgerRow).where(
        LedgerRow.state == state, LedgerRow.mail_id.is_(None), *conditions
    )


def list_holds(committee_id: int) -> Sequence[TaskHold]:
    """The tasks of a committee whose reminders are held or carry words."""
    rows = select(TaskHold).join(Task, Task.id == TaskHold.task_id)
    rows = rows.where(Task.committee_id == committee_id)
    return db.session.scalars(rows.order_by(TaskHold.task_id)).all()


def list_digest_addresses(day: date) -> frozenset[str]:
    """The addresses that a digest of this day exists for, whatever became of it."""
    return frozenset(db.session.scalars(select(Mail.address).where(Mail.digest_on == day)))


def get_mail(mail_id: int) -> Mail:
    """A mail with its rows. Raises NoResultFound when there is none."""
    rows = select(Mail).where(Mail.id == mail_id).options(selectinload(Mail.rows))
    return db.session.scalars(rows).one()


def list_tasks_of_rows(rows: Sequence[LedgerRow]) -> dict[int, Task]:
    """The tasks that ledger rows speak of, with what a mail says about them."""
    wanted = {row.task_id for row in rows if row.task_id}
    tasks = (
        select(Task)
        .where(Task.id.in_(wanted))
        .options(
            joinedload(Task.committee),
            joinedload(Task.conclusion),
            selectinload(Task.assignments).joinedload(Assignment.agency),
        )
    )
    return {task.id: task for task in db.session.scalars(tasks)}


def list_conclusions_of_rows(rows: Sequence[LedgerRow]) -> dict[int, Conclusion]:
    """The drafts that ledger rows speak of."""
    wanted = {row.data["conclusion"] for row in rows if row.data.get("conclusion")}
    drafts = select(Conclusion).where(Conclusion.id.in_(wanted))
    found = db.session.scalars(drafts.options(joinedload(Conclusion.committee)))
    return {conclusion.id: conclusion for conclusion in found}


def list_answers_of_rows(rows: Sequence[LedgerRow]) -> dict[int, RecommendationAnswer]:
    """The answers to recommendations that ledger rows speak of."""
    wanted = {key for row in rows if (key := row.data.get("recommendation_answer"))}
    answers = select(RecommendationAnswer).where(RecommendationAnswer.id.in_(wanted))
    loaded = answers.options(
        joinedload(RecommendationAnswer.recommendation).joinedload(Recommendation.agency),
        joinedload(RecommendationAnswer.committee),
    )
    return {answer.id: answer for answer in db.session.scalars(loaded)}


def find_hold(task_id: int) -> TaskHold | None:
    """What the secretariat decided about a task's reminders, or None."""
    return db.session.scalar(select(TaskHold).where(TaskHold.task_id == task_id))


def list_notes(task_ids: Collection[int]) -> dict[int, str]:
    """The secretariat's words around the reminders of tasks."""
    rows = select(TaskHold.task_id, TaskHold.note).where(
        TaskHold.task_id.in_(task_ids), TaskHold.note != ""
    )
    return {row.task_id: row.note for row in db.session.execute(rows)}


def list_words(rows: Sequence[LedgerRow]) -> dict[int, str]:
    """By row: the words of the update, directive, decision, handover or move that a row speaks
    of."""
    updates = _words(Update.id, Update.text, rows, "update")
    directives = _words(Directive.id, Directive.text, rows, "directive")
    answers = _words(Extension.id, Extension.answer, rows, "extension")
    handovers = _words(HandoverRow.id, HandoverRow.reason, rows, "handover")
    moves = _words(TaskChange.id, TaskChange.reason, rows, "change")
    return answers | directives | updates | handovers | moves


def _words(key: Any, text: Any, rows: Sequence[LedgerRow], name: str) -> dict[int, str]:
    about = {row.id: row.data[name] for row in rows if row.data.get(name)}
    texts = db.session.execute(select(key, text).where(key.in_(about.values())))
    found = {one: str(words) for one, words in texts}
    return {row_id: found[subject] for row_id, subject in about.items() if subject in found}
