"""Which reminders are due, to whom and why: the ladder and its escalation (DESIGN 6).

Everything is computed from what an assignment owes on a day. The same definition plans the
ledger's rows, checks them again before they are sent, and shows the secretariat what will go
out in the coming days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.ladder import (
    DEFAULT_LINES,
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
from tracker.domain.tasks import ANSWERED, AssignmentState, Kind, Part, TaskState

__all__ = [
    "DEFAULT_LINES",
    "HELD_DAYS",
    "JOINING",
    "REACHED",
    "UNITS",
    "Asked",
    "Audience",
    "Course",
    "Ladder",
    "LadderLine",
    "LadderRule",
    "Level",
    "Owed",
    "PendingExtension",
    "Step",
    "Unit",
    "due_steps",
    "steps",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A directive that the leads have not answered; ``by`` is the day it was wanted for."""

    directive_id: int
    by: date


@dataclass(frozen=True, slots=True)
class PendingExtension:
    """A request for a new date that nobody has decided (DESIGN 3.9)."""

    asked_on: date
    held_from: date
    """The first day whose overdue step waits: the next one when the day's digest had gone."""
    by_leaders: bool = False


HELD_DAYS = 2
"""Working days for which a request holds the overdue step back, at most (DESIGN 3.9)."""


@dataclass(frozen=True, slots=True)
class Owed:
    """All that an assignment's reminders depend on. Days are those of the committee's zone."""

    part: Part
    state: AssignmentState
    task_state: TaskState
    kind: Kind
    deadline_on: date | None
    published_on: date
    dated_on: date
    """When the date in force was decided."""
    told_on: date | None
    """When the notice of the task was delivered; the receipt clock starts then."""
    heard_on: date
    """When the agency was last heard of, or was told at all."""
    waits_since: date | None = None
    """A report or an objection that the secretariat has not answered."""
    speaks_for_task: bool = False
    """The first lead: what concerns the task as a whole is said once."""
    asked: tuple[Asked, ...] = ()
    extension: PendingExtension | None = None
    assigned_on: date | None = None
    """When the agency got a part of a task that others had before; None: at publication."""
    review_on: date | None = None
    """Of a suspended task: when the secretariat looks at it again."""
    next_report_on: date | None = None
    """Of a standing task whose latest period was reported: when the next report is due."""

    @property
    def is_owing(self) -> bool:
        """Say whether the agency itself has something to do now."""
        return self.state not in ANSWERED and self.state is not AssignmentState.OBJECTED

    def not_before_assigned(self, day: date) -> date:
        """``day``, or the day of the assignment: what was late before is not this agency's."""
        return max(day, self.assigned_on or day)


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
