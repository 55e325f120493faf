"""The list of tasks: search, filters, order; every row that the viewer may see (DESIGN 3.12).

Of a task that the viewer sees in head only, the list gives title, leads and due date: neither
the search nor a filter may tell more about it than its row does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import selectinload

from tracker.domain.access import Content, Viewer
from tracker.domain.tasks import Kind, Part, TimeState
from tracker.domain.text import fold, normalise
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import Committee
from tracker.models.conclusions import Conclusion
from tracker.models.tasks import Assignment, Task, TaskChange
from tracker.queries.calendar import Horizons
from tracker.queries.facts import current_time_state
from tracker.queries.repeats import said_again, says_again
from tracker.queries.reports import TaskLine
from tracker.queries.visibility import tasks_left, tasks_seen

MOST_CHOICES = 200
Rows = Select[*tuple[Any, ...]]
"""A selection of whatever columns."""


class Sort(StrEnum):
    """The orders of the list."""

    DUE = "due"
    """The best match first, then the earliest deadline."""
    CODE = "code"
    NEWEST = "newest"


class Repeated(StrEnum):
    """How a task stands to those that say the same (*nhắc lại*)."""

    TOLD = "told"
    """It was said again."""
    AGAIN = "again"
    """It says an earlier one again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is cut down to; nothing: every task that may be seen."""

    words: str = ""
    committee_id: int | None = None
    conclusion_id: int | None = None
    agency_id: int | None = None
    part: Part | None = None
    state: TimeState | None = None
    kind: Kind | None = None
    repeated: Repeated | None = None
    due_from: date | None = None
    due_to: date | None = None
    sort: Sort = Sort.DUE


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: keys and names."""

    committees: Sequence[tuple[int, str]]
    conclusions: Sequence[tuple[int, str]]
    agencies: Sequence[tuple[int, str]]


class TaskList:
    """One viewer's list at one instant."""

    def __init__(self, viewer: Viewer, now: datetime, wanted: Wanted) -> None:
        """Read the horizons once."""
        self.horizons = Horizons(now)
        self._wanted = wanted
        self._time_state = current_time_state(self.horizons)
        self._seen = tasks_seen(viewer)
        self._viewer = viewer
        self._detailed = tasks_seen(viewer, Content.TASK_DETAIL)
        self._left = tasks_left(viewer)
        self._agency_ids = viewer.agency_ids

    def count(self) -> int:
        """How many rows :meth:`rows` has in all."""
        rows = self._found(select(func.count()).select_from(Task))
        return db.session.scalar(rows) or 0

    def rows(self, *, limit: int | None = None, offset: int = 0) -> list[TaskLine]:
        """The rows in their order."""
        detailed, left = self._detailed.label("detailed"), self._left.label("left")
        rows = self._found(select(Task, self._time_state, detailed, left))
        in_order = rows.order_by(*self._order()).limit(limit).offset(offset)
        found = db.session.execute(in_order.options(*_WITH_PARTS)).all()
        kept = self._kept([row.Task for row in found if row.left])
        return [
            kept.get(task.id)
            or TaskLine(task, TimeState(state), task.deadline_on, task.answered_on, bool(may))
            for task, state, may, _left in found
        ]

    def _kept(self, tasks: Sequence[Task]) -> dict[int, TaskLine]:
        """By task: the row as it was when the last of the viewer's agencies lost its part."""
        changes = select(TaskChange).where(TaskChange.task_id.in_([one.id for one in tasks]))
        held: dict[int, list[TaskChange]] = defaultdict(list)
        if tasks:
            for one in db.session.scalars(changes.order_by(TaskChange.recorded_at, TaskChange.id)):
                held[one.task_id].append(one)
        return {one.id: self._kept_line(one, held[one.id]) for one in tasks}

    def _kept_line(self, task: Task, changes: Sequence[TaskChange]) -> TaskLine:
        mine = (one for one in task.assignments if one.agency_id in self._agency_ids)
        until = max(one.ended_at for one in mine if one.ended_at is not None)
        known = [one for one in changes if one.recorded_at < until]
        deadline_on = known[-1].deadline_on if known else None
        return TaskLine(task, TimeState.NODATE, deadline_on, None, is_detailed=False, until=until)

    def _found(self, rows: Rows) -> Rows:
        wanted = self._wanted
        rows = rows.where(self._seen, *map(self._names, fold(wanted.words).split()))
        for column, value in (
            (Task.committee_id, wanted.committee_id),
            (Task.conclusion_id, wanted.conclusion_id),
            (Task.kind, wanted.kind),
        ):
            rows = rows.where(column == value) if value is not None else rows
        if wanted.due_from is not None:
            rows = rows.where(Task.deadline_on >= wanted.due_from, ~self._left)
        if wanted.due_to is not None:
            rows = rows.where(Task.deadline_on <= wanted.due_to, ~self._left)
        if wanted.state is not None:
            rows = rows.where(self._detailed, self._time_state == wanted.state.value)
        if wanted.repeated is not None:
            rows = rows.where(_REPEATED[wanted.repeated](self._viewer))
        if wanted.agency_id is not None or wanted.part is not None:
            rows = rows.where(self._has_part())
        return rows

    def _names(self, word: str) -> ColumnElement[bool]:
        """The condition that title, text, code or a body that may be seen holds ``word``."""
        named = (
            select(Assignment.task_id)
            .join(Agency, Agency.id == Assignment.agency_id)
            .where(Assignment.ended_at.is_(None), Agency.folded.contains(word, autoescape=True))
        )
        leads = named.where(Assignment.part == Part.LEAD)
        return or_(
            Task.folded.contains(word, autoescape=True),
            func.lower(Task.code).contains(word, autoescape=True),
            and_(~self._left, Task.id.in_(leads)),
            and_(self._detailed, Task.id.in_(named)),
        )

    def _has_part(self) -> ColumnElement[bool]:
        wanted = self._wanted
        parts = select(Assignment.task_id).where(Assignment.ended_at.is_(None))
        if wanted.agency_id is not None:
            parts = parts.where(Assignment.agency_id == wanted.agency_id)
        leads = and_(~self._left, Task.id.in_(parts.where(Assignment.part == Part.LEAD)))
        if wanted.part is Part.LEAD:
            return leads
        if wanted.part is not None:
            parts = parts.where(Assignment.part == wanted.part)
            return and_(self._detailed, Task.id.in_(parts))
        return or_(leads, and_(self._detailed, Task.id.in_(parts)))

    def _order(self) -> list[ColumnElement[Any]]:
        by_code: list[ColumnElement[Any]] = [Task.committee_id.asc(), Task.serial.asc()]
        if self._wanted.sort is Sort.CODE:
            return by_code
        if self._wanted.sort is Sort.NEWEST:
            return [Task.published_at.desc(), *by_code]
        due = case((self._left, None), else_=Task.deadline_on)
        return [*self._rank(), due.is_(None), due.asc(), *by_code]

    def _rank(self) -> list[ColumnElement[Any]]:
        """The code itself first, then the words with the very marks that were typed."""
        words = normalise(self._wanted.words)
        if not words:
            return []
        return [
            case(
                (func.lower(Task.code) == words.lower(), 0),
                (Task.title.icontains(words, autoescape=True), 1),
                else_=2,
            )
        ]


