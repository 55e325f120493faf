"""Progress reports: counts, and the lists behind every count.

A count and its list are built from the same selection, so a figure always opens as many rows
as it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import selectinload

from tracker.domain.access import Content, Viewer
from tracker.domain.reports import AgencyLine, Cell, Figures, UpdateRate, states_of
from tracker.domain.tasks import OPEN_STATES, Part, TaskState, TimeState
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import Committee
from tracker.models.conclusions import Conclusion
from tracker.models.tasks import FINISHED, Assignment, Task
from tracker.queries.calendar import Horizons
from tracker.queries.facts import (
    AsOf,
    assignment_facts,
    assignment_time_state,
    is_waiting,
    task_facts,
    task_time_state,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report runs over. Committees are cut down to those whose figures the viewer sees."""

    viewer: Viewer
    now: datetime
    as_of: AsOf | None = None
    committee_id: int | None = None
    conclusion_id: int | None = None

    @property
    def committee_ids(self) -> frozenset[int]:
        """The committees that are counted."""
        seen = self.viewer.committees_seeing(Content.FIGURES)
        return seen & {self.committee_id} if self.committee_id else seen

    @property
    def horizons(self) -> Horizons:
        """What time state is measured against."""
        return Horizons(self.now, day=self.as_of.day if self.as_of else None)

    @property
    def until(self) -> datetime:
        """The instant the report looks from."""
        return self.as_of.end if self.as_of else self.now


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which of a report's tasks a list shows; every figure is one such choice."""

    states: frozenset[TimeState] | None = None
    agency_id: int | None = None
    waiting: bool = False
    """Only those with a report that waits for an answer."""

    @classmethod
    def of_cell(cls, cell: Cell, agency_id: int | None = None) -> Chosen:
        """What one cell counts."""
        return cls(states=frozenset(states_of(cell)), agency_id=agency_id)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One row of a list behind a figure; state and dates are those of the report's day."""

    task: Task
    state: TimeState
    deadline_on: date | None
    answered_on: date | None
    is_detailed: bool = True
    """The viewer may see more of it than title, leads and due date (DESIGN 3.12)."""
    until: datetime | None = None
    """The row tells how the task was just before this instant; None: how it is."""

    @property
    def leads(self) -> list[Assignment]:
        """The leads at the row's time."""
        return [one for one in self.parts if one.part is Part.LEAD]

    @property
    def parts(self) -> list[Assignment]:
        """The assignments that held at the row's time."""
        if self.until is not None:
            return self.task.parts_before(self.until)
        return [one for one in self.task.assignments if one.is_current]

    def days_late(self, day: date) -> int:
        """Calendar days from the deadline to the answer, or to ``day``; never below 0."""
        if self.deadline_on is None:
            return 0
        return max(0, ((self.answered_on or day) - self.deadline_on).days)


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """One open assignment behind the rate updated."""

    task: Task
    agency_name: str
    part: Part
    last_update_at: datetime | None
    is_updated: bool


class Selection:
    """The tables of one report: facts of tasks and of assignments, with time states."""

    def __init__(self, scope: Scope) -> None:
        """Build the subqueries; nothing is asked of the database but the horizons."""
        horizons = scope.horizons
        self.scope = scope
        self.facts = task_facts(scope.as_of)
        self.parts = assignment_facts(scope.as_of)
        self.task_state = task_time_state(self.facts, horizons)
        self.part_state = assignment_time_state(self.facts, self.parts, horizons)

    @property
    def inside(self) -> ColumnElement[bool]:
        """The condition that a task belongs to the report."""
        condition = self.facts.c.committee_id.in_(self.scope.committee_ids)
        if self.scope.conclusion_id is None:
            return condition
        return and_(condition, self.facts.c.conclusion_id == self.scope.conclusion_id)

    @property
    def is_lead(self) -> ColumnElement[bool]:
        """The condition that a row of ``parts`` leads."""
        return self.parts.c.part == Part.LEAD

    def has_waiting_report(self) -> ColumnElement[bool]:
        """The condition that one of an open task's leads waits for the secretariat."""
        reported = exists().where(
            self.parts.c.task_id == self.facts.c.task_id,
            self.is_lead,
            is_waiting(self.parts),
        )
        return and_(self.facts.c.state == TaskState.OPEN, reported)


