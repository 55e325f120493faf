"""What may wait for a secretariat: each need with its selection of rows (DESIGN 8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.periods import Progress
from tracker.domain.recommendations import RecommendationState
from tracker.domain.tasks import AssignmentState, Kind, Part, TaskState, TimeState
from tracker.models.agencies import Agency
from tracker.models.conclusions import Conclusion, ConclusionState
from tracker.models.extensions import Extension
from tracker.models.meetings import Meeting
from tracker.models.periods import Period
from tracker.models.recommendations import Recommendation
from tracker.models.tasks import Assignment, AssignmentChange, Task
from tracker.models.updates import Directive, Update
from tracker.queries.extensions import is_waiting
from tracker.queries.next_reports import next_reports
from tracker.queries.recommendations import state_sql
from tracker.queries.secretariat import Secretariat
from tracker.queries.successions import MOVABLE
from tracker.queries.suspensions import review_day

Rows = Select[*tuple[Any, ...]]
"""A row and the day or instant since when it waits."""


class Need(StrEnum):
    """What may wait for the secretariat, the most urgent first."""

    WAITING = "waiting"
    """A report waits for its answer."""
    PERIOD = "period"
    """A report on a period waits for its answer."""
    OBJECTED = "objected"
    ENDED = "ended"
    """The agency whose part it is has ended; another one must go on with it."""
    EXTENSION = "extension"
    """A new due date is asked for."""
    OVERDUE = "overdue"
    """The date is past and no report has come."""
    DIRECTIVE = "directive"
    """A leader's words that nobody has answered."""
    RECEIPT = "receipt"
    """Nobody has said that the task arrived."""
    SILENT = "silent"
    """Received, and no word within the committee's window."""
    CONTRIBUTION = "contribution"
    """Delivered, and not confirmed by the lead."""
    RECOMMENDATION = "recommendation"
    """Nobody handles what an agency asked for, and nobody has answered."""
    OVER = "over"
    """A standing task's last day has come; a person has to say that it ended."""
    NODATE = "nodate"
    REVIEW = "review"
    """A suspension whose review date has come."""
    DRAFT = "draft"
    """A conclusion that is not published yet."""


def _parts(seat: Secretariat, since: Any, *conditions: ColumnElement[bool]) -> Rows:
    return (
        select(Assignment, since)
        .join(Task, Task.id == Assignment.task_id)
        .where(
            Task.committee_id.in_(seat.ids),
            Task.state == TaskState.OPEN,
            Assignment.ended_at.is_(None),
            *conditions,
        )
        .order_by(since, Assignment.id)
    )


def _waiting(seat: Secretariat) -> Rows:
    reported = Assignment.state == AssignmentState.REPORTED
    return _parts(seat, Assignment.answered_on, reported)


def _objected(seat: Secretariat) -> Rows:
    since = (
        select(func.max(AssignmentChange.meant_on))
        .where(
            AssignmentChange.assignment_id == Assignment.id,
            AssignmentChange.state == AssignmentState.OBJECTED,
        )
        .correlate(Assignment)
        .scalar_subquery()
    )
    return _parts(seat, since, Assignment.state == AssignmentState.OBJECTED)


def _ended(seat: Secretariat) -> Rows:
    """Parts of agencies whose last day is past."""
    over = or_(
        false(),
        *(
            and_(Task.committee_id == one.id, Agency.exists_to < seat.today(one.id))
            for one in seat.committees
        ),
    )
    return (
        select(Assignment, Agency.exists_to)
        .join(Task, Task.id == Assignment.task_id)
        .join(Agency, Agency.id == Assignment.agency_id)
        .where(
            Task.committee_id.in_(seat.ids),
            Task.state == TaskState.OPEN,
            Assignment.ended_at.is_(None),
            Assignment.state.in_(MOVABLE),
            over,
        )
        .order_by(Agency.exists_to, Agency.sort_key, Agency.id, Task.serial, Assignment.id)
    )


def _contributions(seat: Secretariat) -> Rows:
    delivered = Assignment.state == AssignmentState.DELIVERED
    return _parts(seat, Assignment.answered_on, delivered, Assignment.part == Part.COORDINATING)


def _receipts(seat: Secretariat) -> Rows:
    missing = Assignment.state == AssignmentState.ASSIGNED
    late = seat.before(Assignment.assigned_at, seat.receipt_limit)
    return _parts(seat, Assignment.assigned_at, missing, late)


def _silent(seat: Secretariat) -> Rows:
    heard = func.coalesce(Assignment.last_update_at, Assignment.assigned_at)
    owing = Assignment.state.in_((AssignmentState.RECEIVED, AssignmentState.IN_PROGRESS))
    late = seat.before(heard, seat.silence_limit)
    return _parts(seat, heard, owing, late, Assignment.id.not_in(_reporting_again(seat)))


def _reporting_again(seat: Secretariat) -> Select[tuple[int]]:
    """Who reported a period and is not to report again for long enough (DESIGN 3.8)."""
    reports = next_reports(seat.ids)
    recent = (
        and_(reports.c.committee_id == one.id, reports.c.next_on > seat.silence_day(one))
        for one in seat.committees
    )
    return select(reports.c.assignment_id).where(or_(false(), *recent))


