"""The cycle and the end of a standing task: changed and ended by the secretariat (DESIGN 3.8).

A change moves unreported periods to come and nothing else; what would move is listed first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.cycles import in_force, read_words, stored
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.periods import Progress
from tracker.domain.schedules import Span
from tracker.domain.tasks import AssignmentState, Kind, TaskMove, TaskState, task_rule_for
from tracker.extensions import db
from tracker.models.periods import Period, TaskCycle
from tracker.models.tasks import Assignment, Task
from tracker.queries import periods as queries
from tracker.queries import tasks as task_queries
from tracker.services import due_dates, journal, notices, period_opening, updates
from tracker.services.dated import note_assignment, note_task, require_version
from tracker.services.due_dates import LONGEST_REASON


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a standing task is reported by: its cycle, as typed, and its last day, if any."""

    cycle: str
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change would do to one lead's periods to come."""

    part: Assignment
    withdrawn: Sequence[Period]
    opened: Sequence[Span]
    cycle: str
    """The code of the cycle in force after the change."""


def foresee(task_id: int, wanted: Schedule, *, actor: Viewer, now: datetime) -> list[Foreseen]:
    """What a change would do, lead by lead; nothing is written.

    Raises NotFound, NotAllowed, InvalidInput as :func:`change` does.
    """
    task = _get_standing(task_id, actor)
    today = task.committee.day_of(now)
    _require_sense(task, wanted, today)
    return [_foresee_part(one, wanted, today, now) for one in task.leads]


def change(
    task_id: int, wanted: Schedule, *, reason: str, version: int, actor: Viewer, now: datetime
) -> Task:
    """Change cycle or end of an open standing task; only periods to come follow.

    Raises NotFound, NotAllowed, StaleForm, and InvalidInput: task_not_open, schedule_same,
    cycle_unknown, end_past, reason_needed.
    """
    task = _get_standing(task_id, actor)
    require_version(task, version)
    today = task.committee.day_of(now)
    _require_sense(task, wanted, today)
    _require_reason(reason)
    has_new_cycle, has_new_end = _differs(task, wanted)
    if has_new_cycle:
        _set_cycle(task, wanted.cycle, reason, today, actor, now)
    if has_new_end:
        due_dates.change_due_date(
            task,
            due_on=wanted.ends_on,
            due_time=None,
            rule=due_dates.FIXED,
            reason=reason,
            actor=actor,
            now=now,
        )
    else:
        period_opening.arrange(task, actor=actor, now=now, reason=reason.strip())
    return task


def end(task_id: int, *, reason: str, actor: Viewer, now: datetime) -> Task:
    """End a standing task: it is completed, and its unreported periods to come are withdrawn.

    A reason is needed unless its last day has come and every period is accepted. Raises
    NotFound, NotAllowed("not_allowed", "own_matter"), InvalidMove, and InvalidInput:
    periods_waiting, objection_waiting, reason_needed.
    """
    task = _get_standing(task_id, actor)
    today = task.committee.day_of(now)
    state = task_rule_for(TaskMove.END, task.state).target
    _require_answered(task)
    _require_no_own_matter(task, actor)
    if not is_over(task, today):
        _require_reason(reason)
    ended_on = min(today, task.deadline_on or today)
    for lead in task.leads:
        lead.state, lead.answered_on = AssignmentState.ACCEPTED, ended_on
        note_assignment(lead, actor=actor, now=now, meant_on=ended_on, reason=reason.strip())
    task.state, task.answered_on = state, ended_on
    note_task(task, actor=actor, now=now, meant_on=ended_on, reason=reason.strip())
    period_opening.arrange(task, actor=actor, now=now, reason=reason.strip())
    _note("standing_ended", task, {"ended_on": ended_on.isoformat()}, actor, now)
    notices.tell_schedule(notices.ENDED, task, actor=actor, now=now)
    return task


