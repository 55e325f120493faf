"""Meetings: attendance, and what members reported. What they asked for: ``recommendations``."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.extensions import Model
from tracker.models.agencies import Agency
from tracker.models.base import Keyed, UtcDateTime, Versioned, stored_enum
from tracker.models.committees import Committee
from tracker.models.recommendations import Recommendation


class Meeting(Versioned, Model):
    """One sitting of a committee."""

    __tablename__ = "meetings"
    __table_args__ = (Index(None, "committee_id", "held_on"),)

    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    title: Mapped[str]
    held_on: Mapped[date]
    starts_at: Mapped[time | None]
    place: Mapped[str] = mapped_column(default="")
    chair: Mapped[str] = mapped_column(default="")
    """Name and position of who chaired."""
    folded: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    committee: Mapped[Committee] = relationship()
    attendance: Mapped[list[Attendance]] = relationship(
        cascade="all, delete-orphan", order_by="Attendance.id"
    )
    recommendations: Mapped[list[Recommendation]] = relationship(
        cascade="all, delete-orphan", order_by="Recommendation.id"
    )


class Presence(StrEnum):
    """Whether a member was there."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class Attendance(Keyed, Model):
    """A member agency at a meeting: who came, and what it reported there."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "agency_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    presence: Mapped[Presence] = mapped_column(stored_enum(Presence))
    person: Mapped[str] = mapped_column(default="")
    report: Mapped[str] = mapped_column(default="")
    """What the member reported."""

    agency: Mapped[Agency] = relationship()