def _tasks(
    seat: Secretariat, state: TimeState, since: Any, *conditions: ColumnElement[bool]
) -> Rows:
    return (
        select(Task, since)
        .where(Task.committee_id.in_(seat.ids), seat.time_state() == state.value, *conditions)
        .order_by(since, Task.committee_id, Task.serial)
    )


def _overdue(seat: Secretariat) -> Rows:
    return _tasks(seat, TimeState.OVERDUE, Task.deadline_on, Task.answered_on.is_(None))


def _undated(seat: Secretariat) -> Rows:
    return _tasks(seat, TimeState.NODATE, Task.published_at)


def _periods(seat: Secretariat) -> Rows:
    return (
        select(Period, Period.answered_on)
        .join(Task, Task.id == Period.task_id)
        .where(
            Task.committee_id.in_(seat.ids),
            Task.state == TaskState.OPEN,
            Period.progress == Progress.REPORTED,
        )
        .order_by(Period.answered_on, Period.id)
    )


def _over(seat: Secretariat) -> Rows:
    standing, ended = Task.kind == Kind.STANDING, Task.deadline_on <= seat.day_sql()
    return _tasks(seat, TimeState.WITHIN, Task.deadline_on, standing, ended)


def _reviews(seat: Secretariat) -> Rows:
    day = review_day()
    come = (and_(Task.committee_id == key, day <= seat.today(key)) for key in seat.ids)
    return (
        select(Task, day)
        .where(
            Task.committee_id.in_(seat.ids),
            Task.state == TaskState.SUSPENDED,
            or_(false(), *come),
        )
        .order_by(day, Task.committee_id, Task.serial)
    )


def _directives(seat: Secretariat) -> Rows:
    return (
        select(Directive, Directive.written_at)
        .join(Task, Task.id == Directive.task_id)
        .where(
            Directive.committee_id.in_(seat.ids),
            Directive.answered_at.is_(None),
            Task.state.in_((TaskState.OPEN, TaskState.SUSPENDED)),
        )
        .order_by(Directive.answer_by.is_(None), Directive.answer_by, Directive.id)
    )


def _recommendations(seat: Secretariat) -> Rows:
    return (
        select(Recommendation, Meeting.held_on)
        .join(Meeting, Meeting.id == Recommendation.meeting_id)
        .where(
            Recommendation.committee_id.in_(seat.ids),
            state_sql() == RecommendationState.OPEN.value,
        )
        .order_by(Meeting.held_on, Recommendation.id)
    )


def _extensions(seat: Secretariat) -> Rows:
    return (
        select(Extension, Update.filed_at)
        .join(Task, Task.id == Extension.task_id)
        .join(Update, Update.id == Extension.update_id)
        .where(Extension.committee_id.in_(seat.ids), is_waiting())
        .order_by(Update.filed_at, Extension.id)
    )


def _drafts(seat: Secretariat) -> Rows:
    return (
        select(Conclusion, Conclusion.created_at)
        .where(
            Conclusion.committee_id.in_(seat.ids),
            Conclusion.state != ConclusionState.PUBLISHED,
        )
        .order_by(Conclusion.created_at, Conclusion.id)
    )


SELECTIONS: Mapping[Need, Callable[[Secretariat], Rows]] = {
    Need.WAITING: _waiting,
    Need.PERIOD: _periods,
    Need.OBJECTED: _objected,
    Need.ENDED: _ended,
    Need.EXTENSION: _extensions,
    Need.OVERDUE: _overdue,
    Need.DIRECTIVE: _directives,
    Need.RECEIPT: _receipts,
    Need.SILENT: _silent,
    Need.CONTRIBUTION: _contributions,
    Need.RECOMMENDATION: _recommendations,
    Need.OVER: _over,
    Need.NODATE: _undated,
    Need.REVIEW: _reviews,
    Need.DRAFT: _drafts,
}
_PART = (joinedload(Assignment.task),)
_TASK = (selectinload(Task.assignments),)
LOADED: Mapping[Need, tuple[Any, ...]] = {
    Need.WAITING: _PART,
    Need.PERIOD: (joinedload(Period.task), joinedload(Period.assignment)),
    Need.OBJECTED: _PART,
    Need.ENDED: (joinedload(Assignment.task), joinedload(Assignment.agency)),
    Need.EXTENSION: (
        joinedload(Extension.task).selectinload(Task.assignments),
        joinedload(Extension.request).joinedload(Update.assignment),
    ),
    Need.OVERDUE: _TASK,
    Need.DIRECTIVE: (
        joinedload(Directive.task).selectinload(Task.assignments),
        joinedload(Directive.written_by),
    ),
    Need.RECEIPT: _PART,
    Need.SILENT: _PART,
    Need.CONTRIBUTION: (joinedload(Assignment.task).selectinload(Task.assignments),),
    Need.RECOMMENDATION: (joinedload(Recommendation.agency),),
    Need.OVER: _TASK,
    Need.NODATE: _TASK,
    Need.REVIEW: _TASK,
    Need.DRAFT: (),
}
