"""The page of a task: course, directives, journal, and what a foreign agency never reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import CommitteeMember
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.models.updates import Directive

SignIn = Callable[[User], FlaskClient]
MARKERS = {
    "update": "DẤU-CẬP-NHẬT",
    "directive": "DẤU-CHỈ-ĐẠO",
    "answer": "DẤU-TRẢ-LỜI",
    "reason": "DẤU-LÝ-DO",
    "source": "DẤU-NGUỒN",
}


class World:
    """A task, and a person of every kind."""

    def __init__(self) -> None:
        """Publish it."""
        committee = make_committee()
        self.lead, helper, member = (
            make_agency(name) for name in ("Sở TT&TT", "Báo Hải Dương", "Sở Y tế")
        )
        self.task = make_task(
            make_conclusion(committee),
            "Lập phương án",
            leads=[self.lead],
            coordinating=[helper],
            due_on=date(2020, 7, 10),
        )
        committee.members.append(CommitteeMember(agency_id=member.id))
        self.secretary, self.leader, self.observer = (
            self.of_committee(committee.id, role) for role in CommitteeRole
        )
        self.officer = self.of_agency("canbo", self.lead)
        self.helping = self.of_agency("bao", helper)
        self.member = self.of_agency("syt", member)
        self.stranger = self.of_agency("la", make_agency("Sở Ngoại vụ"))
        self.address = f"/tasks/{self.task.id}"
        self.part_id = self.task.assignments[0].id
        db.session.commit()

    def of_committee(self, committee_id: int, role: CommitteeRole) -> User:
        """Somebody with a role in the committee."""
        user = make_user(role.value, f"Người {role.value}")
        user.committee_roles.append(CommitteePost(committee_id=committee_id, role=role))
        return user

    def of_agency(self, login: str, agency: Agency) -> User:
        """Somebody of an agency."""
        user = make_user(login, f"Người {login}")
        user.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
        return user

    def live(self, sign_in: SignIn) -> None:
        """Everything that leaves words on a task."""
        officer, leader, secretary = map(sign_in, (self.officer, self.leader, self.secretary))
        move = f"{self.address}/assignments/{self.part_id}"
        officer.post(move, data={"move": "update", "words": MARKERS["update"]})
        leader.post(f"{self.address}/directives", data={"text": MARKERS["directive"]})
        directive_id = db.session.query(Directive).one().id
        answer = {"words": MARKERS["answer"], "on_behalf_source": MARKERS["source"]}
        secretary.post(f"{self.address}/directives/{directive_id}/answer", data=answer)
        db.session.expire_all()
        version = str(self.task.version)
        data = {"due_on": "20/07/2020", "reason": MARKERS["reason"], "version": version}
        secretary.post(f"{self.address}/due-date", data=data)


@pytest.fixture
def world(app: Flask):
    """On 15 July 2020."""
    with time_machine.travel("2020-07-15T02:00:00+00:00", tick=False):
        yield World()


def test_who_is_inside_reads_everything(world: World, sign_in: SignIn) -> None:
    world.live(sign_in)
    inside = (world.secretary, world.leader, world.observer, world.officer, world.helping)
    for user in inside:
        page = sign_in(user).get(world.address).text
        assert [one for one in MARKERS.values() if one not in page] == [], user.login


def test_a_foreign_agency_never_reads_a_word(world: World, sign_in: SignIn) -> None:
    world.live(sign_in)
    member = sign_in(world.member).get(world.address).text
    assert "Sở TT&amp;TT" in member
    assert "20/07/2020" in member
    hidden = (*MARKERS.values(), "Báo Hải Dương", "Nhật ký", "Đang thực hiện", "Trong hạn")
    assert [one for one in hidden if one in member] == []
    stranger = sign_in(world.stranger)
    assert stranger.get(world.address).status_code == 404
    assert stranger.get(f"{world.address}?show=directive").status_code == 404


def test_nobody_else_writes_or_answers(world: World, sign_in: SignIn) -> None:
    for user, code in ((world.secretary, 403), (world.officer, 403), (world.stranger, 403)):
        answer = sign_in(user).post(f"{world.address}/directives", data={"text": "x"})
        assert answer.status_code == code
    sign_in(world.leader).post(f"{world.address}/directives", data={"text": "Nêu rõ"})
    address = f"{world.address}/directives/{db.session.query(Directive).one().id}/answer"
    for user, code in ((world.leader, 403), (world.helping, 403), (world.member, 404)):
        assert sign_in(user).post(address, data={"words": "x"}).status_code == code
    assert sign_in(world.officer).post(address.replace("/tasks/", "/tasks/9")).status_code == 404
    assert db.session.query(Directive).one().answered_at is None


def test_what_was_typed_stays_when_it_is_refused(world: World, sign_in: SignIn) -> None:
    leader = sign_in(world.leader)
    data = {"text": "Cần nêu rõ", "answer_by": "31/02/2020"}
    answer = leader.post(f"{world.address}/directives", data=data)
    assert answer.status_code == 400
    assert "Cần nêu rõ" in answer.text
    assert "31/02/2020" in answer.text
    answer = leader.post(f"{world.address}/directives", data=data | {"answer_by": "01/07/2020"})
    assert answer.status_code == 400
    assert "không được trước hôm nay" in answer.text
    leader.post(f"{world.address}/directives", data={"text": "Cần nêu rõ"})
    address = f"{world.address}/directives/{db.session.query(Directive).one().id}/answer"
    answer = sign_in(world.secretary).post(address, data={"words": "Đã có máy phát"})
    assert answer.status_code == 400
    assert "Đã có máy phát" in answer.text
    assert "đề nghị ghi nguồn" in answer.text


def test_the_course_can_be_cut_down(world: World, sign_in: SignIn) -> None:
    world.live(sign_in)
    browser = sign_in(world.leader)
    directives = browser.get(f"{world.address}?show=directive").text
    assert MARKERS["directive"] in directives
    assert MARKERS["update"] not in directives
    assert MARKERS["update"] in browser.get(f"{world.address}?show=nonsense").text


def test_the_journal_says_who_did_what_in_words(world: World, sign_in: SignIn) -> None:
    world.live(sign_in)
    page = sign_in(world.leader).get(world.address).text
    journal = page[page.index('id="journal"') :]
    for words in (
        "Người canbo · Sở TT&amp;TT",
        "Người leader",
        "Ghi ý kiến chỉ đạo",
        "Trả lời ý kiến chỉ đạo",
        "10/07/2020 thành 20/07/2020",
        "nhập hộ",
    ):
        assert words in journal
    assert [one for one in MARKERS.values() if one in journal.split("</section>")[0]] == []
