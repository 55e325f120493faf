"""Two people at once on the same task, in two real sessions: one of them is told to look again."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests.factories.sessions import at_once
from tests.integration.services.test_reminders import Office, at, receive
from tests.integration.services.test_task_moves import DUE, WHY, secretary
from tracker.domain.tasks import AssignmentState, Move, TaskMove, TaskState
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.services.task_moves import Decision, make_move
from tracker.services.updates import Said
from tracker.services.updates import make_move as move_part

SUSPENDING = Decision(WHY, date(2020, 7, 20))


@pytest.fixture
def office(app: Flask) -> Office:
    """A committee and an agency."""
    return Office()


def test_an_agency_reports_while_the_secretary_suspends(office: Office, app: Flask) -> None:
    task = office.task(due_on=DUE)
    key, part, officer, actor = (
        task.id,
        task.assignments[0].id,
        office.officer(),
        secretary(office),
    )
    db.session.commit()
    said = Said(words="Đã xong")
    ends = at_once(
        app,
        lambda: move_part(part, Move.REPORT, said, actor=officer, now=at(2)),
        lambda: make_move(key, TaskMove.SUSPEND, SUSPENDING, actor=actor, now=at(2)),
    )
    assert ends in (["done", "task_answered"], ["done", "task_not_open"])
    db.session.refresh(task)
    reported = task.assignments[0].state is AssignmentState.REPORTED
    assert reported is (task.state is TaskState.OPEN)
    assert (task.answered_on is not None) is reported


def test_one_secretary_accepts_while_another_cancels(office: Office, app: Flask) -> None:
    task = office.task(due_on=DUE)
    receive(office, task, at(1), Move.REPORT)
    key, part, actor = task.id, task.assignments[0].id, secretary(office)
    db.session.commit()
    ends = at_once(
        app,
        lambda: move_part(part, Move.ACCEPT, Said(), actor=actor, now=at(2)),
        lambda: make_move(key, TaskMove.CANCEL, Decision(WHY), actor=actor, now=at(2)),
    )
    assert ends in (["done", "move_not_possible"], ["done", "task_not_open"])
    db.session.refresh(task)
    accepted = task.assignments[0].state is AssignmentState.ACCEPTED
    assert task.state is (TaskState.COMPLETED if accepted else TaskState.CANCELLED)


def test_a_double_click_in_two_processes_moves_once(office: Office, app: Flask) -> None:
    task = office.task(due_on=DUE)
    key, actor = task.id, secretary(office)
    form = Decision(WHY, date(2020, 7, 20), task.version)
    db.session.commit()

    def press() -> object:
        return make_move(key, TaskMove.SUSPEND, form, actor=actor, now=at(2))

    assert at_once(app, press, press) == ["done", "done"]
    assert db.session.query(JournalEntry).filter_by(act="task_suspend").count() == 1


def test_two_different_moves_of_two_secretaries_are_one(office: Office, app: Flask) -> None:
    task = office.task(due_on=DUE)
    key, version, actor = task.id, task.version, secretary(office)
    db.session.commit()
    ends = at_once(
        app,
        lambda: make_move(
            key, TaskMove.SUSPEND, Decision(WHY, date(2020, 7, 20), version),
            actor=actor, now=at(2),
        ),
        lambda: make_move(
            key, TaskMove.CANCEL, Decision(WHY, None, version), actor=actor, now=at(2)
        ),
    )  # fmt: skip
    assert ends == ["done", "stale_form"]
