"""The next-meeting pack: what earlier conclusions asked for, looked at before a meeting.

Nothing is copied: every line is computed from the dated rows. Up to the meeting's day it shows
the state of now; afterwards that of the end of its day, so that it can be made again (DESIGN 3.5).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.tasks import DONE_STATES, Part, TaskState, TimeState
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.decisions import MeetingDecision
from tracker.models.meetings import Meeting
from tracker.models.tasks import Assignment, DueDate, Task, TaskChange
from tracker.models.updates import Directive, Update, UpdateKind
from tracker.queries import decisions as decision_queries
from tracker.queries.calendar import Horizon, Horizons
from tracker.queries.facts import AsOf, task_facts, task_time_state

Rows = Select[*tuple[Any, ...]]
_OPEN = (TaskState.OPEN, TaskState.SUSPENDED)
_SAID = (UpdateKind.PROGRESS, UpdateKind.COMPLETION)


class Group(StrEnum):
    """Where a task stands in the review; each stands in exactly one, in this order."""

    OVERDUE = "overdue"
    WAITING = "waiting"
    """Reported, and waits for acceptance."""
    OPEN = "open"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


class Mark(StrEnum):
    """What cuts across the groups."""

    EXTENDED = "extended"
    RETURNED = "returned"
    DIRECTIVE = "directive"
    """A leader's words that nobody has answered."""
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class PackLine:
    """One task in the review."""

    task: Task
    group: Group
    state: TimeState
    deadline_on: date | None
    answered_on: date | None
    leads: Sequence[Assignment]
    helpers: Sequence[Assignment]
    dates: Sequence[DueDate]
    """Its due dates up to then, those that are dates; the first is the original one."""
    returns: int = 0
    said: Update | None = None
    """The last that an agency said."""
    directives: Sequence[Directive] = field(default=())
    decisions: Sequence[MeetingDecision] = field(default=())

    @property
    def extensions(self) -> int:
        """How often the date was moved."""
        return max(0, len(self.dates) - 1)


