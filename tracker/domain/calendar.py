"""Working days, and due dates counted in them.

An office week is Monday to Friday. A day off is taken out of it, and a swapped working day
(*ngày làm bù*) is put in; both come from the installation's own editable table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5
SEED_SOURCE = "holidays"
"""The source of days that no office entered: the Python package of that name, country VN."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked. Without any entry: Monday to Friday."""

    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()

    @classmethod
    def of(cls, *, off: Iterable[date] = (), working: Iterable[date] = ()) -> WorkingCalendar:
        """Build a calendar from any two collections of days."""
        return cls(frozenset(off), frozenset(working))

    def is_working_day(self, day: date) -> bool:
        """Say whether the office works on ``day``; a swapped working day beats a day off."""
        if day in self.working_days:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def add_working_days(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start`` (before it when negative).

        Counting begins on the day after ``start``, which need not be a working day itself;
        zero gives ``start`` back (DESIGN 3.8). A day beyond what a date can hold is clamped.
        """
        step = ONE_DAY if count >= 0 else -ONE_DAY
        day = start
        for _ in range(abs(count)):
            day = self._next_working_day(day, step)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when end < start."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(1 for day in _days_after(start, end) if self.is_working_day(day))

    def on_or_before(self, day: date) -> date:
        """``day`` itself when it is worked, else the last working day before it."""
        return day if self.is_working_day(day) else self._next_working_day(day, -ONE_DAY)

    def on_or_after(self, day: date) -> date:
        """``day`` itself when it is worked, else the first working day after it."""
        return day if self.is_working_day(day) else self._next_working_day(day, ONE_DAY)

    def _next_working_day(self, day: date, step: timedelta) -> date:
        try:
            day += step
            while not self.is_working_day(day):
                day += step
        except OverflowError:
            return date.max if step > timedelta(0) else date.min
        return day


def _days_after(start: date, end: date) -> Iterator[date]:
    for offset in range(1, (end - start).days + 1):
        yield start + timedelta(days=offset)


DEFAULT = WorkingCalendar()
