"""What is said on a task: updates with evidence and quantities, directives."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.extensions import Model
from tracker.models.base import Keyed, UtcDateTime, stored_enum
from tracker.models.people import User
from tracker.models.periods import Period
from tracker.models.tasks import Assignment, Task


class UpdateKind(StrEnum):
    """What an agency said; the secretariat's and the lead's answers stand beside them."""

    RECEIPT = "receipt"
    OBJECTION = "objection"
    PROGRESS = "progress"
    COMPLETION = "completion"
    CONTRIBUTION = "contribution"
    ACCEPTANCE = "acceptance"
    RETURN = "return"
    REOPENING = "reopening"
    INSISTENCE = "insistence"
    CONFIRMATION = "confirmation"
    ASKED_AGAIN = "asked_again"
    ASKED_FOR = "asked_for"
    EXTENSION = "extension"
    """The reason for which a new due date is asked for, with its evidence."""


class Update(Keyed, Model):
    """One entry in the course of an assignment; never changed once filed."""

    __tablename__ = "updates"
    __table_args__ = (Index(None, "task_id", "filed_at", "id"),)

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), index=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    kind: Mapped[UpdateKind] = mapped_column(stored_enum(UpdateKind))
    period_id: Mapped[int | None] = mapped_column(ForeignKey("periods.id"), index=True)
    """The period that it reports on, or that it answers."""
    text: Mapped[str] = mapped_column(default="")
    """The words, or the reason."""
    document_number: Mapped[str] = mapped_column(default="")
    document_date: Mapped[date | None]
    filed_on: Mapped[date]
    """The day it counts for, in the committee's zone."""
    filed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    filed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    on_behalf_source: Mapped[str] = mapped_column(default="")
    """Filed by the secretariat for the agency: telephone, or paper number and date, and who."""
    form_key: Mapped[str | None] = mapped_column(unique=True)
    """The form it came from: a double click files it once."""
    proposed_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    """Of an objection: whose part it is instead, when the directory knows the agency."""
    proposed_owner: Mapped[str] = mapped_column(default="", server_default="")
    """The same in the words that were typed."""
    redo_on: Mapped[date | None]
    """Of a return or a reopening: the day by which to report again."""

    assignment: Mapped[Assignment] = relationship()
    task: Mapped[Task] = relationship()
    period: Mapped[Period | None] = relationship()
    filed_by: Mapped[User | None] = relationship()
    quantities: Mapped[list[Quantity]] = relationship(
        cascade="all, delete-orphan", order_by="Quantity.id"
    )
    evidence: Mapped[list[Evidence]] = relationship(
        cascade="all, delete-orphan", order_by="Evidence.id"
    )


class Quantity(Keyed, Model):
    """A number and its unit: 12 tin bài, 3 phóng sự."""

    __tablename__ = "quantities"

    update_id: Mapped[int] = mapped_column(ForeignKey("updates.id"), index=True)
    number: Mapped[Decimal] = mapped_column(Numeric(18, 3))
    unit: Mapped[str]


class Evidence(Keyed, Model):
    """A file that shows it."""

    __tablename__ = "evidence"

    update_id: Mapped[int] = mapped_column(ForeignKey("updates.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    """SHA-256; also the file's name in the store."""


class Directive(Keyed, Model):
    """What a leader writes on a task; answered once, by a lead agency or on its behalf."""

    __tablename__ = "directives"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    text: Mapped[str]
    answer_by: Mapped[date | None]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    answer: Mapped[str] = mapped_column(default="")
    answer_source: Mapped[str] = mapped_column(default="", server_default="")
    """Written down by the secretariat for the agency: telephone or paper, and who."""
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    form_key: Mapped[str | None] = mapped_column(unique=True)

    task: Mapped[Task] = relationship()
    written_by: Mapped[User] = relationship(foreign_keys=[written_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])
