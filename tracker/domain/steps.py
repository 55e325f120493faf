"""A step of the ladder, and how steps are counted in a calendar and climb (DESIGN 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.ladder import (
    JOINING,
    REACHED,
    UNITS,
    Audience,
    Ladder,
    LadderLine,
    LadderRule,
    Level,
    Unit,
)


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One thing to say to one audience, on the day the ladder gives."""

    step_on: date
    rule: LadderRule
    audience: Audience
    level: Level = field(compare=False)
    directive_id: int | None = field(default=None, compare=False)
    period_id: int | None = field(default=None, compare=False)

    @property
    def family(self) -> tuple[str, int | None, Audience]:
        """Steps of one family follow each other: only the latest one is ever said."""
        about = "date" if self.rule in _DATE_RULES | _PERIOD_RULES else self.rule.value
        return about, self.directive_id, self.audience


_DATE_RULES = frozenset({LadderRule.BEFORE_DUE, LadderRule.ON_DUE_DAY, LadderRule.OVERDUE})
_PERIOD_RULES = frozenset({LadderRule.PERIOD_BEFORE, LadderRule.PERIOD_DUE, LadderRule.PERIOD_LATE})


@dataclass(frozen=True, slots=True)
class Course:
    """Counts a ladder's steps in a calendar, up to a day."""

    ladder: Ladder
    calendar: WorkingCalendar
    until: date

    def days_of(self, line: LadderLine, start: date) -> list[date]:
        """The days of a step that counts from ``start``, repetitions included."""
        found, day = [], self.count(line, start, line.days)
        while day <= self.until:
            found.append(day)
            if line.repeat_every < 1:
                break
            day = self.count(line, day, line.repeat_every)
        return found

    def count(self, line: LadderLine, start: date, days: int) -> date:
        """``days`` after ``start`` in the rule's own unit."""
        if UNITS[line.rule] is Unit.WORKING:
            return self.calendar.add_working_days(start, days)
        return start + timedelta(days=days)

    def levels_from(self, anchor: date) -> list[tuple[date, Level]]:
        """The day on which each level above blue is reached, when lateness began at ``anchor``."""
        return [
            (self.calendar.add_working_days(anchor, after), level)
            for level, rule in _THRESHOLDS
            if (after := self.ladder.threshold(rule)) is not None
        ]

    def climb(
        self, rule: LadderRule, days: Iterable[date], anchor: date, about: int | None = None
    ) -> Iterator[Step]:
        """The steps on ``days`` at the level reached, and one for who joins at each level."""
        base, reached = set(days), self.levels_from(anchor)
        for day in base:
            level = max(
                (one for first, one in reached if first <= day),
                default=Level.BLUE,
                key=_LEVELS.index,
            )
            yield from (Step(day, rule, one, level, about) for one in REACHED[level])
        for day, level in reached:
            if day not in base:
                yield from (Step(day, rule, one, level, about) for one in JOINING[level])


_THRESHOLDS = (
    (Level.YELLOW, LadderRule.ESCALATION_YELLOW),
    (Level.RED, LadderRule.ESCALATION_RED),
)
_LEVELS = tuple(Level)
