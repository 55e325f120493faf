"""Two real sessions at once: two decisions, a decision and a completion, two requests."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.factories.extensions import AT, DUE, WANTED, G, R, Scene
from tests.factories.sessions import at_once
from tracker.domain.extensions import ExtensionState
from tracker.domain.tasks import Move, TaskState
from tracker.extensions import db
from tracker.models.extensions import Extension
from tracker.models.tasks import DueDate, Task
from tracker.services import asking, extensions
from tracker.services.asking import Request
from tracker.services.extensions import Decision
from tracker.services.updates import Said, make_move


@pytest.fixture
def scene(app: Flask) -> Scene:
    """One task with two leads."""
    return Scene()


def test_two_decisions_at_once_are_one(scene: Scene, app: Flask) -> None:
    key, first, second = scene.ask().id, scene.viewer("thuky"), scene.viewer("thuky2")
    db.session.commit()
    ends = at_once(
        app,
        lambda: extensions.decide(key, Decision(G), actor=first, now=AT),
        lambda: extensions.decide(key, Decision(R, "Không"), actor=second, now=AT),
    )
    assert ends == ["done", "extension_settled"]
    decided, task = db.session.get(Extension, key), db.session.query(Task).one()
    granted = decided.state is ExtensionState.GRANTED
    assert task.due_on == (WANTED if granted else DUE)
    assert db.session.query(DueDate).count() == 1 + granted


def test_the_same_decision_from_two_tabs_is_one(scene: Scene, app: Flask) -> None:
    key, actor = scene.ask().id, scene.viewer("thuky")
    db.session.commit()

    def press() -> object:
        return extensions.decide(key, Decision(G), actor=actor, now=AT)

    assert at_once(app, press, press) == ["done", "done"]
    assert [one.due_on for one in db.session.query(DueDate).order_by(DueDate.id)] == [DUE, WANTED]


def test_a_completion_and_a_decision_at_once_leave_one_truth(scene: Scene, app: Flask) -> None:
    key = scene.ask().id
    for login, part in (("canbo", 0), ("bao", 1)):
        part_id, actor = scene.task.assignments[part].id, scene.viewer(login)
        make_move(part_id, Move.REPORT, Said(words="Xong"), actor=actor, now=AT)
    last, first, second = part_id, scene.viewer("thuky"), scene.viewer("thuky2")
    make_move(scene.task.assignments[0].id, Move.ACCEPT, Said(), actor=first, now=AT)
    db.session.commit()
    ends = at_once(
        app,
        lambda: extensions.decide(key, Decision(G), actor=first, now=AT),
        lambda: make_move(last, Move.ACCEPT, Said(), actor=second, now=AT),
    )
    task, extension = db.session.query(Task).one(), db.session.get(Extension, key)
    assert task.state is TaskState.COMPLETED
    if ends == ["done", "done"]:
        assert (extension.state, task.due_on) == (ExtensionState.GRANTED, WANTED)
    else:
        assert ends == ["done", "extension_settled"]
        assert (extension.state, task.due_on) == (ExtensionState.LAPSED, DUE)


def test_two_leads_that_ask_at_once_have_one_request(scene: Scene, app: Flask) -> None:
    parts = [one.id for one in scene.task.assignments]
    lead, joint = scene.viewer("canbo"), scene.viewer("bao")
    db.session.commit()
    request = Request(new_on=WANTED, reason="Chưa kịp")
    ends = at_once(
        app,
        lambda: asking.ask(parts[0], request, actor=lead, now=AT),
        lambda: asking.ask(parts[1], request, actor=joint, now=AT),
    )
    assert ends == ["done", "extension_pending"]
    assert db.session.query(Extension).count() == 1


def test_taking_back_and_deciding_at_once_is_one_of_them(scene: Scene, app: Flask) -> None:
    key, officer, secretary = scene.ask().id, scene.viewer("canbo"), scene.viewer("thuky")
    db.session.commit()
    ends = at_once(
        app,
        lambda: asking.withdraw(key, actor=officer, now=AT),
        lambda: extensions.decide(key, Decision(G), actor=secretary, now=AT),
    )
    assert ends == ["done", "extension_settled"]
