"""Open tasks whose computed due date would come out differently today: reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.breakdown import Event
from tracker.domain.breakdown.dues import Bases as TextBases
from tracker.domain.breakdown.redating import read_now
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.due_rules import Bases, Due, NamedEvent
from tracker.domain.moved_dates import recompute
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.tasks import DueDate, Task
from tracker.queries.calendar import get_calendar


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A task, the date in force, and what its rule comes to now."""

    task: Task
    on: date | None
    due: Due


def list_moved_dates(viewer: Viewer) -> list[MovedDate]:
    """The open tasks of the committees whose secretary the viewer is, the earliest date first."""
    mine = viewer.committees_as(CommitteeRole.SECRETARY)
    newest = select(func.max(DueDate.id)).group_by(DueDate.task_id)
    rows = (
        select(Task, DueDate)
        .join(DueDate, DueDate.task_id == Task.id)
        .where(
            Task.committee_id.in_(mine),
            Task.state == TaskState.OPEN,
            DueDate.id.in_(newest),
            or_(
                DueDate.rule["base"].as_string().is_not(None),
                DueDate.rule["why"].as_string().is_not(None),
            ),
        )
        .options(
            joinedload(Task.conclusion),
            joinedload(Task.committee).selectinload(Committee.events),
            selectinload(Task.due_dates),
        )
        .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
    )
    calendar = get_calendar()
    found = (
        MovedDate(task, task.due_on, due)
        for task, row in db.session.execute(rows)
        if (due := _due_now(task, row, calendar)) is not None
    )
    return [one for one in found if one.on != one.due.on]


def _due_now(task: Task, row: DueDate, calendar: WorkingCalendar) -> Due | None:
    """By its rule, else by the words of the text that it was read from."""
    if "rule" in row.rule:
        return recompute(row.rule, _bases(task), calendar)
    said = next((one.due_text for one in reversed(task.due_dates) if one.due_text), "")
    why = str(row.rule.get("why", ""))
    found = read_now(said, _text_bases(task, calendar), why) if said else None
    return Due(found.on, {**row.rule, "why": found.why}) if found else None


def _text_bases(task: Task, calendar: WorkingCalendar) -> TextBases:
    events = (Event(one.name, one.first_day, one.last_day) for one in task.committee.events)
    of = task.conclusion
    return TextBases(of.held_on, of.issued_on, calendar, tuple(events))


def _bases(task: Task) -> Bases:
    events = [
        NamedEvent(one.id, one.name, one.first_day, one.last_day, one.is_main)
        for one in task.committee.events
    ]
    return Bases(task.conclusion.held_on, task.conclusion.issued_on, tuple(events))
