"""Stage 3: who is named where: agencies, groups, places that act, and persons."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.breakdown import bodies as words
from tracker.domain.breakdown.groups import group_end
from tracker.domain.breakdown.mention import Listing, Mention, Sort
from tracker.domain.breakdown.moments import number_in_words
from tracker.domain.breakdown.names import Names
from tracker.domain.breakdown.naming import Naming
from tracker.domain.breakdown.patterns import (
    body_end,
    is_predicate,
    officer_end,
    person_end,
    place_end,
)
from tracker.domain.breakdown.shared_heads import SharedHeads
from tracker.domain.breakdown.text import Source
from tracker.domain.breakdown.values import Party

_MOST_TITLES = 8  # in front of one another; more are no sentence


class Mentions:
    """Finds mentions at a place; every answer is kept, so that each place is read once."""

    def __init__(self, source: Source, names: Names) -> None:
        self.source = source
        self.tokens = source.tokens
        self.names = names
        self.naming = Naming(source, names)
        self.shared_heads = SharedHeads(self.naming)
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
            self.shared_heads.read(begin, end),
            self._sector_mention(begin, end),
            self._place(begin, end),
            self._titled(begin, end),
            self._group(begin, end),
            self._officer(begin, end),
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
        party = Party(body.name, body.key, *self.naming.bounds(begin, place))
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
        if self.tokens[place - 1].low == "ủy":  # "Tỉnh ủy": there is one
            return self._made(begin, place, Sort.UNKNOWN)
        known = self.names.directory.find(f"{self.naming.spelled(begin, place)} tỉnh")
        default = Party(known.name, known.key, *self.naming.bounds(begin, place)) if known else None
        pointer = "công" if token.low == "cty" else token.low
        return Mention(begin, place, Sort.POINTER, pointer=pointer, count=1, default=default)

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
                party = Party(found[0].name, found[0].key, *self.naming.bounds(begin, found[1]))
                return Mention(begin, found[1], Sort.KNOWN, (party,))
        return None

    def _place(self, begin: int, end: int) -> Mention | None:
        """A bare place that acts is its people's committee."""
        place = place_end(self.tokens, begin, end)
        if place is None:
            return None
        unit = words.UNITS.at(self.tokens, begin, end)
        name = f"Ủy ban nhân dân {self.naming.spelled(begin, begin + unit).lower()} "
        party = self.naming.party(name + self.naming.spelled(begin + unit, place), begin, place)
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
        group = self.at(at - 1, end) if self.tokens[at - 1].low == "các" else None
        listed = self.listing(at, end) if self.tokens[at - 1].low == "các" else None
        mention = listed.mentions[0] if listed else self.at(at, end)
        self._titles -= 1
        if group is not None and (mention is None or group.end >= mention.end):
            mention = group
        if mention is None or mention.sort is Sort.PERSON:
            return None
        return replace(mention, begin=begin, sort=Sort.TITLE)

    def _officer(self, begin: int, end: int) -> Mention | None:
        """*công chức tư pháp - hộ tịch*: an officer of a commune by the field of work."""
        stop = officer_end(self.tokens, begin, end)
        return None if stop is None else self._made(begin, stop, Sort.UNKNOWN)

    def _apposition(self, name: int, stop: int, end: int) -> Mention | None:
        """*đồng chí Bùi Văn Thiệp, Phó Bí thư Tỉnh ủy*: one person, the title behind the name."""
        at = stop + 1
        if at >= end or self.tokens[stop].raw != "," or words.TITLES.at(self.tokens, name, stop):
            return None
        officer = officer_end(self.tokens, at, end)
        if officer is not None:
            person = f"{self.naming.spelled(at, officer)} {self.naming.spelled(name, stop)}"
            party = Party(person, None, *self.naming.bounds(name, officer))
            return Mention(name, officer, Sort.PERSON, (party,))
        size = words.TITLES.at(self.tokens, at, end)
        body = self.at(at + size, end) if size else None
        if body is None or body.sort not in (Sort.KNOWN, Sort.UNKNOWN, Sort.PLACE):
            return None
        whose = self.naming.spelled(at, body.end)
        if body.sort is Sort.KNOWN:  # "Sở GD&ĐT" as the directory writes it
            whose = f"{self.naming.spelled(at, at + size)} {body.parties[0].name}"
        person = f"{whose} {self.naming.spelled(name, stop)}"
        party = Party(person, None, *self.naming.bounds(name, body.end))
        return Mention(name, body.end, Sort.PERSON, (party,))

    def _pointer(self, begin: int, end: int) -> Mention | None:
        at = begin + words.HEADS.at(self.tokens, begin, end) * self._is_committee(begin)
        count = words.NUMBERS.at(self.tokens, at, end)
        size = count or words.QUANTIFIERS.at(self.tokens, at, end)
        one = not size and at < end and self.tokens[at].is_capital
        noun = words.POINTED.at(self.tokens, at + size, end) if size or one else 0
        if not noun:
            return None
        stop = self._pointed_end(at + size, noun, end)
        tail = words.POINTERS.at(self.tokens, stop, end)
        if one:
            return self._pointed_one(at, stop, tail, end)
        if not tail and not (count and is_predicate(self.tokens, stop, end)):
            return None
        number = number_in_words(self.tokens[at].low) if count else None
        pointer = self.tokens[at + size].low
        near = not tail or self.tokens[stop].low == "này"
        return Mention(begin, stop + tail, Sort.POINTER, pointer=pointer, count=number, near=near)

    def _pointed_one(self, at: int, stop: int, tail: int, end: int) -> Mention | None:
        """*Đơn vị này phải …*, *Thành phố cần …*: the body that was told last."""
        demands = words.UNITS.at(self.tokens, at, stop) and stop < end
        if not tail and not (demands and self.tokens[stop].low in ("cần", "phải")):
            return None
        pointer = self.tokens[at].low
        return Mention(at, stop + tail, Sort.POINTER, pointer=pointer, count=1, near=True)

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

    def _made(self, begin: int, end: int, sort: Sort) -> Mention:
        name = self.naming.spelled(begin, end)
        name = name.replace("Ủy ban Nhân dân", "Ủy ban nhân dân")
        if sort is Sort.GROUP and words.QUANTIFIERS.at(self.tokens, begin, end):
            name = name[0].lower() + name[1:]
        elif self.tokens[begin].low in ("bộ", "sở", "ban", "phòng"):
            name = name[0].upper() + name[1:]
        party = self.naming.party(name, begin, end)
        return Mention(begin, end, sort, (replace(party, is_group=sort is Sort.GROUP),))