def count_tasks(scope: Scope) -> Figures:
    """The report's tasks by time state."""
    chosen = Selection(scope)
    state = chosen.task_state.label("time_state")
    rows = select(state, func.count()).select_from(chosen.facts).where(chosen.inside)
    return _figures(db.session.execute(rows.group_by(state)))


def count_waiting(scope: Scope) -> int:
    """Open tasks with a completion report that waits for an answer: a sub-count of open."""
    chosen = Selection(scope)
    rows = select(func.count()).select_from(chosen.facts)
    found = db.session.scalar(rows.where(chosen.inside, chosen.has_waiting_report()))
    return found or 0


def count_updates(scope: Scope) -> UpdateRate:
    """Open assignments, and those updated inside the committees' window (DESIGN 3.5)."""
    rows = _open_assignments(Selection(scope)).subquery()
    said = func.count().filter(rows.c.is_updated)
    updated, held = db.session.execute(select(said, func.count()).select_from(rows)).one()
    return UpdateRate(updated=updated, open=held)


def list_agencies(scope: Scope) -> Sequence[AgencyLine]:
    """Lead assignments by agency, the most urgent agency first.

    The sum may exceed the tasks: with joint leads each agency is counted (DESIGN 3.5).
    """
    chosen = Selection(scope)
    state = chosen.part_state.label("time_state")
    rows = (
        select(chosen.parts.c.agency_id, state, func.count())
        .join(chosen.facts, chosen.facts.c.task_id == chosen.parts.c.task_id)
        .where(chosen.inside, chosen.is_lead)
        .group_by(chosen.parts.c.agency_id, state)
    )
    counts: dict[int, dict[TimeState, int]] = {}
    for agency_id, value, number in db.session.execute(rows):
        counts.setdefault(agency_id, {})[TimeState(value)] = number
    return _agency_lines(counts, _updates_by_agency(scope))


def list_by(scope: Scope, column: str) -> list[tuple[int, str, Figures]]:
    """Figures by ``conclusion_id`` or ``committee_id``: key, name and figures, newest first."""
    chosen = Selection(scope)
    state = chosen.task_state.label("time_state")
    key = chosen.facts.c[column]
    rows = select(key, state, func.count()).where(chosen.inside).group_by(key, state)
    counts: dict[int, dict[TimeState, int]] = {}
    for group, value, number in db.session.execute(rows):
        counts.setdefault(group, {})[TimeState(value)] = number
    names = _names(column, counts)
    return [(group, name, Figures(counts[group])) for group, name in names]


def list_tasks(
    scope: Scope, chosen: Chosen, *, limit: int | None = None, offset: int = 0
) -> list[TaskLine]:
    """The tasks behind a figure, the earliest deadline first, those without one last."""
    rows = _chosen_tasks(Selection(scope), chosen)
    rows = rows.order_by(
        Task.deadline_on.is_(None), Task.deadline_on, Task.committee_id, Task.serial
    )
    found = db.session.execute(rows.options(*_WITH_PARTS).limit(limit).offset(offset))
    until = scope.as_of.end if scope.as_of else None
    return [
        TaskLine(task, TimeState(state), deadline_on, answered_on, until=until)
        for task, state, deadline_on, answered_on in found
    ]


def list_due(scope: Scope, first: date, last: date) -> list[TaskLine]:
    """The open tasks that are due from ``first`` to ``last``, by day."""
    tables = Selection(scope)
    rows = _chosen_tasks(tables, Chosen(OPEN_STATES)).where(
        tables.facts.c.deadline_on.between(first, last)
    )
    found = db.session.execute(rows.order_by(tables.facts.c.deadline_on, Task.id))
    return [TaskLine(task, TimeState(state), *dates) for task, state, *dates in found]


def count_chosen(scope: Scope, chosen: Chosen) -> int:
    """How many rows :func:`list_tasks` has in all."""
    rows = _chosen_tasks(Selection(scope), chosen).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


def list_assignments(
    scope: Scope, *, updated_only: bool = False, lead_agency_id: int | None = None
) -> list[AssignmentLine]:
    """The open assignments behind a rate updated, those silent longest first.

    With ``lead_agency_id`` those that this agency leads: what its line of the report counts.
    """
    tables = Selection(scope)
    rows = _open_assignments(tables).add_columns(Task, Agency.name.label("agency_name"))
    rows = rows.join(Task, Task.id == tables.parts.c.task_id)
    rows = rows.join(Agency, Agency.id == tables.parts.c.agency_id)
    if updated_only:
        rows = rows.where(_is_updated(tables))
    if lead_agency_id is not None:
        rows = rows.where(tables.is_lead, tables.parts.c.agency_id == lead_agency_id)
    said = tables.parts.c.last_update_at
    in_order = rows.order_by(said.is_not(None), said, tables.parts.c.assignment_id)
    return [
        AssignmentLine(row.Task, row.agency_name, row.part, row.last_update_at, row.is_updated)
        for row in db.session.execute(in_order)
    ]


