"""Stage 6b: which orders of a text are told twice; headlines and summaries repeat the body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from tracker.domain.breakdown.order import Order
from tracker.domain.breakdown.text import Token

_ALIKE = 0.8
"""Share of the shorter order's pairs of words that the longer one has as well."""
_FEW = 4
"""An order of fewer pairs repeats nothing: it says too little."""
Pair = tuple[str, str]


def without_repetitions(tokens: Sequence[Token], orders: Sequence[Order]) -> list[Order]:
    """Give the orders without those that a later one repeats, the last first.

    Only orders that share a rare pair are compared, so that the time grows with the text and not
    with its square: of the shorter order at most a fifth may be missing in the longer, so one of
    any ``len // 5 + 1`` of its pairs must be there.
    """
    said = [_pairs(tokens, order) for order in orders]
    common = Counter(pair for pairs in said for pair in pairs)
    kept: list[Order] = []
    index = _Index(common)
    for order, pairs in zip(reversed(orders), reversed(said), strict=True):
        leads = frozenset(one.name for one in order.leads)
        if not index.holds(leads, pairs):
            kept.append(order)
            index.add(leads, pairs)
    return kept


class _Index:
    """The orders that are kept, by their leads and pairs of words."""

    def __init__(self, common: Counter[Pair]) -> None:
        self._common = common
        self._kept: list[frozenset[Pair]] = []
        self._whole: defaultdict[tuple[frozenset[str], Pair], list[int]] = defaultdict(list)
        self._rare: defaultdict[tuple[frozenset[str], Pair], list[int]] = defaultdict(list)

    def add(self, leads: frozenset[str], pairs: frozenset[Pair]) -> None:
        """Take an order in."""
        if len(pairs) < _FEW:
            return
        for pair in pairs:
            self._whole[leads, pair].append(len(self._kept))
        for pair in self._rarest(pairs):
            self._rare[leads, pair].append(len(self._kept))
        self._kept.append(pairs)

    def holds(self, leads: frozenset[str], pairs: frozenset[Pair]) -> bool:
        """Say whether an order with these leads and pairs repeats one that is in."""
        if len(pairs) < _FEW:
            return False
        near = {place for pair in self._rarest(pairs) for place in self._whole[leads, pair]}
        near.update(place for pair in pairs for place in self._rare[leads, pair])
        return any(_are_alike(pairs, self._kept[place]) for place in near)

    def _rarest(self, pairs: frozenset[Pair]) -> list[Pair]:
        ranked = sorted(pairs, key=lambda pair: (self._common[pair], pair))
        return ranked[: len(pairs) - -(-len(pairs) * 4 // 5) + 1]


def _are_alike(one: frozenset[Pair], other: frozenset[Pair]) -> bool:
    return len(one & other) >= _ALIKE * min(len(one), len(other))


def _pairs(tokens: Sequence[Token], order: Order) -> frozenset[Pair]:
    """Neighbouring words in pairs: the same words in another order are another deed."""
    low = [token.low for token in tokens[order.verb : order.end] if token.is_word]
    return frozenset(zip(low, low[1:], strict=False))
