"""Proposals under review: reading. The caller has checked that the draft is the viewer's."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from tracker.domain.errors import NotFound
from tracker.extensions import db
from tracker.models.agencies import AgencyGroup, GroupMember
from tracker.models.conclusions import Conclusion
from tracker.models.people import AgencyPost
from tracker.models.proposals import ChosenMember, Proposal, ProposalParty, ProposalState

_WITH_PARTIES = (
    selectinload(Proposal.parties).joinedload(ProposalParty.agency),
    selectinload(Proposal.parties)
    .joinedload(ProposalParty.group)
    .selectinload(AgencyGroup.members)
    .joinedload(GroupMember.agency),
    selectinload(Proposal.parties)
    .selectinload(ProposalParty.chosen)
    .joinedload(ChosenMember.agency),
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


def list_agencies_with_officers(agency_ids: Sequence[int]) -> frozenset[int]:
    """Which of these agencies have somebody who logs in for them."""
    rows = select(AgencyPost.agency_id).where(AgencyPost.agency_id.in_(agency_ids))
    return frozenset(db.session.scalars(rows))
