"""What the review screen shows of each proposal, and of the draft as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.proposals import Block, blocks
from tracker.domain.tasks import Part
from tracker.queries import proposals as proposal_queries
from tracker.services.proposals import State, named_of
from tracker.services.publishing import open_doubts, open_gaps
from tracker.web.context import now
from tracker.web.marked_text import clauses

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
    doubts: Sequence[dict[str, str]]
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
    def unknown(self) -> list[ProposalParty]:
        """The bodies that are in no directory, each once."""
        found = {
            party.name: party
            for party in self.row.parties
            if party.agency_id is None and party.group_id is None
        }
        return list(found.values())

    @property
    def lacks_date(self) -> bool:
        """Say whether nobody has said yet when it is due."""
        row = self.row
        return row.due_on is None and not (row.no_date or row.cycle or row.due_rule.get("base"))

    @property
    def cuts(self) -> list[tuple[int, str]]:
        """Where it may be split: places in the text, with the words that begin there."""
        row = self.row
        if row.span_start is None:
            return []
        return [
            (row.span_start + start, row.text[start:end])
            for start, end in clauses(row.text)
            if start > 0
        ]

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


SHOWN: Mapping[str, Callable[[Card], bool]] = {
    "pending": lambda card: not card.is_confirmed,
    "undated": lambda card: card.lacks_date,
    "gaps": lambda card: bool(card.gaps),
    "doubts": lambda card: bool(card.doubts),
    "blocked": lambda card: bool(card.blocks),
}
"""The filters of the address (?show=…); each figure of the screen opens one."""


def cards_of(draft: Conclusion, open_id: int, show: str = "") -> list[Card]:
    """The cards in their order; without a wanted one the first that is not settled is open.

    With ``show``, a key of SHOWN, that is the first of those that the filter keeps.
    """
    rows = proposal_queries.list_proposals(draft)
    cards = [_card(number, row, is_open=row.id == open_id) for number, row in enumerate(rows, 1)]
    if any(card.is_open for card in cards):
        return cards
    opened = _first_pending([card for card in cards if keeps(show, card)])
    return [_card(card.number, card.row, is_open=card.row.id == opened) for card in cards]


def keeps(show: str, card: Card) -> bool:
    """Say whether the filter keeps a card; an unknown filter keeps all."""
    return SHOWN[show](card) if show in SHOWN else True


def counts_of(cards: Sequence[Card]) -> dict[str, int]:
    """How many cards each filter keeps."""
    return {name: sum(map(test, cards)) for name, test in SHOWN.items()}


def next_card(draft: Conclusion, proposal_id: int, show: str = "") -> int:
    """The next proposal that is not settled, after this one and then from the top; 0: none."""
    cards = cards_of(draft, -1)
    ids = [card.row.id for card in cards]
    start = ids.index(proposal_id) + 1 if proposal_id in ids else 0
    ordered = [*cards[start:], *cards[:start]]
    return _first_pending([card for card in ordered if keeps(show, card)])


def _card(number: int, row: Proposal, *, is_open: bool) -> Card:
    return Card(
        number=number,
        row=row,
        blocks=blocks(row.title, named_of(row, row.conclusion.committee.day_of(now()))),
        gaps=open_gaps(row),
        doubts=open_doubts(row),
        is_open=is_open,
    )


def _first_pending(cards: Sequence[Card]) -> int:
    return next((card.row.id for card in cards if not card.is_confirmed), 0)
