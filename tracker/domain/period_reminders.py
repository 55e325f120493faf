"""Which reminders of a period are due: before, on the day, late; and an answer that waits.

The periods' part of the ladder (DESIGN 6). The same definition plans the ledger's rows, checks
them again before they are sent, and shows what will go out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain import reminders
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.ladder import Audience, Ladder, LadderLine, LadderRule, Level
from tracker.domain.owed import Owed
from tracker.domain.periods import Progress
from tracker.domain.steps import Course, Step


@dataclass(frozen=True, slots=True)
class OwedPeriod:
    """All that a period's reminders depend on. Days are those of the committee's zone."""

    period_id: int
    progress: Progress
    starts_on: date
    deadline_on: date
    """The day its report is due."""
    missed_after: date | None
    opened_on: date
    """A step whose day lies before it, or before the period begins, does not exist."""
    answered_on: date | None = None
    """When the report that waits was filed."""


def steps(
    owed: Owed | OwedPeriod, ladder: Ladder, calendar: WorkingCalendar, until: date
) -> list[Step]:
    """Every step of an assignment or of a period up to ``until``, as if nothing changed."""
    if isinstance(owed, Owed):
        return reminders.steps(owed, ladder, calendar, until)
    course = Course(ladder, calendar, until)
    found = [
        replace(step, period_id=owed.period_id)
        for line in ladder.lines
        for step in _BUILDERS.get(line.rule, _nothing)(owed, line, course)
        if step.step_on <= until
    ]
    return sorted(found)


def due_steps(
    owed: Owed | OwedPeriod, ladder: Ladder, calendar: WorkingCalendar, today: date
) -> list[Step]:
    """What is to be said by ``today``: the latest step of each family, after an outage as well.

    A period that was missed is said no more: the next one is.
    """
    if isinstance(owed, Owed):
        return reminders.due_steps(owed, ladder, calendar, today)
    is_missed = owed.missed_after is not None and today > owed.missed_after
    if is_missed and owed.progress is Progress.OPEN:
        return []
    latest = {step.family: step for step in steps(owed, ladder, calendar, today)}
    return sorted(latest.values())


def _nothing(_owed: OwedPeriod, _line: LadderLine, _course: Course) -> Iterable[Step]:
    return ()


def _since_begun(owed: OwedPeriod, found: Iterable[Step]) -> Iterable[Step]:
    first = max(owed.opened_on, owed.starts_on)
    return [step for step in found if step.step_on >= first]


def _before(owed: OwedPeriod, line: LadderLine, course: Course) -> Iterable[Step]:
    if owed.progress is not Progress.OPEN:
        return ()
    day = course.calendar.add_working_days(owed.deadline_on, -line.days)
    return _since_begun(owed, [Step(day, line.rule, Audience.AGENCY, Level.BLUE)])


def _on_due_day(owed: OwedPeriod, line: LadderLine, course: Course) -> Iterable[Step]:
    """On a due date that is a day off, the working day before (DOMAIN f)."""
    if owed.progress is not Progress.OPEN:
        return ()
    day = course.calendar.on_or_before(owed.deadline_on)
    return _since_begun(owed, [Step(day, line.rule, Audience.AGENCY, Level.BLUE)])


def _late(owed: OwedPeriod, line: LadderLine, course: Course) -> Iterable[Step]:
    """Climbs like everything overdue, up to the day on which the next period is due."""
    if owed.progress is not Progress.OPEN:
        return ()
    days = course.days_of(line, owed.deadline_on)
    climbing = course.climb(line.rule, days, owed.deadline_on)
    last = owed.missed_after or date.max
    return _since_begun(owed, [step for step in climbing if step.step_on <= last])


def _waiting(owed: OwedPeriod, line: LadderLine, course: Course) -> Iterable[Step]:
    if owed.progress is not Progress.REPORTED or owed.answered_on is None:
        return ()
    days = course.days_of(line, owed.answered_on)
    return [Step(day, line.rule, Audience.SECRETARIAT, Level.BLUE) for day in days]


_BUILDERS: Mapping[LadderRule, Callable[[OwedPeriod, LadderLine, Course], Iterable[Step]]] = {
    LadderRule.PERIOD_BEFORE: _before,
    LadderRule.PERIOD_DUE: _on_due_day,
    LadderRule.PERIOD_LATE: _late,
    LadderRule.ACCEPTANCE_WAITING: _waiting,
}
