"""Due dates that would move because the day of issue or of the meeting was set or changed.

They move only when a person ticks them (DESIGN 3.8): this lists them, and moves the ticked ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from tracker.domain.access import Viewer
from tracker.domain.breakdown import Event
from tracker.domain.breakdown.dues import Bases
from tracker.domain.breakdown.redating import hangs_on_issue, read_again
from tracker.domain.errors import StaleForm
from tracker.domain.tasks import TaskState
from tracker.models.conclusions import Conclusion
from tracker.models.proposals import Proposal
from tracker.models.tasks import Task
from tracker.queries import calendar as calendar_queries
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import proposals as proposal_queries
from tracker.queries import tasks as task_queries
from tracker.services import due_dates, journal
from tracker.services.conclusions import withdraw_approval


@dataclass(frozen=True, slots=True)
class Move:
    """One due date that would move: of which task (or proposal), from which day to which."""

    key: int
    position: int
    title: str
    due_text: str
    before: date | None
    after: date
    at: time | None
    why: str

    @property
    def token(self) -> str:
        """What a tick sends: the row and the day that was shown."""
        return f"{self.key}:{self.after.isoformat()}"


def list_moves(conclusion: Conclusion) -> Sequence[Move]:
    """What would move in a draft's proposals, or in the open tasks of a published conclusion."""
    bases = _bases(conclusion)
    if conclusion.is_published and bases.issued_on is None:
        return []
    if not conclusion.is_published:
        rows = proposal_queries.list_proposals(conclusion)
        found = [_of_proposal(row, bases) for row in rows]
    else:
        tasks = task_queries.list_of_conclusion(conclusion.id)
        found = [_of_task(task, bases) for task in tasks if task.state is TaskState.OPEN]
    return [one for one in found if one is not None]


def move(conclusion_id: int, ticked: Iterable[str], *, actor: Viewer, now: datetime) -> int:
    """Move the ticked dates and say how many moved; the secretariat only.

    ``ticked`` holds :attr:`Move.token`. A date that already stands at its new day is passed over,
    so that a second click changes nothing. Raises NotFound, and StaleForm when a date would now
    move to another day than was shown.
    """
    conclusion = conclusion_queries.get_for_secretary(conclusion_id, actor, lock=True)
    moves = {one.token: one for one in list_moves(conclusion)}
    keys = {one.key for one in moves.values()}
    wanted = [token for token in dict.fromkeys(ticked) if _key(token) in keys]
    if any(token not in moves for token in wanted):
        raise StaleForm(current=conclusion.version)
    for token in wanted:
        _apply(conclusion, moves[token], actor, now)
    return len(wanted)


def _apply(conclusion: Conclusion, one: Move, actor: Viewer, now: datetime) -> None:
    if not conclusion.is_published:
        _move_proposal(conclusion, one, actor, now)
        return
    due_dates.set_due_date(
        one.key,
        due_on=one.after,
        due_time=one.at,
        rule=_rule(conclusion, one),
        reason=f"Tính lại: {one.why}",
        actor=actor,
        now=now,
    )


def _move_proposal(conclusion: Conclusion, one: Move, actor: Viewer, now: datetime) -> None:
    row = proposal_queries.get_proposal(conclusion, one.key)
    withdraw_approval(conclusion, actor=actor, now=now)
    row.due_on, row.due_time, row.no_date = one.after, one.at, False
    row.due_rule = _rule(conclusion, one)
    journal.record(
        "proposal_redated",
        "proposal",
        row.id,
        actor=actor,
        now=now,
        committee_id=row.committee_id,
        data={"conclusion": conclusion.id, "due_on": one.after.isoformat()},
    )


def _rule(conclusion: Conclusion, one: Move) -> dict[str, object]:
    """Rule, base and result are kept, so that the date can be explained and computed again."""
    by_issue = hangs_on_issue(one.due_text, _bases(conclusion))
    base = conclusion.issued_on if by_issue else conclusion.held_on
    return {
        "why": one.why,
        "base": "issue" if by_issue else "meeting",
        "base_on": base.isoformat() if base else None,
    }


def _bases(conclusion: Conclusion) -> Bases:
    events = (Event(one.name, one.first_day, one.last_day) for one in conclusion.committee.events)
    return Bases(
        conclusion.held_on,
        conclusion.issued_on,
        calendar_queries.get_calendar(),
        tuple(events),
    )


def _of_proposal(row: Proposal, bases: Bases) -> Move | None:
    return _move_of(row, row.due_text, row.due_rule, bases)


def _of_task(task: Task, bases: Bases) -> Move | None:
    """Of a task: only what is counted from the day of issue; the rest was settled by publishing."""
    due_text = next((one.due_text for one in task.due_dates if one.due_text), "")
    if not hangs_on_issue(due_text, bases):
        return None
    return _move_of(task, due_text, task.due_dates[-1].rule, bases)


def _move_of(
    row: Proposal | Task, due_text: str, rule: Mapping[str, Any], bases: Bases
) -> Move | None:
    """None when a person has set the date, or when it stays."""
    found = read_again(due_text, bases) if due_text and "rule" not in rule else None
    if found is None or (row.due_on, row.due_time) == (found.on, found.at):
        return None
    return Move(
        key=row.id,
        position=row.position,
        title=row.title,
        due_text=due_text,
        before=row.due_on,
        after=found.on,
        at=found.at,
        why=found.why,
    )


def _key(token: str) -> int:
    head = token.partition(":")[0]
    return int(head) if head.isdecimal() and len(head) < 10 else 0
