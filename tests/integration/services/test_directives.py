"""A leader's words and their answer, on both databases: who, once, and seen by whom."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput, NotAllowed, NotFound
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.journal import JournalEntry
from tracker.models.updates import Directive
from tracker.queries import directives as directive_queries
from tracker.services import directives
from tracker.services.directives import Answer, answer_directive, write_directive

AT = datetime(2020, 7, 14, 9, 20, tzinfo=UTC)
WORDS = "Cần nêu rõ phương án nguồn điện dự phòng."


class World:
    """A task with a lead and a helper, and one person of every kind."""

    def __init__(self) -> None:
        """Publish it."""
        committee = make_committee()
        self.lead, self.helper, self.member = (
            make_agency(name) for name in ("Sở TT&TT", "Báo Hải Dương", "Sở Y tế")
        )
        self.task = make_task(
            make_conclusion(committee), leads=[self.lead], coordinating=[self.helper]
        )
        self.secretary, self.leader, self.observer = (
            Viewer(make_user(role.value).id, "", committee_roles={committee.id: frozenset({role})})
            for role in CommitteeRole
        )
        self.officer, self.helping = self.person(self.lead), self.person(self.helper)
        self.outsider = Viewer(
            make_user("ngoai").id,
            "",
            agency_roles={self.member.id: frozenset({AgencyRole.OFFICER})},
            member_committees=frozenset({committee.id}),
        )
        db.session.commit()

    def person(self, agency: Agency) -> Viewer:
        """Somebody who acts for an agency."""
        user = make_user(f"can-bo-{agency.id}")
        return Viewer(user.id, "", agency_roles={agency.id: frozenset({AgencyRole.OFFICER})})

    def write(self, actor: Viewer | None = None, **values: object) -> Directive:
        """Write a directive and commit it."""
        values.setdefault("text", WORDS)
        made = write_directive(self.task.id, actor=actor or self.leader, now=AT, **values)
        db.session.commit()
        return made


@pytest.fixture
def world(app: Flask) -> World:
    """One published task."""
    return World()


def test_a_leader_writes_and_the_lead_agency_answers_once(world: World) -> None:
    made = world.write(answer_by=date(2020, 7, 16))
    answer_directive(made.id, Answer("Có máy phát."), actor=world.officer, now=AT)
    db.session.commit()
    assert (made.answer, made.answered_by_id) == ("Có máy phát.", world.officer.user_id)
    answer_directive(made.id, Answer("Có máy phát. "), actor=world.officer, now=AT)
    db.session.commit()
    with pytest.raises(InvalidInput, match="directive_answered"):
        answer_directive(made.id, Answer("Lần hai"), actor=world.officer, now=AT)
    db.session.rollback()
    entries = db.session.query(JournalEntry).order_by(JournalEntry.id).all()
    assert [one.act for one in entries] == ["directive_written", "directive_answered"]
    assert entries[0].data == {"answer_by": "2020-07-16"}
    assert entries[1].agency_id == world.lead.id


def test_the_secretariat_answers_on_behalf_with_the_source(world: World) -> None:
    made = world.write()
    with pytest.raises(InvalidInput, match="source_needed"):
        answer_directive(made.id, Answer("Có"), actor=world.secretary, now=AT)
    db.session.rollback()
    answer_directive(made.id, Answer("Có", "Điện thoại, ông Đức"), actor=world.secretary, now=AT)
    assert made.answer_source == "Điện thoại, ông Đức"


def test_the_same_form_writes_once(world: World) -> None:
    first, second = (world.write(form_key="k1") for _click in range(2))
    assert first.id == second.id
    assert db.session.query(Directive).count() == 1


def test_who_may_write_and_answer(world: World) -> None:
    for actor in (world.secretary, world.observer, world.officer):
        with pytest.raises(NotAllowed):
            world.write(actor)
        db.session.rollback()
    made = world.write()
    for actor in (world.leader, world.observer, world.helping):
        with pytest.raises(NotAllowed):
            answer_directive(made.id, Answer("x", "y"), actor=actor, now=AT)
        db.session.rollback()
        assert not directives.may_answer(made, world.task, actor)
    with pytest.raises(NotFound):
        answer_directive(made.id, Answer("x", "y"), actor=world.outsider, now=AT)
    db.session.rollback()
    for actor in (world.officer, world.secretary):
        assert directives.may_answer(made, world.task, actor)


def test_what_makes_no_sense_is_refused(world: World) -> None:
    for values, code in (
        ({"text": "  "}, "words_needed"),
        ({"text": "x" * 20_001}, "words_too_long"),
        ({"answer_by": date(2020, 7, 13)}, "answer_day_past"),
    ):
        with pytest.raises(InvalidInput, match=code):
            world.write(**values)
        db.session.rollback()
    world.task.state = TaskState.CANCELLED
    db.session.commit()
    with pytest.raises(InvalidInput, match="task_not_open"):
        world.write()


def test_what_an_agency_has_to_answer(world: World) -> None:
    world.write()
    assert [one.text for one in directive_queries.list_unanswered_by_agencies(world.officer)] == [
        WORDS
    ]
    for other in (world.helping, world.outsider, world.secretary):
        assert directive_queries.list_unanswered_by_agencies(other) == []
