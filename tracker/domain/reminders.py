"""Which reminders of an assignment are due, to whom and why (DESIGN 6).

Everything is computed from what an assignment owes on a day. The same definition plans the
ledger's rows, checks them again before they are sent, and shows the secretariat what will go
out in the coming days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.ladder import Audience, Ladder, LadderLine, LadderRule, Level
from tracker.domain.owed import Owed
from tracker.domain.steps import Course, Step
from tracker.domain.tasks import AssignmentState, Kind, Part, TaskState

HELD_DAYS = 2
"""Working days for which a request holds the overdue step back, at most (DESIGN 3.9)."""


def steps(owed: Owed, ladder: Ladder, calendar: WorkingCalendar, until: date) -> list[Step]:
    """Every step of an assignment up to and including ``until``, as if nothing changed.

    A step whose day lies before publication, or before the decision on the date, does not
    exist. Reported, accepted, suspended and cancelled work has none of its agency's; of a
    suspended task the secretariat is told when it is to be looked at again.
    """
    found = [
        step
        for line in ladder.of(*_RULES.get(owed.task_state, ()))
        for step in _BUILDERS.get(line.rule, _nothing)(owed, line, Course(ladder, calendar, until))
        if step.step_on <= until
    ]
    return sorted(found)


def due_steps(owed: Owed, ladder: Ladder, calendar: WorkingCalendar, today: date) -> list[Step]:
    """What is to be said by ``today``: the latest step of each family, after an outage as well."""
    latest = {step.family: step for step in steps(owed, ladder, calendar, today)}
    return sorted(latest.values())


Builder = Callable[[Owed, LadderLine, Course], Iterable[Step]]


def _nothing(_owed: Owed, _line: LadderLine, _course: Course) -> Iterable[Step]:
    return ()


def _dated(owed: Owed) -> date | None:
    """The deadline that an agency is reminded of; a standing task has none itself."""
    return owed.deadline_on if owed.is_owing and owed.kind is Kind.ONE_OFF else None


def _since_decided(owed: Owed, found: Iterable[Step]) -> Iterator[Step]:
    first = owed.not_before_assigned(max(owed.published_on, owed.dated_on))
    return (step for step in found if step.step_on >= first)


def _before_due(owed: Owed, line: LadderLine, course: Course) -> Iterable[Step]:
    deadline = _dated(owed)
    if deadline is None:
        return ()
    day = course.calendar.add_working_days(deadline, -line.days)
    return _since_decided(owed, [Step(day, line.rule, Audience.AGENCY, Level.BLUE)])


def _on_due_day(owed: Owed, line: LadderLine, course: Course) -> Iterable[Step]:
    """On a due date that is a day off, the working day before (DOMAIN f)."""
    deadline = _dated(owed)
    if deadline is None:
        return ()
    day = course.calendar.on_or_before(deadline)
    return _since_decided(owed, [Step(day, line.rule, Audience.AGENCY, Level.BLUE)])


def _overdue(owed: Owed, line: LadderLine, course: Course) -> Iterable[Step]:
    """A missing contribution is said once and climbs no further: it never blocks (DESIGN 3.3)."""
    deadline = _dated(owed)
    if deadline is None:
        return ()
    start = owed.not_before_assigned(deadline)
    days = course.days_of(line, start)
    if owed.part is Part.COORDINATING:
        first = [Step(day, line.rule, Audience.AGENCY, Level.BLUE) for day in days[:1]]
        return _since_decided(owed, _held_back(owed, first, course))
    climbing = course.climb(line.rule, days, start)
    return _since_decided(owed, _held_back(owed, climbing, course))


def _held_back(owed: Owed, found: Iterable[Step], course: Course) -> Iterable[Step]:
    """Overdue steps wait for the decision on a new date, and come once at the end of the wait."""
    asked = owed.extension
    if asked is None:
        return found
    free_on = course.calendar.add_working_days(asked.asked_on, HELD_DAYS)
    kept: dict[Step, Step] = {}
    for step in sorted(found):
        waits = asked.held_from <= step.step_on < free_on
        later = replace(step, step_on=free_on) if waits else step
        kept[later] = later
    return kept.values()


def _receipt_missing(owed: Owed, line: LadderLine, course: Course) -> Iterable[Step]:
    if owed.state is not AssignmentState.ASSIGNED or owed.told_on is None:
        return ()
    return _climb_from_first(owed, line, course, owed.told_on)


def _silence(owed: Owed, line: LadderLine, course: Course) -> Iterable[Step]:
    """Who reported a period has said enough until the next report is due (DESIGN 3.8)."""
    working = (AssignmentState.RECEIVED, AssignmentState.IN_PROGRESS)
    if owed.part is not Part.LEAD or owed.state not in working:
        return ()
    start = max(owed.heard_on, owed.next_report_on or owed.heard_on)
    return _climb_from_first(owed, line, course, start)


def _climb_from_first(owed: Owed, line: LadderLine, course: Course, start: date) -> Iterable[Step]:
    days = course.days_of(line, start)
    if not days:
        return ()
    if owed.part is Part.COORDINATING:
        return [Step(day, line.rule, Audience.AGENCY, Level.BLUE) for day in days]
    return course.climb(line.rule, days, days[0])


def _directive_unanswered(owed: Owed, line: LadderLine, course: Course) -> Iterable[Step]:
    if owed.part is not Part.LEAD:
        return
    for asked in owed.asked:
        days = course.days_of(line, owed.not_before_assigned(asked.by))
        if days:
            yield from course.climb(line.rule, days, days[0], asked.directive_id)


def _acceptance_waiting(owed: Owed, line: LadderLine, course: Course) -> Iterable[Step]:
    if owed.waits_since is None:
        return ()
    days = course.days_of(line, owed.waits_since)
    return [Step(day, line.rule, Audience.SECRETARIAT, Level.BLUE) for day in days]


def _extension_undecided(owed: Owed, line: LadderLine, course: Course) -> Iterable[Step]:
    if owed.extension is None or not owed.speaks_for_task:
        return ()
    told = [Audience.SECRETARIAT]
    if owed.extension.by_leaders:
        told.append(Audience.COMMITTEE_HEAD)
    days = course.days_of(line, owed.extension.asked_on)
    return [Step(day, line.rule, one, Level.BLUE) for day in days for one in told]


def _due_date_missing(owed: Owed, line: LadderLine, course: Course) -> Iterable[Step]:
    undated = owed.kind is Kind.ONE_OFF and owed.deadline_on is None and owed.is_owing
    if not undated or not owed.speaks_for_task:
        return ()
    days = course.days_of(line, owed.published_on)
    return [Step(day, line.rule, Audience.SECRETARIAT, Level.BLUE) for day in days]


def _suspension_review(owed: Owed, line: LadderLine, course: Course) -> Iterable[Step]:
    if owed.review_on is None or not owed.speaks_for_task:
        return ()
    days = course.days_of(line, owed.review_on)
    return [Step(day, line.rule, Audience.SECRETARIAT, Level.BLUE) for day in days]


_BUILDERS: Mapping[LadderRule, Builder] = {
    LadderRule.BEFORE_DUE: _before_due,
    LadderRule.ON_DUE_DAY: _on_due_day,
    LadderRule.OVERDUE: _overdue,
    LadderRule.RECEIPT_MISSING: _receipt_missing,
    LadderRule.SILENCE: _silence,
    LadderRule.DIRECTIVE_UNANSWERED: _directive_unanswered,
    LadderRule.ACCEPTANCE_WAITING: _acceptance_waiting,
    LadderRule.EXTENSION_UNDECIDED: _extension_undecided,
    LadderRule.DUE_DATE_MISSING: _due_date_missing,
    LadderRule.SUSPENSION_REVIEW: _suspension_review,
}
_RULES: Mapping[TaskState, frozenset[LadderRule]] = {
    TaskState.OPEN: frozenset(_BUILDERS) - {LadderRule.SUSPENSION_REVIEW},
    TaskState.SUSPENDED: frozenset({LadderRule.SUSPENSION_REVIEW}),
}
"""What is said of a task in which state; of any other, nothing."""
