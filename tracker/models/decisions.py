"""What a meeting decided on a task of an earlier conclusion."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.decisions import DecisionKind
from tracker.extensions import Model
from tracker.models.base import Keyed, UtcDateTime, stored_enum
from tracker.models.meetings import Meeting
from tracker.models.people import User
from tracker.models.tasks import Task


class MeetingDecision(Keyed, Model):
    """One decision; what it did to the task stands in the task's own rows besides."""

    __tablename__ = "meeting_decisions"
    __table_args__ = (Index(None, "meeting_id", "task_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    kind: Mapped[DecisionKind] = mapped_column(stored_enum(DecisionKind))
    words: Mapped[str] = mapped_column(default="")
    due_before: Mapped[date | None]
    """Of an extension: the date that held, and the new one."""
    due_on: Mapped[date | None]
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Set when a repetition was taken back; the other decisions stay."""

    meeting: Mapped[Meeting] = relationship()
    task: Mapped[Task] = relationship()
    decided_by: Mapped[User | None] = relationship()
