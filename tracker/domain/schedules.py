"""When the periods of a standing task are due: a cycle laid over the days of the duty (DESIGN 3.8).

Periods follow each other without a hole: each begins on the day after the one before is due. A
due date on a day off stays. What was reported, and what is due already, never moves; only
unreported periods to come follow a change of cycle, end or meetings.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from tracker.domain.calendar import ONE_DAY
from tracker.domain.cycles import Cycle, Every
from tracker.domain.periods import Progress
from tracker.domain.suspensions import Pause

AHEAD = timedelta(days=14)
"""How long before its due date a period is opened at the latest; the current one always is."""
_MONTHS = {Every.MONTH: range(1, 13), Every.QUARTER: (3, 6, 9, 12), Every.YEAR: (12,)}


@dataclass(frozen=True, slots=True)
class Duty:
    """What an agency's periods are computed from; days are those of the committee's zone."""

    cycle: Cycle
    begins_on: date
    ends_on: date | None
    """The last day of the duty, on which a last period is due; None: it has no end."""
    since: date
    """The day on which the cycle in force was set: its first due date lies after it."""
    meetings: Sequence[date] = ()
    """The days of the committee's meetings, for a cycle by meetings."""
    pauses: Sequence[Pause] = ()

    def is_paused(self, day: date) -> bool:
        """Say whether the duty was suspended on ``day``."""
        return any(pause.covers(day) for pause in self.pauses)


@dataclass(frozen=True, slots=True)
class Span:
    """One period: its first day and the day its report is due, which is its last.

    ``missed_after``: the day the next one is due; None while nobody knows.
    """

    starts_on: date
    due_on: date
    missed_after: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A period that was opened before."""

    starts_on: date
    due_on: date
    progress: Progress


def plan(duty: Duty, known: Sequence[Known], today: date) -> list[Span]:
    """Every period that is to stand now, by due date: those that stay and those to be opened.

    Gives the same again when it is called again; what ``known`` holds besides is to be withdrawn.
    """
    kept = _kept(duty, known, today)
    anchor = kept[-1].due_on if kept else duty.begins_on - ONE_DAY
    spans = [(one.starts_on, one.due_on) for one in kept]
    first, horizon = anchor + ONE_DAY, today + AHEAD
    following: date | None = None
    for due in dues(duty, max(anchor, duty.since)):
        following = due
        if spans and spans[-1][1] > today and due > horizon:
            break
        spans.append((first, due))
        first, following = due + ONE_DAY, None
    return _with_next(spans, following or _beyond(duty, spans))


def closed(known: Sequence[Known], last_day: date, *, excused: bool = False) -> list[Span]:
    """What stays of a duty that ended on ``last_day``: what was reported, and what was due then.

    ``excused``: the duty was not the agency's, so nothing unreported stays (DESIGN 3.10).
    """
    stays = [
        one
        for one in sorted(known, key=lambda one: one.due_on)
        if one.progress in _ANSWERED
        or (one.progress is Progress.OPEN and one.due_on <= last_day and not excused)
    ]
    return _with_next([(one.starts_on, one.due_on) for one in stays], None)


def dues(duty: Duty, after: date) -> Iterator[date]:
    """The due dates after ``after``, in order: the cycle's days, then the duty's last day."""
    for day in _days(duty, after):
        if duty.ends_on is not None and day >= duty.ends_on:
            break
        if not duty.is_paused(day):
            yield day
    end = duty.ends_on
    if end is not None and end > after and not duty.is_paused(end):
        yield end


_ANSWERED = frozenset({Progress.REPORTED, Progress.ACCEPTED})


def _kept(duty: Duty, known: Sequence[Known], today: date) -> list[Known]:
    """What no plan moves: reported periods, those due by today, and those before either."""
    live = sorted((one for one in known if _stands(duty, one)), key=lambda one: one.due_on)
    fixed = [one.due_on for one in live if one.progress in _ANSWERED or one.due_on <= today]
    return [one for one in live if fixed and one.due_on <= fixed[-1]]


def _stands(duty: Duty, one: Known) -> bool:
    if one.progress is not Progress.OPEN:
        return one.progress in _ANSWERED
    if duty.is_paused(one.due_on):
        return False
    by_meeting = duty.cycle.every is Every.MEETING and one.due_on > duty.since
    return not by_meeting or one.due_on in duty.meetings or one.due_on == duty.ends_on


def _with_next(spans: Sequence[tuple[date, date]], last: date | None) -> list[Span]:
    following = [*(due for _start, due in spans[1:]), last]
    return [Span(*span, after) for span, after in zip(spans, following, strict=False)]


def _beyond(duty: Duty, spans: Sequence[tuple[date, date]]) -> date | None:
    """When the period after the last one would be due if the duty went on."""
    if not spans or any(pause.until is None for pause in duty.pauses):
        return None
    return next(_days(duty, max(spans[-1][1], duty.since)), None)


def _days(duty: Duty, after: date) -> Iterator[date]:
    """The cycle's days after ``after``, as far as dates go."""
    cycle = duty.cycle
    if cycle.every is Every.MEETING:
        return (day for day in sorted(set(duty.meetings)) if day > after)
    days = _weekly(cycle.day, after) if cycle.every is Every.WEEK else _in_months(cycle, after)
    return (day for day in days if day > after)


def _weekly(weekday: int, after: date) -> Iterator[date]:
    day = after + timedelta(days=(weekday - after.isoweekday()) % 7)
    while day.year < MAXYEAR:
        yield day
        day += timedelta(days=7)


def _in_months(cycle: Cycle, after: date) -> Iterator[date]:
    """The day of every month that counts; a short month's last day stands for a later one."""
    for year in range(after.year, MAXYEAR):
        for month in _MONTHS[cycle.every]:
            yield date(year, month, min(cycle.day, monthrange(year, month)[1]))
