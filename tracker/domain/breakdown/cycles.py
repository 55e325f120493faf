"""Stage 4b: repeated duties: *hằng tuần*, *trước ngày 25 hằng tháng*, *10 ngày một lần*."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.breakdown.dues import PARTS_OF_DAY, Bases, Due
from tracker.domain.breakdown.moments import read_count, read_hour
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.text import Token

_CYCLES = Phrases(
    """hằng ngày, hàng ngày, hằng tuần, hàng tuần, hằng tháng, hàng tháng, hằng quý, hàng quý
    hằng năm, hàng năm, mỗi tuần, mỗi tháng, mỗi ngày, mỗi quý, mỗi năm, từng ngày, từng bữa
    từng tuần, từng tháng, từng quý, cuối mỗi ngày, cuối mỗi tuần, định kỳ, cuối tuần, theo tuần
    theo tháng, theo quý, định kỳ hằng tháng, định kỳ hằng tuần, định kỳ hằng quý, định kỳ hàng tháng
    định kỳ hàng tuần, định kỳ hàng quý, định kỳ hằng năm, định kỳ hàng năm, hằng giờ, mỗi buổi
    6 tháng một lần, đầu giờ mỗi ngày, đầu mỗi tuần, đầu mỗi tháng, cuối mỗi tháng, mỗi ca, từng đợt"""
)


_WEEKDAYS = frozenset({"hai", "ba", "tư", "năm", "sáu", "bảy", "2", "3", "4", "5", "6", "7"})


def read_cycle(tokens: Sequence[Token], at: int, end: int, _: Bases) -> Due | None:
    """Read the words of a repeated duty that start at ``at``; no day is computed."""
    begin = at
    if tokens[at].low in ("trước", "vào", "chậm"):
        at += 2 if tokens[at].low == "chậm" else 1
    hour = read_hour(tokens, at, end)
    if hour is not None:
        at = hour[1]
    at += at < end and tokens[at].low in PARTS_OF_DAY
    at = _weekday(tokens, at, end)
    if at + 1 < end and tokens[at].low == "ngày" and tokens[at + 1].is_number:
        at += 2
    size = _CYCLES.at(tokens, at, end)
    if size:
        at += size
        at = max(at, _weekday_after(tokens, at, end))
        return Due(begin, at, at=hour[0] if hour else None, cycle=True, rule="lặp lại theo chu kỳ")
    return _every(tokens, begin, end)


def _weekday_after(tokens: Sequence[Token], at: int, end: int) -> int:
    if at < end and tokens[at].low in ("vào", "trước"):
        place = at + 1
        place += place < end and tokens[place].low in PARTS_OF_DAY
        after = _weekday(tokens, place, end)
        if after > place:
            return after
        if place + 1 < end and tokens[place].low == "ngày" and tokens[place + 1].is_number:
            return place + 2
    return at


def _weekday(tokens: Sequence[Token], at: int, end: int) -> int:
    if at + 1 < end and tokens[at].low == "thứ" and tokens[at + 1].low in _WEEKDAYS:
        return at + 2
    return at


def _every(tokens: Sequence[Token], at: int, end: int) -> Due | None:
    """*10 ngày một lần*, *06 giờ một lần*, *2 lần/tuần*."""
    if read_count(tokens, at, end) is None or at + 2 >= end:
        return None
    low = [token.low for token in tokens[at + 1 : at + 4]]
    if (
        low[:1]
        and low[0] in ("ngày", "giờ", "tuần", "tháng", "năm", "quý")
        and low[1:3] == ["một", "lần"]
    ):
        return Due(at, at + 4, cycle=True, rule="lặp lại theo chu kỳ")
    if (
        len(low) == 3
        and low[0] == "lần"
        and low[1] in ("/", "một", "mỗi")
        and low[2] in ("tuần", "tháng", "ngày")
    ):
        return Due(at, at + 4, cycle=True, rule="lặp lại theo chu kỳ")
    return None
