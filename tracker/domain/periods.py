"""The life of a period: its moves, and the one definition of how it stands in time.

DESIGN 3.3 (moves), 3.8 (due, on time, late, missed). The SQL side stands in
``tracker.models.periods``; a property test holds the two together. docs/tasks.md shows the table
of moves and is checked against it. When periods are due, ``tracker.domain.schedules`` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import InvalidInput, InvalidMove
from tracker.domain.tasks import Mover, Told


class Progress(StrEnum):
    """How far a period's report has come."""

    OPEN = "open"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    """Not asked for any more: cycle or end changed, or the task ended, before it was due."""


class PeriodMove(StrEnum):
    """The verbs by which a period moves."""

    REPORT = "report"
    ACCEPT = "accept"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """One row of the table of moves of a period."""

    move: PeriodMove
    source: Progress
    target: Progress
    by: Mover
    told: Told
    reason_needed: bool = False


PERIOD_MOVES: tuple[PeriodRule, ...] = (
    PeriodRule(PeriodMove.REPORT, Progress.OPEN, Progress.REPORTED, Mover.AGENCY, Told.SECRETARIAT),
    PeriodRule(
        PeriodMove.ACCEPT, Progress.REPORTED, Progress.ACCEPTED, Mover.SECRETARIAT, Told.AGENCY
    ),
    PeriodRule(
        PeriodMove.RETURN, Progress.REPORTED, Progress.OPEN, Mover.SECRETARIAT, Told.AGENCY, True
    ),
)


def period_rule(move: PeriodMove, progress: Progress) -> PeriodRule:
    """The row of the table for this move. Raises InvalidMove when there is none."""
    for rule in PERIOD_MOVES:
        if rule.move is move and rule.source is progress:
            return rule
    raise InvalidMove("move_not_possible", move=move.value, state=progress.value)


def require_reason(rule: PeriodRule, reason: str) -> None:
    """Raise InvalidInput when the rule wants a reason and none is given."""
    if rule.reason_needed and not reason.strip():
        raise InvalidInput("reason_needed", field="words")


class PeriodState(StrEnum):
    """How a period stands in time: computed, never stored."""

    UPCOMING = "upcoming"
    """Its first day has not come; opened ahead and counted nowhere."""
    DUE = "due"
    ON_TIME = "on_time"
    LATE = "late"
    """Reported after its due date, or owed since then."""
    MISSED = "missed"
    """The next one's due date has passed without a report."""
    WITHDRAWN = "withdrawn"


COUNTED = (PeriodState.DUE, PeriodState.ON_TIME, PeriodState.LATE, PeriodState.MISSED)
"""The cells of the leader's report, in the order in which they are shown."""


OWED_STATES = frozenset({PeriodState.DUE, PeriodState.LATE, PeriodState.MISSED})
"""Among unreported periods: those that want a report now."""


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """All that a period's state depends on.

    ``missed_after``: the day the next period is due. ``answered_on``: the day the report that
    waits or was accepted was filed; None while it is owed, and again after a return.
    """

    progress: Progress
    starts_on: date
    due_on: date
    missed_after: date | None = None
    answered_on: date | None = None


def period_state(facts: PeriodFacts, today: date) -> PeriodState:
    """The one definition; ``today`` is the day in the committee's zone."""
    if facts.progress is Progress.WITHDRAWN:
        return PeriodState.WITHDRAWN
    if facts.answered_on is not None:
        return PeriodState.ON_TIME if facts.answered_on <= facts.due_on else PeriodState.LATE
    if today <= facts.due_on:
        return PeriodState.DUE if facts.starts_on <= today else PeriodState.UPCOMING
    is_missed = facts.missed_after is not None and today > facts.missed_after
    return PeriodState.MISSED if is_missed else PeriodState.LATE
