"""Stage 5: what the reader of a page keeps in mind from one sentence to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.domain.breakdown.head import Context
from tracker.domain.breakdown.values import Party

DEPTH = 98
"""The level of a block without a label: deeper than all labels."""
_RECENT = 24


@dataclass(frozen=True, slots=True)
class Frame:
    """An introducing line or heading: what holds for the items under it."""

    level: int
    leads: tuple[Party, ...]
    coordinating: tuple[Party, ...] = ()
    is_loose: bool = False
    """Opened by a line without a label; the next line with a subject of its own leaves it."""


@dataclass(slots=True)
class Memory:
    """Who was named last, whose items are read, and where the lead changed."""

    leads: tuple[Party, ...] = ()
    recent: list[Party] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    context: Context = field(default_factory=Context)
    issuer: Party | None = None
    since_change: int = 0
    begun: bool = False
    paragraph: int = 0
    """The token that the paragraph being read begins with."""
    items: int = DEPTH
    """The level of the block after this one: of the items, when this one introduces them."""

    def leave_loose(self) -> None:
        """Leave the frames that lines without a label opened."""
        while self.frames and self.frames[-1].is_loose:
            self.frames.pop()

    def leave_loose_of_another(self, leads: tuple[Party, ...]) -> None:
        """Leave them when somebody else is told."""
        if self.frames and self.frames[-1].is_loose and self.frames[-1].leads != leads:
            self.leave_loose()

    def name(self, parties: Sequence[Party]) -> None:
        """Keep bodies in mind, the last named last."""
        names = {party.name for party in parties}
        kept = [party for party in self.recent if party.name not in names]
        self.recent = [*kept, *parties][-_RECENT:]
