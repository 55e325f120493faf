"""Which recommendations the proposals of a draft will handle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, select

from tracker.extensions import db
from tracker.models.proposals import Proposal
from tracker.models.recommendations import ProposalRecommendation


def list_of_draft(conclusion_id: int) -> Mapping[int, Sequence[int]]:
    """By proposal of a draft the recommendations that it will handle."""
    rows = select(ProposalRecommendation).join(
        Proposal, Proposal.id == ProposalRecommendation.proposal_id
    )
    return _by_proposal(rows.where(Proposal.conclusion_id == conclusion_id))


def list_chosen(proposal_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    """By proposal the recommendations that it will handle; those without any are left out."""
    column = ProposalRecommendation.proposal_id
    return _by_proposal(select(ProposalRecommendation).where(column.in_(proposal_ids)))


def find_chosen(proposal_id: int, recommendation_id: int) -> ProposalRecommendation | None:
    """That a proposal will handle a recommendation, or None."""
    rows = select(ProposalRecommendation).where(
        ProposalRecommendation.proposal_id == proposal_id,
        ProposalRecommendation.recommendation_id == recommendation_id,
    )
    return db.session.scalar(rows)


def _by_proposal(rows: Select[ProposalRecommendation]) -> Mapping[int, Sequence[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for one in db.session.scalars(rows.order_by(ProposalRecommendation.id)):
        found[one.proposal_id].append(one.recommendation_id)
    return dict(found)
