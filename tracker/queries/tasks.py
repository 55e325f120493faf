"""Tasks: reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.access import Content, Viewer
from tracker.domain.errors import NotFound
from tracker.domain.tasks import TimeState, time_state
from tracker.extensions import db
from tracker.models.tasks import Assignment, Task
from tracker.queries.calendar import Horizons
from tracker.queries.visibility import tasks_seen

_WITH_PARTS = (
    selectinload(Task.assignments).joinedload(Assignment.agency),
    joinedload(Task.conclusion),
)


def get_task(task_id: int, viewer: Viewer, content: Content = Content.TASK_HEAD) -> Task:
    """The task, when the viewer may see this kind of its content. Raises NotFound."""
    rows = select(Task).where(Task.id == task_id, tasks_seen(viewer, content))
    found = db.session.scalar(rows.options(*_WITH_PARTS))
    if found is None:
        raise NotFound("task")
    return found


def get_locked(task_id: int, viewer: Viewer) -> Task:
    """The task in detail, with every other writer of it kept out until the transaction ends.

    Raises NotFound.
    """
    task = get_task(task_id, viewer, Content.TASK_DETAIL)
    lock_task(task.id)
    return task


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of a task's course a viewer sees: all of it, or what existed at an instant."""

    until: datetime | None = None
    is_guest: bool = False
    """A former owner that is no member: of the head as well, it sees what existed then."""

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is left out."""
        return self.until is None


def find_detail(task_id: int, viewer: Viewer) -> Detail | None:
    """What the viewer sees of updates, evidence and directives; None: nothing of them.

    A former owner keeps what existed until the change (DESIGN 3.12).
    """
    rows = select(func.count()).select_from(Task)
    seen = rows.where(Task.id == task_id, tasks_seen(viewer, Content.TASK_DETAIL))
    if db.session.scalar(seen):
        return Detail()
    ended = select(func.max(Assignment.ended_at)).where(
        Assignment.task_id == task_id, Assignment.agency_id.in_(viewer.agency_ids)
    )
    until = db.session.scalar(ended)
    return Detail(until, is_guest=_is_guest(task_id, viewer)) if until else None


def _is_guest(task_id: int, viewer: Viewer) -> bool:
    whole = viewer.committees_seeing(Content.TASK_HEAD)
    return db.session.scalar(select(Task.committee_id).where(Task.id == task_id)) not in whole


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment on a list, with its time state on the day of the list."""

    assignment: Assignment
    state: TimeState


def list_of_agencies(viewer: Viewer, horizons: Horizons) -> list[AssignmentLine]:
    """What the viewer's agencies owe and have done, the earliest deadline first."""
    rows = (
        select(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .where(Assignment.agency_id.in_(viewer.agency_ids), Assignment.ended_at.is_(None))
        .options(
            joinedload(Assignment.task).selectinload(Task.assignments),
            joinedload(Assignment.task).joinedload(Task.committee),
        )
        .order_by(Task.deadline_on.is_(None), Task.deadline_on, Task.id)
    )
    return [_line(one, horizons) for one in db.session.scalars(rows).unique()]


def _line(assignment: Assignment, horizons: Horizons) -> AssignmentLine:
    horizon = horizons.of(assignment.committee_id)
    state = time_state(assignment.facts, today=horizon.today, soon_until=horizon.soon_until)
    return AssignmentLine(assignment, state)


def get_assignment(assignment_id: int, viewer: Viewer, *, lock: bool = False) -> Assignment:
    """An assignment whose task the viewer sees in detail. Raises NotFound.

    ``lock`` keeps every other writer of the task out until the transaction ends: joint leads
    change the task's facts together.
    """
    rows = (
        select(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .where(Assignment.id == assignment_id, tasks_seen(viewer, Content.TASK_DETAIL))
    )
    found = db.session.scalar(rows)
    if found is None:
        raise NotFound("assignment")
    if lock:
        lock_task(found.task_id)
    return found


def lock_task(task_id: int) -> Task:
    """Keep every other writer of a task out until the transaction ends; gives it as it is now."""
    fresh = select(Task).where(Task.id == task_id).with_for_update()
    task = db.session.scalars(fresh.execution_options(populate_existing=True)).one()
    parts = select(Assignment).where(Assignment.task_id == task_id)
    db.session.execute(parts.execution_options(populate_existing=True)).all()
    return task


def list_of_conclusion(conclusion_id: int) -> Sequence[Task]:
    """The tasks of a conclusion in its order. The caller has checked that it may be seen."""
    rows = select(Task).where(Task.conclusion_id == conclusion_id)
    rows = rows.options(*_WITH_PARTS, selectinload(Task.due_dates))
    return db.session.scalars(rows.order_by(Task.position, Task.id)).all()


@dataclass(frozen=True, slots=True)
class SeenTask:
    """A task of a conclusion, and whether the viewer may see more of it than its head."""

    task: Task
    is_detailed: bool


def list_seen_of_conclusion(conclusion_id: int, viewer: Viewer) -> list[SeenTask]:
    """The tasks of a conclusion that the viewer may see, in its order (DESIGN 3.12)."""
    detailed = tasks_seen(viewer, Content.TASK_DETAIL).label("detailed")
    rows = select(Task, detailed).where(Task.conclusion_id == conclusion_id, tasks_seen(viewer))
    rows = rows.options(*_WITH_PARTS, selectinload(Task.due_dates))
    in_order = db.session.execute(rows.order_by(Task.position, Task.id))
    return [SeenTask(task, bool(may)) for task, may in in_order]


def find_by_code(committee_id: int, code: str, viewer: Viewer) -> Task | None:
    """The task of a committee with this code, whatever the letters' case, or None."""
    rows = select(Task).where(
        Task.committee_id == committee_id,
        func.upper(Task.code) == code.strip().upper(),
        tasks_seen(viewer),
    )
    return db.session.scalar(rows)


def find_last_serial(committee_id: int) -> int:
    """The last serial number given in a committee; 0 when there is none."""
    last = select(func.max(Task.serial)).where(Task.committee_id == committee_id)
    return db.session.scalar(last) or 0
