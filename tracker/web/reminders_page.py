"""What the page *Nhắc việc* shows: what goes out when, to whom and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from tracker.domain.ladder import Level
from tracker.domain.steps import Step
from tracker.domain.text import sort_key
from tracker.queries import calendar as calendar_queries
from tracker.queries import ledger as ledger_queries
from tracker.services import planning
from tracker.services.planning import Planned
from tracker.web.agency_names import as_told
from tracker.web.context import now, viewer

if TYPE_CHECKING:
    from tracker.models.committees import Committee
    from tracker.models.tasks import Task

WORKING_DAYS_AHEAD = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One rule that speaks of one task on a day, with all agencies and all whom it reaches."""

    task: Task
    agencies: Sequence[str]
    step: Step
    names: Sequence[str]
    deadline_on: date | None
    """The day that it is computed from: of the task, or of a period."""
    is_held: bool
    is_instead: bool


@dataclass(slots=True)
class Day:
    """A day on which mails go out."""

    day: date
    lines: list[Line] = field(default_factory=list)


def coming_days(committee: Committee) -> list[Day]:
    """The working days ahead on which something will go out if nothing changes.

    What falls on a day off is shown on the working day on which its digest goes.
    """
    calendar = calendar_queries.get_calendar()
    until = calendar.add_working_days(committee.day_of(now()), WORKING_DAYS_AHEAD)
    planned = planning.upcoming(committee, now=now(), until=until)
    tasks = ledger_queries.list_tasks(viewer(), sorted({one.row.task_id for one in planned}))
    days: dict[date, Day] = {}
    for _key, group in groupby(planned, key=_line_key):
        line = _line(list(group), tasks)
        goes_on = calendar.on_or_after(line.step.step_on)
        days.setdefault(goes_on, Day(goes_on)).lines.append(line)
    return [days[day] for day in sorted(days)]


def _line_key(one: Planned) -> tuple[date, int, str]:
    return one.step.step_on, one.row.task_id, one.step.rule.value


def _line(group: list[Planned], tasks: dict[int, Task]) -> Line:
    highest = max(group, key=lambda one: list(Level).index(one.step.level))
    task = tasks[highest.row.task_id]
    about = {one.row.assignment_id for one in group}
    return Line(
        task=task,
        agencies=[as_told(part) for part in task.assignments if part.id in about],
        step=highest.step,
        names=sorted({one.recipient.name for one in group}, key=sort_key),
        deadline_on=highest.row.owed.deadline_on,
        is_held=highest.row.is_held,
        is_instead=any(one.is_instead for one in group),
    )
