"""*Việc của cơ quan* and the page of a task, as browsers of several people get them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.tasks import AssignmentState
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import CommitteeMember
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.models.tasks import Assignment
from tracker.models.updates import Evidence, Update

SignIn = Callable[[User], FlaskClient]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


class World:
    """A task led by one agency, a member agency beside it, and their people."""

    def __init__(self) -> None:
        """Publish one task."""
        committee = make_committee()
        self.lead, self.helper, self.member = (
            make_agency(name) for name in ("Báo Hải Dương", "Sở Tài chính", "Sở Y tế")
        )
        self.task = make_task(
            make_conclusion(committee),
            "Lập kế hoạch <tuyên truyền>",
            leads=[self.lead],
            coordinating=[self.helper],
            due_on=date(2020, 7, 10),
        )
        committee.members.append(CommitteeMember(agency_id=self.member.id))
        self.secretary = make_user("thuky", "Trần Thu Hằng")
        self.secretary.committee_roles.append(
            CommitteePost(committee_id=committee.id, role=CommitteeRole.SECRETARY)
        )
        self.officer, self.member_officer, self.stranger = (
            self.person(name, agency)
            for name, agency in (
                ("bao", self.lead),
                ("syt", self.member),
                ("la", make_agency("Sở Ngoại vụ")),
            )
        )
        self.part_id, self.helping_id = (one.id for one in self.task.assignments)
        self.task_id = self.task.id
        db.session.commit()

    def person(self, login: str, agency: Agency) -> User:
        """An officer of an agency."""
        user = make_user(login)
        user.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
        return user

    def post(self, browser: FlaskClient, move: str, part: int = 0, **values: object):
        """Press a button on the task's page."""
        address = f"/tasks/{self.task_id}/assignments/{part or self.part_id}"
        return browser.post(address, data={"move": move, **values})


@pytest.fixture
def world(app: Flask):
    """One published task, on 15 July 2020."""
    with time_machine.travel("2020-07-15T02:00:00+00:00", tick=False):
        yield World()


def test_an_agency_sees_what_it_owes_and_reports_it(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.officer)
    text = browser.get("/my-agency").text
    assert "Quá hạn 5 ngày" in text
    assert "Lập kế hoạch &lt;tuyên truyền&gt;" in text
    answer = world.post(
        browser,
        "report",
        words="Đã xong",
        quantity="12",
        unit="tin bài",
        document_number="5/BC",
        document_date="14/07/2020",
        files=(BytesIO(PNG), "ảnh chụp.png"),
    )
    assert answer.location == f"/tasks/{world.task_id}"
    page = browser.get(answer.location).text
    for words in ("Đã ghi: Báo cáo hoàn thành", "12 tin bài", "5/BC", "14/07/2020", "ảnh chụp.png"):
        assert words in page
    assert db.session.get(Assignment, world.part_id).state is AssignmentState.REPORTED


def test_evidence_comes_back_as_it_was_and_only_to_who_may_see_it(
    world: World, sign_in: SignIn
) -> None:
    browser = sign_in(world.officer)
    world.post(browser, "update", words="Ảnh", files=(BytesIO(PNG), "a.png"))
    address = f"/tasks/{world.task_id}/evidence/{db.session.query(Evidence).one().id}"
    answer = browser.get(address)
    assert answer.data == PNG
    assert answer.headers["Content-Disposition"].startswith("attachment")
    for other in (world.member_officer, world.stranger):
        assert sign_in(other).get(address).status_code == 404


def test_the_secretariat_accepts(world: World, sign_in: SignIn) -> None:
    world.post(sign_in(world.officer), "report", words="Xong")
    browser = sign_in(world.secretary)
    assert "Xác nhận hoàn thành" in browser.get(f"/tasks/{world.task_id}").text
    world.post(browser, "accept")
    assert "Hoàn thành trễ hạn" in browser.get(f"/tasks/{world.task_id}").text


def test_what_was_typed_stays_when_something_is_missing(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    answer = world.post(browser, "report", words="Đã xong hết", document_date="31/02/2020")
    assert answer.status_code == 400
    assert "Đã xong hết" in answer.text
    assert "31/02/2020" in answer.text
    answer = world.post(browser, "report", words="Đã xong hết")
    assert answer.status_code == 400
    assert "Đã xong hết" in answer.text
    assert "đề nghị ghi nguồn" in answer.text
    assert db.session.query(Update).count() == 0


def test_a_program_is_no_evidence(world: World, sign_in: SignIn) -> None:
    files = (BytesIO(b"MZ" + b"\0" * 50), "anh.png")
    answer = world.post(sign_in(world.officer), "update", words="Gửi ảnh", files=files)
    assert answer.status_code == 400
    assert "Gửi ảnh" in answer.text
    assert db.session.query(Update).count() == 0


def test_a_member_sees_the_head_and_a_stranger_nothing(world: World, sign_in: SignIn) -> None:
    world.post(sign_in(world.officer), "update", words="Lời chỉ dành cho người trong cuộc")
    member = sign_in(world.member_officer).get(f"/tasks/{world.task_id}")
    assert member.status_code == 200
    assert "Báo Hải Dương" in member.text
    assert "người trong cuộc" not in member.text
    assert sign_in(world.stranger).get(f"/tasks/{world.task_id}").status_code == 404


def test_nobody_moves_a_foreign_part(world: World, sign_in: SignIn) -> None:
    assert world.post(sign_in(world.stranger), "receive").status_code == 404
    assert world.post(sign_in(world.member_officer), "receive").status_code == 404
    browser = sign_in(world.officer)
    assert world.post(browser, "accept").status_code == 400
    assert world.post(browser, "deliver", world.helping_id, words="x").status_code == 403
    assert world.post(browser, "nonsense").status_code == 400
    assert db.session.query(Update).count() == 0


def test_a_double_click_files_once(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.officer)
    for _click in range(2):
        assert world.post(browser, "update", words="Xong", form_key="abc").status_code == 302
    assert db.session.query(Update).count() == 1


def test_pages_ask_the_database_a_constant_number_of_times(
    world: World, sign_in: SignIn, count_queries: Callable[[], int]
) -> None:
    browser = sign_in(world.officer)

    def asked() -> int:
        before = count_queries()
        browser.get("/my-agency")
        return count_queries() - before

    few = asked()
    conclusion = world.task.conclusion
    for number in range(12):
        make_task(conclusion, f"Việc {number}", leads=[world.lead], coordinating=[world.helper])
    db.session.commit()
    assert asked() == few


def test_nothing_of_an_upload_can_leave_the_store(tmp_path: Path) -> None:
    from tracker.outbound.store import FileStore

    store = FileStore(tmp_path)
    digest = store.put(b"a")
    assert store.put(b"a") == digest
    assert store.path(digest).read_bytes() == b"a"
    for name in ("../../etc/passwd", "", "g" * 64):
        with pytest.raises(ValueError, match="not a digest"):
            store.path(name)
