"""Proposals: what the breakdown found, and what the clerk made of it, before publishing."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.tasks import Kind, Part
from tracker.extensions import Model
from tracker.models.agencies import Agency, AgencyGroup
from tracker.models.base import Keyed, UtcDateTime, Versioned, stored_enum
from tracker.models.conclusions import Conclusion
from tracker.models.people import User


class ProposalState(StrEnum):
    """Seen and settled by the clerk, or not yet; removed ones can be brought back."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    REMOVED = "removed"


class Proposal(Versioned, Model):
    """A task to be, on the review screen."""

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint("(span_start IS NULL) = (span_end IS NULL)", name="whole_span"),
    )

    conclusion_id: Mapped[int] = mapped_column(ForeignKey("conclusions.id"), index=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    position: Mapped[int]
    state: Mapped[ProposalState] = mapped_column(
        stored_enum(ProposalState), default=ProposalState.PENDING
    )
    span_start: Mapped[int | None]
    """Code points in the text in force; None: not taken from the text."""
    span_end: Mapped[int | None]
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    kind: Mapped[Kind] = mapped_column(stored_enum(Kind))
    cycle: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    due_time: Mapped[time | None]
    due_text: Mapped[str] = mapped_column(default="")
    """The words of the text that name the date."""
    due_rule: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """How the date was computed: rule, base, count (DESIGN 3.8)."""
    no_date: Mapped[bool] = mapped_column(default=False)
    """The clerk says that the task has no date; the gap is then closed."""
    product: Mapped[str] = mapped_column(default="")
    report_to: Mapped[str] = mapped_column(default="")
    gaps: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    doubts: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    rule: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    found: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """What the breakdown proposed, for showing what was changed; None: added by hand."""

    conclusion: Mapped[Conclusion] = relationship()
    parties: Mapped[list[ProposalParty]] = relationship(
        cascade="all, delete-orphan", order_by="ProposalParty.position"
    )
    repeats: Mapped[list[ProposalRepeat]] = relationship(
        cascade="all, delete-orphan", order_by="ProposalRepeat.id"
    )


class ProposalParty(Keyed, Model):
    """An agency or group named for a proposal; resolved before publishing (DESIGN 3.6)."""

    __tablename__ = "proposal_parties"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), index=True)
    position: Mapped[int]
    part: Mapped[Part] = mapped_column(stored_enum(Part))
    name: Mapped[str]
    """As proposed: the directory's name, or the text's own words for an unknown body."""
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("agency_groups.id"))
    not_followed: Mapped[bool] = mapped_column(default=False)
    """*Không theo dõi riêng*: an open group that becomes no assignment."""

    agency: Mapped[Agency | None] = relationship()
    group: Mapped[AgencyGroup | None] = relationship()
    chosen: Mapped[list[ChosenMember]] = relationship(
        cascade="all, delete-orphan", order_by="ChosenMember.id"
    )


class ChosenMember(Keyed, Model):
    """A member of a named group, chosen by the clerk for this proposal."""

    __tablename__ = "chosen_members"
    __table_args__ = (UniqueConstraint("party_id", "agency_id"),)

    party_id: Mapped[int] = mapped_column(ForeignKey("proposal_parties.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))

    agency: Mapped[Agency] = relationship()


class ProposalRepeat(Keyed, Model):
    """What the clerk decided on an earlier task that a proposal may say again."""

    __tablename__ = "proposal_repeats"
    __table_args__ = (UniqueConstraint("proposal_id", "task_id"),)

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    is_linked: Mapped[bool]
    """It repeats the task; False: it is another deed, not to be shown beside it again."""


class DraftReader(Keyed, Model):
    """Who has a draft open, and when that was last heard of."""

    __tablename__ = "draft_readers"
    __table_args__ = (UniqueConstraint("conclusion_id", "user_id"),)

    conclusion_id: Mapped[int] = mapped_column(ForeignKey("conclusions.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()


class ReviewStep(Keyed, Model):
    """One act of a review that can be undone: what the proposals were before it."""

    __tablename__ = "review_steps"

    conclusion_id: Mapped[int] = mapped_column(ForeignKey("conclusions.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)
    act: Mapped[str]
    before: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """The proposals that the act changed, as they were."""
    made: Mapped[list[int]] = mapped_column(JSON, default=list)
    """The proposals that the act added."""
    versions: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """The versions that the act left; another one means that somebody went on from there."""