class Pack:
    """The review before one meeting, at one instant. The caller has checked who may see it."""

    def __init__(self, meeting: Meeting, now: datetime) -> None:
        """Find the meeting before and the day that is meant."""
        self.meeting = meeting
        self.previous = _find_previous(meeting)
        zone = ZoneInfo(meeting.committee.time_zone)
        is_over = meeting.committee.day_of(now) > meeting.held_on
        self.as_of = AsOf.day_in(meeting.held_on, zone) if is_over else None
        self.end = self.as_of.end if self.as_of else now + timedelta(microseconds=1)
        """The instant before which everything counts."""
        self.start = AsOf.day_in(self.previous.held_on, zone).end if self.previous else None
        self._horizons = Horizons(now, day=self.as_of.day if self.as_of else None)
        self._facts = task_facts(self.as_of)
        self._state = task_time_state(self._facts, self._horizons)
        self._group = self._group_sql()

    @property
    def horizon(self) -> Horizon:
        """What time states are measured against."""
        return self._horizons.of(self.meeting.committee_id)

    def counts(self) -> Mapping[Group, int]:
        """How many tasks stand in each group."""
        rows = self._selected(self._group.label("place"), func.count()).group_by("place")
        found = {row[0]: row[1] for row in db.session.execute(rows)}
        return {group: found.get(group.value, 0) for group in Group}

    def marked(self) -> Mapping[Mark, int]:
        """How many bear each mark."""
        return {mark: self.count(mark) for mark in Mark}

    def count(self, show: Group | Mark | None = None) -> int:
        """How many :meth:`lines` has in all."""
        return db.session.scalar(self._shown(self._selected(func.count()), show)) or 0

    def lines(
        self, show: Group | Mark | None = None, *, limit: int | None = None, offset: int = 0
    ) -> list[PackLine]:
        """The tasks in the order of the groups, then the earliest deadline first."""
        columns = (Task, self._group, self._state, self._facts.c.deadline_on)
        rows = self._shown(self._selected(*columns, self._facts.c.answered_on), show)
        places = {group.value: place for place, group in enumerate(Group)}
        deadline = self._facts.c.deadline_on
        in_order = rows.order_by(
            case(places, value=self._group), deadline.is_(None), deadline, Task.serial
        )
        loaded = in_order.limit(limit).offset(offset).options(*_WITH_PARTS)
        return self._lines(db.session.execute(loaded).all())

    def _lines(self, found: Sequence[Any]) -> list[PackLine]:
        ids = [row[0].id for row in found]
        returns, said = self._returns(ids), self._said(ids)
        directives = self._directives(ids)
        decisions = decision_queries.list_at(self.meeting.id, ids)
        return [
            PackLine(
                task=task,
                group=Group(group),
                state=TimeState(state),
                deadline_on=deadline_on,
                answered_on=answered_on,
                leads=self._parts(task, Part.LEAD),
                helpers=self._parts(task, Part.COORDINATING),
                dates=[one for one in task.due_dates if one.due_on and one.recorded_at < self.end],
                returns=returns.get(task.id, 0),
                said=said.get(task.id),
                directives=directives.get(task.id, ()),
                decisions=decisions.get(task.id, ()),
            )
            for task, group, state, deadline_on, answered_on in found
        ]

    def _parts(self, task: Task, part: Part) -> list[Assignment]:
        """Who held a part at that instant."""
        return [
            one
            for one in task.assignments
            if one.part is part
            and one.assigned_at < self.end
            and (one.ended_at is None or one.ended_at >= self.end)
        ]

    def _selected(self, *columns: Any) -> Rows:
        """The tasks of the review: open ones, and what was settled since the meeting before."""
        state = self._facts.c.state
        conditions = [
            Task.committee_id == self.meeting.committee_id,
            or_(
                Conclusion.meeting_id.is_(None),
                Conclusion.meeting_id != self.meeting.id,
            ),
        ]
        if self.start is not None:
            conditions.append(or_(state.in_(_OPEN), self._settled_since(self.start)))
        return (
            select(*columns)
            .select_from(Task)
            .join(self._facts, self._facts.c.task_id == Task.id)
            .join(Conclusion, Conclusion.id == Task.conclusion_id)
            .where(*conditions)
        )

    def _settled_since(self, start: datetime) -> ColumnElement[bool]:
        rows = select(TaskChange.id).where(
            TaskChange.task_id == Task.id,
            TaskChange.recorded_at >= start,
            TaskChange.recorded_at < self.end,
            TaskChange.state.not_in(_OPEN),
        )
        return rows.correlate(Task).exists()

    def _group_sql(self) -> ColumnElement[str]:
        """The group of each row, from its time state and its report."""
        state, reported = self._state, self._facts.c.answered_on.is_not(None)
        done = [one.value for one in DONE_STATES]
        return case(
            (state.in_(done), literal(Group.DONE.value)),
            (state == TimeState.CANCELLED.value, literal(Group.CANCELLED.value)),
            (state == TimeState.PAUSED.value, literal(Group.PAUSED.value)),
            (reported, literal(Group.WAITING.value)),
            (state == TimeState.OVERDUE.value, literal(Group.OVERDUE.value)),
            else_=literal(Group.OPEN.value),
        )

    def _shown(self, rows: Rows, show: Group | Mark | None) -> Rows:
        if isinstance(show, Group):
            return rows.where(self._group == show.value)
        return rows if show is None else rows.where(_MARKED[show](self))

    def extended(self) -> ColumnElement[bool]:
        """The condition that a task's date was moved."""
        dates = (
            select(func.count(DueDate.id))
            .where(
                DueDate.task_id == Task.id,
                DueDate.due_on.is_not(None),
                DueDate.recorded_at < self.end,
            )
            .correlate(Task)
        )
        return dates.scalar_subquery() > 1

    def returned(self) -> ColumnElement[bool]:
        """The condition that a report was returned."""
        rows = select(Update.id).where(Update.task_id == Task.id, self._is_return())
        return rows.correlate(Task).exists()

    def directed(self) -> ColumnElement[bool]:
        """The condition that a directive waits for its answer."""
        rows = select(Directive.id).where(Directive.task_id == Task.id, self._is_unanswered())
        return rows.correlate(Task).exists()

    def decided(self) -> ColumnElement[bool]:
        """The condition that this meeting decided on the task."""
        rows = select(MeetingDecision.id).where(
            MeetingDecision.task_id == Task.id,
            MeetingDecision.meeting_id == self.meeting.id,
            MeetingDecision.ended_at.is_(None),
        )
        return rows.correlate(Task).exists()

    def _is_return(self) -> ColumnElement[bool]:
        return and_(Update.kind == UpdateKind.RETURN, Update.filed_at < self.end)

    def _is_unanswered(self) -> ColumnElement[bool]:
        waits = or_(Directive.answered_at.is_(None), Directive.answered_at >= self.end)
        return and_(Directive.written_at < self.end, waits)

    def _returns(self, ids: Sequence[int]) -> dict[int, int]:
        rows = select(Update.task_id, func.count()).where(
            Update.task_id.in_(ids), self._is_return()
        )
        return {row[0]: row[1] for row in db.session.execute(rows.group_by(Update.task_id))}

    def _said(self, ids: Sequence[int]) -> dict[int, Update]:
        """By task the last update or report up to then."""
        last = (
            select(func.max(Update.id))
            .where(Update.task_id.in_(ids), Update.kind.in_(_SAID), Update.filed_at < self.end)
            .group_by(Update.task_id)
        )
        rows = select(Update).where(Update.id.in_(last)).options(joinedload(Update.assignment))
        return {one.task_id: one for one in db.session.scalars(rows)}

    def _directives(self, ids: Sequence[int]) -> dict[int, list[Directive]]:
        rows = select(Directive).where(Directive.task_id.in_(ids), self._is_unanswered())
        found: dict[int, list[Directive]] = {}
        loaded = rows.options(joinedload(Directive.written_by)).order_by(Directive.id)
        for one in db.session.scalars(loaded):
            found.setdefault(one.task_id, []).append(one)
        return found


_MARKED: Mapping[Mark, Callable[[Pack], ColumnElement[bool]]] = {
    Mark.EXTENDED: Pack.extended,
    Mark.RETURNED: Pack.returned,
    Mark.DIRECTIVE: Pack.directed,
    Mark.DECIDED: Pack.decided,
}
_WITH_PARTS = (
    selectinload(Task.assignments),
    selectinload(Task.due_dates),
    joinedload(Task.conclusion),
)


def _find_previous(meeting: Meeting) -> Meeting | None:
    """The committee's meeting before this one."""
    earlier = or_(
        Meeting.held_on < meeting.held_on,
        and_(Meeting.held_on == meeting.held_on, Meeting.id < meeting.id),
    )
    rows = select(Meeting).where(Meeting.committee_id == meeting.committee_id, earlier)
    last = rows.order_by(Meeting.held_on.desc(), Meeting.id.desc()).limit(1)
    return db.session.scalar(last)
