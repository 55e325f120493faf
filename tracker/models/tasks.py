"""Tasks, assignments, and their dated rows; the SQL side of time state.

A task and an assignment hold what is true now. Every change also appends a row to
``task_changes``, ``due_dates`` or ``assignment_changes``, with the instant it was recorded
apart from the day it means, so that a past day's figures can be made again (DESIGN 3.5).
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    case,
    func,
    literal,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.tasks import (
    AssignmentState,
    Kind,
    Part,
    TaskState,
    TimeFacts,
    TimeState,
)
from tracker.extensions import Model
from tracker.models.agencies import Agency
from tracker.models.base import Keyed, UtcDateTime, Versioned, stored_enum
from tracker.models.committees import Committee
from tracker.models.conclusions import Conclusion


class Task(Versioned, Model):
    """A confirmed task."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("committee_id", "serial"),
        Index(None, "committee_id", "state", "deadline_on"),
    )

    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    conclusion_id: Mapped[int] = mapped_column(ForeignKey("conclusions.id"), index=True)
    serial: Mapped[int]
    """1, 2, 3 … within the committee."""
    code: Mapped[str] = mapped_column(unique=True)
    """The committee's code and the serial, such as TBTT-6: what people quote."""
    position: Mapped[int]
    """1, 2, 3 … within the conclusion."""
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    text_id: Mapped[int | None] = mapped_column(ForeignKey("conclusion_texts.id"))
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    kind: Mapped[Kind] = mapped_column(stored_enum(Kind))
    cycle: Mapped[str] = mapped_column(default="")
    product: Mapped[str] = mapped_column(default="")
    report_to: Mapped[str] = mapped_column(default="")
    state: Mapped[TaskState] = mapped_column(stored_enum(TaskState), default=TaskState.OPEN)
    due_on: Mapped[date | None]
    due_time: Mapped[time | None]
    deadline_on: Mapped[date | None]
    """``due_on`` moved by the days of suspension: what time state goes by."""
    answered_on: Mapped[date | None]
    """See :class:`tracker.domain.tasks.TimeFacts`."""
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    folded: Mapped[str] = mapped_column(default="")

    committee: Mapped[Committee] = relationship()
    conclusion: Mapped[Conclusion] = relationship()
    assignments: Mapped[list[Assignment]] = relationship(
        back_populates="task",
        cascade="all, delete-orphan",
        order_by="Assignment.position",
    )
    due_dates: Mapped[list[DueDate]] = relationship(
        cascade="all, delete-orphan", order_by="DueDate.id"
    )
    changes: Mapped[list[TaskChange]] = relationship(
        cascade="all, delete-orphan", order_by="TaskChange.id"
    )

    @property
    def facts(self) -> TimeFacts:
        """What the task's time state depends on, as of now."""
        return TimeFacts(self.state, self.kind, self.deadline_on, self.answered_on)

    @property
    def leads(self) -> list[Assignment]:
        """The assignments of the leads that still hold."""
        return [one for one in self.assignments if one.part is Part.LEAD and one.is_current]

    def parts_before(self, instant: datetime) -> list[Assignment]:
        """The assignments that held just before ``instant``."""
        return [one for one in self.assignments if one.held_before(instant)]


class TaskRepeat(Keyed, Model):
    """A task that says an earlier one again; both go on, each on its own."""

    __tablename__ = "task_repeats"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), unique=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    first_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    """The task that said it first, whichever of its repetitions was linked at review."""


