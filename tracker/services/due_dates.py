"""A task's due date: set or changed by the secretariat, with its history (DESIGN 3.8).

Every date leaves a row in ``due_dates``, a dated row of the task and a journal entry, so that a
past day's report still goes by the date that held then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.tasks import TaskState
from tracker.models.tasks import DueDate, Task
from tracker.queries import tasks as task_queries
from tracker.services import journal, lapsing, notices, period_opening, planning
from tracker.services.date_sense import require_meant
from tracker.services.dated import note_task, require_version

FIXED: Mapping[str, object] = {"rule": "fixed"}
"""The rule of a date that a person set."""
DATED = frozenset({TaskState.OPEN, TaskState.SUSPENDED})
"""The states in which a task's date can be set."""
LONGEST_REASON = 2_000


def set_due_date(
    task_id: int,
    *,
    due_on: date | None,
    due_time: time | None = None,
    rule: Mapping[str, object] = FIXED,
    reason: str = "",
    actor: Viewer,
    now: datetime,
    version: int | None = None,
    sure: bool = False,
) -> Task:
    """Set, change or take away the date of an open or suspended task; the secretariat only.

    ``due_on`` None takes the date away; ``rule`` says how it came about: rule, base and count.
    ``version`` is the one that the form was opened with. Raises NotFound, NotAllowed, StaleForm,
    and InvalidInput: task_not_open, due_date_same, time_without_day, due_nonsense,
    due_before_meeting unless ``sure``, reason_needed when there was a date before.
    """
    task = task_queries.get_locked(task_id, actor)
    if not actor.is_secretary(task.committee_id):
        raise NotAllowed("not_allowed")
    if version is not None:
        require_version(task, version)
    require_meant(task.conclusion, due_on, sure=sure)
    return change_due_date(
        task, due_on=due_on, due_time=due_time, rule=rule, reason=reason, actor=actor, now=now
    )


def change_due_date(
    task: Task,
    *,
    due_on: date | None,
    due_time: time | None,
    rule: Mapping[str, object],
    reason: str,
    actor: Viewer,
    now: datetime,
) -> Task:
    """Put a new date into force and tell the agencies.

    The caller has locked the task and checked who asks.
    """
    put_into_force(
        task, due_on=due_on, due_time=due_time, rule=rule, reason=reason, actor=actor, now=now
    )
    notices.tell_due_date(task, actor=actor, now=now)
    return task


def put_into_force(
    task: Task,
    *,
    due_on: date | None,
    due_time: time | None,
    rule: Mapping[str, object],
    reason: str,
    actor: Viewer,
    now: datetime,
) -> None:
    """Change the date without a word to the agencies: the caller's own notice says it.

    The new date counts as it is: days off before it moved the old one only, and days off after it
    will move this one (``tracker.domain.suspensions``). A request for a date that is no later than
    the new one lapses.
    """
    _require_sense(task, due_on, due_time, rule, reason)
    before = task.deadline_on
    task.due_on, task.due_time, task.deadline_on = due_on, due_time, due_on
    task.due_dates.append(_row(due_on, due_time, rule, reason, actor, now))
    note_task(task, actor=actor, now=now, meant_on=_day(task, now), reason=reason.strip())
    journal.record(
        "due_date_set",
        "task",
        task.id,
        actor=actor,
        now=now,
        committee_id=task.committee_id,
        task_id=task.id,
        data={"due_on": _iso(due_on), "before": _iso(before), "rule": str(rule.get("rule", ""))},
    )
    period_opening.arrange(task, actor=actor, now=now, reason=reason.strip())
    planning.void_task(task.id)
    lapsing.lapse_extension(task, actor=actor, now=now)


def _require_sense(
    task: Task,
    due_on: date | None,
    due_time: time | None,
    rule: Mapping[str, object],
    reason: str,
) -> None:
    if task.state not in DATED:
        raise InvalidInput("task_not_open")
    if due_time is not None and due_on is None:
        raise InvalidInput("time_without_day", field="due_time")
    by_person = rule.get("rule") == FIXED["rule"]
    current = task.deadline_on if by_person else task.due_on  # a person goes by what is shown
    if (current, task.due_time) == (due_on, due_time):
        raise InvalidInput("due_date_same", field="due_on")
    if task.due_on is not None and not reason.strip():
        raise InvalidInput("reason_needed", field="reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidInput("words_too_long", field="reason", characters=LONGEST_REASON)


def _row(
    due_on: date | None,
    due_time: time | None,
    rule: Mapping[str, object],
    reason: str,
    actor: Viewer,
    now: datetime,
) -> DueDate:
    return DueDate(
        due_on=due_on,
        due_time=due_time,
        rule=dict(rule),
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.user_id or None,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(task: Task, now: datetime) -> date:
    return task.committee.day_of(now)
