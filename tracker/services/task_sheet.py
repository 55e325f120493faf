"""Takes a sheet of tasks back in: every change through the service that the page would use.

The preview is the act itself, taken back: what it shows is what storing will do, and what storing
would refuse it names by row and column.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tracker.domain.access import Viewer
from tracker.domain.due_rules import Due, DueRule, Rule
from tracker.domain.due_words import means_none, read_rule
from tracker.domain.errors import DomainError, InvalidInput, NotAllowed
from tracker.domain.task_sheet import FIXED, LABELS, YES, Column, Line, same
from tracker.domain.tasks import Move
from tracker.domain.text import fold, normalise
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.reminders import RowState
from tracker.models.tasks import Assignment, Task
from tracker.queries import task_sheet as queries
from tracker.queries.kept_files import TAKEN_IN
from tracker.queries.reminders import list_loose_notices
from tracker.services import due_dates, journal, updates
from tracker.services.due_setting import bases_of, compute_due
from tracker.services.planning import SUPERSEDED
from tracker.services.updates import Said

HELD_FOR = timedelta(minutes=15)
"""How long notices wait after a sheet came in, so that a corrected one can follow."""
_COLUMN_OF = {
    "due_on": Column.DUE,
    "reason": Column.REASON,
    "words": Column.WORDS,
    "on_behalf_source": Column.SOURCE,
}
"""Where the services' fields stand in the sheet."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that changes something."""

    number: int
    """The row's number in the sheet."""
    code: str
    title: str
    agency: str
    column: Column
    before: str | date | None
    after: str | date | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, and in which column."""

    number: int
    column: Column | None
    error: DomainError


@dataclass(slots=True)
class Outcome:
    """What a sheet does, or why it cannot."""

    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    tasks: set[int] = field(default_factory=set)
    """The keys of the tasks that change."""

    @property
    def mark(self) -> str:
        """A digest of the changes: the same ones must be stored that were shown."""
        return hashlib.sha256(repr(self.changes).encode()).hexdigest()


def take_in(
    lines: Sequence[Line],
    committee: Committee,
    *,
    actor: Viewer,
    now: datetime,
    sure: bool = False,
) -> Outcome:
    """Carry out what the rows say; the edge takes all of it back when a row is at fault.

    ``sure`` says that dates before the meeting were asked about, and are meant.

    Raises NotAllowed for anybody but the committee's secretaries.
    """
    if not actor.is_secretary(committee.id):
        raise NotAllowed("not_allowed")
    return _Intake(lines, committee, actor, now, sure=sure).run()


def hold_notices(outcome: Outcome, *, now: datetime) -> None:
    """Keep back the notices of what was just taken in; a newer one replaces what still waits."""
    newest: set[tuple[str, int | None, str]] = set()
    for row in reversed(list_loose_notices(outcome.tasks)):
        act = (row.rule, row.assignment_id, row.recipient)
        if row.created_at == now:
            row.held_until = now + HELD_FOR
            newest.add(act)
        elif act in newest and row.held_until is not None:
            row.state, row.void_reason = RowState.VOID, SUPERSEDED
    db.session.flush()


def note_taken_in(
    outcome: Outcome, committee: Committee, *, digest: str, actor: Viewer, now: datetime
) -> None:
    """Journal that a sheet came in: its digest, and how much it changed."""
    journal.record(
        TAKEN_IN,
        "committee",
        committee.id,
        actor=actor,
        now=now,
        committee_id=committee.id,
        data={"digest": digest, "changes": len(outcome.changes), "tasks": sorted(outcome.tasks)},
    )


class _Intake:
    """One sheet on its way in."""

    def __init__(
        self,
        lines: Sequence[Line],
        committee: Committee,
        actor: Viewer,
        now: datetime,
        *,
        sure: bool,
    ) -> None:
        self._lines, self._actor, self._now, self._sure = lines, actor, now, sure
        self.outcome = Outcome()
        codes = {_code(line) for line in lines}
        self._tasks = queries.find_by_codes(codes, committee.id, actor)
        self._before = {task.id: (task.version, task.deadline_on) for task in self._tasks.values()}
        self._count = Counter((_code(line), fold(line.cell(Column.LEAD))) for line in lines)

    def run(self) -> Outcome:
        """Go through the rows; what one row cannot do holds none of the others up."""
        for line in self._lines:
            with self._caught(line):
                self._take(line)
        return self.outcome

    @contextmanager
    def _caught(self, line: Line, column: Column | None = None) -> Iterator[None]:
        """Note a refusal at its row and column; what was half done there is taken back."""
        try:
            with db.session.begin_nested():
                yield
        except DomainError as error:
            self.outcome.faults.append(Fault(line.number, _column_of(error) or column, error))

    def _take(self, line: Line) -> None:
        task = self._tasks.get(_code(line))
        if task is None:
            raise InvalidInput("code_unknown", Column.CODE)
        lead = _lead(line, task)
        if self._count[_code(line), fold(line.cell(Column.LEAD))] > 1:
            raise InvalidInput("row_twice", Column.CODE)
        _require_fixed(line, task)
        if not self._says_something(line, task):
            return
        version, _due_on = self._before[task.id]
        if line.cell(Column.VERSION) != str(version):
            raise InvalidInput("sheet_row_stale", Column.VERSION)
        with self._caught(line, Column.DUE):
            self._take_due(line, task, lead)
        with self._caught(line, Column.WORDS):
            self._take_words(line, task, lead)

    def _says_something(self, line: Line, task: Task) -> bool:
        return self._new_due(line, task) or bool(line.cell(Column.WORDS) or line.cell(Column.DONE))

    def _new_due(self, line: Line, task: Task) -> bool:
        before = self._before[task.id][1]
        shown = f"{before:%d/%m/%Y}" if before else ""
        return line.holds(Column.DUE) and not same(line.cell(Column.DUE), shown)

    def _take_due(self, line: Line, task: Task, lead: Assignment) -> None:
        before = self._before[task.id][1]
        if not self._new_due(line, task):
            return
        due = _read_due(line.cell(Column.DUE), task)
        if due.on == before:
            return
        if task.deadline_on != before:  # a row of another lead has set it
            if task.deadline_on != due.on:
                raise InvalidInput("due_differs", Column.DUE)
            return
        due_dates.set_due_date(
            task.id,
            due_on=due.on,
            rule=due.stored or due_dates.FIXED,
            reason=line.cell(Column.REASON),
            sure=self._sure,
            actor=self._actor,
            now=self._now,
        )
        self._note(line, task, lead, Column.DUE, before, due.on)

    def _take_words(self, line: Line, task: Task, lead: Assignment) -> None:
        words, done = line.cell(Column.WORDS), fold(line.cell(Column.DONE))
        if done and done not in YES:
            raise InvalidInput("tick_unclear", Column.DONE)
        if not (words or done):
            return
        said = Said(words=words, on_behalf_source=line.cell(Column.SOURCE))
        move = Move.REPORT if done else Move.UPDATE
        updates.make_move(lead.id, move, said, actor=self._actor, now=self._now)
        self._note(line, task, lead, Column.DONE if done else Column.WORDS, "", words)

    def _note(
        self,
        line: Line,
        task: Task,
        lead: Assignment,
        column: Column,
        before: str | date | None,
        after: str | date | None,
    ) -> None:
        self.outcome.tasks.add(task.id)
        self.outcome.changes.append(
            Change(line.number, task.code, task.title, lead.agency_name, column, before, after)
        )


def _column_of(error: DomainError) -> Column | None:
    name = error.field if isinstance(error, InvalidInput) else None
    return name if isinstance(name, Column) else _COLUMN_OF.get(name or "")


def _code(line: Line) -> str:
    return line.cell(Column.CODE).upper()


def _lead(line: Line, task: Task) -> Assignment:
    name = line.cell(Column.LEAD)
    for lead in task.leads:
        if fold(normalise(lead.agency_name)) == fold(normalise(name)):
            return lead
    raise InvalidInput("lead_fixed", Column.LEAD)


def _require_fixed(line: Line, task: Task) -> None:
    kept = {Column.TITLE: task.title, Column.COORDINATING: queries.coordinating_cell(task)}
    for column in FIXED:
        if line.holds(column) and not same(line.cell(column), kept[column]):
            raise InvalidInput("column_fixed", column, label=LABELS[column])


def _read_due(typed: str, task: Task) -> Due:
    """The date of a cell: a day or the words that a card takes; raises InvalidInput."""
    if not typed:
        raise InvalidInput("due_blank", Column.DUE)
    if means_none(typed):
        return Due(None, {})
    rule: DueRule | None = read_rule(typed, bases_of(task.conclusion))
    if rule is None:
        raise InvalidInput("due_unclear", Column.DUE)
    due = compute_due(task.conclusion, rule)
    if due.on is None:
        raise InvalidInput("due_unclear", Column.DUE)
    return Due(due.on, {}) if rule.rule is Rule.FIXED else due
