"""Extensions: a new due date, asked for by a lead agency and decided once for all leads."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.extensions import ExtensionState
from tracker.extensions import Model
from tracker.models.base import Keyed, UtcDateTime, stored_enum
from tracker.models.people import User
from tracker.models.tasks import Task
from tracker.models.updates import Update


class Extension(Keyed, Model):
    """One request; decided, withdrawn or lapsed it stays as it is."""

    __tablename__ = "extensions"
    __table_args__ = (
        Index(None, "committee_id", "state"),
        Index(None, "task_id", "state"),
    )

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    update_id: Mapped[int] = mapped_column(ForeignKey("updates.id"), unique=True)
    """Who asked when, in whose name, why, and with which evidence."""
    state: Mapped[ExtensionState] = mapped_column(
        stored_enum(ExtensionState), default=ExtensionState.PENDING
    )
    due_on: Mapped[date]
    """The date in force when it was asked."""
    wanted_on: Mapped[date]
    wanted_text: Mapped[str] = mapped_column(default="")
    """The words that were typed for it: a day, "10 ngày làm việc"."""
    is_late: Mapped[bool]
    """Asked after the date (DESIGN 3.9)."""
    new_on: Mapped[date | None]
    """The date that was granted."""
    answer: Mapped[str] = mapped_column(default="")
    answer_source: Mapped[str] = mapped_column(default="")
    """Withdrawn by the secretariat for the agency: telephone or paper, and who."""
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    is_own_matter: Mapped[bool] = mapped_column(default=False)
    """Decided by who asked, or whose agency leads, because nobody else could (DESIGN 3.6)."""

    task: Mapped[Task] = relationship()
    request: Mapped[Update] = relationship()
    settled_by: Mapped[User | None] = relationship()

    @property
    def is_pending(self) -> bool:
        """Say whether it still waits for its decision."""
        return self.state is ExtensionState.PENDING
