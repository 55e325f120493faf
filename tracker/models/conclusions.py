"""Conclusions: the text of what was concluded, its versions, its file."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.extensions import Model
from tracker.models.base import Keyed, UtcDateTime, Versioned, stored_enum
from tracker.models.committees import Committee
from tracker.models.meetings import Meeting


class Source(StrEnum):
    """What kind of writing the conclusion is."""

    NOTICE = "notice"
    LETTER = "letter"
    PLAN = "plan"
    SPOKEN = "spoken"
    WEB = "web"


class ConclusionState(StrEnum):
    """How far a conclusion has come. *Issued* is no state: number and date may come any time."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"


class Conclusion(Versioned, Model):
    """What was concluded; usually of a meeting."""

    __tablename__ = "conclusions"
    __table_args__ = (Index(None, "committee_id", "held_on"),)

    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    title: Mapped[str]
    source: Mapped[Source] = mapped_column(stored_enum(Source))
    state: Mapped[ConclusionState] = mapped_column(
        stored_enum(ConclusionState), default=ConclusionState.DRAFT
    )
    held_on: Mapped[date | None]
    """The day that relative dates are counted from: the meeting's, else the letter's."""
    number: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None]
    signer: Mapped[str] = mapped_column(default="")
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approval_note: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    folded: Mapped[str] = mapped_column(default="")
    """Title, number and text without marks, for search."""

    committee: Mapped[Committee] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    texts: Mapped[list[ConclusionText]] = relationship(
        back_populates="conclusion",
        cascade="all, delete-orphan",
        order_by="ConclusionText.number",
    )
    files: Mapped[list[SourceFile]] = relationship(
        cascade="all, delete-orphan", order_by="SourceFile.id"
    )

    @property
    def is_published(self) -> bool:
        """Say whether its tasks are live."""
        return self.state is ConclusionState.PUBLISHED

    @property
    def text(self) -> ConclusionText | None:
        """The version in force, the newest; None for a spoken order without a text."""
        return self.texts[-1] if self.texts else None


class ConclusionText(Keyed, Model):
    """One version of a conclusion's text; frozen ones never change (DESIGN 3.2)."""

    __tablename__ = "conclusion_texts"
    __table_args__ = (UniqueConstraint("conclusion_id", "number"),)

    conclusion_id: Mapped[int] = mapped_column(ForeignKey("conclusions.id"), index=True)
    number: Mapped[int]
    body: Mapped[str]
    digest: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    frozen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    unassigned: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    """Places of sentences that look like orders and name no addressee: start and end."""

    conclusion: Mapped[Conclusion] = relationship(back_populates="texts")


class SourceFile(Keyed, Model):
    """The uploaded file that a text was read from."""

    __tablename__ = "source_files"

    conclusion_id: Mapped[int] = mapped_column(ForeignKey("conclusions.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    """SHA-256; also the file's name in the store."""
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
