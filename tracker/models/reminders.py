"""The ladder, the ledger, the mails, and the scheduler's lease and pulse."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.extensions import Model
from tracker.models.base import Keyed, UtcDateTime, Versioned, stored_enum


class LadderStep(Versioned, Model):
    """One rule of a committee's ladder (DESIGN 6); ``rule`` is a name of the domain's table."""

    __tablename__ = "ladder_steps"
    __table_args__ = (UniqueConstraint("committee_id", "rule", "days"),)

    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    rule: Mapped[str]
    days: Mapped[int]
    """Before the date, after it, or of waiting; in the rule's own unit of days."""
    repeat_every: Mapped[int] = mapped_column(default=0)
    is_enabled: Mapped[bool] = mapped_column(default=True)


class MailKind(StrEnum):
    """The two kinds of mail."""

    DIGEST = "digest"
    NOTICE = "notice"


class MailState(StrEnum):
    """How far a mail has come; the order of the ledger's protocol (DESIGN 6)."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENDING = "sending"
    """DATA was opened: from here on a lost process leaves it uncertain."""
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    VOID = "void"


class Mail(Keyed, Model):
    """One mail to one address."""

    __tablename__ = "mails"
    __table_args__ = (
        Index(None, "state", "not_before"),
        UniqueConstraint("address", "digest_on"),
    )

    kind: Mapped[MailKind] = mapped_column(stored_enum(MailKind))
    address: Mapped[str]
    digest_on: Mapped[date | None]
    """Of a digest: its day; one per address and day."""
    not_before: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[MailState] = mapped_column(stored_enum(MailState), default=MailState.WAITING)
    message_id: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[str] = mapped_column(default="")
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    rows: Mapped[list[LedgerRow]] = relationship(back_populates="mail", order_by="LedgerRow.id")


class RowState(StrEnum):
    """Where a ledger row stands; sent and uncertain are its mail's."""

    PLANNED = "planned"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    VOID = "void"
    HELD = "held"
    FAILED = "failed"


class LedgerRow(Keyed, Model):
    """One thing to say to one address: a step of the ladder, or a notice of an act.

    ``key`` is unique: assignment (or period, or act) × rule × recipient × the day the step
    falls on × the due date it was computed from.
    """

    __tablename__ = "ledger"
    __table_args__ = (
        Index(None, "state", "step_on"),
        Index(None, "task_id"),
        Index(None, "committee_id", "step_on"),
    )

    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[MailKind] = mapped_column(stored_enum(MailKind))
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"), index=True)
    rule: Mapped[str]
    level: Mapped[str] = mapped_column(default="")
    """blue, yellow or red."""
    recipient: Mapped[str]
    """The address."""
    recipient_name: Mapped[str] = mapped_column(default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    step_on: Mapped[date]
    due_on: Mapped[date | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What the sentence needs besides the rows themselves: numbers and codes."""
    state: Mapped[RowState] = mapped_column(stored_enum(RowState), default=RowState.PLANNED)
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mails.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """A notice that waits longer than others, so that what it tells can still be corrected."""
    void_reason: Mapped[str] = mapped_column(default="")

    mail: Mapped[Mail | None] = relationship(back_populates="rows")


class TaskHold(Keyed, Model):
    """The secretariat keeps a task's reminders back, or puts a word around them."""

    __tablename__ = "task_holds"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), unique=True)
    is_held: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    set_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class Lease(Model):
    """Who may plan at the moment."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Heartbeat(Model):
    """When a job last ran to its end."""

    __tablename__ = "heartbeats"

    job: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    result: Mapped[str] = mapped_column(default="")
