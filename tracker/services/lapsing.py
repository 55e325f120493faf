"""A request for a new date that nothing is left to decide of lapses, with a trace (DESIGN 3.9).

The services that complete, cancel, redate or hand over a task call this in their own transaction.
"""

from __future__ import annotations

from datetime import datetime

from tracker.domain.access import Viewer
from tracker.domain.extensions import ExtensionMove, ExtensionState
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.extensions import Extension
from tracker.models.tasks import Task
from tracker.queries import extensions as queries
from tracker.services import journal, notices, planning

OVER = frozenset({TaskState.COMPLETED, TaskState.CANCELLED})


def lapse_extension(task: Task, *, actor: Viewer, now: datetime) -> None:
    """Let a task's pending request lapse when it is moot; tells the agency that asked.

    The caller has locked the task. Moot: the task is completed or cancelled, has no date any
    more, or one that is as late as the date asked for, or the agency that asked has no part in
    it any more.
    """
    pending = queries.find_pending(task.id)
    if pending is None or not _is_moot(task, pending):
        return
    pending.state = ExtensionState.LAPSED
    pending.settled_at, pending.settled_by_id = now, actor.user_id or None
    db.session.flush()
    planning.void_task(task.id)
    journal.record(
        "extension_lapse",
        "extension",
        pending.id,
        actor=actor,
        now=now,
        committee_id=task.committee_id,
        task_id=task.id,
        data={"wanted_on": pending.wanted_on.isoformat()},
    )
    notices.tell_extension(ExtensionMove.LAPSE, pending, actor=actor, now=now)


def _is_moot(task: Task, pending: Extension) -> bool:
    has_it = task.deadline_on is None or task.deadline_on >= pending.wanted_on
    return task.state in OVER or has_it or not pending.request.assignment.is_current
