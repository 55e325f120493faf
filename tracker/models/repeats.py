"""Dated rows of *nhắc lại*: which task was said to repeat which, or no longer, and why.

``TaskRepeat`` holds what is so now. Links made at review carry no reason and leave no row here.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.extensions import Model
from tracker.models.base import Keyed, UtcDateTime
from tracker.models.people import User
from tracker.models.tasks import Task


class RepeatChange(Keyed, Model):
    """The secretariat linked a published task with an earlier one, or took the link away."""

    __tablename__ = "repeat_changes"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    first_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    """The task that said it first."""
    is_linked: Mapped[bool]
    reason: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    task: Mapped[Task] = relationship(foreign_keys=[task_id])
    first: Mapped[Task] = relationship(foreign_keys=[first_id])
    recorded_by: Mapped[User | None] = relationship()
