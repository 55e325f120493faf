"""Stage 4: due dates: which words give one, and which day they mean.

Dates of cited documents, anniversaries, budget years and the like are left out by construction:
a date counts only behind a word that makes it a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

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
from tracker.domain.breakdown.text import Token
from tracker.domain.breakdown.values import Event
from tracker.domain.calendar import WorkingCalendar

_FRIDAY = 4
_LIMITS = Phrases(
    """trước, trước ngày, chậm nhất, chậm nhất là, chậm nhất vào, chậm nhất đến, chậm nhất trước
    muộn nhất, muộn nhất là, muộn nhất vào, đến, đến hết, hết, trong, ngay trong, vào, hạn, hạn chót
    thời hạn, thời hạn hoàn thành, hạn cuối, hạn cuối là, chậm nhất trong, xong trước, thời hạn là
    hạn chót là, chậm nhất đến hết, cho đến hết, thời gian hoàn thành, thời gian thực hiện, kết thúc vào
    thời hạn :, hạn :, không muộn hơn, không chậm hơn, không quá, trước hết, trong cả, cuối, trong dịp
    thời gian hoàn thành :, hoàn thành trong, dứt điểm trong, chậm nhất cuối, vào cuối, đến cuối
    trước thời điểm, thời hạn hoàn thành :, thời hạn hoàn thành là, thời hạn xong, xong trong"""
)
_SPANS = Phrases(
    "trong, trong vòng, trong thời hạn, trong thời gian, thời hạn, chậm nhất, chậm nhất là, chậm nhất sau, không quá, sau"
)
_CYCLES = Phrases(
    """hằng ngày, hàng ngày, hằng tuần, hàng tuần, hằng tháng, hàng tháng, hằng quý, hàng quý
    hằng năm, hàng năm, mỗi tuần, mỗi tháng, mỗi ngày, mỗi quý, mỗi năm, từng ngày, từng bữa
    từng tuần, từng tháng, từng quý, cuối mỗi ngày, cuối mỗi tuần, định kỳ, cuối tuần, theo tuần
    theo tháng, theo quý, định kỳ hằng tháng, định kỳ hằng tuần, định kỳ hằng quý, định kỳ hàng tháng
    định kỳ hàng tuần, định kỳ hàng quý, định kỳ hằng năm, định kỳ hàng năm, hằng giờ, mỗi buổi
    6 tháng một lần, đầu giờ mỗi ngày, đầu mỗi tuần, đầu mỗi tháng, cuối mỗi tháng, mỗi ca, từng đợt"""
)
_PARTS_OF_DAY = frozenset({"sáng", "chiều", "tối", "trưa", "đêm"})
_WEEKDAYS = frozenset({"hai", "ba", "tư", "năm", "sáu", "bảy", "2", "3", "4", "5", "6", "7"})
_THIS_WEEK = Phrases("tuần này, tuần")
_NEXT_WEEK = Phrases("tuần sau, tuần tới")
_ISSUE = Phrases(
    "ban hành, ký, thông báo này, ký ban hành, văn bản này, có thông báo, kết luận này"
)
_EACH_CASE = Phrases(
    "tiếp nhận, nhận được, nhận, phát hiện, xảy ra, phát sinh, có yêu cầu, kết thúc, có kết quả"
)
_STARTS = Phrases("kể từ, tính từ, từ, sau, sau khi, kể từ khi, kể từ ngày, tính từ ngày, từ ngày")
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
        "tiêu",
    }
)
_ACTS = Phrases(
    """tổ chức, khai mạc, phát động, ra quân, diễn tập, họp, ra mắt, khởi công, khánh thành, công diễn
    bế mạc, tổng duyệt, sơ duyệt, tổng kết, gặp mặt, trao giải, hội nghị, làm việc"""
)


@dataclass(frozen=True, slots=True)
class Bases:
    """What due dates are counted from. ``openings`` are dated events found in the text itself."""

    held_on: date | None = None
    issued_on: date | None = None
    calendar: WorkingCalendar = WorkingCalendar()
    events: tuple[Event, ...] = ()
    opening: date | None = None

    @property
    def base(self) -> date | None:
        """The day from which a date without a year is looked for."""
        return self.held_on or self.issued_on


@dataclass(frozen=True, slots=True)
class Due:
    """A due date phrase: the tokens from ``begin`` to ``end`` and what they mean.

    ``cycle`` holds the words of a repeated duty or of a limit per case; ``guessed`` says that the
    year was supplied.
    """

    begin: int
    end: int
    on: date | None = None
    at: time | None = None
    rule: str = ""
    cycle: bool = False
    guessed: bool = False


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


def _in_bracket(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
    strict = tokens[at].low in ("trước", "chậm") and tokens[at - 1].low not in ("dự", "kiến")
    return _limit(tokens, at, end, bases) if strict else None


def _read(tokens: Sequence[Token], at: int, end: int, bases: Bases, begin: int) -> Due | None:
    readers: tuple[Callable[[Sequence[Token], int, int, Bases], Due | None], ...] = (
        _cycle,
        _event,
        _period,
        _span,
        _week,
        _limit,
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
    return word in ("trong", "vào", "hết") and tokens[due.begin - 1].low in _FALSE_BEFORE


def _cycle(tokens: Sequence[Token], at: int, end: int, _: Bases) -> Due | None:
    begin = at
    if tokens[at].low in ("trước", "vào", "chậm"):
        at += 2 if tokens[at].low == "chậm" else 1
    hour = read_hour(tokens, at, end)
    if hour is not None:
        at = hour[1]
    at += at < end and tokens[at].low in _PARTS_OF_DAY
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
        place += place < end and tokens[place].low in _PARTS_OF_DAY
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


def _event(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
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
    if bases.opening is not None:
        return "ngày khai mạc", bases.opening
    single = bases.events[0] if len(bases.events) == 1 else None
    if single is not None and "khai mạc" in low:
        return f"ngày đầu của {single.name}", single.first_day
    return "", None


def _heads(name: str) -> list[str]:
    words = name.lower().split()
    return [" ".join(words[:2])] if len(words) > 1 else words


def _period(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
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
            return _due(at, last, bases, "ngày cuối của thời gian thực hiện")
    return None


def _starts_period(tokens: Sequence[Token], at: int, end: int) -> bool:
    if at < end and tokens[at].low == "nay":
        return True
    if read_stretch(tokens, at, end) is not None:
        return True
    at += tokens[at].low == "ngày"
    return at < end and tokens[at].is_number and at + 1 == end


def _span(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
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
        on = _add_months(base, count)
    else:
        on = base + timedelta(days=count * {"ngày": 1, "tuần": 7, "năm": 365}.get(unit, 0))
    kind = "ngày làm việc" if working else unit
    return Due(at, end, on, rule=f"{count} {kind} kể từ ngày ban hành {base:%d/%m/%Y}")


def _add_months(base: date, count: int) -> date:
    month = base.month - 1 + count
    last = Moment(0, base.year + month // 12, month=month % 12 + 1).last_day(None)
    return last if last is None or last.day < base.day else last.replace(day=base.day)  # type: ignore[return-value]


def _week(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Due | None:
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
    at += at < end and tokens[at].low in _PARTS_OF_DAY
    at += at < end and tokens[at].low == "hết"
    after = at + 1 if _is_weekday_with_date(tokens, at, end) else at
    moment = read_day(tokens, after, end) or _relative(tokens, at, end, bases)
    if moment is None and hour is None:
        moment = _longer(tokens, begin, at, end)
    if moment is None:
        return None
    due = _due(begin, moment, bases, "tính cả ngày ghi trong văn bản")
    if tokens[begin].low == "trước" and moment.day is None and due.on is not None:
        first = moment.first_day(bases.base)
        due = replace(due, on=None if first is None else first - timedelta(days=1))
    return replace(due, at=hour[0] if hour else None)


def _is_weekday_with_date(tokens: Sequence[Token], at: int, end: int) -> bool:
    return at + 2 < end and tokens[at].low == "thứ" and tokens[at + 2].raw == ","


def _longer(tokens: Sequence[Token], begin: int, at: int, end: int) -> Moment | None:
    if tokens[begin].low == "vào" and tokens[at - 1].low == "vào" and tokens[at].low == "năm":
        return None
    for read in (read_month, read_quarter, read_year):
        found = read(tokens, at, end)
        if found is not None:
            return found
    return None


def _relative(tokens: Sequence[Token], at: int, end: int, bases: Bases) -> Moment | None:
    base = bases.base
    if base is None or at + 1 >= end:
        return None
    pair = (tokens[at].low, tokens[at + 1].low)
    if pair in (("tháng", "này"), ("tháng", "nay")):
        return Moment(at + 2, base.year, month=base.month)
    if pair in (("tháng", "tới"), ("tháng", "sau")):
        after = _add_months(base.replace(day=1), 1)
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
    if tokens[at].low != "ngày" or at == begin or not _ACTS.anywhere(tokens, begin, at):
        return None
    moment = read_day(tokens, at, end)
    before = tokens[max(begin, at - 8) : at]
    if moment is None or any(token.raw in "/(" or token.low in _NOT_ACTS for token in before):
        return None
    return _due(at, moment, bases, "ngày của chính việc được giao")


_NOT_ACTS = frozenset({"số", "từ", "niệm", "thành", "ban", "ký", "của", "đã", "kiến"})


def _due(begin: int, moment: Moment, bases: Bases, rule: str) -> Due:
    on = moment.last_day(bases.base)
    if on is None:
        return Due(begin, moment.end, rule="ngày không xác định được")
    if moment.year is None and bases.base is not None:
        rule = f"{rule}; năm lấy theo ngày {bases.base:%d/%m/%Y}"
    return Due(begin, moment.end, on, rule=rule, guessed=moment.year is None)
