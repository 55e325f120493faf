"""Objecting, reassigning, adding and taking off, as browsers of several people get them."""

from __future__ import annotations

import re
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
from tracker.models.handovers import HandoverRow
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.models.tasks import Assignment

SignIn = Callable[[User], FlaskClient]
WHY = "Giao đúng thẩm quyền"


class World:
    """A task whose lead is no member, and people of every kind."""

    def __init__(self) -> None:
        committee = make_committee()
        self.old, self.helper, self.new, member = (
            make_agency(name) for name in ("Sở Nội vụ", "Báo Hải Dương", "Công an tỉnh", "Sở Y tế")
        )
        self.task = make_task(
            make_conclusion(committee),
            "Bảo đảm an ninh",
            leads=[self.old],
            coordinating=[self.helper],
            due_on=date(2020, 7, 10),
        )
        committee.members.append(CommitteeMember(agency_id=member.id))
        self.secretary, self.leader, self.observer = (
            self.of_committee(committee.id, role) for role in CommitteeRole
        )
        self.officer, self.helping, self.coming, self.member = (
            self.of_agency(login, agency)
            for login, agency in (
                ("cu", self.old),
                ("bao", self.helper),
                ("catp", self.new),
                ("syt", member),
            )
        )
        self.part_id = self.task.assignments[0].id
        self.address = f"/tasks/{self.task.id}"
        self.change = f"{self.address}/assignments/{self.part_id}/handover"
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

    def object(self, browser: FlaskClient, proposed: str = "Công an tỉnh"):
        """Press *Không tiếp nhận* on the task's page."""
        data = {"move": "object", "words": "Không thuộc chức năng", "proposed_owner": proposed}
        return browser.post(f"{self.address}/assignments/{self.part_id}", data=data)

    def reassign(self, browser: FlaskClient, version: str = "", **values: str):
        """Fill the form and press *Chuyển*."""
        version = version or self.version(browser)
        data = {"act": "reassign", "agency": "Công an tỉnh", "reason": WHY, "version": version}
        return browser.post(self.change, data=data | values)

    def version(self, browser: FlaskClient) -> str:
        """The version in the form."""
        return re.search(r'name="version" type="hidden" value="(\d+)"', self.page(browser))[1]

    def page(self, browser: FlaskClient) -> str:
        """The page on which the part is handed over."""
        return browser.get(self.change).text


@pytest.fixture
def world(app: Flask):
    """On 20 July 2020."""
    with time_machine.travel("2020-07-20T02:00:00+00:00", tick=True):
        yield World()


def test_an_objection_reaches_the_secretariats_day_with_its_proposal(
    world: World, sign_in: SignIn
) -> None:
    assert "Cơ quan nên giao" in sign_in(world.officer).get(world.address).text
    assert world.object(sign_in(world.officer)).status_code == 302
    browser = sign_in(world.secretary)
    today = browser.get("/today").text
    assert world.change in today
    page = world.page(browser)
    for words in ("Không thuộc chức năng", "Đề nghị giao cho: Công an tỉnh"):
        assert words in page
        assert words in browser.get(world.address).text
    assert re.search(r'name="agency"[^>]*value="Công an tỉnh"', page)
    assert browser.get("/tasks?state=overdue").text.count("Bảo đảm an ninh") == 1


def test_an_unknown_proposal_is_kept_as_words(world: World, sign_in: SignIn) -> None:
    world.object(sign_in(world.officer), "Trung tâm văn hóa")
    page = world.page(sign_in(world.secretary))
    assert "Đề nghị giao cho: Trung tâm văn hóa" in page
    assert "chưa có trong danh mục" in page


def test_the_secretariat_insists_with_words(world: World, sign_in: SignIn) -> None:
    world.object(sign_in(world.officer))
    browser = sign_in(world.secretary)
    move = f"{world.address}/assignments/{world.part_id}"
    assert browser.post(move, data={"move": "insist"}).status_code == 400
    assert browser.post(move, data={"move": "insist", "words": "Vẫn là Sở"}).status_code == 302
    assert "Vẫn là Sở" in sign_in(world.officer).get(world.address).text
    assert "Chưa tiếp nhận" in sign_in(world.officer).get("/my-agency").text


def test_reassigning_shows_the_chain_to_who_is_inside(world: World, sign_in: SignIn) -> None:
    world.object(sign_in(world.officer))
    assert world.reassign(sign_in(world.secretary)).status_code == 302
    for user in (world.secretary, world.leader, world.observer, world.coming, world.helping):
        page = sign_in(user).get(world.address).text
        for words in ("Quá trình phân công", "Sở Nội vụ → <b>Công an tỉnh</b>", WHY):
            assert words in page, user.login
        assert "Chấp nhận ý kiến không tiếp nhận" in page
    assert "Bảo đảm an ninh" in sign_in(world.coming).get("/my-agency").text
    member = sign_in(world.member).get(world.address).text
    assert "Công an tỉnh" in member
    assert [words for words in (WHY, "Quá trình phân công") if words in member] == []


