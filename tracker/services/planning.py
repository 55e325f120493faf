"""Planning: which rows the ledger must hold today, one for each thing to say to each address.

Planning twice plans nothing twice: a row's key says what it is about (DESIGN 6), and the
ledger holds each key once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.ladder import Ladder
from tracker.domain.period_reminders import due_steps, steps
from tracker.domain.steps import Step
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.reminders import LedgerRow, MailKind, RowState
from tracker.queries import calendar as calendar_queries
from tracker.queries import committees as committee_queries
from tracker.queries import period_reminders as period_queries
from tracker.queries import reminders as queries
from tracker.queries.owed import OwedRow, list_owed
from tracker.queries.recipients import Recipient, Recipients

SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Planned:
    """One row to be: what is said of which assignment to whom."""

    row: OwedRow
    step: Step
    recipient: Recipient
    is_instead: bool
    """Nobody holds the role that is meant: the secretariat gets it and is told so."""

    @property
    def key(self) -> str:
        """Assignment or period × rule × recipient × the step's day × the date it came from."""
        subject = f"p{self.step.period_id}" if self.step.period_id else self.step.directive_id
        about = f"{self.step.rule.value}:{subject or ''}"
        due = self.row.owed.deadline_on or "-"
        parts = (self.row.assignment_id, about, self.recipient.address, self.step.step_on, due)
        return "|".join(map(str, parts))


def plan(*, now: datetime) -> int:
    """Bring every committee's ledger up to date; gives how many rows were added."""
    calendar = calendar_queries.get_calendar()
    committees = committee_queries.list_all_committees()
    return sum(plan_committee(one, calendar, now=now) for one in committees)


def plan_committee(committee: Committee, calendar: WorkingCalendar, *, now: datetime) -> int:
    """Add what is due today and was never said; void what is no longer to be said."""
    today = committee.day_of(now)
    ladder = queries.get_ladder(committee.id)
    rows = [row for row in _list_owed(committee) if not row.is_held]
    wanted = {one.key: one for one in _due(committee, rows, ladder, calendar, today)}
    _void_others(committee, wanted.keys())
    known = queries.list_by_key(wanted.keys())
    missing = sorted(wanted.keys() - known.keys())
    db.session.add_all(_ledger_row(committee, wanted[key], now) for key in missing)
    revived = [row for row in known.values() if row.void_reason == SUPERSEDED]
    for row in revived:
        row.state, row.mail_id, row.void_reason = RowState.PLANNED, None, ""
    db.session.flush()
    return len(missing) + len(revived)


def void_task(task_id: int) -> None:
    """Void a task's reminders that are in no mail yet; the next run plans what still holds.

    What is in a mail already is checked again at its sending.
    """
    for row in queries.list_rows_of_task(task_id, MailKind.DIGEST, RowState.PLANNED):
        row.state, row.void_reason = RowState.VOID, SUPERSEDED
    db.session.flush()


def void_assignment(assignment_id: int) -> None:
    """Void what is planned about an assignment that ended and is in no mail yet.

    What is in a mail already is checked again before it is sent.
    """
    for row in queries.list_loose_of_assignment(assignment_id):
        row.state, row.void_reason = RowState.VOID, SUPERSEDED
    db.session.flush()


def still_due(
    committee: Committee, rows: Sequence[LedgerRow], calendar: WorkingCalendar, *, now: datetime
) -> frozenset[int]:
    """The keys (ids) of those digest rows that would be planned again today."""
    today = committee.day_of(now)
    ladder = queries.get_ladder(committee.id)
    ids = {row.assignment_id for row in rows if row.assignment_id}
    owed = {one.about: one for one in _list_owed(committee, assignment_ids=ids)}
    kept = set()
    for row in rows:
        one = owed.get((row.assignment_id or 0, row.data.get("period")))
        if one is None or one.is_held or one.owed.deadline_on != row.due_on:
            continue
        said = {_saying(step) for step in due_steps(one.owed, ladder, calendar, today)}
        if (row.rule, row.data.get("directive"), row.data["audience"], row.step_on) in said:
            kept.add(row.id)
    return frozenset(kept)


def upcoming(committee: Committee, *, now: datetime, until: date) -> list[Planned]:
    """What will go out after today and up to ``until`` if nothing changes, earliest first."""
    today = committee.day_of(now)
    calendar, ladder = calendar_queries.get_calendar(), queries.get_ladder(committee.id)
    rows = _list_owed(committee)
    book = Recipients(committee.id, {row.agency_id for row in rows}, today)
    found = [
        planned
        for row in rows
        for step in steps(row.owed, ladder, calendar, until)
        if step.step_on > today
        for planned in _to_each(row, step, book)
    ]
    return sorted(found, key=_reading_order)


def _list_owed(
    committee: Committee, *, assignment_ids: Collection[int] | None = None
) -> list[OwedRow]:
    """What assignments and their periods still want."""
    parts = list_owed(committee, assignment_ids=assignment_ids)
    return parts + period_queries.list_owed_periods(committee, assignment_ids=assignment_ids)


def _reading_order(one: Planned) -> tuple[date, int, str, int, str]:
    row, step = one.row, one.step
    return step.step_on, row.task_id, step.rule.value, row.assignment_id, one.recipient.address


def _due(
    committee: Committee,
    rows: Collection[OwedRow],
    ladder: Ladder,
    calendar: WorkingCalendar,
    today: date,
) -> Iterator[Planned]:
    book = Recipients(committee.id, {row.agency_id for row in rows}, today)
    for row in rows:
        for step in due_steps(row.owed, ladder, calendar, today):
            yield from _to_each(row, step, book)


def _to_each(row: OwedRow, step: Step, book: Recipients) -> Iterator[Planned]:
    found, is_instead = book.find(step.audience, row.agency_id)
    return (Planned(row, step, one, is_instead) for one in found)


def _saying(step: Step) -> tuple[str, int | None, str, date]:
    return step.rule.value, step.directive_id, step.audience.value, step.step_on


def _ledger_row(committee: Committee, planned: Planned, now: datetime) -> LedgerRow:
    row, step, recipient = planned.row, planned.step, planned.recipient
    data: dict[str, object] = {"audience": step.audience.value, "directive": step.directive_id}
    if step.period_id is not None:
        data["period"] = step.period_id
    if planned.is_instead:
        data["instead"] = True
    return LedgerRow(
        key=planned.key,
        kind=MailKind.DIGEST,
        committee_id=committee.id,
        task_id=row.task_id,
        assignment_id=row.assignment_id,
        rule=step.rule.value,
        level=step.level.value,
        recipient=recipient.address,
        recipient_name=recipient.name,
        user_id=recipient.user_id,
        agency_id=row.agency_id,
        step_on=step.step_on,
        due_on=row.owed.deadline_on,
        data=data,
        created_at=now,
    )


def _void_others(committee: Committee, wanted: Collection[str]) -> None:
    for row in queries.list_loose(MailKind.DIGEST, [committee.id]):
        if row.key not in wanted:
            row.state, row.void_reason = RowState.VOID, SUPERSEDED
    db.session.flush()
