"""A due date phrase read once more, on its own: what it comes to when its base becomes known.

DESIGN 3.8: every computed date keeps the words it came from; when the day of issue or of the
meeting is set or changed, the same grammar says what those words mean now.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time

from tracker.domain.breakdown.dates import find_cell_dues
from tracker.domain.breakdown.dues import Bases, Due
from tracker.domain.breakdown.text import read_source

_DATE = re.compile(r"\d{2}/\d{2}/\d{4}")


@dataclass(frozen=True, slots=True)
class Redated:
    """What a phrase means: the day, the hour when it names one, and in Vietnamese how it came."""

    on: date
    at: time | None
    why: str


def read_again(due_text: str, bases: Bases) -> Redated | None:
    """The date of a phrase that is counted from the day of issue or of the meeting.

    None for a phrase whose date depends on neither, names no date, or whose base is not known.
    """
    due = _read(due_text, bases)
    if due is None or due.on is None:
        return None
    alone = _read(due_text, replace(bases, held_on=None, issued_on=None))
    if alone is not None and alone.on == due.on:
        return None
    return Redated(due.on, due.at, due.rule)


def read_now(due_text: str, bases: Bases, why: str) -> Redated | None:
    """The date that a phrase comes to now, whatever it hangs on: a base, an event, the calendar.

    ``why`` says how it came about at first. None for a phrase that names no date, whose base is
    not known, or that was counted from something else, such as the opening that the text gives.
    """
    due = _read(due_text, bases)
    if due is None or due.on is None or _DATE.sub("", due.rule) != _DATE.sub("", why):
        return None
    return Redated(due.on, due.at, due.rule)


def hangs_on_issue(due_text: str, bases: Bases) -> bool:
    """Say whether a phrase has a date only once the day of issue is known.

    ``bases`` may or may not hold that day; the meeting's is looked at as it stands.
    """
    some_day = bases.issued_on or bases.held_on or date(2000, 1, 3)
    given = _read(due_text, replace(bases, issued_on=some_day))
    without = _read(due_text, replace(bases, issued_on=None))
    return bool(given and given.on and not (without and without.on))


def _read(due_text: str, bases: Bases) -> Due | None:
    tokens = read_source(due_text).tokens
    found = find_cell_dues(tokens, 0, len(tokens), bases)
    return found[0] if found and not found[0].cycle else None
