"""What reminders of periods are computed from: reading, for jobs and the secretariat."""

from __future__ import annotations

from collections.abc import Collection
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from tracker.domain.period_reminders import OwedPeriod
from tracker.domain.periods import Progress
from tracker.domain.tasks import AssignmentState, TaskState
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.periods import Period
from tracker.models.reminders import LedgerRow, TaskHold
from tracker.models.tasks import Assignment, Task
from tracker.queries.owed import OwedRow


def list_owed_periods(
    committee: Committee, *, assignment_ids: Collection[int] | None = None
) -> list[OwedRow]:
    """What the open periods of a committee still want from anybody, by due date.

    Nothing of an assignment that ended, or whose agency objects.
    """
    rows = (
        select(Period, Assignment.agency_id, TaskHold.is_held)
        .join(Assignment, Assignment.id == Period.assignment_id)
        .join(Task, Task.id == Period.task_id)
        .outerjoin(TaskHold, TaskHold.task_id == Period.task_id)
        .where(
            Period.committee_id == committee.id,
            or_(Period.progress == Progress.OPEN, Period.progress == Progress.REPORTED),
            Task.state == TaskState.OPEN,
            Assignment.ended_at.is_(None),
            Assignment.state != AssignmentState.OBJECTED,
        )
        .order_by(Period.due_on, Period.id)
    )
    if assignment_ids is not None:
        rows = rows.where(Period.assignment_id.in_(assignment_ids))
    zone = ZoneInfo(committee.time_zone)
    return [
        OwedRow(one.assignment_id, one.task_id, agency_id, _owed(one, zone), is_held=bool(is_held))
        for one, agency_id, is_held in db.session.execute(rows)
    ]


def list_periods_of_rows(rows: Collection[LedgerRow]) -> dict[int, Period]:
    """The periods that ledger rows speak of, by key."""
    wanted = {row.data["period"] for row in rows if row.data.get("period")}
    found = db.session.scalars(select(Period).where(Period.id.in_(wanted)))
    return {one.id: one for one in found}


def _owed(period: Period, zone: ZoneInfo) -> OwedPeriod:
    return OwedPeriod(
        period_id=period.id,
        progress=period.progress,
        starts_on=period.starts_on,
        deadline_on=period.due_on,
        missed_after=period.missed_after,
        opened_on=period.opened_at.astimezone(zone).date(),
        answered_on=period.answered_on,
    )
