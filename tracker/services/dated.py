"""Dated rows: what was true of a task or an assignment from which instant on (DESIGN 3.5)."""

from __future__ import annotations

from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import StaleForm
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.base import Versioned
from tracker.models.tasks import Assignment, AssignmentChange, Task, TaskChange


def note_task(
    task: Task,
    *,
    actor: Viewer,
    now: datetime,
    meant_on: date,
    reason: str = "",
    review_on: date | None = None,
) -> None:
    """Append what the task's time state depends on from ``now`` on.

    ``meant_on`` is the day the change means, in the committee's zone. A task that stays suspended
    keeps its review date.
    """
    if review_on is None and task.state is TaskState.SUSPENDED and task.changes:
        review_on = task.changes[-1].review_on
    row = TaskChange(
        task_id=task.id,
        committee_id=task.committee_id,
        state=task.state,
        deadline_on=task.deadline_on,
        answered_on=task.answered_on,
        meant_on=meant_on,
        review_on=review_on,
        reason=reason,
        recorded_at=now,
        recorded_by_id=actor.user_id or None,
    )
    task.changes.append(row)
    db.session.flush()


def note_assignment(
    assignment: Assignment,
    *,
    actor: Viewer,
    now: datetime,
    meant_on: date,
    reason: str = "",
    is_update: bool = False,
) -> None:
    """Append an assignment's state from ``now`` on; ``is_update``: the agency said something."""
    row = AssignmentChange(
        assignment_id=assignment.id,
        committee_id=assignment.committee_id,
        state=assignment.state,
        answered_on=assignment.answered_on,
        ended=assignment.ended_at is not None,
        is_update=is_update,
        meant_on=meant_on,
        reason=reason,
        recorded_at=now,
        recorded_by_id=actor.user_id or None,
    )
    assignment.changes.append(row)
    db.session.flush()


def require_version(row: Versioned, version: int) -> None:
    """Raise StaleForm unless ``version``, from the form, is the row's own."""
    if row.version != version:
        raise StaleForm(current=row.version)


def touch(row: Versioned) -> None:
    """Let the row's version grow at the next flush although only what hangs on it changed.

    A form over a row and its parts (a group and its members, a committee and its seats) carries
    the row's version, which must not stay when a part changes.
    """
    row.version += 1
