"""The receipt clock: agencies that have not said that a task arrived, and since when (DESIGN 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.tasks import AssignmentState, TaskState
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.tasks import Assignment, Task
from tracker.queries.calendar import get_calendar
from tracker.queries.owed import list_told
from tracker.queries.reminders import receipt_days

FEW = 10
"""Tasks shown of one agency."""


@dataclass(frozen=True, slots=True)
class Unreceived:
    """A part that nobody has received. Days are those of the committee's zone."""

    assignment: Assignment
    since: date
    working_days: int
    """From the assignment to today."""
    limit: int
    """Working days after which the receipt is late, by the committee's ladder."""
    told_on: date | None = None
    """When the notice of it was delivered; None: no mail has reached the agency."""

    @property
    def is_late(self) -> bool:
        """Say whether receipt should have been given by today."""
        return self.working_days >= self.limit


@dataclass(frozen=True, slots=True)
class AgencyClock:
    """What one agency has not received, the longest waiting first."""

    agency: Agency
    parts: Sequence[Unreceived]

    @property
    def late(self) -> int:
        """How many are late."""
        return sum(one.is_late for one in self.parts)


def count_agencies(viewer: Viewer) -> int:
    """How many agencies :func:`list_clocks` has in all."""
    waiting = _waiting(viewer, select(Assignment.agency_id).distinct()).subquery()
    return db.session.scalar(select(func.count()).select_from(waiting)) or 0


def list_clocks(viewer: Viewer, now: datetime, *, limit: int, offset: int = 0) -> list[AgencyClock]:
    """The agencies that have not received something, the longest waiting first.

    Only of the committees whose secretary the viewer is.
    """
    first = func.min(Assignment.assigned_at)
    keys = _waiting(viewer, select(Assignment.agency_id)).group_by(Assignment.agency_id)
    in_order = keys.order_by(first, Assignment.agency_id).limit(limit).offset(offset)
    agency_ids = list(db.session.scalars(in_order))
    parts = _parts_of(viewer, agency_ids, now)
    return [AgencyClock(parts[key][0].assignment.agency, parts[key]) for key in agency_ids]


def list_limits(viewer: Viewer) -> list[int]:
    """After how many working days a receipt is late, over the secretary's committees."""
    return sorted({receipt_days(one) for one in viewer.committees_as(CommitteeRole.SECRETARY)})


def find_waiting(task: Task, now: datetime) -> dict[int, Unreceived]:
    """By assignment: the current parts of an open task that nobody has received."""
    if task.state is not TaskState.OPEN:
        return {}
    parts = (one for one in task.assignments if one.is_current)
    calendar, limit = get_calendar(), receipt_days(task.committee_id)
    return {
        part.id: _unreceived(part, calendar, limit, now)
        for part in parts
        if part.state is AssignmentState.ASSIGNED
    }


def _unreceived(
    part: Assignment,
    calendar: WorkingCalendar,
    limit: int,
    now: datetime,
    told_at: datetime | None = None,
) -> Unreceived:
    day_of = part.task.committee.day_of
    since = day_of(part.assigned_at)
    days = max(0, calendar.working_days_between(since, day_of(now)))
    return Unreceived(part, since, days, limit, day_of(told_at) if told_at else None)


def _parts_of(
    viewer: Viewer, agency_ids: Sequence[int], now: datetime
) -> dict[int, list[Unreceived]]:
    rows = _waiting(viewer, select(Assignment)).where(Assignment.agency_id.in_(agency_ids))
    rows = rows.options(
        joinedload(Assignment.agency), joinedload(Assignment.task).joinedload(Task.committee)
    )
    found = db.session.scalars(rows.order_by(Assignment.assigned_at, Assignment.id)).all()
    told = list_told([one.id for one in found])
    calendar = get_calendar()
    limits = {one: receipt_days(one) for one in {part.committee_id for part in found}}
    kept: dict[int, list[Unreceived]] = defaultdict(list)
    for part in found:
        limit = limits[part.committee_id]
        kept[part.agency_id].append(_unreceived(part, calendar, limit, now, told.get(part.id)))
    return kept


def _waiting(viewer: Viewer, rows: Select[Any]) -> Select[Any]:
    return rows.join(Task, Task.id == Assignment.task_id).where(
        Task.committee_id.in_(viewer.committees_as(CommitteeRole.SECRETARY)),
        Task.state == TaskState.OPEN,
        Assignment.state == AssignmentState.ASSIGNED,
        Assignment.ended_at.is_(None),
    )
