"""Proposals under review: reading. The caller has checked that the draft is the viewer's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from tracker.domain.errors import NotFound
from tracker.extensions import db
from tracker.models.agencies import AgencyGroup, GroupMember
from tracker.models.conclusions import Conclusion
from tracker.models.journal import JournalEntry
from tracker.models.people import AgencyPost, User
from tracker.models.proposals import (
    ChosenMember,
    DraftReader,
    Proposal,
    ProposalParty,
    ProposalState,
    ReviewStep,
)

_WITH_PARTIES = (
    selectinload(Proposal.parties).joinedload(ProposalParty.agency),
    selectinload(Proposal.parties)
    .joinedload(ProposalParty.group)
    .selectinload(AgencyGroup.members)
    .joinedload(GroupMember.agency),
    selectinload(Proposal.parties)
    .selectinload(ProposalParty.chosen)
    .joinedload(ChosenMember.agency),
    selectinload(Proposal.repeats),
)


def list_proposals(conclusion: Conclusion) -> Sequence[Proposal]:
    """A draft's proposals in their order, without the removed ones."""
    kept = Proposal.state != ProposalState.REMOVED
    rows = select(Proposal).where(Proposal.conclusion_id == conclusion.id, kept)
    rows = rows.options(*_WITH_PARTIES).order_by(Proposal.position, Proposal.id)
    return db.session.scalars(rows).all()


def list_removed(conclusion: Conclusion) -> Sequence[Proposal]:
    """The proposals that the clerk took out; they can be brought back until publishing."""
    gone = Proposal.state == ProposalState.REMOVED
    rows = select(Proposal).where(Proposal.conclusion_id == conclusion.id, gone)
    return db.session.scalars(rows.order_by(Proposal.position, Proposal.id)).all()


def list_with_removed(conclusion: Conclusion) -> Sequence[Proposal]:
    """All of a draft's proposals in their order, the removed ones among them."""
    rows = select(Proposal).where(Proposal.conclusion_id == conclusion.id)
    rows = rows.options(*_WITH_PARTIES).order_by(Proposal.position, Proposal.id)
    return db.session.scalars(rows).all()


def get_proposal(conclusion: Conclusion, proposal_id: int) -> Proposal:
    """A proposal of this draft, removed or not. Raises NotFound."""
    proposal = db.session.get(Proposal, proposal_id)
    if proposal is None or proposal.conclusion_id != conclusion.id:
        raise NotFound("proposal")
    return proposal


def find_last_position(conclusion: Conclusion) -> int:
    """The last position taken in a draft; 0 when it is empty."""
    last = select(func.max(Proposal.position)).where(Proposal.conclusion_id == conclusion.id)
    return db.session.scalar(last) or 0


def find_position_of_place(conclusion: Conclusion, start: int) -> int:
    """The position behind the last proposal whose passage begins before ``start``; 1: none does.

    Removed proposals count, for they may come back.
    """
    before = select(func.max(Proposal.position)).where(
        Proposal.conclusion_id == conclusion.id, Proposal.span_start < start
    )
    return (db.session.scalar(before) or 0) + 1


def list_chosen(conclusion: Conclusion, proposal_ids: Collection[int]) -> Sequence[Proposal]:
    """Those of a draft's proposals, not removed, that have one of these keys, in their order."""
    return [row for row in list_proposals(conclusion) if row.id in proposal_ids]


def list_steps(conclusion: Conclusion) -> Sequence[ReviewStep]:
    """The acts of a draft's review that can be undone, the newest first."""
    rows = select(ReviewStep).where(ReviewStep.conclusion_id == conclusion.id)
    return db.session.scalars(rows.order_by(ReviewStep.id.desc())).all()


def find_last_step(conclusion: Conclusion, user_id: int) -> ReviewStep | None:
    """The last act of this person on a draft, or None."""
    return next((one for one in list_steps(conclusion) if one.user_id == user_id), None)


def find_reader(conclusion: Conclusion, user_id: int) -> DraftReader | None:
    """What is noted of this person's having the draft open, or None."""
    rows = select(DraftReader).where(
        DraftReader.conclusion_id == conclusion.id, DraftReader.user_id == user_id
    )
    return db.session.scalar(rows)


def list_other_readers(conclusion: Conclusion, user_id: int, since: datetime) -> Sequence[str]:
    """The names of the others who had the draft open after ``since``."""
    rows = (
        select(User.full_name)
        .join(DraftReader, DraftReader.user_id == User.id)
        .where(
            DraftReader.conclusion_id == conclusion.id,
            DraftReader.user_id != user_id,
            DraftReader.seen_at > since,
        )
    )
    return db.session.scalars(rows.order_by(User.full_name, User.id)).all()


def find_last_change(proposal: Proposal) -> tuple[str, datetime] | None:
    """Who changed a proposal last, and when; None when nobody did after the breakdown."""
    rows = (
        select(User.full_name, JournalEntry.at)
        .join(User, User.id == JournalEntry.user_id)
        .where(
            JournalEntry.chain == proposal.committee_id,
            JournalEntry.subject == "proposal",
            JournalEntry.subject_id == proposal.id,
        )
        .order_by(JournalEntry.id.desc())
    )
    found = db.session.execute(rows.limit(1)).first()
    return (found.full_name, found.at) if found else None


def list_agencies_with_officers(agency_ids: Sequence[int]) -> frozenset[int]:
    """Which of these agencies have somebody who logs in for them."""
    rows = select(AgencyPost.agency_id).where(AgencyPost.agency_id.in_(agency_ids))
    return frozenset(db.session.scalars(rows))
