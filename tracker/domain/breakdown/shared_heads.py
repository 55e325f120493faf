"""Stage 3d: several bodies behind one head: *các Sở: A, B*, *UBND các huyện: C, D*."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.breakdown import bodies as words
from tracker.domain.breakdown.lexicon import ORDERS
from tracker.domain.breakdown.mention import Mention, Sort
from tracker.domain.breakdown.naming import Naming
from tracker.domain.breakdown.patterns import STOPS, body_end, is_predicate
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.places import UNITS, unit_of
from tracker.domain.breakdown.values import Party

_LONGEST_KIND = 3
# Heads that no department is named after, so that they begin a body of their own.
_NEVER_SECTORS = Phrases(
    """tổng công ty, công ty, tập đoàn, chi cục, cục, trung tâm, ban quản lý, ban chỉ đạo, ban chỉ huy
    bộ chỉ huy, ủy ban, hội đồng, liên đoàn, hiệp hội, viện, kho bạc, ngân hàng, bệnh viện, bảo hiểm xã hội"""
)


class SharedHeads:
    """Reads lists whose head noun is written once."""

    def __init__(self, naming: Naming) -> None:
        self.naming = naming
        self.tokens = naming.tokens
        self.names = naming.names

    def read(self, begin: int, end: int) -> Mention | None:
        """ "các Sở: A, B", "UBND các huyện: C, D", "ba tỉnh E, F, G"."""
        head_end = self._head_before_many(begin, end)
        at = head_end
        size = words.QUANTIFIERS.at(self.tokens, at, end) or words.NUMBERS.at(self.tokens, at, end)
        if not size:
            return None
        units, at = self._units(at + size, end)
        if not units:
            return None
        units, at = self._described(units, at, end)
        colon = at < end and self.tokens[at].raw == ":"
        prefix = self.naming.spelled(begin, head_end)
        items, stop = self._items(prefix, units, at + colon, end, alone=not colon)
        return Mention(begin, stop, Sort.SHARED_HEAD, tuple(items)) if items else None

    def _head_before_many(self, begin: int, end: int) -> int:
        at = begin
        while at < end and at - begin < 6 and self.tokens[at].is_word:
            if words.QUANTIFIERS.at(self.tokens, at, end) or words.NUMBERS.at(self.tokens, at, end):
                return at if at == begin or words.HEADS.at(self.tokens, begin, at) else begin
            if not words.HEADS.at(self.tokens, begin, at + 1) and at > begin + 2:
                return begin
            if at > begin and ORDERS.at(self.tokens, at, end):
                return begin
            at += 1
        return begin

    def _units(self, at: int, end: int) -> tuple[list[str], int]:
        units: list[str] = []
        while at < end:
            size = words.UNITS.at(self.tokens, at, end) or words.HEADS.at(self.tokens, at, end)
            if not size:
                break
            units.append(self.naming.spelled(at, at + size).lower())
            at += size
            if at + 1 < end and self.tokens[at].low in (",", "và"):
                more = words.UNITS.at(self.tokens, at + 1, end)
                if more and not self.tokens[at + 1].is_capital:
                    at += 1
                    continue
            break
        return units, at

    def _described(self, units: list[str], at: int, end: int) -> tuple[list[str], int]:
        """*các công ty thủy điện Bản Vẽ, Khe Bố*, *các tổ dân phố số 3, số 7*: what they are."""
        stop = at
        while stop < end and stop - at < _LONGEST_KIND and self._is_kind(stop, end):
            stop += 1
        if stop == at or not units or not self._begins_item(stop, end):
            return units, at
        return [*units[:-1], f"{units[-1]} {self.naming.spelled(at, stop)}"], stop

    def _is_kind(self, at: int, end: int) -> bool:
        token = self.tokens[at]
        plain = token.is_word and not token.is_capital and not self._begins_item(at, end)
        return (
            plain and not is_predicate(self.tokens, at, end) and not STOPS.at(self.tokens, at, end)
        )

    def _begins_item(self, at: int, end: int) -> bool:
        """A name, or *số 7*."""
        if at >= end:
            return False
        numbered = self.tokens[at].low == "số" and at + 1 < end and self.tokens[at + 1].is_number
        return numbered or self.tokens[at].is_word and self.tokens[at].is_capital

    def _items(
        self, prefix: str, units: list[str], at: int, end: int, *, alone: bool
    ) -> tuple[list[Party], int]:
        parties: list[Party] = []
        stop = at
        while self._begins_item(at, end):
            if parties and self._starts_other(at, end):
                break
            found = self._item(prefix, units, at, end)
            if found is None:
                break
            party, stop = found
            parties.append(party)
            at = stop
            if at < end and self.tokens[at].low in (",", "và"):
                at += 1
            else:
                break
        if alone and len(parties) < 2 and units[0] not in ("tỉnh",):
            return [], stop
        return parties, stop

    def _starts_other(self, at: int, end: int) -> bool:
        if words.UNITS.at(self.tokens, at, end) or self.tokens[at].is_upper:
            return True
        if _NEVER_SECTORS.at(self.tokens, at, end):
            return True
        return (
            words.HEADS.at(self.tokens, at, end) > 0
            and self.names.longest(self.tokens, at, end) is not None
        )

    def _item(self, prefix: str, units: list[str], at: int, end: int) -> tuple[Party, int] | None:
        best: tuple[Party, int] | None = None
        for unit in [*units, *self._own_unit(prefix, at)]:
            head = self._head(prefix, unit) if unit else prefix
            found = self.names.longest(self.tokens, at, end, head.lower())
            if found is not None and (best is None or found[1] > best[1]):
                best = (
                    Party(found[0].name, found[0].key, *self.naming.bounds(at, found[1])),
                    found[1],
                )
        if best is not None:
            return best
        stop = self._name_end(units, at, end)
        name = self.naming.spelled(at, stop)
        party = self.naming.party(f"{self._head(prefix, unit_of(name, units))} {name}", at, stop)
        return party, stop

    def _own_unit(self, prefix: str, at: int) -> list[str]:
        """*UBND các quận, huyện: Quận 12, Hóc Môn*: a name that brings its unit with it."""
        return [""] if prefix and words.UNITS.at(self.tokens, at, at + 1) else []

    def _name_end(self, units: Sequence[str], at: int, end: int) -> int:
        if self.tokens[at].low == "số":
            return at + 2
        if units[0] in UNITS:
            stop = at
            while stop < end and self.tokens[stop].is_capital and self.tokens[stop].is_word:
                stop += 1
            return stop
        return body_end(self.tokens, at, end, headless=True) or at + 1

    def _head(self, prefix: str, unit: str) -> str:
        if prefix:
            return f"{prefix} {unit}"
        return f"Ủy ban nhân dân {unit}" if unit in UNITS else unit.capitalize()
