"""Figures: they sum up, they open their lists, and a past day can be asked for again."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import CommitteeRole, Viewer, viewer_of_system
from tracker.domain.reports import Cell, Figures
from tracker.domain.tasks import (
    AssignmentState,
    Kind,
    TaskState,
    TimeState,
    answered_on,
    time_state,
)
from tracker.extensions import db
from tracker.models.tasks import Assignment, Task
from tracker.queries import reports
from tracker.queries.calendar import get_horizon
from tracker.queries.facts import AsOf
from tracker.queries.reports import Chosen, Scope
from tracker.services.dated import note_assignment, note_task

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = date(2020, 6, 16)
DAYS = 30
SYSTEM = viewer_of_system()


class History:
    """A committee whose tasks change at random, day by day."""

    def __init__(self, seed: int) -> None:
        """Publish tasks of every kind."""
        self.random = random.Random(seed)
        self.committee = make_committee()
        conclusion = make_conclusion(self.committee)
        agencies = [make_agency(f"Sở số {number}") for number in range(5)]
        self.viewer = Viewer(
            1, "", committee_roles={self.committee.id: frozenset({CommitteeRole.LEADER})}
        )
        for number in range(16):
            leads = self.random.sample(agencies, self.random.choice([1, 1, 2]))
            others = [one for one in agencies if one not in leads]
            due = FIRST + timedelta(days=self.random.randint(-3, 25)) if number % 4 else None
            make_task(
                conclusion,
                f"Việc {number}",
                leads=leads,
                coordinating=others[: self.random.randint(0, 2)],
                due_on=due,
                kind=Kind.STANDING if number % 5 == 0 else Kind.ONE_OFF,
            )
        db.session.commit()

    def live(self, day: date) -> None:
        """One day: some agencies report, some tasks are accepted, suspended, dated anew."""
        for task in db.session.query(Task).order_by(Task.id):
            now = at(day, self.random.randint(8, 20))
            if self.random.random() < 0.3 and task.state is TaskState.OPEN:
                self.move(self.random.choice(task.assignments), day, now)
            elif self.random.random() < 0.06:
                self.decide(task, day, now)
        db.session.commit()

    def move(self, assignment: Assignment, day: date, now: datetime) -> None:
        """An agency says something, or gets an answer."""
        state, answered = self.random.choice(
            [
                (AssignmentState.IN_PROGRESS, None),
                (AssignmentState.REPORTED, day),
                (AssignmentState.ACCEPTED, assignment.answered_on or day),
            ]
        )
        assignment.state, assignment.answered_on = state, answered
        assignment.last_update_at = now
        note_assignment(assignment, actor=SYSTEM, now=now, meant_on=day, is_update=True)
        task, leads = assignment.task, assignment.task.leads
        task.answered_on = answered_on([one.answered_on for one in leads])
        if all(one.state is AssignmentState.ACCEPTED for one in leads):
            task.state = TaskState.COMPLETED
        note_task(task, actor=SYSTEM, now=now, meant_on=day)

    def decide(self, task: Task, day: date, now: datetime) -> None:
        """The secretariat does something to the task."""
        if task.state in (TaskState.OPEN, TaskState.SUSPENDED):
            states = [TaskState.OPEN, TaskState.SUSPENDED, TaskState.CANCELLED]
            task.state = self.random.choice(states)
            task.deadline_on = day + timedelta(days=self.random.randint(0, 20))
            note_task(task, actor=SYSTEM, now=now, meant_on=day)

    def scope(self, now: datetime, day: date | None = None) -> Scope:
        """A report at an instant, or as of a day."""
        return Scope(self.viewer, now, AsOf.day_in(day, ZONE) if day else None)


def at(day: date, hour: int) -> datetime:
    """An hour of a day in Hải Dương."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE).astimezone(UTC)


def report(scope: Scope) -> tuple[object, ...]:
    """Everything that a report counts."""
    figures = reports.count_tasks(scope)
    lines = [(one.agency_id, one.figures, one.updates) for one in reports.list_agencies(scope)]
    by = [(key, one) for key, _name, one in reports.list_by(scope, "conclusion_id")]
    return figures, reports.count_waiting(scope), reports.count_updates(scope), lines, by


@pytest.mark.parametrize("seed", range(3))
def test_a_past_days_report_is_what_was_printed_that_day(app: Flask, seed: int) -> None:
    history = History(seed)
    printed = {}
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        history.live(day)
        # what was said at 23:59 of that day, from the current columns
        printed[day] = report(history.scope(at(day, 23) + timedelta(minutes=59, seconds=59)))
    later = at(FIRST + timedelta(days=DAYS + 5), 9)
    assert len({str(one) for one in printed.values()}) > DAYS / 2
    for day, figures in printed.items():
        assert report(history.scope(later, day)) == figures, day


def test_figures_equal_a_recount_in_python(app: Flask) -> None:
    history = History(7)
    for number in range(12):
        history.live(FIRST + timedelta(days=number))
    now = at(FIRST + timedelta(days=14), 9)
    horizon = get_horizon(history.committee, now)
    states = [
        time_state(task.facts, today=horizon.today, soon_until=horizon.soon_until)
        for task in db.session.query(Task)
    ]
    figures = reports.count_tasks(history.scope(now))
    assert figures == Figures.of(states)
    assert sum(figures.cell(cell) for cell in Cell) == figures.total
    assert figures.total == len([one for one in states if one is not TimeState.CANCELLED])


def test_every_figure_opens_as_many_rows_as_it_says(app: Flask) -> None:
    history = History(11)
    for number in range(15):
        history.live(FIRST + timedelta(days=number))
    scope = history.scope(at(FIRST + timedelta(days=16), 9))
    figures = reports.count_tasks(scope)
    for cell in Cell:
        rows = reports.list_tasks(scope, Chosen.of_cell(cell))
        assert len(rows) == figures.cell(cell) == reports.count_chosen(scope, Chosen.of_cell(cell))
    for line in reports.list_agencies(scope):
        for cell in Cell:
            rows = reports.list_tasks(scope, Chosen.of_cell(cell, line.agency_id))
            assert len(rows) == line.figures.cell(cell)
        held = reports.list_assignments(scope, lead_agency_id=line.agency_id)
        assert len(held) == line.updates.open
    assert len(reports.list_tasks(scope, Chosen(waiting=True))) == reports.count_waiting(scope)
    updates = reports.count_updates(scope)
    assert len(reports.list_assignments(scope)) == updates.open
    assert len(reports.list_assignments(scope, updated_only=True)) == updates.updated


def test_nobody_counts_a_foreign_committee(app: Flask) -> None:
    history = History(3)
    stranger = Viewer(2, "", committee_roles={999: frozenset({CommitteeRole.LEADER})})
    for committee_id in (None, history.committee.id):
        scope = Scope(stranger, at(FIRST, 9), committee_id=committee_id)
        assert reports.count_tasks(scope).total == 0
        assert reports.list_tasks(scope, Chosen()) == []
        assert reports.count_updates(scope).open == 0
