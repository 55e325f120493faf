"""Committees, their members and events, and the calendar of working days."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.extensions import Model
from tracker.models.agencies import Agency
from tracker.models.base import Keyed, Versioned, stored_enum


class Committee(Versioned, Model):
    """A body that meets, with the settings that its work goes by."""

    __tablename__ = "committees"

    name: Mapped[str] = mapped_column(unique=True)
    short_name: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(unique=True)
    """Short upper-case letters that task codes begin with, such as TBTT."""
    kind_name: Mapped[str] = mapped_column(default="Tiểu ban")
    """What the body calls itself on screen."""
    time_zone: Mapped[str] = mapped_column(default="Asia/Ho_Chi_Minh")
    due_soon_days: Mapped[int] = mapped_column(default=3)
    """Working days."""
    update_window_days: Mapped[int] = mapped_column(default=14)
    """Calendar days within which an open assignment counts as updated, and silence begins."""
    default_cycle: Mapped[str] = mapped_column(default="monthly:25")
    needs_approval: Mapped[bool] = mapped_column(default=False)
    """A draft must be approved by a leader before it can be published."""
    extension_most: Mapped[int | None]
    """How often a task's date may be extended; None: no limit."""
    extension_days_each: Mapped[int | None]
    """Calendar days that one extension may add; None: no limit."""
    extension_days_total: Mapped[int | None]
    """Calendar days beyond the first date, all extensions together; None: no limit."""
    extensions_by_leaders: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Leaders decide on extensions, not the secretariat."""
    digest_at: Mapped[time] = mapped_column(default=time(7, 30))

    members: Mapped[list[CommitteeMember]] = relationship(
        back_populates="committee",
        cascade="all, delete-orphan",
        order_by="CommitteeMember.id",
    )
    events: Mapped[list[Event]] = relationship(
        back_populates="committee",
        cascade="all, delete-orphan",
        order_by="Event.first_day, Event.id",
    )

    def day_of(self, instant: datetime) -> date:
        """The day of an aware instant in the committee's zone, where a day is over (DESIGN 3.4)."""
        return instant.astimezone(ZoneInfo(self.time_zone)).date()

    @property
    def main_event(self) -> Event | None:
        """The event that standing tasks end at, and that the leader's page counts down to."""
        return next((event for event in self.events if event.is_main), None)


class CommitteeMember(Keyed, Model):
    """An agency's seat in a committee, for a time."""

    __tablename__ = "committee_members"
    __table_args__ = (UniqueConstraint("committee_id", "agency_id"),)

    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    person: Mapped[str] = mapped_column(default="")
    """Who sits for the agency: name and position, as the decision names them."""
    is_standing_body: Mapped[bool] = mapped_column(default=False)
    """*Cơ quan thường trực*."""
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]

    committee: Mapped[Committee] = relationship(back_populates="members")
    agency: Mapped[Agency] = relationship()


class Event(Versioned, Model):
    """A date that due dates may hang on."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("committee_id", "name"),)

    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    is_main: Mapped[bool] = mapped_column(default=False)

    committee: Mapped[Committee] = relationship(back_populates="events")


class DayKind(StrEnum):
    """How a day differs from the ordinary week."""

    OFF = "off"
    WORKING = "working"


class CalendarDay(Versioned, Model):
    """A day off, or a day worked in exchange for one."""

    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(unique=True)
    kind: Mapped[DayKind] = mapped_column(stored_enum(DayKind))
    name: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    """Where the entry comes from: the seed, or the decision that an administrator names."""
