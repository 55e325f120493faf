"""Opening: brings the periods of standing tasks to where their cycle says they should be.

Opening twice opens nothing twice: the plan is computed from what stands, and an assignment has
one period a due date (DESIGN 3.8). What was reported or is due stays as it is; a period to come
that is no longer asked for is withdrawn, with a dated row.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from tracker.domain.access import Viewer, viewer_of_system
from tracker.domain.calendar import ONE_DAY
from tracker.domain.cycles import EACH_MEETING, Cycle, in_force
from tracker.domain.periods import Progress
from tracker.domain.schedules import Duty, Known, Span, closed, plan
from tracker.domain.tasks import AssignmentState, Kind, Part, TaskState
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.periods import Period, PeriodChange
from tracker.models.tasks import Assignment, Task
from tracker.queries import periods as queries
from tracker.queries import tasks as task_queries
from tracker.services import journal


def open_task(task_id: int, *, now: datetime) -> int:
    """Bring one task's periods up to date, for a job; gives how many were opened or withdrawn."""
    return arrange(task_queries.lock_task(task_id), actor=viewer_of_system("periods"), now=now)


def arrange(task: Task, *, actor: Viewer, now: datetime, reason: str = "") -> int:
    """Open and withdraw periods of a task that the caller has locked or made.

    Gives how many periods changed; nothing but a standing task has any.
    """
    if task.kind is not Kind.STANDING:
        return 0
    return sum(
        _Hand(part, actor, now, reason).write(wanted_of(part, now=now))
        for part in task.assignments
        if part.part is Part.LEAD
    )


def follow_meetings(committee: Committee, *, actor: Viewer, now: datetime) -> None:
    """Bring the periods of what is reported on at each meeting up to date.

    Called when a meeting was recorded or its day was changed.
    """
    for task_id in queries.list_open_standing(committee.id):
        task = task_queries.lock_task(task_id)
        if cycle_of(task) == EACH_MEETING:
            arrange(task, actor=actor, now=now)


def wanted_of(part: Assignment, *, now: datetime, duty: Duty | None = None) -> list[Span]:
    """The periods that are to stand for a lead's part.

    ``duty`` is what they would be computed from after a change; by default what holds now.
    """
    today = part.task.committee.day_of(now)
    known = [
        Known(one.starts_on, one.due_on, one.progress)
        for one in queries.list_of_assignment(part.id)
    ]
    if part.ended_at is not None:
        last = part.task.committee.day_of(part.ended_at)
        return closed(known, last, excused=part.state is AssignmentState.OBJECTED)
    if part.task.state not in (TaskState.OPEN, TaskState.SUSPENDED):
        return closed(known, today - ONE_DAY)
    return plan(duty or duty_of(part), known, today)


def duty_of(part: Assignment) -> Duty:
    """What a lead's periods are computed from."""
    task = part.task
    begins = task.committee.day_of(part.assigned_at)
    cycles = queries.list_cycles(task.id)
    return Duty(
        cycle=cycle_of(task),
        begins_on=begins,
        ends_on=task.deadline_on,
        since=max(begins, cycles[-1].since) if cycles else begins,
        meetings=queries.list_meeting_days(task.committee_id),
        pauses=queries.list_pauses(task.id),
    )


def cycle_of(task: Task) -> Cycle:
    """The cycle that a task is reported by: its own, or the committee's default (DESIGN 3.8)."""
    return in_force(task.cycle, task.committee.default_cycle)


class _Hand:
    """Writes what changes in the periods of one part, with dated rows and a journal entry."""

    def __init__(self, part: Assignment, actor: Viewer, now: datetime, reason: str) -> None:
        self._part, self._actor, self._now, self._reason = part, actor, now, reason
        self._today = part.task.committee.day_of(now)
        self._opened: list[int] = []
        self._withdrawn: list[int] = []

    def write(self, wanted: Sequence[Span]) -> int:
        """Bring the rows to where ``wanted`` says; gives how many were opened or withdrawn."""
        rows = {one.due_on: one for one in queries.list_of_assignment(self._part.id)}
        for span in wanted:
            row = rows.pop(span.due_on, None)
            if row is None or row.progress is Progress.WITHDRAWN:
                self._open(row, span)
            elif row.progress is Progress.OPEN:
                self._move(row, span)
        for row in rows.values():
            if row.progress is Progress.OPEN:
                row.progress = Progress.WITHDRAWN
                self._note(row)
                self._withdrawn.append(row.id)
        self._tell_journal()
        return len(self._opened) + len(self._withdrawn)

    def _open(self, row: Period | None, span: Span) -> None:
        if row is None:
            row = Period(
                assignment_id=self._part.id,
                task_id=self._part.task_id,
                committee_id=self._part.committee_id,
                due_on=span.due_on,
                opened_at=self._now,
            )
            db.session.add(row)
        row.cycle, row.progress = cycle_of(self._part.task).code, Progress.OPEN
        row.starts_on, row.missed_after = span.starts_on, span.missed_after
        self._note(row)
        self._opened.append(row.id)

    def _move(self, row: Period, span: Span) -> None:
        if (row.starts_on, row.missed_after) != (span.starts_on, span.missed_after):
            row.starts_on, row.missed_after = span.starts_on, span.missed_after
            self._note(row)

    def _note(self, row: Period) -> None:
        note_period(
            row, actor=self._actor, now=self._now, meant_on=self._today, reason=self._reason
        )

    def _tell_journal(self) -> None:
        if not (self._opened or self._withdrawn):
            return
        journal.record(
            "periods_arranged",
            "assignment",
            self._part.id,
            actor=self._actor,
            now=self._now,
            committee_id=self._part.committee_id,
            task_id=self._part.task_id,
            data={"opened": self._opened, "withdrawn": self._withdrawn},
        )


def note_period(
    period: Period, *, actor: Viewer, now: datetime, meant_on: date, reason: str = ""
) -> None:
    """Append what a period's state depends on from ``now`` on (DESIGN 3.5)."""
    db.session.flush()
    period.changes.append(
        PeriodChange(
            committee_id=period.committee_id,
            progress=period.progress,
            starts_on=period.starts_on,
            missed_after=period.missed_after,
            answered_on=period.answered_on,
            meant_on=meant_on,
            reason=reason,
            recorded_at=now,
            recorded_by_id=actor.user_id or None,
        )
    )
    db.session.flush()


def list_to_open(committee: Committee, *, now: datetime) -> Sequence[int]:
    """The tasks of a committee whose periods may have to change today, by key."""
    return queries.list_tasks_to_open(committee, committee.day_of(now))
