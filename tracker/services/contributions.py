"""A contribution's own date, set by the lead or the secretariat; it never blocks (DESIGN 3.3)."""

from __future__ import annotations

from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.tasks import ANSWERED, Part, TaskState
from tracker.extensions import db
from tracker.models.tasks import Assignment
from tracker.queries import tasks as task_queries
from tracker.services import journal, notices, planning
from tracker.services.dated import require_version


def set_date(
    assignment_id: int, wanted_on: date | None, *, version: int, actor: Viewer, now: datetime
) -> Assignment:
    """Say by when a coordinator's contribution is wanted; None: by the task's own date.

    ``version`` is the assignment's, from the form. The coordinator is told, and reminded by this
    date from now on. Raises NotFound, NotAllowed, StaleForm, and InvalidInput: task_not_open,
    contribution_given, contribution_date_same, contribution_date_past, contribution_after_task.
    """
    part = task_queries.get_assignment(assignment_id, actor, lock=True)
    if not _sets_dates(part, actor):
        raise NotAllowed("not_allowed")
    require_version(part, version)
    _require_sense(part, wanted_on, part.task.committee.day_of(now))
    before = part.wanted_on
    part.wanted_on, part.wanted_set_at = wanted_on, now
    db.session.flush()
    planning.void_task(part.task_id)
    journal.record(
        "contribution_dated",
        "assignment",
        part.id,
        actor=actor,
        now=now,
        committee_id=part.committee_id,
        task_id=part.task_id,
        data={"assignment": part.id, "due_on": _iso(wanted_on), "before": _iso(before)},
    )
    notices.tell_contribution_date(part, actor=actor, now=now)
    return part


def may_set_date(part: Assignment, actor: Viewer) -> bool:
    """Say whether a page offers this person to set the date of a contribution."""
    is_owed = part.task.state is TaskState.OPEN and part.is_current and part.state not in ANSWERED
    return is_owed and _sets_dates(part, actor)


def speaks_for_lead(part: Assignment, actor: Viewer) -> bool:
    """Say whether the actor acts for a lead of the part's task, not on its behalf."""
    return any(lead.agency_id in actor.agency_ids for lead in part.task.leads)


def _sets_dates(part: Assignment, actor: Viewer) -> bool:
    if part.part is not Part.COORDINATING:
        return False
    return speaks_for_lead(part, actor) or actor.is_secretary(part.committee_id)


def _require_sense(part: Assignment, wanted_on: date | None, today: date) -> None:
    if part.task.state is not TaskState.OPEN or not part.is_current:
        raise InvalidInput("task_not_open")
    if part.state in ANSWERED:
        raise InvalidInput("contribution_given")
    if wanted_on == part.wanted_on:
        raise InvalidInput("contribution_date_same", field="wanted_on")
    if wanted_on is None:
        return
    if wanted_on < today:
        raise InvalidInput("contribution_date_past", field="wanted_on")
    deadline = part.task.deadline_on
    if deadline is not None and wanted_on > deadline:
        day = deadline.strftime("%d/%m/%Y")
        raise InvalidInput("contribution_after_task", field="wanted_on", day=day)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
