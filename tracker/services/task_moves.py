"""Moves of a whole task: suspended, resumed, cancelled, taken back (DESIGN 3.3).

Every move is one row of ``TASK_MOVES``. It leaves a dated row, a journal entry and a notice to
every agency that has a part; the deadline moves by the days that do not count (DESIGN 3.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tracker.domain import suspensions
from tracker.domain.access import Viewer
from tracker.domain.errors import DomainError, InvalidInput, InvalidMove, NotAllowed
from tracker.domain.tasks import (
    TASK_MOVES,
    TaskMove,
    TaskRule,
    TaskState,
    task_moves_from,
    task_rule_for,
)
from tracker.models.tasks import Task
from tracker.queries import people as people_queries
from tracker.queries import periods as period_queries
from tracker.queries import tasks as task_queries
from tracker.services import journal, lapsing, notices, period_opening, planning
from tracker.services.dated import note_task, require_version

LONGEST_REASON = 2_000
MOVES = tuple(move for move in TaskMove if move is not TaskMove.END)
"""The moves made here; how a standing task ends stands in ``schedules``."""
OWN_MATTER = frozenset({TaskMove.SUSPEND, TaskMove.PROLONG, TaskMove.CANCEL})
"""What nobody does to a task that his own agency leads: it would excuse the agency."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What goes with a move: the reason, and the day on which a suspension is looked at again."""

    reason: str = ""
    review_on: date | None = None
    version: int | None = None
    """The version that the form was opened with; None: whatever is stored."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of several tasks: how many moved, and why others stayed, by code."""

    count: int = 0
    refused: Mapping[str, DomainError] = field(default_factory=dict)


def make_move(
    task_id: int, move: TaskMove, decision: Decision, *, actor: Viewer, now: datetime
) -> Task:
    """Move a whole task; the secretariat only, and the same form sent twice moves once.

    Raises NotFound, NotAllowed (not_allowed, own_task), StaleForm, InvalidMove, and InvalidInput:
    reason_needed, words_too_long, review_needed, review_past, task_answered.
    """
    task = task_queries.get_locked(task_id, actor)
    if not actor.is_secretary(task.committee_id):
        raise NotAllowed("not_allowed")
    if move not in MOVES:
        raise InvalidMove("move_not_possible", move=move.value, state=task.state.value)
    if _is_done(task, move, decision, actor):
        return task
    if decision.version is not None:
        require_version(task, decision.version)
    rule = task_rule_for(move, task.state)
    today = task.committee.day_of(now)
    _require_fit(task, move, rule, decision, today)
    if is_own_matter(task, move, actor):
        raise NotAllowed("own_task")
    _take(task, move, rule, decision, actor, now, today)
    return task


def move_many(
    versions: Mapping[int, int], move: TaskMove, decision: Decision, *, actor: Viewer, now: datetime
) -> Moved:
    """Make one move on several tasks, given by key and version; what a rule forbids stays.

    Raises NotFound for a task that the actor does not see.
    """
    found = [task_queries.get_task(key, actor) for key in sorted(versions)]
    done, refused = 0, dict[str, DomainError]()
    for task in found:
        said = Decision(decision.reason, decision.review_on, versions[task.id])
        try:
            make_move(task.id, move, said, actor=actor, now=now)
        except DomainError as error:
            refused[task.code] = error
        else:
            done += 1
    return Moved(done, refused)


def offered(task: Task, actor: Viewer) -> list[TaskMove]:
    """The moves that a page offers this person for a whole task."""
    if not actor.is_secretary(task.committee_id):
        return []
    return [
        move
        for move in task_moves_from(task.state)
        if move in MOVES
        and not (move is TaskMove.SUSPEND and task.answered_on)
        and not is_own_matter(task, move, actor)
    ]


def is_own_matter(task: Task, move: TaskMove, actor: Viewer) -> bool:
    """Say whether somebody else must decide: the actor's own agency leads (DESIGN 3.6)."""
    if move not in OWN_MATTER or not any(one.agency_id in actor.agency_ids for one in task.leads):
        return False
    others = people_queries.list_secretaries(task.committee_id)
    return bool([user_id for user_id in others if user_id != actor.user_id])


def _is_done(task: Task, move: TaskMove, decision: Decision, actor: Viewer) -> bool:
    """A second click on the same form is no second act."""
    last = task.changes[-1]
    said = (TASK_MOVES[move].target, decision.reason.strip(), decision.review_on, actor.user_id)
    stored = (task.state, last.reason, last.review_on, last.recorded_by_id)
    moved_last = len(task.changes) > 1 and (
        task.changes[-2].state is not task.state or move is TaskMove.PROLONG
    )
    return said == stored and moved_last


def _require_fit(
    task: Task, move: TaskMove, rule: TaskRule, decision: Decision, today: date
) -> None:
    if rule.reason_needed and not decision.reason.strip():
        raise InvalidInput("reason_needed", field="reason")
    if len(decision.reason) > LONGEST_REASON:
        raise InvalidInput("words_too_long", field="reason", characters=LONGEST_REASON)
    if rule.review_needed and decision.review_on is None:
        raise InvalidInput("review_needed", field="review_on")
    if decision.review_on is not None and decision.review_on <= today:
        raise InvalidInput("review_past", field="review_on")
    if move is TaskMove.SUSPEND and task.answered_on is not None:
        raise InvalidInput("task_answered")


def _take(
    task: Task,
    move: TaskMove,
    rule: TaskRule,
    decision: Decision,
    actor: Viewer,
    now: datetime,
    today: date,
) -> None:
    reason, before = decision.reason.strip(), task.deadline_on
    if rule.target is TaskState.OPEN:
        task.deadline_on = deadline_on_return(task, today)
    task.state = rule.target
    review_on = decision.review_on if rule.review_needed else None
    note_task(task, actor=actor, now=now, meant_on=today, reason=reason, review_on=review_on)
    _note(task, move, review_on, before, actor, now)
    planning.void_task(task.id)
    lapsing.lapse_extension(task, actor=actor, now=now)
    notices.tell_task_move(move, task, actor=actor, now=now)
    period_opening.arrange(task, actor=actor, now=now, reason=reason)


def deadline_on_return(task: Task, today: date) -> date | None:
    """The deadline of a task that is not owed now, if it is owed again from ``today`` on."""
    last = task.due_dates[-1].recorded_at if task.due_dates else task.published_at
    pauses = [
        one if one.until else replace(one, until=today)
        for one in period_queries.list_pauses(task.id)
    ]
    return suspensions.deadline(
        task.due_on, task.kind, set_on=task.committee.day_of(last), pauses=pauses
    )


def _note(
    task: Task,
    move: TaskMove,
    review_on: date | None,
    before: date | None,
    actor: Viewer,
    now: datetime,
) -> None:
    data: dict[str, object] = {}
    if review_on is not None:
        data["review_on"] = review_on.isoformat()
    if task.deadline_on != before and task.deadline_on is not None and before is not None:
        data["deadline_on"] = task.deadline_on.isoformat()
        data["days_off"] = (task.deadline_on - before).days
    journal.record(
        f"task_{move.value}",
        "task",
        task.id,
        actor=actor,
        now=now,
        committee_id=task.committee_id,
        task_id=task.id,
        data=data,
    )
