"""What became of the agencies of a published task: the chain of owners (DESIGN 3.10)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.handovers import Handover
from tracker.extensions import Model
from tracker.models.base import Keyed, UtcDateTime, stored_enum
from tracker.models.people import User
from tracker.models.tasks import Assignment


class HandoverRow(Keyed, Model):
    """One change of hands, with the words it was decided with; never changed."""

    __tablename__ = "handovers"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    kind: Mapped[Handover] = mapped_column(stored_enum(Handover))
    ended_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"))
    begun_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"))
    reason: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    ended: Mapped[Assignment | None] = relationship(foreign_keys=[ended_id])
    begun: Mapped[Assignment | None] = relationship(foreign_keys=[begun_id])
    made_by: Mapped[User | None] = relationship()
