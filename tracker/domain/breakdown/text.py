"""Stage 1: the source as tokens that remember where they stand.

Nothing after this stage looks at characters: line breaks, no-break spaces, both habits of tone
placement, decomposed marks, eth for Đ and glued words are gone, while every token keeps its place
in the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from tracker.domain.breakdown.syllables import LONGEST, is_syllable, unglue
from tracker.domain.text import DASHES, SOFT_HYPHEN, ZERO_WIDTH, early_tones

_INVISIBLE = frozenset(SOFT_HYPHEN + ZERO_WIDTH)
_SINGLE = dict.fromkeys(DASHES, "-") | {
    "\u00d0": "Đ",
    "\u00f0": "đ",
    "\r": " ",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}
_PIECE = re.compile(r"[^\W\d_]+|\d+|\n|[^\S\n]+|[\W_]")


class Shape(Enum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """One syllable, number or mark; ``start`` and ``end`` are its place in the source.

    ``low`` is what comparisons read: lower case, one habit of tone placement.
    """

    start: int
    end: int
    raw: str
    low: str
    shape: Shape
    line: int
    spaced: bool

    @property
    def is_word(self) -> bool:
        return self.shape is Shape.WORD

    @property
    def is_number(self) -> bool:
        return self.shape is Shape.NUMBER

    @property
    def is_capital(self) -> bool:
        """Say whether the first letter is a capital."""
        return self.raw[0].isupper()

    @property
    def is_upper(self) -> bool:
        """Say whether this can be an abbreviation: capitals only, two at least."""
        return len(self.raw) > 1 and self.raw.isupper()


@dataclass(frozen=True, slots=True)
class Source:
    """The text as given and its tokens in order."""

    text: str
    tokens: tuple[Token, ...]

    def quote(self, start: int, end: int) -> str:
        """Give the source between two offsets on one line, its white space made single."""
        return " ".join(self.text[start:end].split())


def read_source(text: str) -> Source:
    """Cut ``text`` into tokens; never fails."""
    clean, places = _compose(text)
    return Source(text, tuple(_tokens(clean, places)))


def _compose(text: str) -> tuple[str, list[int]]:
    """Give the composed text and, for each of its characters and its end, the source's place."""
    if unicodedata.is_normalized("NFC", text) and _INVISIBLE.isdisjoint(text):
        return text.translate(_TABLE), list(range(len(text) + 1))
    kept: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char in _INVISIBLE:
            continue
        if kept and unicodedata.combining(char):
            joined = unicodedata.normalize("NFC", kept[-1] + char)
            if len(joined) == 1:
                kept[-1] = joined
                continue
        kept.append(char)
        places.append(place)
    return "".join(kept).translate(_TABLE), [*places, len(text)]


_TABLE = str.maketrans(_SINGLE)


def _tokens(clean: str, places: list[int]) -> Iterator[Token]:
    line, spaced = 0, True
    rows = _tabbed_rows(clean)
    for piece in _PIECE.finditer(clean):
        raw = piece.group()
        if raw.isspace():
            if line in rows and "\t" in raw:
                yield from _dividers(raw, piece.start(), places, line)
            line += raw.count("\n")
            spaced = True
            continue
        for start, end in _syllable_bounds(raw, piece.start()):
            yield _token(clean[start:end], places[start], places[end], line, spaced)
            spaced = False
        spaced = False


def _tabbed_rows(clean: str) -> frozenset[int]:
    """Lines that are rows of a pasted table: several cells, divided by tabs."""
    lines = clean.split("\n") if "\t" in clean else []
    return frozenset(
        number
        for number, line in enumerate(lines)
        if len([cell for cell in line.split("\t") if cell.strip()]) > 2
    )


def _dividers(raw: str, at: int, places: list[int], line: int) -> Iterator[Token]:
    for offset, char in enumerate(raw):
        if char == "\t":
            start, end = places[at + offset], places[at + offset + 1]
            yield Token(start, end, "|", "|", Shape.MARK, line, True)


def _token(raw: str, start: int, end: int, line: int, spaced: bool) -> Token:
    shape = Shape.WORD if raw[0].isalpha() else Shape.NUMBER if raw[0].isdecimal() else Shape.MARK
    return Token(start, end, raw, early_tones(raw.lower()), shape, line, spaced)


def _syllable_bounds(raw: str, at: int) -> Iterator[tuple[int, int]]:
    if len(raw) < 4 or not raw[0].isalpha():
        yield at, at + len(raw)
        return
    begin = 0
    for cut in [*_cuts(raw), len(raw)]:
        yield at + begin, at + cut
        begin = cut


def _cuts(raw: str) -> list[int]:
    cuts: list[int] = []
    begin = 0
    for cut in [*_humps(raw), len(raw)]:
        cuts += [begin + place for place in unglue(early_tones(raw[begin:cut].lower()))]
        cuts.append(cut)
        begin = cut
    return cuts[:-1]


def _humps(raw: str) -> list[int]:
    """Places where a capital follows a whole syllable: *củaSở*."""
    found: list[int] = []
    begin = 0
    for place in range(2, len(raw)):
        is_hump = raw[place].isupper() and raw[place - 1].islower() and place - begin <= LONGEST
        if is_hump and is_syllable(early_tones(raw[begin:place].lower())):
            found.append(place)
            begin = place
    return found


def spelling(token: Token) -> str:
    """Give the word in the dictionary's tone placement."""
    if token.raw.islower():
        return token.low
    return token.low.capitalize() if token.raw.istitle() else token.raw
