"""What open tasks still want from anybody: what reminders are computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import ScalarSelect, Select, Subquery, func, select
from sqlalchemy.orm import aliased

from tracker.domain.extensions import ExtensionState
from tracker.domain.owed import Asked, Owed, PendingExtension
from tracker.domain.period_reminders import OwedPeriod
from tracker.domain.tasks import AssignmentState, Part, TaskState
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.extensions import Extension
from tracker.models.reminders import LedgerRow, Mail, RowState, TaskHold
from tracker.models.tasks import Assignment, AssignmentChange, DueDate, Task
from tracker.models.updates import Directive, Update
from tracker.queries import suspensions
from tracker.queries.next_reports import list_next_reports

PUBLISHED = "task_published"
"""The rule of the notice whose delivery starts the receipt clock."""


@dataclass(frozen=True, slots=True)
class OwedRow:
    """What one assignment owes, with its keys and the deadline it is judged by."""

    assignment_id: int
    task_id: int
    agency_id: int
    owed: Owed | OwedPeriod
    is_held: bool

    @property
    def about(self) -> tuple[int, int | None]:
        """What it speaks of: an assignment, or one of its periods."""
        period = self.owed.period_id if isinstance(self.owed, OwedPeriod) else None
        return self.assignment_id, period


def list_owed(
    committee: Committee, *, assignment_ids: Collection[int] | None = None
) -> list[OwedRow]:
    """What the committee's open and suspended tasks still want from anybody, by assignment."""
    rows = _owed_columns().where(
        Assignment.committee_id == committee.id,
        Assignment.ended_at.is_(None),
        Task.state.in_((TaskState.OPEN, TaskState.SUSPENDED)),
    )
    if assignment_ids is not None:
        rows = rows.where(Assignment.id.in_(assignment_ids))
    asked, pending = _list_asked(committee), _list_pending(committee)
    pauses = _Pauses(
        suspensions.list_review_days(committee.id), suspensions.list_returns(committee.id)
    )
    reports = list_next_reports(committee.id)
    zone = ZoneInfo(committee.time_zone)
    found = db.session.execute(rows.order_by(Assignment.task_id, Assignment.position))
    owed = (
        _owed_row(row, zone, asked.get(row.task_id, ()), pending.get(row.task_id)) for row in found
    )
    return [pauses.leave_out(_with_report(row, reports)) for row in owed]


def _with_report(row: OwedRow, reports: Mapping[int, date]) -> OwedRow:
    if not isinstance(row.owed, Owed) or row.assignment_id not in reports:
        return row
    return replace(row, owed=replace(row.owed, next_report_on=reports[row.assignment_id]))


@dataclass(frozen=True, slots=True)
class _Pauses:
    """By task: when a suspension is looked at again; the day a task came back from its last."""

    reviews: Mapping[int, date]
    returns: Mapping[int, date]

    def leave_out(self, row: OwedRow) -> OwedRow:
        """The row with its clocks started again on the day of the return: days off don't count."""
        owed, back = row.owed, self.returns.get(row.task_id, date.min)
        if not isinstance(owed, Owed):
            return row
        started = replace(
            owed,
            dated_on=max(owed.dated_on, back),
            told_on=max(owed.told_on, back) if owed.told_on else None,
            heard_on=max(owed.heard_on, back),
            asked=tuple(replace(one, by=max(one.by, back)) for one in owed.asked),
            review_on=self.reviews.get(row.task_id),
        )
        return replace(row, owed=started)


def _owed_columns() -> Select[Any]:
    dated, changed = (
        _newest(DueDate.task_id, DueDate),
        _newest(AssignmentChange.assignment_id, AssignmentChange),
    )
    told = _told()
    columns = (
        select(
            Assignment.id.label("assignment_id"),
            Assignment.task_id,
            Assignment.agency_id,
            Assignment.part,
            Assignment.state,
            Assignment.assigned_at,
            Assignment.last_update_at,
            Assignment.redo_on,
            Assignment.wanted_on,
            Assignment.wanted_set_at,
            Task.state.label("task_state"),
            Task.kind,
            Task.deadline_on,
            Task.published_at,
            dated.c.at.label("dated_at"),
            changed.c.at.label("changed_at"),
            told.c.at.label("told_at"),
            _first_lead().label("first_lead"),
            TaskHold.is_held,
        )
        .join(Task, Task.id == Assignment.task_id)
        .outerjoin(dated, dated.c.about == Task.id)
        .outerjoin(changed, changed.c.about == Assignment.id)
        .outerjoin(told, told.c.about == Assignment.id)
        .outerjoin(TaskHold, TaskHold.task_id == Task.id)
    )
    return cast("Select[Any]", columns)


