"""What the review screen shows of each proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.proposals import Block, blocks
from tracker.domain.tasks import Part
from tracker.queries import proposals as proposal_queries
from tracker.services.proposals import State, named_of
from tracker.services.publishing import open_gaps

if TYPE_CHECKING:
    from tracker.models.conclusions import Conclusion
    from tracker.models.proposals import Proposal, ProposalParty


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal on the review screen."""

    number: int
    row: Proposal
    blocks: Sequence[Block]
    gaps: Sequence[dict[str, str]]
    is_open: bool

    @property
    def is_confirmed(self) -> bool:
        """Say whether the clerk has settled it."""
        return self.row.state is State.CONFIRMED

    @property
    def leads(self) -> list[ProposalParty]:
        """The bodies that lead, in their order."""
        return [party for party in self.row.parties if party.part is Part.LEAD]

    @property
    def coordinators(self) -> list[ProposalParty]:
        """The bodies that join, in their order."""
        return [party for party in self.row.parties if party.part is Part.COORDINATING]

    @property
    def changed(self) -> list[str]:
        """The fields in which the card differs from what the breakdown proposed."""
        found = self.row.found
        if found is None:
            return []
        now = {
            "title": self.row.title,
            "kind": self.row.kind.value,
            "due_on": self.row.due_on.isoformat() if self.row.due_on else None,
            "lead": [party.name for party in self.leads],
            "coordinating": [party.name for party in self.coordinators],
            "product": self.row.product,
        }
        return [name for name, value in now.items() if found.get(name) != value]


def cards_of(draft: Conclusion, open_id: int) -> list[Card]:
    """The cards in their order; without a wanted one the first that is not settled is open."""
    rows = proposal_queries.list_proposals(draft)
    wanted = open_id if any(row.id == open_id for row in rows) else _first_pending(rows)
    return [
        Card(
            number=number,
            row=row,
            blocks=blocks(row.title, named_of(row)),
            gaps=open_gaps(row),
            is_open=row.id == wanted,
        )
        for number, row in enumerate(rows, start=1)
    ]


def next_card(draft: Conclusion, proposal_id: int) -> int:
    """The next proposal that is not settled, after this one and then from the top; 0: none."""
    rows = list(proposal_queries.list_proposals(draft))
    ids = [row.id for row in rows]
    start = ids.index(proposal_id) + 1 if proposal_id in ids else 0
    return _first_pending([*rows[start:], *rows[:start]])


def _first_pending(rows: Sequence[Proposal]) -> int:
    return next((row.id for row in rows if row.state is State.PENDING), 0)
