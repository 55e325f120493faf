"""Asking for a new due date, in the name of a lead, and taking the request back (DESIGN 3.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.extensions import (
    Dates,
    ExtensionMove,
    ExtensionState,
    read_new_date,
    require_possible,
)
from tracker.domain.tasks import AssignmentState, Kind, TaskState
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.extensions import Extension
from tracker.models.tasks import Assignment, Task
from tracker.models.updates import Evidence, Update, UpdateKind
from tracker.queries import calendar as calendar_queries
from tracker.queries import extensions as queries
from tracker.queries import tasks as task_queries
from tracker.services import due_setting, extensions
from tracker.services.dated import note_assignment
from tracker.services.updates import KeptEvidence

ASKING = frozenset(
    {AssignmentState.ASSIGNED, AssignmentState.RECEIVED, AssignmentState.IN_PROGRESS}
)
"""The states of a lead's part from which it may ask: it still owes its report."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a lead agency asks for."""

    new_on: date
    reason: str
    new_text: str = ""
    """The words that were typed for the date."""
    evidence: Sequence[KeptEvidence] = ()
    on_behalf_source: str = ""
    """Filed by the secretariat for the agency: telephone or paper, number, date, person."""
    form_key: str | None = None


def ask(assignment_id: int, request: Request, *, actor: Viewer, now: datetime) -> Extension:
    """Ask for a new date in the name of a lead; the same form sent twice asks once.

    A request implies receipt. Raises NotFound, NotAllowed, and InvalidInput: task_not_open,
    extension_standing, extension_without_date, extension_reported, extension_pending,
    extension_past, source_needed, reason_needed, words_too_long, and what
    :func:`tracker.domain.extensions.require_possible` raises.
    """
    part = task_queries.get_assignment(assignment_id, actor, lock=True)
    known = queries.find_by_form(request.form_key) if request.form_key else None
    if known is not None:
        return known
    _require_asker(part, request.on_behalf_source, actor)
    dates = _require_askable(part)
    today = part.task.committee.day_of(now)
    _require_fit(request, dates, part.task.committee, today)
    extension = _request_row(part, request, dates, actor, now)
    db.session.add(extension)
    if part.state is AssignmentState.ASSIGNED:
        part.state = AssignmentState.RECEIVED
    note_assignment(part, actor=actor, now=now, meant_on=today)
    extensions.settle(ExtensionMove.ASK, extension, actor, now)
    return extension


def read_date(task: Task, typed: str) -> date | None:
    """The date that somebody types who asks for more time, or decides on it; None: unreadable.

    Days that name no base are counted from the date in force.
    """
    bases, calendar = due_setting.bases_of(task.conclusion), calendar_queries.get_calendar()
    return read_new_date(typed, task.deadline_on, bases, calendar) if task.deadline_on else None


def withdraw(
    extension_id: int, words: str = "", *, source: str = "", actor: Viewer, now: datetime
) -> Extension:
    """Take a request back: who acts for the agency that asked, or the secretariat with source.

    Raises NotFound, NotAllowed, and InvalidInput: extension_settled, source_needed,
    words_too_long.
    """
    extension, _task = extensions.locked(extension_id, actor)
    _require_asker(extension.request.assignment, source, actor)
    if extension.state is ExtensionState.WITHDRAWN and extension.settled_by_id == actor.user_id:
        return extension
    extensions.require_pending(extension)
    extensions.require_short(words, "words")
    extensions.close(extension, ExtensionState.WITHDRAWN, words, actor, now)
    extension.answer_source = (
        "" if extensions.speaks_for(extension.request.assignment, actor) else source
    )
    extensions.settle(ExtensionMove.WITHDRAW, extension, actor, now)
    return extension


def askers(task: Task, actor: Viewer) -> list[Assignment]:
    """The leads in whose name a page offers this person to ask: his own, else all (on behalf)."""
    if task.state is not TaskState.OPEN or task.kind is not Kind.ONE_OFF or task.due_on is None:
        return []
    leads = [lead for lead in task.leads if lead.state in ASKING]
    own = [lead for lead in leads if extensions.speaks_for(lead, actor)]
    return own or (leads if actor.is_secretary(task.committee_id) else [])


def may_withdraw(extension: Extension, actor: Viewer) -> bool:
    """Say whether a page offers this person to take a request back."""
    if not extension.is_pending:
        return False
    asker = extension.request.assignment
    return extensions.speaks_for(asker, actor) or actor.is_secretary(extension.committee_id)


def _require_asker(part: Assignment, source: str, actor: Viewer) -> None:
    if extensions.speaks_for(part, actor):
        return
    if not actor.is_secretary(part.committee_id):
        raise NotAllowed("not_allowed")
    if not source.strip():
        raise InvalidInput("source_needed", field="on_behalf_source")


def _require_askable(part: Assignment) -> Dates:
    """What the new date is measured against, when a request can be made at all."""
    task = part.task
    if task.state is not TaskState.OPEN:
        raise InvalidInput("task_not_open")
    if task.kind is not Kind.ONE_OFF:
        raise InvalidInput("extension_standing")
    if task.due_on is None:
        raise InvalidInput("extension_without_date")
    if part not in task.leads:
        raise NotAllowed("not_allowed")
    if part.state not in ASKING:
        raise InvalidInput("extension_reported")
    if queries.find_pending(task.id) is not None:
        raise InvalidInput("extension_pending")
    return extensions.dates_of(task, task.deadline_on or task.due_on)


def _require_fit(request: Request, dates: Dates, committee: Committee, today: date) -> None:
    if not request.reason.strip():
        raise InvalidInput("reason_needed", field="reason")
    extensions.require_short(request.reason, "reason")
    if dates.due_on < request.new_on < today:
        raise InvalidInput("extension_past", field="new_on")
    require_possible(request.new_on, dates, extensions.limits_of(committee))


def _request_row(
    part: Assignment, request: Request, dates: Dates, actor: Viewer, now: datetime
) -> Extension:
    today = part.task.committee.day_of(now)
    speaks = extensions.speaks_for(part, actor)
    asked = Update(
        assignment=part,
        task=part.task,
        committee_id=part.committee_id,
        kind=UpdateKind.EXTENSION,
        text=request.reason.strip(),
        filed_on=today,
        filed_at=now,
        filed_by_id=actor.user_id or None,
        on_behalf_source="" if speaks else request.on_behalf_source.strip(),
        form_key=request.form_key,
        evidence=[
            Evidence(name=one.name, media_type=one.media_type, size=one.size, digest=one.digest)
            for one in request.evidence
        ],
    )
    return Extension(
        task=part.task,
        committee_id=part.committee_id,
        request=asked,
        state=ExtensionState.PENDING,
        due_on=dates.due_on,
        wanted_on=request.new_on,
        wanted_text=request.new_text.strip(),
        is_late=today > dates.due_on,
    )
