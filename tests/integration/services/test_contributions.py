"""Contributions on both databases: asked for, dated, reminded of, and never in the way."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories.extensions import AT, Scene
from tracker.domain.errors import InvalidInput, NotAllowed, NotFound, StaleForm
from tracker.domain.tasks import AssignmentState, Move, TaskState
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.reminders import LedgerRow, MailKind
from tracker.models.tasks import Assignment
from tracker.models.updates import Update, UpdateKind
from tracker.services import contributions, planning
from tracker.services.updates import Said, make_move, offered

SOON = date(2020, 7, 9)


@pytest.fixture
def scene(app: Flask) -> Scene:
    """A task with two leads and a coordinator, due on 10 July; it is the 8th."""
    return Scene()


def helped(scene: Scene) -> Assignment:
    """The coordinator's part."""
    return scene.task.assignments[2]


def date_it(scene: Scene, wanted_on: date | None = SOON, login: str = "canbo", **values: object):
    """Set the date of the contribution, and commit it."""
    version = values.pop("version", helped(scene).version)
    made = contributions.set_date(
        helped(scene).id, wanted_on, version=version, actor=scene.viewer(login), now=AT
    )
    db.session.commit()
    return made


def ask_for(scene: Scene, login: str = "canbo", words: str = "Cần số liệu", source: str = ""):
    """Ask the coordinator for its contribution, and commit it."""
    said = Said(words=words, on_behalf_source=source)
    made = make_move(helped(scene).id, Move.ASK_FOR, said, actor=scene.viewer(login), now=AT)
    db.session.commit()
    return made


def notices(rule: str) -> list[str]:
    """Whom a notice goes to."""
    rows = select(LedgerRow.recipient).where(LedgerRow.rule == rule)
    return sorted(db.session.scalars(rows.where(LedgerRow.kind == MailKind.NOTICE)))


def test_the_lead_sets_a_date_and_the_coordinator_is_told(scene: Scene) -> None:
    part = date_it(scene)
    assert (part.wanted_on, part.deadline_on, scene.task.deadline_on) == (
        SOON,
        SOON,
        date(2020, 7, 10),
    )
    assert part.facts.deadline_on == SOON
    assert notices("contribution_dated") == ["giup@hd.example", "vt@hd.example"]
    entry = db.session.query(JournalEntry).filter_by(act="contribution_dated").one()
    assert entry.data == {"assignment": part.id, "due_on": "2020-07-09", "before": None}
    date_it(scene, None, "thuky")
    assert part.deadline_on == date(2020, 7, 10)


def test_who_may_set_it(scene: Scene) -> None:
    for login in ("giup", "lanhdao", "quansat"):
        with pytest.raises(NotAllowed):
            date_it(scene, login=login)
        db.session.rollback()
        assert not contributions.may_set_date(helped(scene), scene.viewer(login))
    with pytest.raises(NotFound):
        date_it(scene, login="ngoai")
    for login in ("canbo", "bao", "thuky"):
        assert contributions.may_set_date(helped(scene), scene.viewer(login))
    with pytest.raises(NotAllowed):
        contributions.set_date(
            scene.task.assignments[0].id, SOON, version=1, actor=scene.viewer("thuky"), now=AT
        )


def test_what_makes_no_sense_is_refused(scene: Scene) -> None:
    for day, code in (
        (None, "contribution_date_same"),
        (date(2020, 7, 7), "contribution_date_past"),
        (date(2020, 7, 11), "contribution_after_task"),
    ):
        with pytest.raises(InvalidInput, match=code):
            date_it(scene, day)
        db.session.rollback()
    opened_with = helped(scene).version
    date_it(scene)
    with pytest.raises(StaleForm):
        date_it(scene, date(2020, 7, 10), version=opened_with)
    db.session.rollback()
    said = Said(words="Gửi số liệu")
    make_move(helped(scene).id, Move.DELIVER, said, actor=scene.viewer("giup"), now=AT)
    with pytest.raises(InvalidInput, match="contribution_given"):
        date_it(scene, date(2020, 7, 10))


def test_reminders_go_by_the_contributions_own_date(scene: Scene) -> None:
    date_it(scene)
    planning.plan(now=datetime(2020, 7, 9, 2, tzinfo=UTC))
    rows = db.session.scalars(select(LedgerRow).where(LedgerRow.rule == "on_due_day")).all()
    assert {(row.agency_id, row.due_on) for row in rows} == {(scene.helper.id, SOON)}
    planning.plan(now=datetime(2020, 7, 10, 2, tzinfo=UTC))
    late = db.session.scalars(select(LedgerRow).where(LedgerRow.rule == "overdue")).all()
    assert {row.agency_id for row in late} == {scene.helper.id}


def test_a_date_of_its_own_is_not_held_by_a_request_of_the_lead(scene: Scene) -> None:
    date_it(scene)
    scene.ask(now=datetime(2020, 7, 10, 1, 0, tzinfo=UTC))
    planning.plan(now=datetime(2020, 7, 10, 2, tzinfo=UTC))
    late = db.session.scalars(select(LedgerRow).where(LedgerRow.rule == "overdue")).all()
    assert {row.agency_id for row in late} == {scene.helper.id}


def test_asking_for_a_contribution_leaves_its_state(scene: Scene) -> None:
    with pytest.raises(InvalidInput, match="reason_needed"):
        ask_for(scene, words=" ")
    db.session.rollback()
    assert ask_for(scene).state is AssignmentState.ASSIGNED
    make_move(helped(scene).id, Move.RECEIVE, Said(), actor=scene.viewer("giup"), now=AT)
    assert ask_for(scene, "bao").state is AssignmentState.RECEIVED
    asked = db.session.query(Update).filter_by(kind=UpdateKind.ASKED_FOR).all()
    assert [one.text for one in asked] == ["Cần số liệu"] * 2
    assert notices("move_ask_for") == ["giup@hd.example"] * 2 + ["vt@hd.example"] * 2


def test_who_may_ask_for_it(scene: Scene) -> None:
    for login in ("giup", "lanhdao", "quansat"):
        with pytest.raises(NotAllowed):
            ask_for(scene, login, source="Điện thoại")
        db.session.rollback()
    with pytest.raises(InvalidInput, match="source_needed"):
        ask_for(scene, "thuky")
    db.session.rollback()
    ask_for(scene, "thuky", source="Điện thoại Sở TT&TT")
    moves = {rule.move for rule in offered(helped(scene), scene.viewer("canbo"))}
    assert moves == {Move.ASK_FOR}


def test_a_missing_contribution_never_blocks(scene: Scene) -> None:
    date_it(scene)
    for login, part in (("canbo", 0), ("bao", 1)):
        key, actor = scene.task.assignments[part].id, scene.viewer(login)
        make_move(key, Move.REPORT, Said(words="Xong"), actor=actor, now=AT)
        make_move(key, Move.ACCEPT, Said(), actor=scene.viewer("thuky"), now=AT)
    assert scene.task.state is TaskState.COMPLETED
