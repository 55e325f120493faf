"""The ladder of a committee: its rules, steps and levels, and whom each reaches (DESIGN 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class LadderRule(StrEnum):
    """What a step of the ladder reacts to; a committee's steps name these."""

    BEFORE_DUE = "before_due"
    ON_DUE_DAY = "on_due_day"
    OVERDUE = "overdue"
    RECEIPT_MISSING = "receipt_missing"
    SILENCE = "silence"
    DIRECTIVE_UNANSWERED = "directive_unanswered"
    ACCEPTANCE_WAITING = "acceptance_waiting"
    EXTENSION_UNDECIDED = "extension_undecided"
    PERIOD_BEFORE = "period_before"
    PERIOD_DUE = "period_due"
    PERIOD_LATE = "period_late"
    DUE_DATE_MISSING = "due_date_missing"
    SUSPENSION_REVIEW = "suspension_review"
    ESCALATION_YELLOW = "escalation_yellow"
    ESCALATION_RED = "escalation_red"


ON_THE_DAY = frozenset({LadderRule.ON_DUE_DAY, LadderRule.PERIOD_DUE, LadderRule.SUSPENSION_REVIEW})
"""The rules whose first step comes on the day itself: they count no days."""


class Unit(StrEnum):
    """The days a rule counts in."""

    WORKING = "working"
    CALENDAR = "calendar"


UNITS: Mapping[LadderRule, Unit] = {
    rule: Unit.CALENDAR if rule is LadderRule.SILENCE else Unit.WORKING for rule in LadderRule
}


class Level(StrEnum):
    """How far a matter has climbed."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


class Audience(StrEnum):
    """Whom a step addresses; addresses are found when it is planned."""

    AGENCY = "agency"
    """The agency's mailbox and its officers."""
    AGENCY_HEAD = "agency_head"
    COMMITTEE_HEAD = "committee_head"
    SECRETARIAT = "secretariat"


REACHED: Mapping[Level, tuple[Audience, ...]] = {
    Level.BLUE: (Audience.AGENCY,),
    Level.YELLOW: (Audience.AGENCY, Audience.AGENCY_HEAD),
    Level.RED: tuple(Audience),
}
"""Who is told at each level."""
JOINING: Mapping[Level, tuple[Audience, ...]] = {
    Level.BLUE: REACHED[Level.BLUE],
    Level.YELLOW: (Audience.AGENCY_HEAD,),
    Level.RED: (Audience.COMMITTEE_HEAD, Audience.SECRETARIAT),
}
"""Who is told from this level on and was not before."""


@dataclass(frozen=True, slots=True)
class LadderLine:
    """One step of a committee's ladder: ``days`` in the rule's unit, then every so many again."""

    rule: LadderRule
    days: int
    repeat_every: int = 0


DEFAULT_LINES: tuple[LadderLine, ...] = (
    LadderLine(LadderRule.BEFORE_DUE, 7),
    LadderLine(LadderRule.BEFORE_DUE, 3),
    LadderLine(LadderRule.BEFORE_DUE, 1),
    LadderLine(LadderRule.ON_DUE_DAY, 0),
    LadderLine(LadderRule.OVERDUE, 1, 3),
    LadderLine(LadderRule.RECEIPT_MISSING, 2),
    LadderLine(LadderRule.SILENCE, 14),
    LadderLine(LadderRule.DIRECTIVE_UNANSWERED, 1),
    LadderLine(LadderRule.ACCEPTANCE_WAITING, 2),
    LadderLine(LadderRule.EXTENSION_UNDECIDED, 2),
    LadderLine(LadderRule.PERIOD_BEFORE, 3),
    LadderLine(LadderRule.PERIOD_DUE, 0),
    LadderLine(LadderRule.PERIOD_LATE, 1, 3),
    LadderLine(LadderRule.DUE_DATE_MISSING, 5, 5),
    LadderLine(LadderRule.SUSPENSION_REVIEW, 0, 3),
    LadderLine(LadderRule.ESCALATION_YELLOW, 3),
    LadderLine(LadderRule.ESCALATION_RED, 10),
)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of a committee that are switched on."""

    lines: tuple[LadderLine, ...] = DEFAULT_LINES

    def of(self, *rules: LadderRule) -> Iterator[LadderLine]:
        """The steps of these rules."""
        return (line for line in self.lines if line.rule in rules)

    def threshold(self, rule: LadderRule) -> int | None:
        """After how many working days a level is reached; None: never."""
        return min((line.days for line in self.of(rule)), default=None)
