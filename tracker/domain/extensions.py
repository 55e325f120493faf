"""Extensions (*gia hạn*): states, the table of their moves, limits, the date that is asked for.

DESIGN 3.9. docs/tasks.md shows the table and is checked against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tracker.domain import due_rules, due_words
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.due_rules import Bases
from tracker.domain.errors import InvalidInput


class ExtensionState(StrEnum):
    """Where a request for a new date stands."""

    PENDING = "pending"
    GRANTED = "granted"
    CHANGED = "changed"
    """Granted, with another date than was asked for."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    """Nothing is left to decide: the task was completed or cancelled, or has a later date."""


EXTENDED = frozenset({ExtensionState.GRANTED, ExtensionState.CHANGED})
"""The states in which the task has got a new date."""


class ExtensionMove(StrEnum):
    """What is done to a request."""

    ASK = "ask"
    GRANT = "grant"
    CHANGE = "change"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


class ExtensionMover(StrEnum):
    """Who may. ``LEAD_AGENCY`` and ``ASKER`` include the secretariat on behalf (DESIGN 3.7)."""

    LEAD_AGENCY = "lead_agency"
    ASKER = "asker"
    """The agency that asked."""
    DECIDER = "decider"
    """A secretary, or a leader where the committee's settings say so."""
    NOBODY = "nobody"
    """It happens by itself, with another act."""


class ExtensionTold(StrEnum):
    """Who gets a notice."""

    DECIDER = "decider"
    ASKER = "asker"
    AGENCIES = "agencies"
    """Every lead and coordinator of the task."""


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """One row of the table of moves."""

    move: ExtensionMove
    target: ExtensionState
    by: ExtensionMover
    told: ExtensionTold
    words_needed: bool = False


_S, _M, _T = ExtensionState, ExtensionMover, ExtensionTold
EXTENSION_MOVES: Mapping[ExtensionMove, ExtensionRule] = {
    rule.move: rule
    for rule in (
        ExtensionRule(ExtensionMove.ASK, _S.PENDING, _M.LEAD_AGENCY, _T.DECIDER, True),
        ExtensionRule(ExtensionMove.GRANT, _S.GRANTED, _M.DECIDER, _T.AGENCIES),
        ExtensionRule(ExtensionMove.CHANGE, _S.CHANGED, _M.DECIDER, _T.AGENCIES, True),
        ExtensionRule(ExtensionMove.REFUSE, _S.REFUSED, _M.DECIDER, _T.AGENCIES, True),
        ExtensionRule(ExtensionMove.WITHDRAW, _S.WITHDRAWN, _M.ASKER, _T.DECIDER),
        ExtensionRule(ExtensionMove.LAPSE, _S.LAPSED, _M.NOBODY, _T.ASKER),
    )
}
"""Every move but *ask* starts from *pending*."""
DECISIONS = (ExtensionMove.GRANT, ExtensionMove.CHANGE, ExtensionMove.REFUSE)


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a committee lets dates be extended; None: no limit. Days are calendar days."""

    most: int | None = None
    """Extensions of one task."""
    days_each: int | None = None
    """From the date in force to the new one."""
    days_total: int | None = None
    """From the first date that the task had to the new one."""


@dataclass(frozen=True, slots=True)
class Dates:
    """A task's dates, and how often it was extended: what a new date is measured against."""

    first_on: date
    due_on: date
    extended: int = 0


def require_possible(new_on: date, dates: Dates, limits: Limits) -> None:
    """Raise InvalidInput when a date cannot be asked for, or be granted, as an extension.

    extension_not_later, extension_limit_most, extension_limit_each, extension_limit_total. The
    limits bind both sides; the secretariat may still change the due date itself.
    """
    if new_on <= dates.due_on:
        raise InvalidInput("extension_not_later", "new_on", day=_words(dates.due_on))
    if limits.most is not None and dates.extended >= limits.most:
        raise InvalidInput("extension_limit_most", "new_on", most=limits.most)
    for code, most, start in (
        ("extension_limit_each", limits.days_each, dates.due_on),
        ("extension_limit_total", limits.days_total, dates.first_on),
    ):
        if most is not None and (new_on - start).days > most:
            latest = date.fromordinal(start.toordinal() + most)
            raise InvalidInput(code, "new_on", most=most, day=_words(latest))


def read_new_date(typed: str, due_on: date, bases: Bases, calendar: WorkingCalendar) -> date | None:
    """The date that somebody types who asks for more time; None when the words mean none.

    The words are those of every due field (:mod:`tracker.domain.due_words`); days that name no
    base are counted from the date in force.
    """
    rule = due_words.read_rule(typed, replace(bases, held_on=due_on))
    if rule is None:
        return None
    return due_rules.compute(rule, replace(bases, held_on=due_on), calendar).on


def _words(day: date) -> str:
    return day.strftime("%d/%m/%Y")