def _newest(about: Any, rows: type[DueDate] | type[AssignmentChange]) -> Subquery:
    """When the newest dated row about a task or an assignment was recorded."""
    at = func.max(rows.recorded_at).label("at")
    return select(about.label("about"), at).group_by(about).subquery()


def _told() -> Subquery:
    """When the first notice of an assignment was delivered."""
    about = LedgerRow.assignment_id
    rows = select(about.label("about"), func.min(Mail.sent_at).label("at"))
    rows = rows.join(Mail, Mail.id == LedgerRow.mail_id)
    sent = rows.where(LedgerRow.rule == PUBLISHED, LedgerRow.state == RowState.SENT)
    return sent.group_by(about).subquery()


def list_told(assignment_ids: Collection[int]) -> dict[int, datetime]:
    """By assignment: when the first notice of it was delivered; missing where none was."""
    told = _told()
    rows = select(told.c.about, told.c.at).where(told.c.about.in_(assignment_ids))
    return {row[0]: row[1] for row in db.session.execute(rows) if row[1] is not None}


def _first_lead() -> ScalarSelect[int]:
    """The lead that speaks for the row's task."""
    lead = aliased(Assignment)
    leads = select(func.min(lead.id)).where(lead.task_id == Task.id, lead.ended_at.is_(None))
    return leads.where(lead.part == Part.LEAD).scalar_subquery()


def _owed_row(
    row: Any, zone: ZoneInfo, asked: Sequence[Asked], pending: PendingExtension | None
) -> OwedRow:
    waiting = row.state in (AssignmentState.REPORTED, AssignmentState.OBJECTED)
    changed_at = row.changed_at or row.assigned_at
    came_later = row.assigned_at > row.published_at
    redo_on = _redo_day(row)
    dated_at = _dated_at(row)
    owed = Owed(
        part=row.part,
        state=row.state,
        task_state=row.task_state,
        kind=row.kind,
        deadline_on=redo_on or row.wanted_on or row.deadline_on,
        published_on=_day(row.published_at, zone),
        dated_on=_day(max(dated_at, changed_at) if redo_on else dated_at, zone),
        assigned_on=_day(row.assigned_at, zone) if came_later else None,
        told_on=_day(row.told_at, zone) if row.told_at else None,
        heard_on=_day(max(row.last_update_at or row.assigned_at, changed_at), zone),
        waits_since=_day(changed_at, zone) if waiting else None,
        speaks_for_task=row.assignment_id == row.first_lead,
        asked=tuple(asked),
        extension=None if row.wanted_on else pending,
    )
    return OwedRow(row.assignment_id, row.task_id, row.agency_id, owed, is_held=bool(row.is_held))


def _redo_day(row: Any) -> date | None:
    """The day by which a returned part is to be reported again, when it lies after the due date.

    The agency was given until then, so reminders count from it; time state does not.
    """
    is_later = row.redo_on and row.deadline_on and row.redo_on > row.deadline_on
    return cast("date", row.redo_on) if is_later else None


def _dated_at(row: Any) -> datetime:
    """When the date was decided that the part is reminded of: a contribution's own, if any."""
    decided = row.wanted_set_at if row.wanted_on else row.dated_at
    return cast("datetime", decided or row.published_at)


def _list_asked(committee: Committee) -> dict[int, list[Asked]]:
    zone = ZoneInfo(committee.time_zone)
    rows = select(Directive).where(
        Directive.committee_id == committee.id, Directive.answered_at.is_(None)
    )
    found: dict[int, list[Asked]] = defaultdict(list)
    for one in db.session.scalars(rows.order_by(Directive.id)):
        found[one.task_id].append(Asked(one.id, one.answer_by or _day(one.written_at, zone)))
    return found


def _list_pending(committee: Committee) -> dict[int, PendingExtension]:
    """By task: the request for a new date that waits."""
    zone = ZoneInfo(committee.time_zone)
    rows = select(Extension.task_id, Update.filed_at).join(Update, Update.id == Extension.update_id)
    waiting = rows.where(
        Extension.committee_id == committee.id, Extension.state == ExtensionState.PENDING
    )
    found = {}
    for task_id, filed_at in db.session.execute(waiting.order_by(Extension.id)):
        here = filed_at.astimezone(zone)
        days = timedelta(days=int(here.time() >= committee.digest_at))
        asked_on = here.date()
        found[task_id] = PendingExtension(
            asked_on, asked_on + days, by_leaders=committee.extensions_by_leaders
        )
    return found


def _day(instant: datetime, zone: ZoneInfo) -> date:
    return instant.astimezone(zone).date()
