"""Due dates and cycles set for many proposals at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tracker.domain.access import Viewer
from tracker.domain.due_rules import Bases, Due, DueRule, NamedEvent, Rule, compute
from tracker.domain.tasks import Kind
from tracker.models.conclusions import Conclusion
from tracker.models.proposals import Proposal
from tracker.queries import calendar as calendar_queries
from tracker.services import snapshots
from tracker.services.proposals import change
from tracker.services.review_steps import step
from tracker.services.snapshots import Snapshot


def bases_of(conclusion: Conclusion) -> Bases:
    """What the due dates of a draft may be counted from."""
    events = [
        NamedEvent(one.id, one.name, one.first_day, one.last_day, one.is_main)
        for one in conclusion.committee.events
    ]
    return Bases(conclusion.held_on, conclusion.issued_on, tuple(events))


def compute_due(conclusion: Conclusion, rule: DueRule) -> Due:
    """The due date that a rule comes to in a draft."""
    return compute(rule, bases_of(conclusion), calendar_queries.get_calendar())


def end_of_standing(conclusion: Conclusion) -> Due:
    """A standing task ends with the committee's main event; open without one (DESIGN 3.8)."""
    main = bases_of(conclusion).main_event
    if main is None:
        return Due(None, {})
    return compute_due(conclusion, DueRule(Rule.UNTIL_EVENT, event_id=main.id))


def set_due(rows: Sequence[Proposal], rule: DueRule, *, actor: Viewer, now: datetime) -> None:
    """Give proposals the date that a rule comes to; they are then done once."""
    if rows:
        due = compute_due(rows[0].conclusion, rule)
        _set(rows, "due", _dated(due), actor=actor, now=now)


def set_no_date(rows: Sequence[Proposal], *, actor: Viewer, now: datetime) -> None:
    """Say that proposals have no due date, which closes the gap."""
    _set(rows, "due", {**_dated(Due(None, {})), "no_date": True}, actor=actor, now=now)


def set_standing(rows: Sequence[Proposal], *, actor: Viewer, now: datetime) -> None:
    """Make proposals standing tasks on the committee's default cycle, up to its main event."""
    if rows:
        conclusion = rows[0].conclusion
        cycle = conclusion.committee.default_cycle
        values = {
            **_dated(end_of_standing(conclusion)),
            "kind": Kind.STANDING.value,
            "cycle": cycle,
        }
        _set(rows, "due", values, actor=actor, now=now)


def _dated(due: Due) -> Snapshot:
    return {
        "kind": Kind.ONE_OFF.value,
        "cycle": "",
        "due_on": due.on.isoformat() if due.on else None,
        "due_time": None,
        "due_rule": dict(due.stored),
        "no_date": False,
    }


def _set(
    rows: Sequence[Proposal], act: str, values: Snapshot, *, actor: Viewer, now: datetime
) -> None:
    if not rows:
        return
    with step(rows[0].conclusion, act, rows, actor=actor, now=now):
        for row in rows:
            after = {**snapshots.take(row), **values}
            change(row, after, "proposal_changed", actor=actor, now=now)
