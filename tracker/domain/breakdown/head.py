"""Stage 5: what the head of a sentence is, and the names of the rules that find one."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.breakdown.mention import Listing

ORDER = "order"
SPEAKER_ORDER = "speaker_order"
TOPIC_ORDER = "topic_order"
SUBJECT = "subject"
DUTY = "duty"
COLON = "colon"
CARRIED = "carried"
BARE_ORDER = "bare_order"
AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Head:
    """Who is told (None: nobody named here) and the place ``at`` where the predicate begins."""

    rule: str
    at: int
    listing: Listing | None = None
    left_out: tuple[int, int] | None = None
    """Tokens that name who does it in the middle of what is to be done: *do Sở X thực hiện*."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before have settled."""

    ordering: bool = False
    issuers: frozenset[str] = frozenset()
