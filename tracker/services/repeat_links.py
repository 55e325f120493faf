"""*Nhắc lại* after publishing: the secretariat links a task with an earlier one, or unlinks it.

Nothing is merged: both tasks go on, each on its own.
"""

from __future__ import annotations

from datetime import datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput, NotAllowed, StaleForm
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.repeats import RepeatChange
from tracker.models.tasks import Task, TaskRepeat
from tracker.queries import repeats as queries
from tracker.queries import tasks as task_queries
from tracker.services import journal
from tracker.services.due_dates import LONGEST_REASON

LINKED = ("task_repeats", "task_repeated")
LOOSED = ("task_repeats_no_more", "task_repeated_no_more")
"""Acts in the journal of the task that says it again, and of the one that said it first."""


def link(
    task_id: int, code: str, *, reason: str, opened_with: int, actor: Viewer, now: datetime
) -> Task:
    """Say that a task repeats the earlier one of this code; gives the one that said it first.

    What repeated this task repeats that one then. ``opened_with`` is the task that the form
    showed as the first one, 0: none. Raises NotFound, NotAllowed, StaleForm, and InvalidInput:
    reason_needed, words_too_long, repeat_unknown, repeat_itself, repeat_later, repeat_same.
    """
    task, before = _opened(task_id, opened_with, actor)
    _require_reason(reason)
    first = _first_of(task, code, actor)
    if before is not None and before.first_id == first.id:
        raise InvalidInput("repeat_same", field="code")
    following = queries.list_links_to(task.id)
    for one in following:
        one.first_id = first.id
        _note(one.task_id, first.id, task.committee_id, True, reason, actor, now)
    if before is None:
        db.session.add(
            TaskRepeat(task_id=task.id, committee_id=task.committee_id, first_id=first.id)
        )
    else:
        before.first_id = first.id
    _note(task.id, first.id, task.committee_id, True, reason, actor, now)
    db.session.flush()
    return first


def unlink(task_id: int, *, reason: str, opened_with: int, actor: Viewer, now: datetime) -> None:
    """Say that a task repeats no other.

    Raises NotFound, NotAllowed, StaleForm, InvalidInput: reason_needed, words_too_long,
    repeat_missing.
    """
    task, before = _opened(task_id, opened_with, actor)
    _require_reason(reason)
    if before is None:
        raise InvalidInput("repeat_missing")
    _note(task.id, before.first_id, task.committee_id, False, reason, actor, now)
    db.session.delete(before)
    db.session.flush()


def _opened(task_id: int, opened_with: int, actor: Viewer) -> tuple[Task, TaskRepeat | None]:
    """The task, locked, with its link, as the form showed it."""
    task = task_queries.get_locked(task_id, actor)
    if not actor.is_secretary(task.committee_id):
        raise NotAllowed("not_allowed")
    before = queries.find_link(task.id)
    first_id = before.first_id if before else 0
    if first_id != opened_with:
        raise StaleForm(current=first_id)
    return task, before


def _first_of(task: Task, code: str, actor: Viewer) -> Task:
    """The task that said first what the one of this code says; kept from changing meanwhile."""
    named = queries.find_by_code(task.committee_id, code, actor)
    if named is None or named.state is TaskState.CANCELLED:
        raise InvalidInput("repeat_unknown", field="code")
    if named.id == task.id:
        raise InvalidInput("repeat_itself", field="code")
    first = task_queries.get_locked(queries.list_firsts([named.id])[named.id], actor)
    if max(_age(named), _age(first)) > _age(task):
        raise InvalidInput("repeat_later", field="code")
    return first


def _age(task: Task) -> tuple[datetime, int]:
    return task.published_at, task.id


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput("reason_needed", field="reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidInput("words_too_long", field="reason", characters=LONGEST_REASON)


def _note(
    task_id: int,
    first_id: int,
    committee_id: int,
    is_linked: bool,
    reason: str,
    actor: Viewer,
    now: datetime,
) -> None:
    """A dated row, and an entry in the journal of either task."""
    row = RepeatChange(
        task_id=task_id,
        committee_id=committee_id,
        first_id=first_id,
        is_linked=is_linked,
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.user_id or None,
    )
    db.session.add(row)
    acts = LINKED if is_linked else LOOSED
    for act, subject_id, data in (
        (acts[0], task_id, {"first": first_id}),
        (acts[1], first_id, {"by": task_id}),
    ):
        journal.record(
            act,
            "task",
            subject_id,
            actor=actor,
            now=now,
            committee_id=committee_id,
            task_id=subject_id,
            data=data,
        )
