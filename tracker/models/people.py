"""People, their roles, and their log-ins."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.extensions import Model
from tracker.models.agencies import Agency
from tracker.models.base import Keyed, UtcDateTime, Versioned, stored_enum
from tracker.models.committees import Committee


class User(Versioned, Model):
    """A person who can log in."""

    __tablename__ = "users"

    login: Mapped[str] = mapped_column(unique=True)
    """Folded to lower case; what is typed at log-in."""
    full_name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str] = mapped_column(default="")
    """Argon2; empty until the first one-time link is used."""
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    locale: Mapped[str] = mapped_column(default="vi")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    folded: Mapped[str] = mapped_column(default="")
    """Name and log-in without marks, for search."""

    committee_roles: Mapped[list[CommitteePost]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="CommitteePost.id"
    )
    agency_roles: Mapped[list[AgencyPost]] = relationship(
        back_populates="user",
        cascade="all, delete-orphan",
        order_by="AgencyPost.id",
        foreign_keys="AgencyPost.user_id",
    )


class CommitteePost(Keyed, Model):
    """A person's role in a committee; the head is the leader whom escalation reaches."""

    __tablename__ = "committee_posts"
    __table_args__ = (UniqueConstraint("user_id", "committee_id", "role"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    role: Mapped[CommitteeRole] = mapped_column(stored_enum(CommitteeRole))
    is_head: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship(back_populates="committee_roles")
    committee: Mapped[Committee] = relationship()


class AgencyPost(Keyed, Model):
    """A person's role in an agency; a deputy holds it for a time."""

    __tablename__ = "agency_posts"
    __table_args__ = (UniqueConstraint("user_id", "agency_id", "role"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    role: Mapped[AgencyRole] = mapped_column(stored_enum(AgencyRole))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    stands_in_for_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """Of a deputy: the person in whose place and name he or she acts."""

    user: Mapped[User] = relationship(back_populates="agency_roles", foreign_keys=[user_id])
    agency: Mapped[Agency] = relationship()
    stands_in_for: Mapped[User | None] = relationship(foreign_keys=[stands_in_for_id])

    def is_over(self, day: date) -> bool:
        """Say whether the post ended before a day."""
        return self.valid_to is not None and self.valid_to < day

    def holds_on(self, day: date) -> bool:
        """Say whether the post is held on a day."""
        return not (self.valid_from and day < self.valid_from) and not self.is_over(day)


class LoginSession(Keyed, Model):
    """One log-in; the cookie holds the token, the row only its digest, and can be revoked."""

    __tablename__ = "login_sessions"

    token_digest: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    address: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship()


class LinkPurpose(StrEnum):
    """What a one-time link lets its holder do."""

    JOIN = "join"
    RESET = "reset"


class OneTimeLink(Keyed, Model):
    """A link by which a person sets a password once; only the digest is kept."""

    __tablename__ = "one_time_links"

    token_digest: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(stored_enum(LinkPurpose))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()


class LoginFailure(Keyed, Model):
    """A failed log-in, kept a while to slow guessing down."""

    __tablename__ = "login_failures"
    __table_args__ = (Index(None, "key", "at"),)

    key: Mapped[str]
    """``name:…`` or ``address:…``"""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
