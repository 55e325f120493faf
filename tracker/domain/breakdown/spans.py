"""Stage 4c: counted dates: before an event, so many days after, the end of a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tracker.domain.breakdown.dues import Bases, Due, add_months, make_due
from tracker.domain.breakdown.moments import read_count, read_day, read_stretch
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.text import Token

_FRIDAY = 4


_SPANS = Phrases(
    "trong, trong vòng, trong thời hạn, trong thời gian, thời hạn, chậm nhất, chậm nhất là, chậm nhất sau, không quá, sau"
)


_THIS_WEEK = Phrases("tuần này, tuần")


_NEXT_WEEK = Phrases("tuần sau, tuần tới")


_ISSUE = Phrases(
    "ban hành, ký, thông báo này, ký ban hành, văn bản này, có thông báo, kết luận này"
)


_EACH_CASE = Phrases(
    "tiếp nhận, nhận được, nhận, phát hiện, xảy ra, phát sinh, có yêu cầu, kết thúc, có kết quả"
)


_STARTS = Phrases("kể từ, tính từ, từ, sau, sau khi, kể từ khi, kể từ ngày, tính từ ngày, từ ngày")


def read_before_event(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
    """*trước ngày khai mạc 15 ngày*, *trước khi Lễ hội khai mạc 5 ngày*, *trước Đại hội 10 ngày*."""
    if tokens[at].low != "trước":
        return None
    for place in range(at + 2, min(end - 1, at + 14)):
        if tokens[place].raw in ".;,:":
            return None
        count = read_count(tokens, place, end)
        if (
            count is not None
            and tokens[place + 1].low == "ngày"
            and tokens[place - 1].low not in ("h", "g", "giờ")
            and not _is_date(tokens, place, end)
        ):
            return _before_event(tokens, (at, place), count, end, bases)
    return None


def _is_date(tokens: Sequence[Token], at: int, end: int) -> bool:
    return read_day(tokens, at, end) is not None or tokens[at - 1].low == "ngày"


def _before_event(
    tokens: Sequence[Token], bounds: tuple[int, int], count: int, end: int, bases: Bases
) -> Due | None:
    at, place = bounds
    working = [token.low for token in tokens[place + 2 : place + 4]] == ["làm", "việc"]
    stop = place + (4 if working else 2)
    name, first = _event_day(tokens, at + 1, place, bases)
    if first is None:
        return Due(at, stop, rule="chưa biết ngày của sự kiện")
    calendar = bases.calendar
    on = calendar.add_working_days(first, -count) if working else first - timedelta(days=count)
    return Due(at, stop, on, rule=f"lùi {count} ngày từ {name} {first:%d/%m/%Y}")


def _event_day(
    tokens: Sequence[Token], begin: int, end: int, bases: Bases
) -> tuple[str, date | None]:
    low = " ".join(token.low for token in tokens[begin:end])
    for event in bases.events:
        if event.name.lower() in low or any(part in low for part in _heads(event.name)):
            return f"ngày đầu của {event.name}", event.first_day
    for event in bases.dated:
        if event.name in low:
            return f"ngày ghi trong văn bản của {event.name}", event.first_day
    if bases.opening is not None:
        return "ngày khai mạc", bases.opening
    single = bases.events[0] if len(bases.events) == 1 else None
    if single is not None and "khai mạc" in low:
        return f"ngày đầu của {single.name}", single.first_day
    return "", None


def _heads(name: str) -> list[str]:
    words = name.lower().split()
    return [" ".join(words[:2])] if len(words) > 1 else words


def read_period(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
    """*từ ngày 25/10 đến ngày 28/10/2020*, *từ tháng 9 đến hết năm 2020*: its end."""
    if tokens[at].low != "từ":
        return None
    for place in range(at + 2, min(end, at + 12)):
        if tokens[place].low in ("đến", "tới", "-"):
            after = place + 1
            after += after < end and tokens[after].low == "hết"
            last = read_stretch(tokens, after, end)
            if last is None or not _starts_period(tokens, at + 1, place):
                return None
            return make_due(at, last, bases, "ngày cuối của thời gian thực hiện")
    return None


def _starts_period(tokens: Sequence[Token], at: int, end: int) -> bool:
    if at < end and tokens[at].low == "nay":
        return True
    if read_stretch(tokens, at, end) is not None:
        return True
    at += tokens[at].low == "ngày"
    return at < end and tokens[at].is_number and at + 1 == end


def read_span(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
    """*trong thời hạn 05 ngày làm việc kể từ ngày ban hành*, *trong vòng 7 ngày kể từ khi tiếp nhận*."""
    size = _SPANS.at(tokens, at, end)
    count = read_count(tokens, at + size, end) if size else None
    if count is None:
        return None
    place = at + size + 1
    unit = tokens[place].low if place < end else ""
    if unit not in ("ngày", "tuần", "tháng", "giờ", "năm"):
        return None
    working = [token.low for token in tokens[place + 1 : place + 3]] == ["làm", "việc"]
    place += 3 if working else 1
    strong = size > 1 or working
    start = _STARTS.at(tokens, place, end)
    if not start:
        return _counted(at, place, count, unit, working, bases) if strong else None
    stop = place + start + (tokens[min(place + start, end - 1)].low == "ngày")
    return _span_from(tokens, (at, stop), end, (count, unit, working), bases)


def _span_from(
    tokens: Sequence[Token],
    bounds: tuple[int, int],
    end: int,
    span: tuple[int, str, bool],
    bases: Bases,
) -> Due | None:
    at, place = bounds
    count, unit, working = span
    each = _EACH_CASE.at(tokens, place, end)
    if each:
        return Due(at, place + each, cycle=True, rule="thời hạn cho từng vụ việc")
    given = read_day(tokens, place - 1, end) or read_day(tokens, place, end)
    if given is not None:
        base = given.last_day(bases.base)
        return _counted(at, given.end, count, unit, working, replace(bases, issued_on=base))
    issue = _ISSUE.at(tokens, place, end)
    stop = place + issue
    stop += 3 * ([token.low for token in tokens[stop : stop + 3]] == ["thông", "báo", "này"])
    stop += 3 * ([token.low for token in tokens[stop : stop + 3]] == ["văn", "bản", "này"])
    return _counted(at, max(stop, place), count, unit, working, bases)


def _counted(at: int, end: int, count: int, unit: str, working: bool, bases: Bases) -> Due | None:
    base = bases.issued_on
    if base is None:
        return Due(at, end, rule="tính từ ngày ban hành, chưa có ngày ban hành")
    if working and unit == "ngày":
        on = bases.calendar.add_working_days(base, count)
    elif unit == "tháng":
        on = add_months(base, count)
    else:
        days = count * {"ngày": 1, "tuần": 7, "năm": 365}.get(unit, 0)
        if days > (date.max - base).days:
            return None
        on = base + timedelta(days=days)
    kind = "ngày làm việc" if working else unit
    return Due(at, end, on, rule=f"{count} {kind} kể từ ngày ban hành {base:%d/%m/%Y}")


def read_week(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
    """*trong tuần này*, *trong tuần sau*: Friday of that week, counted from the meeting."""
    begin = at
    at += tokens[at].low in ("trong", "ngay", "hết", "cuối")
    at += at < end and tokens[at].low == "trong"
    following = _NEXT_WEEK.at(tokens, at, end)
    size = following or (_THIS_WEEK.at(tokens, at, end) if at > begin else 0)
    if not size or size == 1 and at == begin or bases.base is None and not size:
        return None
    if size == 1 and tokens[begin].low != "trong":
        return None
    if bases.base is None:
        return Due(begin, at + size, rule="chưa biết ngày họp")
    monday = bases.base - timedelta(days=bases.base.weekday())
    friday = monday + timedelta(days=_FRIDAY + (7 if following else 0))
    return Due(
        begin, at + size, friday, rule=f"thứ Sáu của tuần, tính từ ngày {bases.base:%d/%m/%Y}"
    )
