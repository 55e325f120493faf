"""Completion reports that wait for the secretariat's answer: reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.tasks import AssignmentState, TaskState
from tracker.extensions import db
from tracker.models.tasks import Assignment, Task
from tracker.models.updates import Update, UpdateKind


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A part whose report waits, and the report itself."""

    assignment: Assignment
    report: Update | None

    @property
    def lacks_product(self) -> bool:
        """Say whether the conclusion asks for a product and the report bears none."""
        return lacks_product(self.assignment.task, self.report)


def lacks_product(task: Task, report: Update | None) -> bool:
    """Say whether a task asks for a product that its report bears neither by number nor as a file.

    The document or the file is the product's trace (DESIGN 3.6, the completion report).
    """
    given = report is not None and bool(report.document_number.strip() or report.evidence)
    return bool(task.product.strip()) and not given


def count_waiting(viewer: Viewer) -> int:
    """How many rows :func:`list_waiting` has in all."""
    rows = _waiting(viewer, select(func.count()).select_from(Assignment))
    return db.session.scalar(rows) or 0


def list_waiting(viewer: Viewer, *, limit: int, offset: int = 0) -> list[WaitingReport]:
    """The reports that wait in the committees whose secretary the viewer is, the oldest first."""
    rows = _waiting(viewer, select(Assignment)).options(
        joinedload(Assignment.task).joinedload(Task.committee),
        joinedload(Assignment.task).joinedload(Task.conclusion),
    )
    in_order = rows.order_by(Assignment.answered_on, Assignment.id).limit(limit).offset(offset)
    parts = db.session.scalars(in_order).all()
    reports = _reports(parts)
    return [WaitingReport(one, reports.get(one.id)) for one in parts]


def _waiting(viewer: Viewer, rows: Select[Any]) -> Select[Any]:
    return rows.join(Task, Task.id == Assignment.task_id).where(
        Task.committee_id.in_(viewer.committees_as(CommitteeRole.SECRETARY)),
        Task.state == TaskState.OPEN,
        Assignment.state == AssignmentState.REPORTED,
        Assignment.ended_at.is_(None),
    )


def _reports(parts: Sequence[Assignment]) -> dict[int, Update]:
    """The newest completion report of each part."""
    rows = (
        select(Update)
        .where(
            Update.assignment_id.in_([one.id for one in parts]),
            Update.kind == UpdateKind.COMPLETION,
        )
        .options(selectinload(Update.evidence))
        .order_by(Update.filed_at, Update.id)
    )
    return {one.assignment_id: one for one in db.session.scalars(rows)}
