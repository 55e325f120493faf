"""Handing over: a part of a published task goes to another agency, begins or ends (DESIGN 3.10).

A part that ends stays as history, with a dated row; a part that begins has its own receipt
clock, its own ladder and the name that the agency has now. Only the secretariat hands over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.handovers import Handover, require_handover
from tracker.domain.tasks import Part, TaskState
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.handovers import HandoverRow
from tracker.models.tasks import Assignment, Task
from tracker.queries import agencies as agency_queries
from tracker.queries import tasks as task_queries
from tracker.services import due_dates, journal, notices, period_opening, planning
from tracker.services.date_sense import require_meant
from tracker.services.dated import note_assignment, require_version
from tracker.services.updates import LONGEST, settle_task


@dataclass(frozen=True, slots=True)
class Reassigning:
    """Who goes on, why, and by when if the date changes as well."""

    agency_id: int
    reason: str
    due_on: date | None = None
    """A new due date of the task, for the same reason; None: the date stays."""
    sure: bool = False
    """A date before the meeting was asked about, and is meant."""


def reassign(
    assignment_id: int, values: Reassigning, *, version: int, actor: Viewer, now: datetime
) -> Assignment:
    """End a part and begin it for another agency; gives the new assignment.

    An agency that coordinates so far may take the lead; its contribution's part ends with it.
    Raises NotFound, NotAllowed, StaleForm when the part changed since the form was opened,
    InvalidMove, and InvalidInput: reason_needed, words_too_long, task_not_open, assignment_ended,
    agency_has_part, agency_gone, and those of a due date.
    """
    old = _get_part(assignment_id, version, actor)
    _require_reason(values.reason)
    _require_handover(Handover.REASSIGN, old)
    agency = _get_successor(values.agency_id, old.task, now)
    _make_room(old, agency)
    ended = [old, *_helping(old.task, agency)]
    new = _begin(old.task, agency, old.part, old.position, now)
    for one in ended:
        _end(one, values.reason, actor, now)
    _note_beginning(new, values.reason, actor, now)
    if values.due_on is not None and values.due_on != old.task.due_on:
        _redate(old.task, values, actor, now)
    _record(Handover.REASSIGN, old, new, values.reason, actor, now)
    return new


def add(task_id: int, agency_id: int, *, reason: str, actor: Viewer, now: datetime) -> Assignment:
    """Let one more agency coordinate on a task.

    Raises NotFound, NotAllowed, and InvalidInput: reason_needed, words_too_long, task_not_open,
    agency_has_part, agency_gone.
    """
    task = task_queries.get_locked(task_id, actor)
    _require_secretary(task, actor)
    _require_reason(reason)
    agency = _get_successor(agency_id, task, now)
    if agency.id in {one.agency_id for one in task.assignments if one.is_current}:
        raise InvalidInput("agency_has_part", field="agency", name=agency.name)
    position = 1 + max((one.position for one in task.assignments), default=0)
    new = _begin(task, agency, Part.COORDINATING, position, now)
    _note_beginning(new, reason, actor, now)
    _record(Handover.ADD, None, new, reason, actor, now)
    return new


def take_off(
    assignment_id: int, *, reason: str, version: int, actor: Viewer, now: datetime
) -> Assignment:
    """End a part that nobody else gets; gives the part.

    Raises NotFound, NotAllowed, StaleForm, InvalidMove (also for the last lead), and
    InvalidInput: reason_needed, words_too_long, task_not_open, assignment_ended.
    """
    old = _get_part(assignment_id, version, actor)
    _require_reason(reason)
    _require_handover(Handover.TAKE_OFF, old)
    _end(old, reason, actor, now)
    _record(Handover.TAKE_OFF, old, None, reason, actor, now)
    return old


def other_leads(part: Assignment) -> int:
    """How many other leads of the same task hold."""
    return sum(lead is not part for lead in part.task.leads)


def may_hand_over(task: Task, actor: Viewer) -> bool:
    """Say whether a page offers this person to change the agencies of a task."""
    return task.state is TaskState.OPEN and actor.is_secretary(task.committee_id)


def _get_part(assignment_id: int, version: int, actor: Viewer) -> Assignment:
    """The part, with every other writer of its task kept out; the second of two is told."""
    part = task_queries.get_assignment(assignment_id, actor, lock=True)
    _require_secretary(part.task, actor)
    require_version(part, version)
    if not part.is_current:
        raise InvalidInput("assignment_ended")
    return part


def _require_secretary(task: Task, actor: Viewer) -> None:
    if not actor.is_secretary(task.committee_id):
        raise NotAllowed("not_allowed")
    if task.state is not TaskState.OPEN:
        raise InvalidInput("task_not_open")


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput("reason_needed", field="reason")
    if len(reason) > LONGEST:
        raise InvalidInput("words_too_long", field="reason", characters=LONGEST)


def _require_handover(handover: Handover, part: Assignment) -> None:
    require_handover(handover, part.part, part.state, other_leads=other_leads(part))


def _get_successor(agency_id: int, task: Task, now: datetime) -> Agency:
    agency = agency_queries.get_agency(agency_id)
    if agency.exists_to is not None and agency.exists_to < task.committee.day_of(now):
        raise InvalidInput("agency_gone", field="agency", name=agency.name)
    return agency


def _make_room(old: Assignment, agency: Agency) -> None:
    """Refuse an agency that has a part already, unless it gives up a lesser one."""
    held = {one.part for one in old.task.assignments if _is_held(one, agency)}
    if Part.LEAD in held or (held and old.part is Part.COORDINATING):
        raise InvalidInput("agency_has_part", field="agency", name=agency.name)


def _helping(task: Task, agency: Agency) -> list[Assignment]:
    return [one for one in task.assignments if _is_held(one, agency)]


def _is_held(part: Assignment, agency: Agency) -> bool:
    return part.is_current and part.agency_id == agency.id


def _begin(task: Task, agency: Agency, part: Part, position: int, now: datetime) -> Assignment:
    new = Assignment(
        committee_id=task.committee_id,
        agency=agency,
        part=part,
        position=position,
        agency_name=agency.name,
        assigned_at=now,
    )
    task.assignments.append(new)
    db.session.flush()
    return new


def _end(part: Assignment, reason: str, actor: Viewer, now: datetime) -> None:
    """The state stays as it was; reminders and notices about the part are void."""
    part.ended_at = now
    day = part.task.committee.day_of(now)
    note_assignment(part, actor=actor, now=now, meant_on=day, reason=reason.strip())
    planning.void_assignment(part.id)


def _note_beginning(new: Assignment, reason: str, actor: Viewer, now: datetime) -> None:
    day = new.task.committee.day_of(now)
    note_assignment(new, actor=actor, now=now, meant_on=day, reason=reason.strip())


def _record(
    handover: Handover,
    old: Assignment | None,
    new: Assignment | None,
    reason: str,
    actor: Viewer,
    now: datetime,
) -> None:
    """Keep the change of hands, bring the task up to date, tell both agencies."""
    part = new or old
    assert part is not None
    row = HandoverRow(
        task_id=part.task_id,
        committee_id=part.committee_id,
        kind=handover,
        ended=old,
        begun=new,
        reason=reason.strip(),
        made_at=now,
        made_by_id=actor.user_id or None,
    )
    db.session.add(row)
    db.session.flush()
    settle_task(part.task, actor, now, part.task.committee.day_of(now))
    period_opening.arrange(part.task, actor=actor, now=now, reason=reason.strip())
    _journal(handover, part, row, actor, now)
    notices.tell_handover(row, actor=actor, now=now)


def _journal(
    handover: Handover, part: Assignment, row: HandoverRow, actor: Viewer, now: datetime
) -> None:
    data: dict[str, object] = {"part": part.part.value}
    if row.ended is not None:
        data |= {"ended": row.ended.id, "from_agency": row.ended.agency_id}
        data |= {"state": row.ended.state.value}
    if row.begun is not None:
        data |= {"begun": row.begun.id, "to_agency": row.begun.agency_id}
    journal.record(
        f"part_{handover.value}",
        "handover",
        row.id,
        actor=actor,
        now=now,
        committee_id=part.committee_id,
        task_id=part.task_id,
        data=data,
    )


def _redate(task: Task, values: Reassigning, actor: Viewer, now: datetime) -> None:
    require_meant(task.conclusion, values.due_on, sure=values.sure)
    due_dates.change_due_date(
        task,
        due_on=values.due_on,
        due_time=None,
        rule=due_dates.FIXED,
        reason=values.reason,
        actor=actor,
        now=now,
    )
