"""Stage 5: one order, as later stages read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.breakdown.closers import Closer
from tracker.domain.breakdown.dues import Due
from tracker.domain.breakdown.mention import Mention
from tracker.domain.breakdown.tables import Row
from tracker.domain.breakdown.values import Party

ROW = "row"


@dataclass(frozen=True, slots=True)
class Order:
    """One deed that somebody is told to do: tokens from ``begin`` to ``end``, its verb at ``verb``."""

    begin: int
    end: int
    verb: int
    rule: str
    leads: tuple[Party, ...]
    coordinating: tuple[Party, ...] = ()
    mentions: tuple[Mention, ...] = ()
    due: Due | None = None
    dues: tuple[Due, ...] = ()
    closer: Closer | None = None
    carried: bool = False
    far: bool = False
    """Carried over from further away than a reader looks back without a doubt."""
    sure: bool = True
    row: Row | None = None
    left_out: tuple[int, int] | None = None


def choose_due(dues: Sequence[Due]) -> Due | None:
    """The phrase that dates a deed: a day before words without one, the last of several."""
    if not dues:
        return None
    cycles = [due for due in dues if due.cycle]
    if cycles:
        return cycles[0]
    dated = [due for due in dues if due.on is not None]
    return (dated or list(dues))[-1]
