"""Stage 2b: what the head of a document says: when it was issued, when the meeting was held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.domain.breakdown.happenings import read_dated, read_opening
from tracker.domain.breakdown.layout import Block
from tracker.domain.breakdown.moments import Moment, read_day
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.text import Token
from tracker.domain.breakdown.values import Event, Span

_HEAD_BLOCKS = 30
_PLACE_LINE = 14
_LONGEST_HEAD = 60
_MEETING = Phrases(
    """họp, hội nghị, cuộc họp, phiên họp, buổi làm việc, làm việc, giao ban, kiểm tra, chủ trì
    kết luận, buổi họp, hội ý, tọa đàm, khảo sát"""
)
_LIMITS = frozenset({"trước", "đến", "hết", "nhất", "hạn", "từ", "ra"})
_CITED = 12
"""Tokens between *số* and the day of a cited document: *số 1017/BTNMT-TCMT của Bộ X ngày 5/3*."""


@dataclass(frozen=True, slots=True)
class Header:
    """The dates of a document, each with the place that gives it."""

    held_on: date | None = None
    held_on_span: Span | None = None
    issued_on: date | None = None
    issued_on_span: Span | None = None
    opening: date | None = None
    """The first day of an event that the text itself dates."""
    dated: tuple[Event, ...] = ()
    """Events that a date in brackets follows: *ngày bầu cử (23/5)*."""


def read_header(
    tokens: Sequence[Token],
    blocks: Sequence[Block],
    held_on: date | None,
    issued_on: date | None,
) -> Header:
    """Read what the caller did not give; a given date keeps no span."""
    issued = None if issued_on else _issue(tokens, blocks)
    issued_day = issued_on or (issued[0] if issued else None)
    held = None if held_on else _meeting(tokens, blocks, issued_day)
    return Header(
        held_on=held_on or (held[0] if held else None),
        held_on_span=held[1] if held else None,
        issued_on=issued_day,
        issued_on_span=issued[1] if issued else None,
        opening=read_opening(tokens, blocks, held_on or issued_day),
        dated=tuple(read_dated(tokens, blocks, held_on or issued_day)),
    )


def _issue(tokens: Sequence[Token], blocks: Sequence[Block]) -> tuple[date, Span] | None:
    """*Hải Dương, ngày 21 tháng 8 năm 2020*: a short line with a place, a comma and a whole date."""
    for block in blocks[:_HEAD_BLOCKS]:
        if block.end - block.first > _LONGEST_HEAD:
            return None
        for at in range(block.first + 1, block.end):
            if tokens[at].low != "ngày" or tokens[at - 1].raw != ",":
                continue
            moment = read_day(tokens, at, block.end)
            day = _whole(moment)
            if moment is not None and day is not None and _opens_line(tokens, block.first, at):
                return day, _span(tokens, at, moment)
    return None


def _opens_line(tokens: Sequence[Token], begin: int, at: int) -> bool:
    """Say whether only a place stands before a day on its line; a head may be one block."""
    first = max(begin, at - _PLACE_LINE)
    line = [token for token in tokens[first:at] if token.line == tokens[at].line]
    return 0 < len(line) < _PLACE_LINE and line[0].is_capital


def _meeting(
    tokens: Sequence[Token], blocks: Sequence[Block], issued_on: date | None
) -> tuple[date, Span] | None:
    """The first day in a paragraph that speaks of a meeting; a missing year is the issue's."""
    for block in blocks[:_HEAD_BLOCKS]:
        if not _MEETING.anywhere(tokens, block.first, block.end):
            continue
        for at in range(block.first, min(block.end, block.first + 60)):
            moment = read_day(tokens, at, block.end)
            if moment is None or _is_other_day(tokens, block.first, at):
                continue
            day = _whole(moment) or _before(moment, issued_on)
            if day is not None:
                return day, _span(tokens, at, moment)
    return None


def _is_other_day(tokens: Sequence[Token], begin: int, at: int) -> bool:
    """The middle of a number, a due date, or the day of a document that is cited."""
    at -= at > begin and tokens[at - 1].low == "ngày"
    if at == begin:
        return False
    before = tokens[at - 1]
    if before.is_number or before.raw in "/-" and not tokens[at].spaced or before.low in _LIMITS:
        return True
    near = tokens[max(begin, at - _CITED) : at]
    return any(one.low == "số" and two.is_number for one, two in pairwise(near))


def _whole(moment: Moment | None) -> date | None:
    return moment.first_day(None) if moment is not None and moment.year is not None else None


def _before(moment: Moment, issued_on: date | None) -> date | None:
    if issued_on is None:
        return None
    day = moment.first_day(date(issued_on.year, 1, 1))
    return day if day is not None and day <= issued_on else None


def _span(tokens: Sequence[Token], at: int, moment: Moment) -> Span:
    return Span(tokens[at].start, tokens[moment.end - 1].end)
