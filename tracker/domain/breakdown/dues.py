"""Stage 4: what a due date phrase is, and what it is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from tracker.domain.breakdown.moments import Moment
from tracker.domain.breakdown.values import Event
from tracker.domain.calendar import WorkingCalendar

PARTS_OF_DAY = frozenset({"sáng", "chiều", "tối", "trưa", "đêm"})


@dataclass(frozen=True, slots=True)
class Bases:
    """What due dates are counted from. ``opening`` and ``dated`` are found in the text itself."""

    held_on: date | None = None
    issued_on: date | None = None
    calendar: WorkingCalendar = WorkingCalendar()
    events: tuple[Event, ...] = ()
    opening: date | None = None
    dated: tuple[Event, ...] = ()

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


def make_due(begin: int, moment: Moment, bases: Bases, rule: str) -> Due:
    """Give the due date of a moment: its last day, the year supplied when the text has none."""
    on = moment.last_day(bases.base)
    if on is None:
        return Due(begin, moment.end, rule="ngày không xác định được")
    if moment.year is None and bases.base is not None:
        rule = f"{rule}; năm lấy theo ngày {bases.base:%d/%m/%Y}"
    return Due(begin, moment.end, on, rule=rule, guessed=moment.year is None)


def add_months(base: date, count: int) -> date:
    """The same day ``count`` months later, or that month's last day."""
    month = base.month - 1 + count
    last = Moment(0, base.year + month // 12, month=month % 12 + 1).last_day(None)
    return last if last is None or last.day < base.day else last.replace(day=base.day)  # type: ignore[return-value]
