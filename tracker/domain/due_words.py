"""Reads a due date that a person types: a day, "15 ngày làm việc", "trước Đại hội 15 ngày".

The few English forms are those that the English screen offers.
"""

from __future__ import annotations

import re
from datetime import date

from tracker.domain.due_rules import MOST_DAYS, Base, Bases, DueRule, NamedEvent, Rule
from tracker.domain.text import DASHES, fold

_DAY = re.compile(
    r"(?:(?:truoc|den|het|cham nhat) )?(?:ngay )?(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?"
)
_COUNT = re.compile(r"(\d{1,4})\s*(ngay lam viec|nlv|ngay|tuan|working days?|days?)\b")
_EVENT_COUNT = re.compile(r"(?:-|tru)\s*(\d{1,4})\b|(\d{1,4})\s*(?:ngay|days?)\b")
_NONE = frozenset({"khong", "khong co han", "khong co", "0", "none", "no due date"})
_ISSUE = ("ban hanh", "ngay ky", "issue")
_BEFORE = ("truoc", "before")
_WORKING = ("ngay lam viec", "nlv", "working day", "working days")
_MINUS = dict.fromkeys(map(ord, DASHES), "-")
_WEEK = 7
_FEW_LETTERS = 3


def means_none(typed: str) -> bool:
    """Say whether the words mean that there is no due date: "không", "không có hạn"."""
    return _folded(typed) in _NONE


def read_rule(typed: str, bases: Bases) -> DueRule | None:
    """The rule that the words mean, or None when they mean none that is known.

    A day without a year is the first such day from the meeting on (else from the issue on).
    Days are counted from the meeting unless the words name the issue.
    """
    words = _folded(typed)
    return _fixed(words, bases) or _by_event(words, bases) or _counted(words)


def _folded(typed: str) -> str:
    return " ".join(fold(typed.translate(_MINUS)).split())


def _fixed(words: str, bases: Bases) -> DueRule | None:
    found = _DAY.fullmatch(words)
    if found is None:
        return None
    day, month, year = (int(part) if part else 0 for part in found.groups())
    on = _day(year, month, day) if year else _next_such_day(month, day, bases)
    return DueRule(Rule.FIXED, on=on) if on else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_such_day(month: int, day: int, bases: Bases) -> date | None:
    start = bases.held_on or bases.issued_on
    if start is None:
        return None
    years = (start.year, start.year + 1)
    return next((on for year in years if (on := _day(year, month, day)) and on >= start), None)


def _by_event(words: str, bases: Bases) -> DueRule | None:
    found = _EVENT_COUNT.search(words)
    event = _event_named(words, bases)
    if event is None or found is None or not (found[1] or _says(_BEFORE, words)):
        return None
    return _sane(DueRule(Rule.BEFORE_EVENT, int(found[1] or found[2]), event_id=event.id))


def _event_named(words: str, bases: Bases) -> NamedEvent | None:
    """The event whose name shares its first two words, or its whole name, with the words."""
    main_first = sorted(bases.events, key=lambda one: not one.is_main)
    for event in main_first:
        head = " ".join(_folded(event.name).split()[:2])
        if len(head) > _FEW_LETTERS and head in words:
            return event
    return None


def _counted(words: str) -> DueRule | None:
    found = _COUNT.match(words)
    if found is None or _says(_BEFORE, words):
        return None
    base = Base.ISSUE if _says(_ISSUE, words) else Base.MEETING
    count = int(found[1])
    if found[2] in _WORKING:
        return _sane(DueRule(Rule.WORKING_DAYS, count, base))
    return _sane(DueRule(Rule.DAYS, count * _WEEK if found[2] == "tuan" else count, base))


def _says(any_of: tuple[str, ...], words: str) -> bool:
    return any(one in words for one in any_of)


def _sane(rule: DueRule) -> DueRule | None:
    return rule if 0 < rule.count <= MOST_DAYS else None
