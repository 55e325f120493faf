"""The ledger as its readers see it: the secretariat its own committees', by day and state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.access import Content, Viewer
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.reminders import LedgerRow, RowState
from tracker.models.tasks import Task

STATES = tuple(RowState)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A row of the ledger, with the task and the agency that it speaks of."""

    row: LedgerRow
    task: Task | None
    agency_name: str


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which rows a list shows."""

    committee_id: int | None = None
    state: RowState | None = None
    task_id: int | None = None
    search: str = ""


def list_rows(
    viewer: Viewer, wanted: LedgerFilter, *, limit: int, offset: int = 0
) -> list[LedgerLine]:
    """The newest first, of the committees whose ledger the viewer sees."""
    rows = _wanted(select(LedgerRow, Task, Agency.name), viewer, wanted)
    rows = rows.options(joinedload(LedgerRow.mail))
    in_order = rows.order_by(LedgerRow.step_on.desc(), LedgerRow.id.desc())
    found = db.session.execute(in_order.limit(limit).offset(offset))
    return [LedgerLine(row, task, name or "") for row, task, name in found]


def count_rows(viewer: Viewer, wanted: LedgerFilter) -> int:
    """How many :func:`list_rows` has in all."""
    return db.session.scalar(_wanted(select(func.count(LedgerRow.id)), viewer, wanted)) or 0


def count_by_state(viewer: Viewer, committee_id: int) -> dict[RowState, int]:
    """How many of a committee's rows stand in each state."""
    wanted = LedgerFilter(committee_id=committee_id)
    rows = _wanted(select(LedgerRow.state, func.count(LedgerRow.id)), viewer, wanted)
    found = db.session.execute(rows.group_by(LedgerRow.state))
    return {row[0]: row[1] for row in found}


def list_tasks(viewer: Viewer, task_ids: Sequence[int]) -> dict[int, Task]:
    """Tasks by key with their parts, of the committees whose ledger the viewer sees."""
    rows = select(Task).where(
        Task.id.in_(task_ids), Task.committee_id.in_(viewer.committees_seeing(Content.LEDGER))
    )
    rows = rows.options(selectinload(Task.assignments))
    return {task.id: task for task in db.session.scalars(rows)}


def _wanted(selected: Any, viewer: Viewer, wanted: LedgerFilter) -> Select[Any]:
    rows: Select[Any] = selected.select_from(LedgerRow)
    rows = rows.outerjoin(Task, Task.id == LedgerRow.task_id)
    rows = rows.outerjoin(Agency, Agency.id == LedgerRow.agency_id)
    seen = viewer.committees_seeing(Content.LEDGER)
    rows = rows.where(LedgerRow.committee_id.in_(seen))
    if wanted.committee_id is not None:
        rows = rows.where(LedgerRow.committee_id == wanted.committee_id)
    if wanted.state is not None:
        rows = rows.where(LedgerRow.state == wanted.state)
    if wanted.task_id is not None:
        rows = rows.where(LedgerRow.task_id == wanted.task_id)
    for word in fold(wanted.search).split():
        about = func.coalesce(Task.folded, "") + " " + func.coalesce(Agency.folded, "")
        said = about + " " + func.lower(LedgerRow.recipient)
        rows = rows.where(said.contains(word, autoescape=True))
    return rows
