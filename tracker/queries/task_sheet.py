"""The tasks of a committee for its sheet: what goes out, and the rows that come back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from tracker.domain.access import Content, Viewer
from tracker.domain.tasks import Part, TaskState
from tracker.extensions import db
from tracker.models.tasks import Assignment, Task
from tracker.models.updates import Update, UpdateKind
from tracker.queries.visibility import tasks_seen

TOLD = (UpdateKind.PROGRESS, UpdateKind.COMPLETION)
"""The updates that say how far a task has come."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One lead's part of an open task."""

    task: Task
    lead: Assignment
    said: str
    """What was last said about it."""

    @property
    def coordinating(self) -> str:
        """Who joins, as one cell."""
        return coordinating_cell(self.task)


def coordinating_cell(task: Task) -> str:
    """The agencies that join in a task, as one cell."""
    parts = (one for one in task.assignments if one.part is Part.COORDINATING and one.is_current)
    return "; ".join(one.agency_name for one in parts)


def list_sheet_rows(committee_id: int, viewer: Viewer) -> list[SheetRow]:
    """The open tasks of a committee by their serials, one row for each lead."""
    tasks = select(Task).where(
        Task.committee_id == committee_id,
        Task.state == TaskState.OPEN,
        tasks_seen(viewer, Content.TASK_DETAIL),
    )
    found = db.session.scalars(tasks.options(*_WITH_PARTS).order_by(Task.serial)).all()
    said = _last_words([lead.id for task in found for lead in task.leads])
    return [SheetRow(task, lead, said.get(lead.id, "")) for task in found for lead in task.leads]


def find_by_codes(codes: Collection[str], committee_id: int, viewer: Viewer) -> dict[str, Task]:
    """The tasks of a committee that have these codes, by code in capital letters."""
    tasks = select(Task).where(
        Task.committee_id == committee_id,
        func.upper(Task.code).in_(sorted(codes)),
        tasks_seen(viewer, Content.TASK_DETAIL),
    )
    found = db.session.scalars(tasks.options(*_WITH_PARTS).order_by(Task.serial))
    return {task.code.upper(): task for task in found}


def _last_words(assignment_ids: Collection[int]) -> Mapping[int, str]:
    newest = (
        select(Update.assignment_id, func.max(Update.id).label("id"))
        .where(Update.assignment_id.in_(assignment_ids), Update.kind.in_(TOLD))
        .group_by(Update.assignment_id)
        .subquery()
    )
    rows = select(Update.assignment_id, Update.text).join(newest, newest.c.id == Update.id)
    return {one.assignment_id: one.text for one in db.session.execute(rows)}


_WITH_PARTS = (
    selectinload(Task.assignments),
    selectinload(Task.conclusion),
    selectinload(Task.committee),
)