def list_choices(viewer: Viewer) -> Choices:
    """What the filters may offer this viewer: only what some row of the whole list shows."""
    seen = select(Task).where(tasks_seen(viewer))
    committees = select(Committee.id, Committee.name).where(
        Committee.id.in_(seen.with_only_columns(Task.committee_id))
    )
    conclusions = select(Conclusion.id, Conclusion.title).where(
        Conclusion.id.in_(seen.with_only_columns(Task.conclusion_id))
    )
    newest = conclusions.order_by(Conclusion.held_on.desc(), Conclusion.id.desc())
    return Choices(
        committees=_pairs(committees.order_by(Committee.name, Committee.id)),
        conclusions=_pairs(newest.limit(MOST_CHOICES)),
        agencies=_pairs(_agencies(viewer)),
    )


def _agencies(viewer: Viewer) -> Rows:
    """Leads of every task that is seen, and the others of those seen in detail."""
    parts = (
        select(Assignment.agency_id)
        .join(Task, Task.id == Assignment.task_id)
        .where(Assignment.ended_at.is_(None))
    )
    leads = parts.where(Assignment.part == Part.LEAD, tasks_seen(viewer), ~tasks_left(viewer))
    others = parts.where(tasks_seen(viewer, Content.TASK_DETAIL))
    shown = or_(Agency.id.in_(leads), Agency.id.in_(others))
    return select(Agency.id, Agency.name).where(shown).order_by(Agency.sort_key, Agency.id)


def _pairs(rows: Rows) -> list[tuple[int, str]]:
    return [(key, name) for key, name in db.session.execute(rows)]


_WITH_PARTS = (
    selectinload(Task.assignments),
    selectinload(Task.conclusion),
    selectinload(Task.committee),
)
_REPEATED = {Repeated.TOLD: said_again, Repeated.AGAIN: says_again}