def test_a_former_owner_keeps_what_existed_and_sees_nothing_later(
    world: World, sign_in: SignIn
) -> None:
    officer = sign_in(world.officer)
    move = f"{world.address}/assignments/{world.part_id}"
    officer.post(move, data={"move": "update", "words": "Đã khảo sát"})
    world.reassign(sign_in(world.secretary), due_on="31/07/2020")
    new_part = db.session.query(Assignment).filter_by(agency_id=world.new.id).one().id
    later = {"move": "update", "words": "Lời sau này"}
    sign_in(world.coming).post(f"{world.address}/assignments/{new_part}", data=later)
    page = officer.get(world.address).text
    for words in ("Đã khảo sát", WHY, "10/07/2020", "Sở Nội vụ"):
        assert words in page
    assert [one for one in ("Công an tỉnh", "31/07/2020", "Lời sau này") if one in page] == []
    listed = officer.get("/tasks").text
    assert "10/07/2020" in listed
    assert "Sở Nội vụ" in listed
    assert [one for one in ("Công an tỉnh", "31/07/2020") if one in listed] == []
    for query in ("q=cong+an", "from=20/07/2020", f"agency={world.new.id}", "part=lead"):
        assert "Bảo đảm an ninh" not in officer.get(f"/tasks?{query}").text, query
    assert "Bảo đảm an ninh" not in officer.get("/my-agency").text
    assert officer.post(move, data={"move": "update", "words": "x"}).status_code == 404


def test_what_was_typed_stays_when_it_is_refused(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    for values, words in (
        ({"agency": ""}, "Đề nghị ghi tên."),
        ({"agency": "Sở Ngoại vụ"}, "chưa có trong danh mục cơ quan"),
        ({"agency": "Sở Nội vụ"}, "đang có phần việc"),
        ({"reason": ""}, "Đề nghị ghi rõ lý do."),
        ({"due_on": "31/02/2020"}, "Ngày không hợp lệ"),
        ({"due_on": "01/01/2020"}, "Hạn này trước ngày"),
    ):
        answer = world.reassign(browser, **values)
        assert answer.status_code == 400, values
        assert words in answer.text, values
        kept = [one for one in values.values() if one] or ["Công an tỉnh"]
        assert kept[0] in answer.text
    assert db.session.query(HandoverRow).count() == 0


def test_the_second_secretary_is_told_and_keeps_the_words(world: World, sign_in: SignIn) -> None:
    first, second = sign_in(world.secretary), sign_in(world.secretary)
    version = world.version(second)
    world.reassign(first)
    answer = world.reassign(second, version=version, reason="Lý do của tôi")
    assert answer.status_code == 409
    for words in ("vừa có thay đổi", "Lý do của tôi", "không còn do Sở Nội vụ", "Công an tỉnh"):
        assert words in answer.text
    assert db.session.query(HandoverRow).count() == 1


def test_an_agency_is_added_and_taken_off(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    assert "Thêm cơ quan phối hợp" in browser.get(f"{world.address}/agencies/new").text
    data = {"agency": "công an tỉnh", "reason": "Cần số liệu"}
    answer = browser.post(f"{world.address}/agencies/new", data=data | {"reason": ""})
    assert answer.status_code == 400
    assert "công an tỉnh" in answer.text
    assert browser.post(f"{world.address}/agencies/new", data=data).status_code == 302
    part = db.session.query(Assignment).filter_by(agency_id=world.new.id).one()
    world.change = f"{world.address}/assignments/{part.id}/handover"
    answer = world.reassign(browser, act="take_off", reason="Thôi không cần")
    assert answer.status_code == 302
    assert "Thôi không cần" in browser.get(world.address).text
    db.session.expire_all()
    assert part.ended_at is not None


def test_nobody_else_comes_in(world: World, sign_in: SignIn) -> None:
    for user, code in ((world.leader, 403), (world.officer, 403), (world.coming, 403)):
        browser = sign_in(user)
        for address in (world.change, f"{world.address}/agencies/new"):
            assert browser.get(address).status_code == code
            assert browser.post(address, data={"reason": WHY}).status_code == code
    assert "Chuyển cơ quan khác" not in sign_in(world.officer).get(world.address).text


def test_a_new_date_before_the_meeting_is_asked_about_and_kept_when_meant(
    world: World, sign_in: SignIn
) -> None:
    task = world.task
    browser = sign_in(world.secretary)
    asked = world.reassign(browser, due_on="01/06/2020")
    assert asked.status_code == 400
    assert 'name="sure"' in asked.text
    assert "01/06/2020" in asked.text
    assert world.reassign(browser, due_on="01/06/2020", sure="y").status_code == 302
    db.session.expire_all()
    assert task.due_on == date(2020, 6, 1)
