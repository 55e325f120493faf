"""How often a standing task is reported on: the stored code and the words of the text.

A code is ``weekly:5`` (Friday), ``monthly:25``, ``quarterly:25`` (the 25th of the quarter's last
month), ``yearly:15`` (of December) or ``meeting:0`` (each meeting of the committee); a cycle that
the office words in another way is kept as its own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.text import fold


class Every(StrEnum):
    """The step of a cycle."""

    WEEK = "weekly"
    MONTH = "monthly"
    QUARTER = "quarterly"
    YEAR = "yearly"
    MEETING = "meeting"


LAST_DAY = 31
LAST_WEEKDAY = 7
_USUAL = {Every.WEEK: 5, Every.MONTH: 25, Every.QUARTER: 25, Every.YEAR: 15}
_CODE = re.compile(r"(weekly|monthly|quarterly|yearly|meeting):(\d{1,2})")
_STEPS = {"tuan": Every.WEEK, "thang": Every.MONTH, "quy": Every.QUARTER, "nam": Every.YEAR}
_WORDS = re.compile(r"(?:hang|moi|tung|theo) (tuan|thang|quy|nam)\b")
_MEETINGS = re.compile(r"(?:moi|tung|hang|theo|truoc|tai) (?:cuoc|ky|phien) hop\b")
_DAY = re.compile(r"ngay (\d{1,2})\b")
_WEEKDAY = re.compile(r"thu (hai|ba|tu|nam|sau|bay|[2-7])\b")
_WEEKDAYS = {"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6}


@dataclass(frozen=True, slots=True)
class Cycle:
    """A step and its day: of the month; 1 to 7 from Monday on for weeks; 0 for meetings."""

    every: Every
    day: int

    @property
    def code(self) -> str:
        """The form in which it is stored."""
        return f"{self.every.value}:{self.day}"


EACH_MEETING = Cycle(Every.MEETING, 0)


def read_code(code: str) -> Cycle | None:
    """The cycle of a stored code; None for a cycle that is kept as words."""
    found = _CODE.fullmatch(code)
    return _sane(Every(found[1]), int(found[2])) if found else None


def read_words(typed: str) -> Cycle | None:
    """The cycle that words mean ("ngày 25 hằng tháng", "hằng tuần vào thứ sáu"), or None."""
    words = " ".join(fold(typed).split())
    if _MEETINGS.search(words):
        return EACH_MEETING
    step = _WORDS.search(words)
    if step is None:
        return read_code(typed.strip())
    every = _STEPS[step[1]]
    return _sane(every, _day_in(words, every) or _USUAL[every])


def stored(typed: str) -> str:
    """What to keep of typed words: the code when they mean a known cycle, else the words."""
    cycle = read_words(typed)
    return cycle.code if cycle else typed.strip()


def in_force(code: str, default: str) -> Cycle:
    """The cycle that a standing task is reported by (DESIGN 3.8).

    Its own one; the committee's default without one, or when its words name no known cycle.
    """
    return read_code(code) or read_code(default) or Cycle(Every.MONTH, _USUAL[Every.MONTH])


def _day_in(words: str, every: Every) -> int:
    if every is Every.WEEK:
        found = _WEEKDAY.search(words)
        if found is None:
            return 0
        return int(found[1]) - 1 if found[1].isdigit() else _WEEKDAYS[found[1]]
    day = _DAY.search(words)
    return int(day[1]) if day else 0


def _sane(every: Every, day: int) -> Cycle | None:
    if every is Every.MEETING:
        return EACH_MEETING
    last = LAST_WEEKDAY if every is Every.WEEK else LAST_DAY
    return Cycle(every, day) if 1 <= day <= last else None
