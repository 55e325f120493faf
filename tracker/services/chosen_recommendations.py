"""What proposals are to handle, when proposals become one and when that is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from tracker.domain.access import Viewer
from tracker.extensions import db
from tracker.models.proposals import Proposal
from tracker.models.recommendations import ProposalRecommendation
from tracker.queries import chosen_recommendations as queries
from tracker.services.proposals import note_change


def unite(first: Proposal, others: Iterable[Proposal], *, actor: Viewer, now: datetime) -> None:
    """Let ``first`` handle what the others were to handle as well; they keep their own."""
    known = [first.id, *(row.id for row in others)]
    chosen = queries.list_chosen(known)
    missing = [key for one in known[1:] for key in chosen.get(one, ())]
    for key in dict.fromkeys(missing):
        if key not in chosen.get(first.id, ()):
            db.session.add(ProposalRecommendation(proposal_id=first.id, recommendation_id=key))
            note_change("proposal_recommendation_linked", first, actor, now)
    db.session.flush()


def part_again(
    rows: Iterable[Proposal], before: Mapping[int, Sequence[int]], *, actor: Viewer, now: datetime
) -> None:
    """Take from each proposal what it only had from the others; what was chosen since stays.

    ``before`` gives by proposal what each was to handle before they became one.
    """
    for row in rows:
        own = before.get(row.id, ())
        from_others = {key for one, keys in before.items() if one != row.id for key in keys}
        for key in sorted(from_others.difference(own)):
            found = queries.find_chosen(row.id, key)
            if found is not None:
                db.session.delete(found)
                note_change("proposal_recommendation_unlinked", row, actor, now)
    db.session.flush()
