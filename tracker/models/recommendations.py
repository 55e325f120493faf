"""Recommendations (*kiến nghị, đề xuất*): what agencies asked for, and what became of it.

Links to tasks and answers are dated rows: they end rather than go, so that what was told on a
past day can be told again (DESIGN 3.5).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.recommendations import Outcome
from tracker.extensions import Model
from tracker.models.agencies import Agency
from tracker.models.base import Keyed, UtcDateTime, Versioned, stored_enum
from tracker.models.committees import Committee
from tracker.models.people import User


class RecommendationKind(StrEnum):
    """What a recommendation is about."""

    LOGISTICS = "logistics"
    CONTENTS = "contents"
    FUNDING = "funding"
    STAFF = "staff"
    OTHER = "other"


class Recommendation(Versioned, Model):
    """What an agency asked for or proposed at a meeting."""

    __tablename__ = "recommendations"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    kind: Mapped[RecommendationKind] = mapped_column(stored_enum(RecommendationKind))
    text: Mapped[str]
    folded: Mapped[str] = mapped_column(default="")

    agency: Mapped[Agency] = relationship()
    links: Mapped[list[RecommendationTask]] = relationship(order_by="RecommendationTask.id")
    answers: Mapped[list[RecommendationAnswer]] = relationship(
        back_populates="recommendation", order_by="RecommendationAnswer.id"
    )

    @property
    def answer(self) -> RecommendationAnswer | None:
        """The answer in force."""
        return next((one for one in self.answers if one.ended_at is None), None)


class RecommendationTask(Keyed, Model):
    """A task handles a recommendation, from one instant until another."""

    __tablename__ = "recommendation_tasks"
    __table_args__ = (Index(None, "task_id", "ended_at"),)

    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendations.id"), index=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    linked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Set when somebody said that the task does not handle it after all."""


class RecommendationAnswer(Keyed, Model):
    """What an agency was told about its recommendation."""

    __tablename__ = "recommendation_answers"

    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendations.id"), index=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(stored_enum(Outcome))
    text: Mapped[str]
    """The words; of one that is not taken up, the reason."""
    answered_on: Mapped[date]
    """The day meant, in the committee's zone."""
    answered_by: Mapped[str]
    """Who answered, name or office, as the agency reads it."""
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Set when the answer was taken back."""

    recommendation: Mapped[Recommendation] = relationship(back_populates="answers")
    committee: Mapped[Committee] = relationship()
    recorded_by: Mapped[User | None] = relationship()


class ProposalRecommendation(Keyed, Model):
    """A proposal that will handle a recommendation once it is published."""

    __tablename__ = "proposal_recommendations"
    __table_args__ = (UniqueConstraint("proposal_id", "recommendation_id"),)

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendations.id"), index=True)
