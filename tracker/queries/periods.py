"""Periods of standing tasks: reading."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from tracker.domain.access import Content, Viewer
from tracker.domain.errors import NotFound
from tracker.domain.periods import Progress
from tracker.domain.schedules import AHEAD
from tracker.domain.suspensions import Pause, pauses_of
from tracker.domain.tasks import Kind, Part, TaskState
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.meetings import Meeting
from tracker.models.periods import Period, TaskCycle
from tracker.models.tasks import Assignment, Task, TaskChange
from tracker.models.updates import Update, UpdateKind
from tracker.queries import tasks as task_queries
from tracker.queries.visibility import tasks_seen

LIVE = Period.progress != Progress.WITHDRAWN


def get_period(period_id: int, viewer: Viewer, *, lock: bool = False) -> Period:
    """A period whose task the viewer sees in detail. Raises NotFound.

    ``lock`` keeps every other writer of the task out until the transaction ends.
    """
    rows = (
        select(Period)
        .join(Task, Task.id == Period.task_id)
        .where(Period.id == period_id, tasks_seen(viewer, Content.TASK_DETAIL))
    )
    found = db.session.scalar(rows.options(joinedload(Period.assignment)))
    if found is None:
        raise NotFound("period")
    if lock:
        task_queries.lock_task(found.task_id)
        db.session.refresh(found)
    return found


def list_of_task(task_id: int) -> Sequence[Period]:
    """A task's periods that are or were asked for, by due date, then by assignment.

    The caller has checked that the task may be seen in detail.
    """
    rows = select(Period).where(Period.task_id == task_id, LIVE)
    rows = rows.options(joinedload(Period.assignment))
    return db.session.scalars(rows.order_by(Period.due_on, Period.assignment_id)).all()


def list_of_assignment(assignment_id: int) -> Sequence[Period]:
    """Every period of an assignment, the withdrawn ones included, by due date."""
    rows = select(Period).where(Period.assignment_id == assignment_id)
    return db.session.scalars(rows.order_by(Period.due_on)).all()


def list_owed(assignment_ids: Collection[int]) -> dict[int, list[Period]]:
    """By assignment: the periods that still want a report, the oldest first."""
    rows = select(Period).where(
        Period.assignment_id.in_(assignment_ids), Period.progress == Progress.OPEN
    )
    found: dict[int, list[Period]] = {}
    for one in db.session.scalars(rows.order_by(Period.due_on, Period.id)):
        found.setdefault(one.assignment_id, []).append(one)
    return found


def list_reports(task_id: int) -> dict[int, Update]:
    """By period: the newest report on it, with quantities and evidence."""
    rows = (
        select(Update)
        .where(
            Update.task_id == task_id,
            Update.period_id.is_not(None),
            Update.kind == UpdateKind.PROGRESS,
        )
        .options(joinedload(Update.filed_by), selectinload(Update.quantities))
        .order_by(Update.filed_at, Update.id)
    )
    return {one.period_id or 0: one for one in db.session.scalars(rows)}


def get_report(period_id: int) -> Update:
    """The newest report on a period that has one. Raises NoResultFound."""
    rows = select(Update).where(Update.period_id == period_id, Update.kind == UpdateKind.PROGRESS)
    newest = rows.order_by(Update.filed_at.desc(), Update.id.desc()).limit(1)
    return db.session.scalars(newest).one()


def list_cycles(task_id: int) -> Sequence[TaskCycle]:
    """The changes of a task's cycle, the oldest first."""
    rows = select(TaskCycle).where(TaskCycle.task_id == task_id)
    return db.session.scalars(rows.order_by(TaskCycle.id)).all()


def list_meeting_days(committee_id: int) -> Sequence[date]:
    """The days on which a committee met or is to meet."""
    rows = select(Meeting.held_on).where(Meeting.committee_id == committee_id).distinct()
    return db.session.scalars(rows.order_by(Meeting.held_on)).all()


def list_pauses(task_id: int) -> list[Pause]:
    """The days on which a task was not owed: suspended, or cancelled until that was undone."""
    rows = select(TaskChange.state, TaskChange.meant_on).where(TaskChange.task_id == task_id)
    found = db.session.execute(rows.order_by(TaskChange.recorded_at, TaskChange.id))
    return pauses_of((state, day) for state, day in found)


def list_tasks_to_open(committee: Committee, today: date) -> Sequence[int]:
    """The standing tasks whose periods may have to be opened or withdrawn today, by key."""
    rows = select(Task.id).where(Task.committee_id == committee.id, Task.kind == Kind.STANDING)
    wanted = or_(_lacks_periods(today), _has_stray_periods(today))
    return db.session.scalars(rows.where(wanted).order_by(Task.id)).all()


def list_open_standing(committee_id: int) -> Sequence[int]:
    """The open standing tasks of a committee, by key."""
    rows = select(Task.id).where(
        Task.committee_id == committee_id,
        Task.kind == Kind.STANDING,
        Task.state == TaskState.OPEN,
    )
    return db.session.scalars(rows.order_by(Task.id)).all()


def _lacks_periods(today: date) -> ColumnElement[bool]:
    """The condition that a lead of an open task has no period beyond the days looked ahead."""
    lead, ahead = aliased(Assignment), aliased(Period)
    far = exists().where(
        ahead.assignment_id == lead.id,
        ahead.progress != Progress.WITHDRAWN,
        ahead.due_on > today + AHEAD,
    )
    lacking = exists().where(
        lead.task_id == Task.id, lead.part == Part.LEAD, lead.ended_at.is_(None), ~far
    )
    return and_(Task.state == TaskState.OPEN, lacking)


def _has_stray_periods(today: date) -> ColumnElement[bool]:
    """The condition that a period to come is owed of a task or an assignment that ended."""
    part, stray = aliased(Assignment), aliased(Period)
    return (
        exists()
        .where(
            stray.task_id == Task.id,
            stray.assignment_id == part.id,
            stray.progress == Progress.OPEN,
            stray.due_on >= today,
            or_(Task.state != TaskState.OPEN, part.ended_at.is_not(None)),
        )
        .correlate(Task)
    )
