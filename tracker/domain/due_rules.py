"""Due dates that are computed: rule, base and count, and what they come to (DESIGN 3.8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from tracker.domain.calendar import WorkingCalendar

MOST_DAYS = 3000
"""No due date of an office lies further away; a slip of the finger does."""


class Rule(StrEnum):
    """How a due date comes about."""

    FIXED = "fixed"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    BEFORE_EVENT = "before_event"
    """Calendar days back from the event's first day."""
    UNTIL_EVENT = "until_event"
    """A standing task ends with the event's last day."""


class Base(StrEnum):
    """What days are counted from."""

    MEETING = "meeting"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """A date that due dates may hang on; both days included."""

    id: int
    name: str
    first_day: date
    last_day: date
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Bases:
    """The days that a draft's due dates may be counted from; None: not known yet."""

    held_on: date | None
    issued_on: date | None
    events: tuple[NamedEvent, ...] = ()

    def day_of(self, base: Base) -> date | None:
        """The day of the meeting or of the issue."""
        return self.held_on if base is Base.MEETING else self.issued_on

    def event(self, event_id: int) -> NamedEvent | None:
        """The event with this key, or None."""
        return next((one for one in self.events if one.id == event_id), None)

    @property
    def main_event(self) -> NamedEvent | None:
        """The event that standing tasks end at."""
        return next((one for one in self.events if one.is_main), None)


@dataclass(frozen=True, slots=True)
class DueRule:
    """A rule with what it counts: ``base`` for days, ``event_id`` for events, ``on`` when fixed."""

    rule: Rule
    count: int = 0
    base: Base = Base.MEETING
    event_id: int = 0
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule comes to: the date, None while its base is not known; and what to store."""

    on: date | None
    stored: Mapping[str, Any]


def compute(rule: DueRule, bases: Bases, calendar: WorkingCalendar) -> Due:
    """The due date of a rule.

    Counting begins on the day after the base; "before an event" counts back from its first day;
    a date on a day off stays. ``stored`` keeps rule, base and count, so that the date can be
    explained, and be computed again when its base is known or moves.
    """
    if rule.rule is Rule.FIXED:
        return Due(rule.on, {"rule": rule.rule.value})
    if rule.rule in (Rule.BEFORE_EVENT, Rule.UNTIL_EVENT):
        return _due_by_event(rule, bases.event(rule.event_id))
    start = bases.day_of(rule.base)
    on = _counted(rule, start, calendar) if start else None
    return Due(on, _stored(rule, rule.base.value, start))


def _due_by_event(rule: DueRule, event: NamedEvent | None) -> Due:
    start = _anchor(rule.rule, event) if event else None
    name = event.name if event else ""
    stored = {**_stored(rule, f"event:{rule.event_id}", start), "event": name}
    return Due(_shifted(start, -rule.count) if start else None, stored)


def _anchor(rule: Rule, event: NamedEvent) -> date:
    return event.last_day if rule is Rule.UNTIL_EVENT else event.first_day


def _counted(rule: DueRule, start: date, calendar: WorkingCalendar) -> date:
    if rule.rule is Rule.WORKING_DAYS:
        return calendar.add_working_days(start, rule.count)
    return _shifted(start, rule.count)


def _shifted(day: date, days: int) -> date:
    """So many calendar days later; a day beyond what a date can hold is clamped."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _stored(rule: DueRule, base: str, start: date | None) -> dict[str, Any]:
    return {
        "rule": rule.rule.value,
        "base": base,
        "base_on": start.isoformat() if start else None,
        "count": rule.count,
    }
