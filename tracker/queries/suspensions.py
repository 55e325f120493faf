"""Suspensions: until when a task is suspended and why, now and on a past day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, select

from tracker.domain.suspensions import NOT_OWED, pauses_of
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.tasks import Task, TaskChange


@dataclass(frozen=True, slots=True)
class Suspension:
    """A suspension in force: its first day, the day it is looked at again, and why."""

    begins_on: date
    review_on: date | None
    reason: str


def list_review_days(committee_id: int) -> dict[int, date]:
    """By task: when each suspended task of a committee is looked at again. For jobs."""
    rows = select(Task.id, review_day()).where(
        Task.committee_id == committee_id, Task.state == TaskState.SUSPENDED
    )
    return {key: day for key, day in db.session.execute(rows) if day is not None}


def list_returns(committee_id: int) -> dict[int, date]:
    """By task: the day from which it is owed again after its last pause. For jobs."""
    paused = select(TaskChange.task_id).where(
        TaskChange.committee_id == committee_id, TaskChange.state.in_(NOT_OWED)
    )
    rows = select(TaskChange.task_id, TaskChange.state, TaskChange.meant_on).where(
        TaskChange.task_id.in_(paused)
    )
    courses: dict[int, list[tuple[TaskState, date]]] = {}
    for key, state, day in db.session.execute(rows.order_by(*_IN_ORDER)):
        courses.setdefault(key, []).append((state, day))
    last = {key: pauses_of(course)[-1].until for key, course in courses.items()}
    return {key: day for key, day in last.items() if day is not None}


def review_day() -> ScalarSelect[Any]:
    """The review date in a suspended task's newest dated row, as a column beside ``Task``."""
    newest = select(TaskChange.review_on).where(TaskChange.task_id == Task.id)
    ordered = newest.order_by(TaskChange.recorded_at.desc(), TaskChange.id.desc())
    return ordered.limit(1).correlate(Task).scalar_subquery()


def list_in_force(
    task_ids: Collection[int], *, until: datetime | None = None
) -> dict[int, Suspension]:
    """By task: the suspension that holds, or held at an instant.

    The caller has checked that the tasks may be seen in detail.
    """
    found: dict[int, Suspension] = {}
    for row in db.session.scalars(_course(task_ids, until)):
        if row.state is not TaskState.SUSPENDED:
            found.pop(row.task_id, None)
            continue
        begun = found.get(row.task_id)
        begins_on = begun.begins_on if begun else row.meant_on
        found[row.task_id] = Suspension(begins_on, row.review_on, _reason(row, begun))
    return found


def _reason(row: TaskChange, begun: Suspension | None) -> str:
    """A new review date brings its own reason; another change, such as a due date, none."""
    is_same = begun is not None and begun.review_on == row.review_on
    return begun.reason if begun is not None and is_same else row.reason


def _course(task_ids: Collection[int], until: datetime | None) -> Select[Any]:
    rows = select(TaskChange).where(TaskChange.task_id.in_(task_ids))
    if until is not None:
        rows = rows.where(TaskChange.recorded_at < until)
    return rows.order_by(*_IN_ORDER)


_IN_ORDER = (TaskChange.task_id, TaskChange.recorded_at, TaskChange.id)
