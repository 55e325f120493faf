"""Stage 2d: events that the text itself dates, for limits such as *trước ngày bầu cử 10 ngày*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.breakdown.layout import Block, Zone
from tracker.domain.breakdown.moments import Moment, read_day
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.text import Token
from tracker.domain.breakdown.values import Event

_OPENS = Phrases("khai mạc, diễn ra, được tổ chức, tổ chức, dự kiến tổ chức")
_REACH = 8
_NAME = 2
"""Words before the bracket that name the event."""


def read_opening(
    tokens: Sequence[Token], blocks: Sequence[Block], base: date | None
) -> date | None:
    """Give the first day of the first event that *khai mạc*, *diễn ra*, *tổ chức* date."""
    for block in blocks:
        if block.zone is Zone.OUTSIDE:
            continue
        for at in range(block.begin, block.end):
            if not _OPENS.at(tokens, at, block.end):
                continue
            for place in range(at + 1, min(at + _REACH, block.end)):
                moment = _first_of_range(tokens, place, block.end) or read_day(
                    tokens, place, block.end
                )
                if moment is not None:
                    return moment.first_day(base)
    return None


def _first_of_range(tokens: Sequence[Token], at: int, end: int) -> Moment | None:
    """*từ ngày 05 đến ngày 07/10*: the month stands with the last day only."""
    at += tokens[at].low == "ngày"
    if at + 2 >= end or not tokens[at].is_number or tokens[at + 1].low not in ("đến", "-"):
        return None
    last = read_day(tokens, at + 2, end)
    day = int(tokens[at].raw) if len(tokens[at].raw) < 3 else 0
    return replace(last, day=day) if last is not None and 0 < day <= 31 else None


def read_dated(
    tokens: Sequence[Token], blocks: Sequence[Block], base: date | None
) -> Iterator[Event]:
    """Give what a date alone in brackets follows, named by the words before the bracket."""
    for block in blocks:
        yield from _defined(tokens, block, base)
        for at in range(block.begin + _NAME, block.end - 2):
            moment = read_day(tokens, at + 1, block.end) if tokens[at].raw == "(" else None
            if moment is None or moment.end >= block.end or tokens[moment.end].raw != ")":
                continue
            day = moment.first_day(base)
            words = tokens[at - _NAME : at]
            if day is not None and all(word.is_word for word in words):
                yield Event(" ".join(word.low for word in words), day, day)


def _defined(tokens: Sequence[Token], block: Block, base: date | None) -> Iterator[Event]:
    """*ngày thi đầu tiên là 07/7/2021*: what the day is of stands before *là*."""
    for at in range(block.begin + _NAME, block.end - 1):
        moment = read_day(tokens, at + 1, block.end) if tokens[at].low == "là" else None
        start = next(
            (i for i in range(at - 1, max(block.begin - 1, at - 7), -1) if tokens[i].low == "ngày"),
            None,
        )
        day = moment.first_day(base) if moment is not None else None
        if day is None or start is None or start + 1 >= at:
            continue
        words = [token.low for token in tokens[start + 1 : at]]
        if words[-2:] == ["đầu", "tiên"]:
            words = words[:-2]
        if words:
            yield Event("ngày " + " ".join(words), day, day)
