"""Stage 3: who is named where: agencies, groups, places that act, and persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from tracker.domain.breakdown import bodies as words
from tracker.domain.breakdown.lexicon import ABBREVIATIONS, ORDERS
from tracker.domain.breakdown.moments import number_in_words
from tracker.domain.breakdown.names import Names
from tracker.domain.breakdown.patterns import body_end, group_end, person_end, place_end
from tracker.domain.breakdown.places import UNITS, unit_of
from tracker.domain.breakdown.text import Source, spelling
from tracker.domain.breakdown.values import Party
from tracker.domain.text import normalise

_MOST_TITLES = 8  # in front of one another; more are no sentence


class Sort(Enum):
    """How a mention was recognised."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    GROUP = "group"
    SHARED_HEAD = "shared_head"
    PLACE = "place"
    TITLE = "title"
    PERSON = "person"
    POINTER = "pointer"


@dataclass(frozen=True, slots=True)
class Mention:
    """Bodies named by the tokens from ``begin`` up to ``end``.

    ``pointer`` holds what an anaphora points at ("địa phương"), to be resolved by what was named
    before; ``count`` how many, None for "các"; ``near`` that they were named last ("này").
    """

    begin: int
    end: int
    sort: Sort
    parties: tuple[Party, ...] = ()
    pointer: str = ""
    count: int | None = None
    near: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Several mentions in a row; ``end`` is the place after the last."""

    mentions: tuple[Mention, ...]
    begin: int
    end: int


class Mentions:
    """Finds mentions at a place; every answer is kept, so that each place is read once."""

    def __init__(self, source: Source, names: Names) -> None:
        self.source = source
        self.tokens = source.tokens
        self.names = names
        self._known: dict[int, Mention | None] = {}
        self._titles = 0

    def at(self, begin: int, end: int) -> Mention | None:
        """Give the longest mention that starts at ``begin`` and ends by ``end``, or None."""
        if begin not in self._known:
            self._known[begin] = self._read(begin, len(self.tokens))
        found = self._known[begin]
        return found if found is None or found.end <= end else self._read(begin, end)

    def listing(self, begin: int, end: int, *, across: bool = False) -> Listing | None:
        """Give the list of mentions at ``begin``; ``across`` lets it run over semicolons."""
        mentions: list[Mention] = []
        at = begin
        while at < end and len(mentions) < 60:
            mention = self.at(at, end) or (self._continued(mentions, at, end) if mentions else None)
            if mention is None:
                break
            mentions.append(mention)
            following = self._next_item(self._skip_bracket(mention.end, end), end, across)
            if following is None:
                break
            at = following
        if not mentions:
            return None
        return Listing(tuple(mentions), begin, self._skip_bracket(mentions[-1].end, end))

    def _continued(self, mentions: list[Mention], at: int, end: int) -> Mention | None:
        """Read what only counts inside a list: "ngành A và B, C", "Mặt trận và đoàn thể"."""
        first = self.tokens[mentions[0].begin].low
        if first == "ngành":
            return self._sector(at, at, end)
        size = words.GROUP_NOUNS.at(self.tokens, at, end)
        if size and self.tokens[at].low in ("đoàn", "mặt", "hội", "các"):
            return self._made(at, at + size, Sort.GROUP)
        return None

    def _next_item(self, at: int, end: int, across: bool) -> int | None:
        begin = at
        separators = {",", "và", ";"} if across else {",", "và"}
        while at < end and self.tokens[at].low in separators and at - begin < 2:
            at += 1
        if at == begin and at < end and self.tokens[at].raw == "-" and self.tokens[at].spaced:
            return None
        return at if at > begin and at < end else None

    def _skip_bracket(self, at: int, end: int) -> int:
        if at >= end or self.tokens[at].raw != "(":
            return at
        closing = next((i for i in range(at, min(end, at + 40)) if self.tokens[i].raw == ")"), None)
        return at if closing is None else closing + 1

    def _read(self, begin: int, end: int) -> Mention | None:
        if not self.tokens[begin].is_word and not self.tokens[begin].is_number:
            return None
        readings = (
            self._pointer(begin, end),
            self._known_body(begin, end),
            self._shared_head(begin, end),
            self._sector_mention(begin, end),
            self._place(begin, end),
            self._titled(begin, end),
            self._group(begin, end),
            self._unknown(begin, end),
        )
        found = [reading for reading in readings if reading is not None]
        return max(found, key=lambda mention: mention.end) if found else None

    def _known_body(self, begin: int, end: int) -> Mention | None:
        found = self.names.longest(self.tokens, begin, end)
        if found is None:
            return None
        body, place = found
        if place < end and self._goes_on_as_other(begin, place, end):
            return None
        party = Party(body.name, body.key, *self._bounds(begin, place))
        return Mention(begin, place, Sort.KNOWN, (party,))

    def _goes_on_as_other(self, begin: int, place: int, end: int) -> bool:
        """ "UBND" before "xã Đồng Tiến" is no name of its own, nor is "Báo" before a capital."""
        size = words.UNITS.at(self.tokens, place, end)
        last = self.tokens[place - 1].low
        if size and last not in ("tỉnh", "huyện") and place - begin <= 4:
            after = place + size
            return after < end and self.tokens[after].is_capital and self.tokens[after].is_word
        return False

    def _unknown(self, begin: int, end: int) -> Mention | None:
        place = body_end(self.tokens, begin, end)
        if place is None:
            return None
        if place - begin == words.HEADS.at(self.tokens, begin, end) and place - begin < 3:
            return self._bare_head(begin, place)
        return self._made(begin, place, Sort.UNKNOWN)

    def _bare_head(self, begin: int, place: int) -> Mention | None:
        token = self.tokens[begin]
        if not token.is_capital or token.low in ("tổ", "đoàn", "khối", "cụm", "đơn"):
            return None
        return Mention(begin, place, Sort.POINTER, pointer=token.low, count=1)

    def _group(self, begin: int, end: int) -> Mention | None:
        place = group_end(self.tokens, begin, end)
        if place is None:
            return None
        found = self.names.longest(self.tokens, begin, place)
        if found is not None and found[1] == place:
            return None
        return self._made(begin, place, Sort.GROUP)

    def _sector_mention(self, begin: int, end: int) -> Mention | None:
        if self.tokens[begin].low != "ngành" or begin + 1 >= end:
            return None
        return self._sector(begin, begin + 1, end)

    def _sector(self, begin: int, at: int, end: int) -> Mention | None:
        """ "ngành X" is the agency of that sector: an alias, a department, or what begins with X."""
        for head in ("ngành", "sở", ""):
            found = self.names.longest(self.tokens, at, end, head)
            if found is not None:
                party = Party(found[0].name, found[0].key, *self._bounds(begin, found[1]))
                return Mention(begin, found[1], Sort.KNOWN, (party,))
        return None

    def _place(self, begin: int, end: int) -> Mention | None:
        """A bare place that acts is its people's committee."""
        place = place_end(self.tokens, begin, end)
        if place is None:
            return None
        unit = words.UNITS.at(self.tokens, begin, end)
        name = f"Ủy ban nhân dân {self.spelled(begin, begin + unit).lower()} "
        party = self._party(name + self.spelled(begin + unit, place), begin, place)
        return Mention(begin, place, Sort.PLACE, (party,))

    def _titled(self, begin: int, end: int) -> Mention | None:
        person = person_end(self.tokens, begin, end)
        polite = words.PERSON_WORDS.at(self.tokens, begin, end)
        if person is not None:
            held = self._apposition(begin + polite, person, end) if polite else None
            return held or self._made(begin, person, Sort.PERSON)
        title = words.TITLES.at(self.tokens, begin + polite, end)
        size = words.TITLES.at(self.tokens, begin, end) or (polite + title if title else 0)
        if not size or begin + size >= end or self._titles > _MOST_TITLES:
            return None
        at = begin + size
        self._titles += 1
        listed = self.listing(at, end) if self.tokens[at - 1].low == "các" else None
        mention = listed.mentions[0] if listed else self.at(at, end)
        self._titles -= 1
        if mention is None and self.tokens[at - 1].low == "các":
            mention = self.at(at - 1, end)
        if mention is None or mention.sort is Sort.PERSON:
            return None
        return replace(mention, begin=begin, sort=Sort.TITLE)

    def _apposition(self, name: int, stop: int, end: int) -> Mention | None:
        """*đồng chí Bùi Văn Thiệp, Phó Bí thư Tỉnh ủy*: one person, the title behind the name."""
        at = stop + 1
        if at >= end or self.tokens[stop].raw != "," or words.TITLES.at(self.tokens, name, stop):
            return None
        size = words.TITLES.at(self.tokens, at, end)
        body = self.at(at + size, end) if size else None
        if body is None or body.sort not in (Sort.KNOWN, Sort.UNKNOWN, Sort.PLACE):
            return None
        person = f"{self.spelled(at, body.end)} {self.spelled(name, stop)}"
        party = Party(person, None, *self._bounds(name, body.end))
        return Mention(name, body.end, Sort.PERSON, (party,))

    def _pointer(self, begin: int, end: int) -> Mention | None:
        at = begin + words.HEADS.at(self.tokens, begin, end) * self._is_committee(begin)
        count = words.NUMBERS.at(self.tokens, at, end)
        size = count or words.QUANTIFIERS.at(self.tokens, at, end)
        noun = words.POINTED.at(self.tokens, at + size, end) if size else 0
        if not noun:
            return None
        stop = self._pointed_end(at + size, noun, end)
        tail = words.POINTERS.at(self.tokens, stop, end)
        if not tail:
            return None
        number = number_in_words(self.tokens[at].low) if count else None
        pointer = self.tokens[at + size].low
        near = self.tokens[stop].low == "này"
        return Mention(begin, stop + tail, Sort.POINTER, pointer=pointer, count=number, near=near)

    def _pointed_end(self, at: int, noun: int, end: int) -> int:
        stop = at + noun
        while stop + 1 < end and self.tokens[stop].low in (",", "và"):
            more = words.POINTED.at(self.tokens, stop + 1, end)
            if not more:
                break
            stop += 1 + more
        return stop

    def _is_committee(self, begin: int) -> bool:
        return self.tokens[begin].low in ("ubnd", "ủy")

    def _shared_head(self, begin: int, end: int) -> Mention | None:
        """ "các Sở: A, B", "UBND các huyện: C, D", "ba tỉnh E, F, G"."""
        head_end = self._head_before_many(begin, end)
        at = head_end
        size = words.QUANTIFIERS.at(self.tokens, at, end) or words.NUMBERS.at(self.tokens, at, end)
        if not size:
            return None
        units, at = self._units(at + size, end)
        if not units:
            return None
        colon = at < end and self.tokens[at].raw == ":"
        prefix = self.spelled(begin, head_end)
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
            units.append(self.spelled(at, at + size).lower())
            at += size
            if at + 1 < end and self.tokens[at].low in (",", "và"):
                more = words.UNITS.at(self.tokens, at + 1, end)
                if more and not self.tokens[at + 1].is_capital:
                    at += 1
                    continue
            break
        return units, at

    def _items(
        self, prefix: str, units: list[str], at: int, end: int, *, alone: bool
    ) -> tuple[list[Party], int]:
        parties: list[Party] = []
        stop = at
        while at < end and self.tokens[at].is_word and self.tokens[at].is_capital:
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
                best = Party(found[0].name, found[0].key, *self._bounds(at, found[1])), found[1]
        if best is not None:
            return best
        stop = self._name_end(units, at, end)
        name = self.spelled(at, stop)
        party = self._party(f"{self._head(prefix, unit_of(name, units))} {name}", at, stop)
        return party, stop

    def _own_unit(self, prefix: str, at: int) -> list[str]:
        """*UBND các quận, huyện: Quận 12, Hóc Môn*: a name that brings its unit with it."""
        return [""] if prefix and words.UNITS.at(self.tokens, at, at + 1) else []

    def _name_end(self, units: Sequence[str], at: int, end: int) -> int:
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

    def _made(self, begin: int, end: int, sort: Sort) -> Mention:
        name = self.spelled(begin, end)
        if sort is Sort.GROUP and not name.startswith("Ủy ban"):
            name = name[0].lower() + name[1:]
        elif self.tokens[begin].low in ("bộ", "sở", "ban", "phòng"):
            name = name[0].upper() + name[1:]
        return Mention(begin, end, sort, (self._party(name, begin, end),))

    def _party(self, name: str, begin: int, end: int) -> Party:
        body = self.names.directory.find(name)
        name, key = (body.name, body.key) if body else (name, None)
        return Party(name, key, *self._bounds(begin, end))

    def _bounds(self, begin: int, end: int) -> tuple[int, int]:
        return self.tokens[begin].start, self.tokens[end - 1].end

    def spelled(self, begin: int, end: int) -> str:
        """Give the words of a range with abbreviations spelled out."""
        if begin >= end:
            return ""
        parts: list[str] = []
        for token in self.tokens[begin:end]:
            full = (
                ABBREVIATIONS.get(token.low)
                if token.is_upper or token.low in ("tp", "tx")
                else None
            )
            gap = (
                " " if parts and (token.spaced or token.is_word and parts[-1][-1].isalpha()) else ""
            )
            parts.append(gap + (full or spelling(token)))
        return normalise("".join(parts))
