"""Stage 4: due dates: which words give one, and which day they mean.

Dates of cited documents, anniversaries, budget years and the like are left out by construction:
a date counts only behind a word that makes it a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from tracker.domain.breakdown.cycles import read_cycle
from tracker.domain.breakdown.dues import PARTS_OF_DAY, Bases, Due, add_months, make_due
from tracker.domain.breakdown.moments import (
    Moment,
    read_count,
    read_day,
    read_hour,
    read_month,
    read_quarter,
    read_stretch,
    read_year,
)
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.spans import read_before_event, read_period, read_span, read_week
from tracker.domain.breakdown.text import Token

_LIMITS = Phrases(
    """chậm nhất là đến, chậm nhất là trước, muộn nhất là đến, chậm nhất là trong, trước, trước ngày, chậm nhất, chậm nhất là, chậm nhất vào, chậm nhất đến, chậm nhất trước
    muộn nhất, muộn nhất là, muộn nhất vào, đến, đến hết, hết, trong, ngay trong, vào, hạn, hạn chót
    thời hạn, thời hạn hoàn thành, hạn cuối, hạn cuối là, chậm nhất trong, xong trước, thời hạn là
    hạn chót là, chậm nhất đến hết, cho đến hết, thời gian hoàn thành, thời gian thực hiện, kết thúc vào
    thời hạn :, hạn :, không muộn hơn, không chậm hơn, không quá, trước hết, trong cả, cuối, trong dịp
    thời gian hoàn thành :, hoàn thành trong, dứt điểm trong, chậm nhất cuối, vào cuối, đến cuối
    giữa, vào giữa, đến giữa, trước thời điểm, thời hạn hoàn thành :, thời hạn hoàn thành là, thời hạn xong, xong trong"""
)


_CELL_CYCLES = Phrases("thường xuyên, liên tục, hằng, hàng")


_FINISHED = Phrases("hoàn thành, xong, hoàn tất")
_OPENS = Phrases("khai mạc, diễn ra, tổ chức, bắt đầu, khai hội")


_FALSE_BEFORE = frozenset(
    {
        "vốn",
        "kinh phí",
        "ngân sách",
        "dự toán",
        "chỉ tiêu",
        "kế hoạch",
        "đã",
        "sách",
        "phí",
        "toán",
    }
)


_REACH_OF_ACT = 200
"""Tokens between an act and its day: longer than sentences are, so that time stays linear."""
_MIDDLE = 15
_ACTS = Phrases(
    """tổ chức, khai mạc, phát động, ra quân, diễn tập, họp, ra mắt, khởi công, khánh thành, công diễn
    bế mạc, tập huấn, lớp tập huấn, bồi dưỡng, tổng duyệt, sơ duyệt, tổng kết, gặp mặt, trao giải, hội nghị, làm việc"""
)


DAY_OF_ACT = "ngày của chính việc được giao"


def find_dues(tokens: Sequence[Token], begin: int, end: int, bases: Bases) -> list[Due]:
    """Give the due phrases in a range, in order, none overlapping."""
    found: list[Due] = []
    at, depth = begin, 0
    while at < end:
        depth += (tokens[at].raw == "(") - (tokens[at].raw == ")")
        due = (
            _read(tokens, at, end, bases, begin)
            if depth <= 0
            else _in_bracket(tokens, at, end, bases)
        )
        if due is not None:
            found.append(due)
            at = max(due.end, at + 1)
        else:
            at += 1
    return found


def find_cell_dues(tokens: Sequence[Token], begin: int, end: int, bases: Bases) -> tuple[Due, ...]:
    """Give what the column of due dates says: a bare *30/9/2020* or *Quý IV* is one there."""
    found = find_dues(tokens, begin, end, bases)
    if found:
        return tuple(found)
    if _CELL_CYCLES.at(tokens, begin, end):
        return (Due(begin, end, cycle=True, rule="lặp lại theo chu kỳ"),)
    moment = read_stretch(tokens, begin, end) or _end_of_range(tokens, begin, end)
    return () if moment is None else (make_due(begin, moment, bases, "thời hạn ghi trong bảng"),)


def _end_of_range(tokens: Sequence[Token], at: int, end: int) -> Moment | None:
    """*15 - 20/11/2024*: the day of the end."""
    is_range = at + 2 < end and tokens[at].is_number and tokens[at + 1].raw == "-"
    return read_day(tokens, at + 2, end) if is_range else None


def _in_bracket(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
    strict = tokens[at].low in ("trước", "chậm") and tokens[at - 1].low not in ("dự", "kiến")
    return _limit(tokens, at, end, bases) if strict else None


def _read(tokens: Sequence[Token], at: int, end: int, bases: Bases, begin: int) -> Due | None:
    readers: tuple[Callable[[Sequence[Token], int, int, Bases], Due | None], ...] = (
        read_cycle,
        read_before_event,
        read_period,
        read_span,
        read_week,
        _limit,
        _finished_by,
        _vague,
    )
    for reader in readers:
        due = reader(tokens, at, end, bases)
        if due is not None:
            return None if _is_false(tokens, due, begin) else due
    return _day_of_act(tokens, at, end, bases, begin)


def _is_false(tokens: Sequence[Token], due: Due, begin: int) -> bool:
    if due.cycle or due.begin <= begin:
        return False
    before = {token.low for token in tokens[max(begin, due.begin - 4) : due.begin]}
    if "đã" in before:
        return True
    word = tokens[due.begin].low
    if word == "đến" and tokens[due.begin + 1].low == "năm" and _is_horizon(tokens, due):
        return True
    pair = f"{tokens[due.begin - 2].low} {tokens[due.begin - 1].low}" if due.begin > 1 else ""
    false = pair in _FALSE_BEFORE or tokens[due.begin - 1].low in _FALSE_BEFORE
    counted = any(token.low == "kể" for token in tokens[due.begin : due.end])
    return word in ("trong", "vào", "hết") and false and not counted


def _finished_by(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
    """*hoàn thành quý I/2026*, *xong tháng 9*: no word between the verb and the time."""
    size = _FINISHED.at(tokens, at, end)
    if not size:
        return None
    found = read_month(tokens, at + size, end) or read_quarter(tokens, at + size, end)
    return make_due(at, found, bases, "tính cả ngày ghi trong văn bản") if found else None


def _is_horizon(tokens: Sequence[Token], due: Due) -> bool:
    """*đến năm 2025, định hướng đến năm 2030*: how far a programme looks."""
    near = tokens[max(0, due.begin - 3) : due.begin]
    after = tokens[due.end : due.end + 3]
    return any(token.low in ("hướng", "nhìn", "đoạn") for token in (*near, *after))


def _limit(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
    """*trước ngày 20/9*, *chậm nhất ngày 15/9*, *trong tháng 9*, *trước 14 giờ ngày 5/8*."""
    size = _LIMITS.at(tokens, at, end)
    while size and at + size < end:
        due = _after_limit(tokens, at, at + size, end, bases)
        if due is not None:
            return due
        size -= 1
    return None


def _after_limit(
    tokens: Sequence[Token], begin: int, at: int, end: int, bases: Bases
) -> Due | None:
    hour = read_hour(tokens, at, end)
    if hour is not None:
        at = hour[1]
        at += at < end and tokens[at].raw in ",-"
    at += at < end and tokens[at].low in PARTS_OF_DAY
    at += at < end and tokens[at].low == "hết"
    after = at + 1 if _is_weekday_with_date(tokens, at, end) else at
    at = _past_occasion(tokens, at, end)
    after = max(after, at)
    moment = (
        read_day(tokens, after, end)
        or _last_of_days(tokens, at, end)
        or _weekday(tokens, at, end, bases)
        or _relative(tokens, at, end, bases)
    )
    if moment is None and hour is None:
        moment = _longer(tokens, begin, at, end)
    if moment is None:
        return None
    if tokens[at - 1].low == "giữa" and moment.month is not None and moment.day is None:
        moment = replace(moment, day=_MIDDLE)
    due = make_due(begin, moment, bases, "tính cả ngày ghi trong văn bản")
    if tokens[begin].low == "trước" and moment.day is None and due.on is not None:
        first = moment.first_day(bases.base)
        due = replace(due, on=None if first is None else first - timedelta(days=1))
    return replace(due, at=hour[0] if hour else None)


def _is_weekday_with_date(tokens: Sequence[Token], at: int, end: int) -> bool:
    return at + 2 < end and tokens[at].low == "thứ" and tokens[at + 2].raw == ","


def _longer(tokens: Sequence[Token], begin: int, at: int, end: int) -> Moment | None:
    if tokens[begin].low == "vào" and tokens[at - 1].low == "vào" and tokens[at].low == "năm":
        return None
    months = _part_of_year(tokens, at, end)
    if months is not None:
        return months
    for read in (read_month, read_quarter, read_year):
        found = read(tokens, at, end)
        if found is not None:
            following = found.end + 1 < end and tokens[found.end].low in ("và", "-", "đến")
            return (read(tokens, found.end + 1, end) if following else None) or found
    return None


def _part_of_year(tokens: Sequence[Token], at: int, end: int) -> Moment | None:
    """*6 tháng đầu năm 2016*, *9 tháng đầu năm*, *6 tháng cuối năm*: the month they end with."""
    count = read_count(tokens, at, end)
    if count is None or at + 3 >= end or tokens[at + 1].low != "tháng" or count > 11:
        return None
    half = tokens[at + 2].low
    if half not in ("đầu", "cuối") or tokens[at + 3].low != "năm":
        return None
    year = read_year(tokens, at + 3, end)
    month = count if half == "đầu" else 12
    return Moment(year.end if year else at + 4, year.year if year else None, month=month)


def _past_occasion(tokens: Sequence[Token], at: int, end: int) -> int:
    """*trong kỳ sinh hoạt tháng 12*: what takes place then stands before the month."""
    if at < end and tokens[at].low in ("kỳ", "đợt", "phiên"):
        for place in range(at + 1, min(end - 1, at + 4)):
            if tokens[place].low == "tháng" and tokens[place + 1].is_number:
                return place
    return at


def _last_of_days(tokens: Sequence[Token], at: int, end: int) -> Moment | None:
    """*trong hai ngày 29 và 30/6*, *các ngày 5, 6 và 7/10*: the last of them."""
    several = read_count(tokens, at, end) is not None or tokens[min(at, end - 1)].low == "các"
    if not several or at + 3 >= end or tokens[at + 1].low != "ngày":
        return None
    place = at + 2
    while place + 1 < end and tokens[place].is_number and tokens[place + 1].low in _BETWEEN_DAYS:
        place += 2
    return read_day(tokens, place, end) if place > at + 2 else None


def _weekday(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Moment | None:
    """*thứ Sáu này*, *thứ Sáu tuần sau*: counted from the week of the meeting."""
    base = bases.base
    if base is None or at + 2 >= end or tokens[at].low != "thứ":
        return None
    weekday = _WEEKDAYS.get(tokens[at + 1].low)
    rest = [token.low for token in tokens[at + 2 : at + 4]]
    if weekday is None or not (rest[0] in ("này", "tới") or rest in _WEEKS):
        return None
    later = (
        rest[-1] in ("sau", "tới")
        and rest[0] == "tuần"
        or rest[0] == "tới"
        and weekday <= base.weekday()
    )
    size = 2 if rest[0] == "tuần" else 1
    monday = base - timedelta(days=base.weekday())
    day = monday + timedelta(days=weekday + (7 if later else 0))
    return Moment(at + 2 + size, day.year, month=day.month, day=day.day)


_BETWEEN_DAYS = frozenset({",", "và", "-", "đến"})
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5} | {
    str(number): number - 2 for number in range(2, 8)
}
_WEEKS = (["tuần", "này"], ["tuần", "sau"], ["tuần", "tới"])


def _relative(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Moment | None:
    base = bases.base
    if base is None or at + 1 >= end:
        return None
    pair = (tokens[at].low, tokens[at + 1].low)
    if pair in (("tháng", "này"), ("tháng", "nay")):
        return Moment(at + 2, base.year, month=base.month)
    if pair in (("tháng", "tới"), ("tháng", "sau")):
        after = add_months(base.replace(day=1), 1)
        return Moment(at + 2, after.year, month=after.month)
    if pair in (("quý", "này"), ("quý", "tới"), ("quý", "sau")):
        quarter = (base.month - 1) // 3 + (1 if pair[1] == "này" else 2)
        return Moment(at + 2, base.year + (quarter > 4), (quarter - 1) % 4 + 1)
    return Moment(at + 2, base.year) if pair in (("năm", "nay"), ("năm", "này")) else None


def _vague(tokens: Sequence[Token], at: int, end: int, _: Bases) -> Due | None:
    """*trong hè 2021*: kept as words, no day."""
    if tokens[at].low != "trong" or at + 1 >= end or tokens[at + 1].low not in ("hè", "dịp", "mùa"):
        return None
    stop = at + 2
    while stop < end and stop - at < 5 and tokens[stop].raw not in ",;.":
        if tokens[stop].is_number:
            return Due(at, stop + 1, rule="khoảng thời gian không có ngày cuối rõ")
        stop += 1
    return None


def _day_of_act(tokens: Sequence[Token], at: int, end: int, bases: Bases, begin: int) -> Due | None:
    """The day on which the ordered act itself takes place: *tổ chức hội nghị ngày 12/6*."""
    several = _last_of_days(tokens, at, end) if at > begin else None
    if several is not None and _ACTS.anywhere(tokens, max(begin, at - _REACH_OF_ACT), at):
        return make_due(at, several, bases, DAY_OF_ACT)
    if tokens[at].low != "ngày" or at == begin:
        return None
    if not _ACTS.anywhere(tokens, max(begin, at - _REACH_OF_ACT), at):
        return None
    moment = read_day(tokens, at, end)
    before = tokens[max(begin, at - 8) : at]
    if moment is None or any(token.raw in "/(" or token.low in _NOT_ACTS for token in before):
        return None
    return make_due(at, moment, bases, DAY_OF_ACT)


_NOT_ACTS = frozenset({"số", "từ", "niệm", "thành", "ban", "ký", "của", "đã", "kiến"})
