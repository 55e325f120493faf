"""A conclusion's text with the passages of its tasks marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

HUES = "abcd"
_SENTENCE = re.compile(r"[^\n.;]+(?:[.;](?=\d)[^\n.;]*)*[.;]?")
_CLAUSE = re.compile(r"[^\n.;,]+(?:[.;,](?=\d)[^\n.;,]*)*[.;,]?")
SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """The place of one task: its number on screen, an anchor, and where a click leads.

    A *loose* passage is a sentence that looks like an order and is no task yet.
    """

    start: int
    end: int
    number: int
    anchor: str
    href: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that begins at ``start``, in code points; with a passage it is marked."""

    text: str
    start: int
    passage: Passage | None = None
    is_first: bool = False
    """The passage begins with this piece: its number stands here."""

    @property
    def hue(self) -> str:
        """One of four quiet hues, in turn."""
        return HUES[(self.passage.number - 1) % len(HUES)] if self.passage else ""


def paragraphs(body: str, passages: Iterable[Passage]) -> list[list[Piece]]:
    """The text as paragraphs of pieces; a passage over several lines is marked on each.

    Where two passages overlap, the earlier one keeps the shared words.
    """
    lines: list[list[Piece]] = []
    ordered = sorted(passages, key=lambda one: (one.start, one.number))
    numbered: set[str] = set()
    at = 0
    for line in body.split("\n"):
        if line.strip():
            lines.append(_pieces(body, at, at + len(line), ordered, numbered))
        at += len(line) + 1
    return lines


def _pieces(
    body: str, start: int, end: int, passages: list[Passage], numbered: set[str]
) -> list[Piece]:
    pieces, at = [], start
    for one in passages:
        first, last = max(one.start, at), min(one.end, end)
        if first >= last:
            continue
        if first > at:
            pieces.append(Piece(body[at:first], at))
        pieces.append(Piece(body[first:last], first, one, one.anchor not in numbered))
        numbered.add(one.anchor)
        at = last
    if at < end:
        pieces.append(Piece(body[at:end], at))
    return pieces


def sentences(body: str) -> list[tuple[int, int]]:
    """Places that a person may tick to make a task of: sentences and clauses, trimmed."""
    return _places(_SENTENCE, body)


def clauses(body: str) -> list[tuple[int, int]]:
    """Places at which a passage may be split: what stands between stops, commas among them."""
    return _places(_CLAUSE, body)


def _places(pattern: re.Pattern[str], body: str) -> list[tuple[int, int]]:
    found = []
    for one in pattern.finditer(body):
        text = one.group()
        start = one.start() + len(text) - len(text.lstrip())
        end = one.start() + len(text.rstrip())
        if end - start >= SHORTEST:
            found.append((start, end))
    return found
