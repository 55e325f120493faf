"""A conclusion's text with the passages of its tasks marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

HUES = "abcd"
_SENTENCE = re.compile(r"[^\n.;]+(?:[.;](?=\d)[^\n.;]*)*[.;]?")
SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """The place of one task: its number on screen, and an anchor to go to."""

    start: int
    end: int
    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; with a passage it is marked."""

    text: str
    passage: Passage | None = None

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
    at = 0
    for line in body.split("\n"):
        if line.strip():
            lines.append(_pieces(body, at, at + len(line), ordered))
        at += len(line) + 1
    return lines


def _pieces(body: str, start: int, end: int, passages: list[Passage]) -> list[Piece]:
    pieces, at = [], start
    for one in passages:
        first, last = max(one.start, at), min(one.end, end)
        if first >= last:
            continue
        if first > at:
            pieces.append(Piece(body[at:first]))
        pieces.append(Piece(body[first:last], one))
        at = last
    if at < end:
        pieces.append(Piece(body[at:end]))
    return pieces


def sentences(body: str) -> list[tuple[int, int]]:
    """Places that a person may tick to make a task of: sentences and clauses, trimmed."""
    found = []
    for one in _SENTENCE.finditer(body):
        text = one.group()
        start = one.start() + len(text) - len(text.lstrip())
        end = one.start() + len(text.rstrip())
        if end - start >= SHORTEST:
            found.append((start, end))
    return found