class DueDate(Keyed, Model):
    """One due date of a task and how it came about; the last row is in force."""

    __tablename__ = "due_dates"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    due_on: Mapped[date | None]
    due_time: Mapped[time | None]
    due_text: Mapped[str] = mapped_column(default="")
    rule: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Rule, base and count that gave the date; {"rule": "fixed"} when a person set it."""
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class TaskChange(Keyed, Model):
    """The facts of a task's time state from one instant on."""

    __tablename__ = "task_changes"
    __table_args__ = (Index(None, "task_id", "recorded_at", "id"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    state: Mapped[TaskState] = mapped_column(stored_enum(TaskState))
    deadline_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    meant_on: Mapped[date]
    """The day the change means; the report's day, the day a suspension begins."""
    review_on: Mapped[date | None]
    """Of a suspension: when it is looked at again."""
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class Assignment(Versioned, Model):
    """One agency's part in a task."""

    __tablename__ = "assignments"
    __table_args__ = (
        Index(None, "agency_id", "part", "state"),
        Index(None, "committee_id", "part"),
    )

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    part: Mapped[Part] = mapped_column(stored_enum(Part))
    position: Mapped[int]
    agency_name: Mapped[str]
    """The name the agency had when it was told; history keeps it."""
    group_name: Mapped[str] = mapped_column(default="")
    """The group in whose name it was told, if any."""
    state: Mapped[AssignmentState] = mapped_column(
        stored_enum(AssignmentState), default=AssignmentState.ASSIGNED
    )
    answered_on: Mapped[date | None]
    """The filing (or product) day of the report or contribution that waits or was accepted."""
    last_update_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    wanted_on: Mapped[date | None]
    """Of a contribution: a date of its own, beside the task's; it never blocks (DESIGN 3.3)."""
    wanted_set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    returns: Mapped[int] = mapped_column(default=0)
    reopenings: Mapped[int] = mapped_column(default=0, server_default="0")
    redo_on: Mapped[date | None]
    """Returned or reopened: the day by which to report again, until it is reported."""
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Set when the task went to another agency; the row stays as history."""

    task: Mapped[Task] = relationship(back_populates="assignments")
    agency: Mapped[Agency] = relationship()
    changes: Mapped[list[AssignmentChange]] = relationship(
        cascade="all, delete-orphan", order_by="AssignmentChange.id"
    )

    @property
    def is_current(self) -> bool:
        """Say whether the assignment still holds."""
        return self.ended_at is None

    def held_before(self, instant: datetime) -> bool:
        """Say whether the assignment held just before ``instant``."""
        begun = self.assigned_at < instant
        return begun and (self.ended_at is None or self.ended_at >= instant)

    @property
    def facts(self) -> TimeFacts:
        """What the assignment's own time state depends on: its date, its own answer.

        A contribution may have a date of its own; reports go by leads only, so that the SQL
        side knows none.
        """
        state = self.task.state
        if state is TaskState.OPEN and self.state in FINISHED:
            state = TaskState.COMPLETED
        return TimeFacts(state, self.task.kind, self.deadline_on, self.answered_on)

    @property
    def deadline_on(self) -> date | None:
        """The day that the agency is judged by: the task's, or the contribution's own."""
        return self.wanted_on or self.task.deadline_on


FINISHED = (AssignmentState.ACCEPTED, AssignmentState.CONFIRMED)


class AssignmentChange(Keyed, Model):
    """An assignment's state from one instant on."""

    __tablename__ = "assignment_changes"
    __table_args__ = (Index(None, "assignment_id", "recorded_at", "id"),)

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    state: Mapped[AssignmentState] = mapped_column(stored_enum(AssignmentState))
    answered_on: Mapped[date | None]
    ended: Mapped[bool] = mapped_column(default=False)
    is_update: Mapped[bool] = mapped_column(default=False)
    """The agency said something: what *rate updated* counts."""
    meant_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


def time_state_sql(
    *,
    state: ColumnElement[TaskState],
    kind: ColumnElement[Kind],
    deadline_on: ColumnElement[date | None],
    answered_on: ColumnElement[date | None],
    today: ColumnElement[date] | date,
    soon_until: ColumnElement[date] | date,
) -> ColumnElement[str]:
    """The same definition as :func:`tracker.domain.tasks.time_state`, as an SQL expression.

    Takes columns, so that it serves today's rows and the dated rows of a past day alike; gives
    the value of a :class:`TimeState`.
    """
    late = and_(answered_on.is_not(None), answered_on > deadline_on)
    return case(
        (state == TaskState.CANCELLED, literal(TimeState.CANCELLED.value)),
        (state == TaskState.SUSPENDED, literal(TimeState.PAUSED.value)),
        (
            state == TaskState.COMPLETED,
            case(
                (deadline_on.is_(None), literal(TimeState.DONENODATE.value)),
                (late, literal(TimeState.LATE.value)),
                else_=literal(TimeState.DONE.value),
            ),
        ),
        (kind == Kind.STANDING, literal(TimeState.WITHIN.value)),
        (deadline_on.is_(None), literal(TimeState.NODATE.value)),
        (
            func.coalesce(answered_on, today) > deadline_on,
            literal(TimeState.OVERDUE.value),
        ),
        (
            or_(answered_on.is_not(None), deadline_on > soon_until),
            literal(TimeState.WITHIN.value),
        ),
        else_=literal(TimeState.SOON.value),
    )