def _chosen_tasks(tables: Selection, chosen: Chosen) -> Select[Any]:
    facts, parts = tables.facts, tables.parts
    state = tables.task_state
    rows = select(Task).join(facts, facts.c.task_id == Task.id)
    if chosen.agency_id is not None:
        state = tables.part_state
        rows = rows.join(parts, and_(parts.c.task_id == Task.id, tables.is_lead))
        rows = rows.where(parts.c.agency_id == chosen.agency_id)
    rows = rows.add_columns(state.label("time_state"), facts.c.deadline_on, facts.c.answered_on)
    rows = rows.where(tables.inside)
    if chosen.states is not None:
        rows = rows.where(state.in_([one.value for one in chosen.states]))
    if chosen.waiting:
        rows = rows.where(tables.has_waiting_report())
    return rows


def _open_assignments(tables: Selection) -> Select[Any]:
    facts, parts = tables.facts, tables.parts
    return (
        select(
            parts.c.assignment_id,
            parts.c.agency_id,
            parts.c.part,
            parts.c.last_update_at,
            _is_updated(tables).label("is_updated"),
        )
        .join(facts, facts.c.task_id == parts.c.task_id)
        .where(
            tables.inside,
            facts.c.state == TaskState.OPEN,
            parts.c.progress.not_in(FINISHED),
        )
    )


def _is_updated(tables: Selection) -> ColumnElement[bool]:
    """Updated inside the window of the row's own committee."""
    windows = select(Committee.id, Committee.update_window_days)
    inside = windows.where(Committee.id.in_(tables.scope.committee_ids))
    return or_(
        false(),
        *(
            and_(
                tables.facts.c.committee_id == committee_id,
                tables.parts.c.last_update_at >= tables.scope.until - timedelta(days=days),
            )
            for committee_id, days in db.session.execute(inside)
        ),
    )


def _updates_by_agency(scope: Scope) -> dict[int, tuple[UpdateRate, datetime | None]]:
    """By agency the rate of its open lead assignments, and when it last said something."""
    tables = Selection(scope)
    rows = _open_assignments(tables).where(tables.is_lead).subquery()
    said, last = func.count().filter(rows.c.is_updated), func.max(rows.c.last_update_at)
    grouped = select(rows.c.agency_id, said, func.count(), last).group_by(rows.c.agency_id)
    return {
        agency_id: (UpdateRate(updated=updated, open=held), last_at)
        for agency_id, updated, held, last_at in _rows(grouped)
    }


def _agency_lines(
    counts: Mapping[int, Mapping[TimeState, int]],
    updates: Mapping[int, tuple[UpdateRate, datetime | None]],
) -> list[AgencyLine]:
    agencies = select(Agency.id, Agency.name).where(Agency.id.in_(counts))
    in_order = db.session.execute(agencies.order_by(Agency.sort_key, Agency.id))
    none_open = (UpdateRate(0, 0), None)
    lines = [
        AgencyLine(key, name, Figures(counts[key]), *updates.get(key, none_open))
        for key, name in in_order
    ]
    return sorted(lines, key=lambda line: line.urgency)


def _names(column: str, keys: Iterable[int]) -> list[tuple[int, str]]:
    if column == "committee_id":
        names = select(Committee.id, Committee.name).order_by(Committee.name, Committee.id)
        rows = names.where(Committee.id.in_(keys))
    else:
        names = select(Conclusion.id, Conclusion.title).where(Conclusion.id.in_(keys))
        rows = names.order_by(Conclusion.held_on.desc(), Conclusion.id.desc())
    return [(key, name) for key, name in db.session.execute(rows)]


_WITH_PARTS = (
    selectinload(Task.assignments).joinedload(Assignment.agency),
    selectinload(Task.conclusion),
)


def _rows(statement: Select[Any]) -> Iterable[Any]:
    return db.session.execute(statement)


def _figures(rows: Iterable[Any]) -> Figures:
    return Figures({TimeState(value): number for value, number in rows})
