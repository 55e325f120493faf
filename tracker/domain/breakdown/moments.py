"""Days, months, quarters and years as the text writes them, read from tokens."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from tracker.domain.breakdown.text import Token

_SEPARATORS = frozenset("/-.")
_QUARTERS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "01": 1,
    "02": 2,
    "03": 3,
    "04": 4,
}
_WORDS = "một hai ba bốn năm sáu bảy tám chín mười".split()  # noqa: SIM905
NUMBERS = {word: value for value, word in enumerate(_WORDS, start=1)} | {"tư": 4, "mươi": 10}


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days as written: ``day`` or ``month`` or ``quarter`` may be missing.

    ``end`` is the place after its last token.
    """

    end: int
    year: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None

    def last_day(self, base: date | None) -> date | None:
        """Give the last day of the stretch.

        Without a year it is the first such day on or after ``base``; None without either, and
        for a day that does not exist.
        """
        if self.year is not None:
            return self._in_year(self.year)
        if base is None:
            return None
        candidates = (self._in_year(year) for year in (base.year, base.year + 1))
        return next((day for day in candidates if day is not None and day >= base), None)

    def first_day(self, base: date | None) -> date | None:
        """Give the first day of the stretch, counted like ``last_day``."""
        last = self.last_day(base)
        if last is None or self.day is not None:
            return last
        if self.quarter is not None:
            return date(last.year, self.quarter * 3 - 2, 1)
        return date(last.year, self.month or 1, 1)

    def _in_year(self, year: int) -> date | None:
        month = self.month or (self.quarter * 3 if self.quarter else 12)
        try:
            return date(year, month, self.day or calendar.monthrange(year, month)[1])
        except ValueError:
            return None


def read_day(tokens: Sequence[Token], at: int, end: int) -> Moment | None:
    """Read *20-9*, *21/9/2020*, *ngày 30 tháng 6 năm 2018*; "ngày" may be missing in figures."""
    named = at < end and tokens[at].low in ("ngày", "mùng", "mồng")
    at += named
    if at < end and tokens[at].low in ("mùng", "mồng"):
        at += 1
    day = _figure(tokens, at, end, 31)
    if day is None:
        return None
    return _day_in_figures(tokens, at, end, day) or _day_in_words(tokens, at, end, day)


def _day_in_figures(tokens: Sequence[Token], at: int, end: int, day: int) -> Moment | None:
    if at + 2 >= end or tokens[at + 1].raw not in _SEPARATORS or tokens[at + 1].spaced:
        return None
    mark, month = tokens[at + 1].raw, _figure(tokens, at + 2, end, 12)
    if month is None or tokens[at + 2].spaced and mark != "/":
        return None
    stop = at + 3
    if stop + 1 < end and tokens[stop].raw in _SEPARATORS and not tokens[stop + 1].spaced:
        year = _year(tokens, stop + 1, end)
        if year is not None:
            return Moment(stop + 2, year, month=month, day=day)
        if tokens[stop + 1].is_number:
            return None
    if mark == "." and len(tokens[at + 2].raw) > 2:
        return None
    return _with_year(tokens, stop, end, Moment(stop, month=month, day=day))


def _day_in_words(tokens: Sequence[Token], at: int, end: int, day: int) -> Moment | None:
    if at + 2 >= end or tokens[at + 1].low != "tháng":
        return None
    month = _figure(tokens, at + 2, end, 12)
    if month is None:
        return None
    return _with_year(tokens, at + 3, end, Moment(at + 3, month=month, day=day))


def read_month(tokens: Sequence[Token], at: int, end: int) -> Moment | None:
    """Read *tháng 9*, *tháng 9/2020*, *tháng 9-2019*, *tháng 4 năm 2021*."""
    if at + 1 >= end or tokens[at].low != "tháng":
        return None
    month = _figure(tokens, at + 1, end, 12) or NUMBERS.get(tokens[at + 1].low)
    return _with_year(tokens, at + 2, end, Moment(at + 2, month=month)) if month else None


def read_quarter(tokens: Sequence[Token], at: int, end: int) -> Moment | None:
    """Read *quý II*, *quý 4/2020*, *quý III năm 2021*."""
    if at + 1 >= end or tokens[at].low not in ("quý", "quí"):
        return None
    quarter = _QUARTERS.get(tokens[at + 1].low)
    return _with_year(tokens, at + 2, end, Moment(at + 2, quarter=quarter)) if quarter else None


def read_year(tokens: Sequence[Token], at: int, end: int) -> Moment | None:
    """Read *năm 2020*."""
    if at + 1 >= end or tokens[at].low != "năm":
        return None
    year = _year(tokens, at + 1, end)
    return Moment(at + 2, year) if year and year > 1000 else None


def read_stretch(tokens: Sequence[Token], at: int, end: int) -> Moment | None:
    """Read a day, month, quarter or year."""
    for read in (read_day, read_month, read_quarter, read_year):
        found = read(tokens, at, end)
        if found is not None:
            return found
    return None


def read_hour(tokens: Sequence[Token], at: int, end: int) -> tuple[time, int] | None:
    """Read *14 giờ*, *8 giờ 00*, *11h00*, *17g30* and give it with the place after it."""
    hour = _figure(tokens, at, end, 24, lowest=0)
    if hour is None or at + 1 >= end or tokens[at + 1].low not in ("giờ", "h", "g"):
        return None
    at += 2
    minute = _figure(tokens, at, end, 59, lowest=0)
    if minute is None or len(tokens[at].raw) != 2:
        return time(hour % 24), at
    at += 1
    if at < end and tokens[at].low == "phút":
        at += 1
    return time(hour % 24, minute), at


def read_count(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """Read a number in figures or words."""
    if at >= end:
        return None
    if tokens[at].is_number:
        return int(tokens[at].raw) if len(tokens[at].raw) < 5 else None
    return NUMBERS.get(tokens[at].low)


def _with_year(tokens: Sequence[Token], at: int, end: int, moment: Moment) -> Moment:
    mark = at + 1 < end and (tokens[at].raw in _SEPARATORS and not tokens[at].spaced)
    if at + 1 < end and (mark and not tokens[at + 1].spaced or tokens[at].low == "năm"):
        year = _year(tokens, at + 1, end)
        if year is not None and year > 1000:
            return Moment(at + 2, year, moment.quarter, moment.month, moment.day)
    return moment


def _figure(
    tokens: Sequence[Token], at: int, end: int, highest: int, *, lowest: int = 1
) -> int | None:
    if at >= end or not tokens[at].is_number or len(tokens[at].raw) > 2:
        return None
    value = int(tokens[at].raw)
    return value if lowest <= value <= highest else None


def _year(tokens: Sequence[Token], at: int, end: int) -> int | None:
    if at >= end or not tokens[at].is_number or len(tokens[at].raw) not in (2, 4):
        return None
    value = int(tokens[at].raw)
    if len(tokens[at].raw) == 2:
        return 2000 + value
    return value if 1900 <= value <= 2200 else None


def number_in_words(word: str) -> int | None:
    """Give how many *hai*, *cả hai* or *03* are, or None."""
    return 2 if word == "cả" else NUMBERS.get(word) or (int(word) if word.isdigit() else None)
