"""Due dates that were computed once and would come out differently today (DESIGN 3.8).

A computed date stores rule, base and count. When the calendar, an event or the day of issue
changes, it is computed again; whether the task moves is for a person to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.due_rules import Base, Bases, Due, DueRule, Rule, compute

EVENT = "event:"


def recompute(stored: Mapping[str, Any], bases: Bases, calendar: WorkingCalendar) -> Due | None:
    """What a stored rule comes to now.

    None when a person set the date, when the rule is not one of ours, or when its base is gone:
    such a date stays as it is.
    """
    rule = read_stored(stored)
    if rule is None or rule.rule is Rule.FIXED:
        return None
    due = compute(rule, bases, calendar)
    return due if due.on is not None else None


def read_stored(stored: Mapping[str, Any]) -> DueRule | None:
    """The rule that a row of ``due_dates`` keeps, or None when it keeps none."""
    try:
        rule, count = Rule(str(stored.get("rule"))), int(stored.get("count") or 0)
        base = str(stored.get("base") or "")
        if base.startswith(EVENT):
            return DueRule(rule, count, event_id=int(base.removeprefix(EVENT)))
        return DueRule(rule, count, Base(base)) if base else DueRule(rule, count)
    except (TypeError, ValueError):
        return None
