"""Periods of standing tasks, their dated rows, changes of a cycle; the SQL side of their state."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, and_, case, literal
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.periods import PeriodFacts, PeriodState, Progress
from tracker.extensions import Model
from tracker.models.base import Keyed, UtcDateTime, Versioned, stored_enum
from tracker.models.tasks import Assignment, Task


class Period(Versioned, Model):
    """One report that one agency owes of a standing task."""

    __tablename__ = "periods"
    __table_args__ = (
        UniqueConstraint("assignment_id", "due_on"),
        Index(None, "task_id", "due_on"),
        Index(None, "committee_id", "due_on"),
    )

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    cycle: Mapped[str]
    """The cycle that it belongs to: what it is named by."""
    starts_on: Mapped[date]
    due_on: Mapped[date]
    """Its last day; one and the same for as long as the row lives."""
    missed_after: Mapped[date | None]
    """See :class:`tracker.domain.periods.PeriodFacts`."""
    progress: Mapped[Progress] = mapped_column(stored_enum(Progress), default=Progress.OPEN)
    answered_on: Mapped[date | None]
    """The filing day of the report that waits or was accepted."""
    returns: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)

    assignment: Mapped[Assignment] = relationship()
    task: Mapped[Task] = relationship()
    changes: Mapped[list[PeriodChange]] = relationship(
        cascade="all, delete-orphan", order_by="PeriodChange.id"
    )

    @property
    def facts(self) -> PeriodFacts:
        """What its state depends on, as of now."""
        return PeriodFacts(
            self.progress, self.starts_on, self.due_on, self.missed_after, self.answered_on
        )


class PeriodChange(Keyed, Model):
    """The facts of a period from one instant on."""

    __tablename__ = "period_changes"
    __table_args__ = (Index(None, "period_id", "recorded_at", "id"),)

    period_id: Mapped[int] = mapped_column(ForeignKey("periods.id"))
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    progress: Mapped[Progress] = mapped_column(stored_enum(Progress))
    starts_on: Mapped[date]
    missed_after: Mapped[date | None]
    answered_on: Mapped[date | None]
    meant_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class TaskCycle(Keyed, Model):
    """A change of a task's cycle; the one it was published with has no row."""

    __tablename__ = "task_cycles"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    cycle: Mapped[str]
    before: Mapped[str]
    since: Mapped[date]
    """The day of the change: the first due date lies after it."""
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


def period_state_sql(
    *,
    progress: ColumnElement[Progress],
    starts_on: ColumnElement[date],
    due_on: ColumnElement[date],
    missed_after: ColumnElement[date | None],
    answered_on: ColumnElement[date | None],
    today: ColumnElement[date] | date,
) -> ColumnElement[str]:
    """The same definition as :func:`tracker.domain.periods.period_state`, as an SQL expression.

    Takes columns, so that it serves today's rows and the dated rows of a past day alike; gives
    the value of a :class:`PeriodState`.
    """
    owed = answered_on.is_(None)
    return case(
        (progress == Progress.WITHDRAWN, literal(PeriodState.WITHDRAWN.value)),
        (answered_on <= due_on, literal(PeriodState.ON_TIME.value)),
        (answered_on > due_on, literal(PeriodState.LATE.value)),
        (and_(owed, today <= due_on, starts_on <= today), literal(PeriodState.DUE.value)),
        (and_(owed, today <= due_on), literal(PeriodState.UPCOMING.value)),
        (and_(owed, today > missed_after), literal(PeriodState.MISSED.value)),
        else_=literal(PeriodState.LATE.value),
    )
