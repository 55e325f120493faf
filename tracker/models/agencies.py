"""Agencies, groups of agencies, and the names they go by."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.extensions import Model
from tracker.models.base import Keyed, Versioned, stored_enum


class Agency(Versioned, Model):
    """A body that can be told to do something."""

    __tablename__ = "agencies"

    name: Mapped[str] = mapped_column(unique=True)
    short_name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    mailbox: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    exists_from: Mapped[date | None]
    exists_to: Mapped[date | None]
    folded: Mapped[str] = mapped_column(index=True)
    """All names without marks, for search."""
    sort_key: Mapped[str] = mapped_column(index=True)
    """Vietnamese collation of the name."""

    aliases: Mapped[list[Alias]] = relationship(
        back_populates="agency", cascade="all, delete-orphan", order_by="Alias.id"
    )

    def exists_on(self, day: date) -> bool:
        """Say whether the agency exists on a day; its first and last day included."""
        return not (self.exists_from and day < self.exists_from) and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Say whether the agency had ended before a day."""
        return self.exists_to is not None and self.exists_to < day


class GroupRule(StrEnum):
    """Whom a group stands for."""

    FIXED = "fixed"
    """The agencies listed."""
    OPEN = "open"
    """Unknown until a person names them ("các đơn vị liên quan")."""
    MEMBERS = "members"
    """All members of the committee that meets."""
    OTHER_MEMBERS = "other_members"
    """The committee's members whom the text names nowhere else as leads (DESIGN 3.6)."""


class AgencyGroup(Versioned, Model):
    """Agencies that texts name together."""

    __tablename__ = "agency_groups"

    name: Mapped[str] = mapped_column(unique=True)
    rule: Mapped[GroupRule] = mapped_column(stored_enum(GroupRule))
    folded: Mapped[str]
    sort_key: Mapped[str]

    members: Mapped[list[GroupMember]] = relationship(
        cascade="all, delete-orphan", order_by="GroupMember.id"
    )
    aliases: Mapped[list[Alias]] = relationship(
        back_populates="group", cascade="all, delete-orphan", order_by="Alias.id"
    )


class GroupMember(Keyed, Model):
    """An agency's place in a fixed group."""

    __tablename__ = "group_members"
    __table_args__ = (UniqueConstraint("group_id", "agency_id"),)

    group_id: Mapped[int] = mapped_column(ForeignKey("agency_groups.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)

    agency: Mapped[Agency] = relationship()


class Alias(Keyed, Model):
    """Another name under which texts speak of an agency or a group."""

    __tablename__ = "aliases"
    __table_args__ = (
        CheckConstraint("(agency_id IS NULL) <> (group_id IS NULL)", name="one_owner"),
        UniqueConstraint("name", "agency_id"),
        UniqueConstraint("name", "group_id"),
    )

    name: Mapped[str]
    valid_from: Mapped[date | None]
    """Of a name that the agency once bore itself: its first and its last day."""
    valid_to: Mapped[date | None]
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("agency_groups.id"), index=True)

    agency: Mapped[Agency | None] = relationship(back_populates="aliases")
    group: Mapped[AgencyGroup | None] = relationship(back_populates="aliases")
