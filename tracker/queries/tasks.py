"""Tasks: reading."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.access import Content, Viewer
from tracker.domain.errors import NotFound
from tracker.extensions import db
from tracker.models.tasks import Assignment, Task
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
        _lock(found.task_id)
    return found


def _lock(task_id: int) -> None:
    fresh = select(Task).where(Task.id == task_id).with_for_update()
    db.session.execute(fresh.execution_options(populate_existing=True))
    parts = select(Assignment).where(Assignment.task_id == task_id)
    db.session.execute(parts.execution_options(populate_existing=True)).all()


def list_of_conclusion(conclusion_id: int) -> Sequence[Task]:
    """The tasks of a conclusion in its order. The caller has checked that it may be seen."""
    rows = select(Task).where(Task.conclusion_id == conclusion_id).options(*_WITH_PARTS)
    return db.session.scalars(rows.order_by(Task.position, Task.id)).all()


def find_last_serial(committee_id: int) -> int:
    """The last serial number given in a committee; 0 when there is none."""
    last = select(func.max(Task.serial)).where(Task.committee_id == committee_id)
    return db.session.scalar(last) or 0