def is_over(task: Task, today: date) -> bool:
    """Say whether the last day has come and every period is accepted: nothing is left to do."""
    if task.deadline_on is None or today < task.deadline_on:
        return False
    return all(one.progress is Progress.ACCEPTED for one in queries.list_of_task(task.id))


def _foresee_part(part: Assignment, wanted: Schedule, today: date, now: datetime) -> Foreseen:
    duty = period_opening.duty_of(part)
    has_new_cycle, _has_new_end = _differs(part.task, wanted)
    cycle = in_force(stored(wanted.cycle), part.task.committee.default_cycle)
    after = replace(
        duty,
        cycle=cycle,
        ends_on=wanted.ends_on,
        since=today if has_new_cycle else duty.since,
    )
    spans = period_opening.wanted_of(part, now=now, duty=after)
    days = {span.due_on for span in spans}
    rows = queries.list_of_assignment(part.id)
    live = [one for one in rows if one.progress is not Progress.WITHDRAWN]
    standing = {one.due_on for one in live}
    return Foreseen(
        part=part,
        withdrawn=[one for one in live if one.due_on not in days],
        opened=[span for span in spans if span.due_on not in standing],
        cycle=cycle.code,
    )


def _get_standing(task_id: int, actor: Viewer) -> Task:
    task = task_queries.get_locked(task_id, actor)
    if not actor.is_secretary(task.committee_id):
        raise NotAllowed("not_allowed")
    if task.kind is not Kind.STANDING:
        raise InvalidInput("not_standing")
    return task


def _differs(task: Task, wanted: Schedule) -> tuple[bool, bool]:
    """Whether the cycle, and whether the end would be another one."""
    default = task.committee.default_cycle
    new = in_force(stored(wanted.cycle), default) != in_force(task.cycle, default)
    return new, wanted.ends_on != task.due_on


def _require_sense(task: Task, wanted: Schedule, today: date) -> None:
    if task.state is not TaskState.OPEN:
        raise InvalidInput("task_not_open")
    if wanted.cycle.strip() and read_words(wanted.cycle) is None:
        raise InvalidInput("cycle_unknown", field="cycle")
    if wanted.ends_on is not None and wanted.ends_on < today and wanted.ends_on != task.due_on:
        raise InvalidInput("end_past", field="ends_on")
    if not any(_differs(task, wanted)):
        raise InvalidInput("schedule_same", field="cycle")


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput("reason_needed", field="reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidInput("words_too_long", field="reason", characters=LONGEST_REASON)


def _require_answered(task: Task) -> None:
    rows = queries.list_of_task(task.id)
    if any(one.progress is Progress.REPORTED for one in rows):
        raise InvalidInput("periods_waiting")
    if any(one.state is AssignmentState.OBJECTED for one in task.leads):
        raise InvalidInput("objection_waiting")


def _require_no_own_matter(task: Task, actor: Viewer) -> None:
    """Nobody closes what his own agency leads, unless he is alone (DESIGN 3.6)."""
    own = [lead for lead in task.leads if updates.acts_for(lead, actor)]
    if own and not updates.only_secretary_left(own[0], actor):
        raise NotAllowed("own_matter")


def _set_cycle(
    task: Task, typed: str, reason: str, today: date, actor: Viewer, now: datetime
) -> None:
    before, task.cycle = task.cycle, stored(typed)
    row = TaskCycle(
        task_id=task.id,
        cycle=task.cycle,
        before=before,
        since=today,
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.user_id or None,
    )
    db.session.add(row)
    db.session.flush()
    codes = {name: in_force(code, task.committee.default_cycle).code
             for name, code in (("before", before), ("cycle", task.cycle))}  # fmt: skip
    _note("cycle_changed", task, codes, actor, now)
    notices.tell_schedule(notices.CYCLE, task, actor=actor, now=now)


def _note(act: str, task: Task, data: dict[str, str], actor: Viewer, now: datetime) -> None:
    journal.record(
        act,
        "task",
        task.id,
        actor=actor,
        now=now,
        committee_id=task.committee_id,
        task_id=task.id,
        data=data,
    )
