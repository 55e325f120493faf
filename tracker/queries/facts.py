"""What figures are counted from: the facts of tasks and assignments, now or on a past day.

Both sources give the same columns, so that every count and every list is written once. *Now*
reads the current columns; *a past day* reads the newest dated row that had been recorded by
its end (DESIGN 3.5), and so gives what was printed that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, select

from tracker.domain.tasks import AssignmentState, TaskState
from tracker.models.tasks import (
    FINISHED,
    Assignment,
    AssignmentChange,
    Task,
    TaskChange,
    time_state_sql,
)
from tracker.queries.calendar import Horizons


@dataclass(frozen=True, slots=True)
class AsOf:
    """A past day, and the instant at which it was over in the installation's zone."""

    day: date
    end: datetime

    @classmethod
    def day_in(cls, day: date, zone: ZoneInfo) -> AsOf:
        """The end of ``day`` in ``zone``."""
        midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
        return cls(day, midnight.astimezone(UTC))


def task_facts(as_of: AsOf | None) -> Subquery:
    """One row a task: its keys, kind, state, deadline_on, answered_on."""
    head = (Task.id.label("task_id"), Task.committee_id, Task.conclusion_id, Task.kind)
    if as_of is None:
        return select(*head, Task.state, Task.deadline_on, Task.answered_on).subquery("facts")
    newest = _newest_task_rows(as_of)
    return (
        select(*head, newest.c.state, newest.c.deadline_on, newest.c.answered_on)
        .join(newest, and_(newest.c.task_id == Task.id, newest.c.age == 1))
        .subquery("facts")
    )


def assignment_facts(as_of: AsOf | None) -> Subquery:
    """One row an assignment that holds: assignment_id, task_id, agency_id, part, progress,
    answered_on, last_update_at."""
    head = (
        Assignment.id.label("assignment_id"),
        Assignment.task_id,
        Assignment.agency_id,
        Assignment.part,
    )
    if as_of is None:
        return (
            select(
                *head,
                Assignment.state.label("progress"),
                Assignment.answered_on,
                Assignment.last_update_at,
            )
            .where(Assignment.ended_at.is_(None))
            .subquery("parts")
        )
    newest = _newest_assignment_rows(as_of)
    return (
        select(
            *head,
            newest.c.state.label("progress"),
            newest.c.answered_on,
            newest.c.last_update_at,
        )
        .join(newest, and_(newest.c.assignment_id == Assignment.id, newest.c.age == 1))
        .where(newest.c.ended.is_(False))
        .subquery("parts")
    )


def task_time_state(facts: Subquery, horizons: Horizons) -> ColumnElement[str]:
    """The time state of each row of :func:`task_facts`."""
    return time_state_sql(
        state=facts.c.state,
        kind=facts.c.kind,
        deadline_on=facts.c.deadline_on,
        answered_on=facts.c.answered_on,
        today=horizons.today_sql(facts.c.committee_id),
        soon_until=horizons.soon_sql(facts.c.committee_id),
    )


def current_time_state(horizons: Horizons) -> ColumnElement[str]:
    """The time state of a task as of now, from its own columns."""
    row = Task.__table__.c
    return time_state_sql(
        state=row.state,
        kind=row.kind,
        deadline_on=row.deadline_on,
        answered_on=row.answered_on,
        today=horizons.today_sql(row.committee_id),
        soon_until=horizons.soon_sql(row.committee_id),
    )


def assignment_time_state(
    facts: Subquery, parts: Subquery, horizons: Horizons
) -> ColumnElement[str]:
    """The time state of an assignment: the task's date, the agency's own answer.

    The SQL side of ``Assignment.facts``.
    """
    accepted = and_(facts.c.state == TaskState.OPEN, parts.c.progress.in_(FINISHED))
    return time_state_sql(
        state=case(
            (accepted, literal(TaskState.COMPLETED, facts.c.state.type)),
            else_=facts.c.state,
        ),
        kind=facts.c.kind,
        deadline_on=facts.c.deadline_on,
        answered_on=parts.c.answered_on,
        today=horizons.today_sql(facts.c.committee_id),
        soon_until=horizons.soon_sql(facts.c.committee_id),
    )


def is_waiting(parts: Subquery) -> ColumnElement[bool]:
    """The condition under which a lead's report waits for the secretariat's answer."""
    return parts.c.progress == AssignmentState.REPORTED


def _newest_task_rows(as_of: AsOf) -> Subquery:
    age = func.row_number().over(
        partition_by=TaskChange.task_id,
        order_by=(TaskChange.recorded_at.desc(), TaskChange.id.desc()),
    )
    columns = (
        TaskChange.task_id,
        TaskChange.state,
        TaskChange.deadline_on,
        TaskChange.answered_on,
        age.label("age"),
    )
    return select(*columns).where(TaskChange.recorded_at < as_of.end).subquery("newest_tasks")


def _newest_assignment_rows(as_of: AsOf) -> Subquery:
    rows = AssignmentChange
    newest_first = (rows.recorded_at.desc(), rows.id.desc())
    said = case((rows.is_update, rows.recorded_at))
    columns = (
        rows.assignment_id,
        rows.state,
        rows.answered_on,
        rows.ended,
        func.max(said).over(partition_by=rows.assignment_id).label("last_update_at"),
        func.row_number().over(partition_by=rows.assignment_id, order_by=newest_first).label("age"),
    )
    return select(*columns).where(rows.recorded_at < as_of.end).subquery("newest_parts")
