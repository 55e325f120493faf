"""Due dates that would move because the day of issue or of the meeting was set or changed.

They move only when a person ticks them (DESIGN 3.8): this lists them, and moves the ticked ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from tracker.domain import due_rules, moved_dates
from tracker.domain.access import Viewer
from tracker.domain.breakdown import Event, dues
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
class Counted:
    """What a date comes to now: the day, the hour when the text names one, and what to store."""

    on: date
    at: time | None
    stored: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Move:
    """One due date that would move: of which task (or proposal), from which day to which."""

    key: int
    position: int
    title: str
    before: date | None
    after: date
    at: time | None
    stored: Mapping[str, Any]
    """Rule, base and result, so that the date can be explained and computed again."""

    @property
    def token(self) -> str:
        """What a tick sends: the row and the day that was shown."""
        return f"{self.key}:{self.after.isoformat()}"


def list_moves(conclusion: Conclusion) -> Sequence[Move]:
    """What would move in a draft's proposals, or in the open tasks of a published conclusion.

    Of a task: only what is counted from the day of issue, for the rest was settled by publishing.
    """
    count = Counting(conclusion)
    if not conclusion.is_published:
        rows = proposal_queries.list_proposals(conclusion)
        found = [_move_of(row, count.again(row, row.due_rule, row.due_text)) for row in rows]
    elif conclusion.issued_on is not None:
        tasks = task_queries.list_of_conclusion(conclusion.id)
        found = [_of_task(task, count) for task in tasks if task.state is TaskState.OPEN]
    else:
        found = []
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
        rule=one.stored,
        reason=f"Tính lại theo ngày ban hành {conclusion.issued_on:%d/%m/%Y}",
        actor=actor,
        now=now,
        sure=True,
    )


def _move_proposal(conclusion: Conclusion, one: Move, actor: Viewer, now: datetime) -> None:
    row = proposal_queries.get_proposal(conclusion, one.key)
    withdraw_approval(conclusion, actor=actor, now=now)
    row.due_on, row.due_time, row.no_date = one.after, one.at, False
    row.due_rule = dict(one.stored)
    journal.record(
        "proposal_redated",
        "proposal",
        row.id,
        actor=actor,
        now=now,
        committee_id=row.committee_id,
        data={"conclusion": conclusion.id, "due_on": one.after.isoformat()},
    )


class Counting:
    """Counts dates again from what a conclusion says now; reads the calendar once."""

    def __init__(self, conclusion: Conclusion) -> None:
        events = conclusion.committee.events
        self.calendar = calendar_queries.get_calendar()
        self.bases = due_rules.Bases(
            conclusion.held_on,
            conclusion.issued_on,
            tuple(
                due_rules.NamedEvent(one.id, one.name, one.first_day, one.last_day, one.is_main)
                for one in events
            ),
        )
        self.phrases = dues.Bases(
            conclusion.held_on,
            conclusion.issued_on,
            self.calendar,
            tuple(Event(one.name, one.first_day, one.last_day) for one in events),
        )

    def again(self, row: Proposal | Task, rule: Mapping[str, Any], due_text: str) -> Counted | None:
        """What a row's date comes to now; None when a person set it, or nothing says how it came.

        A phrase may name an hour; a rule leaves the hour as it is.
        """
        if "rule" not in rule:
            return self._phrase(due_text) if due_text else None
        due = moved_dates.recompute(rule, self.bases, self.calendar)
        return Counted(due.on, row.due_time, due.stored) if due is not None and due.on else None

    def by_issue(self, rule: Mapping[str, Any], due_text: str) -> bool:
        """Say whether a date is counted from the day of issue."""
        if "rule" in rule:
            return rule.get("base") == due_rules.Base.ISSUE
        return hangs_on_issue(due_text, self.phrases)

    def _phrase(self, due_text: str) -> Counted | None:
        found = read_again(due_text, self.phrases)
        if found is None:
            return None
        base = due_rules.Base.ISSUE if self.by_issue({}, due_text) else due_rules.Base.MEETING
        day = self.bases.day_of(base)
        stored = {"why": found.why, "base": base.value, "base_on": day and day.isoformat()}
        return Counted(found.on, found.at, stored)


def _of_task(task: Task, count: Counting) -> Move | None:
    due_text = next((one.due_text for one in task.due_dates if one.due_text), "")
    rule = task.due_dates[-1].rule if task.due_dates else {}
    if not count.by_issue(rule, due_text):
        return None
    return _move_of(task, count.again(task, rule, due_text))


def _move_of(row: Proposal | Task, counted: Counted | None) -> Move | None:
    """None when the date stays as it is."""
    if counted is None or (row.due_on, row.due_time) == (counted.on, counted.at):
        return None
    return Move(
        key=row.id,
        position=row.position,
        title=row.title,
        before=row.due_on,
        after=counted.on,
        at=counted.at,
        stored=counted.stored,
    )


def _key(token: str) -> int:
    head = token.partition(":")[0]
    return int(head) if head.isdecimal() and len(head) < 10 else 0
