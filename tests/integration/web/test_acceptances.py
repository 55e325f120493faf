"""Completion as an office needs it, in browsers: products, many answers, reopening."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.tasks import AssignmentState
from tracker.extensions import db
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.models.tasks import Task

SignIn = Callable[[User], FlaskClient]


class World:
    """Three tasks of one agency, a secretary, another one, an officer, a leader."""

    def __init__(self) -> None:
        committee = make_committee()
        agency = make_agency("Báo Hải Dương")
        conclusion = make_conclusion(committee)
        self.tasks = [
            make_task(conclusion, f"Việc {number}", leads=[agency], due_on=date(2020, 7, 10))
            for number in (1, 2, 3)
        ]
        self.tasks[0].product = "phóng sự ảnh"
        self.secretary, self.other, self.leader = (
            make_user(login) for login in ("thuky", "thuky2", "lanhdao")
        )
        for user in (self.secretary, self.other):
            user.committee_roles.append(
                CommitteePost(committee_id=committee.id, role=CommitteeRole.SECRETARY)
            )
        self.leader.committee_roles.append(
            CommitteePost(committee_id=committee.id, role=CommitteeRole.LEADER)
        )
        self.officer = make_user("canbo")
        self.officer.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
        db.session.commit()

    def move(self, browser: FlaskClient, task: Task, move: str, **values: object):
        """Press a button on a task's page."""
        address = f"/tasks/{task.id}/assignments/{task.assignments[0].id}"
        return browser.post(address, data={"move": move, **values})

    def report(self, sign_in: SignIn, *tasks: Task) -> None:
        """The officer reports."""
        for task in tasks or self.tasks:
            self.move(sign_in(self.officer), task, "report", words=f"Xong {task.title}")

    def states(self) -> list[AssignmentState]:
        """Where the three parts stand."""
        db.session.expire_all()
        return [task.assignments[0].state for task in self.tasks]


@pytest.fixture
def world(app: Flask):
    """On 15 July 2020."""
    with time_machine.travel("2020-07-15T02:00:00+00:00", tick=True):
        yield World()


def rows_of(browser: FlaskClient) -> list[str]:
    """The values of the boxes on the list."""
    return re.findall(r'name="row" value="(\d+:\d+)"', browser.get("/tasks/waiting").text)


def test_the_product_stands_beside_the_form_and_is_missed(world: World, sign_in: SignIn) -> None:
    task = world.tasks[0]
    assert "Sản phẩm cần có: phóng sự ảnh" in sign_in(world.officer).get(f"/tasks/{task.id}").text
    world.report(sign_in, task)
    browser = sign_in(world.secretary)
    lacks = "Báo cáo không kèm số văn bản hoặc tệp sản phẩm."
    assert lacks in browser.get(f"/tasks/{task.id}").text
    assert lacks in browser.get("/tasks/waiting").text
    world.move(browser, task, "return", words="Thiếu ảnh", redo_on="20/07/2020")
    page = sign_in(world.officer).get(f"/tasks/{task.id}").text
    assert "áo cáo lại trước hết ngày 20/07/2020" in page
    values = {"words": "Gửi lại", "document_number": "12/BC", "document_date": "15/07/2020"}
    world.move(sign_in(world.officer), task, "report", **values)
    page = browser.get(f"/tasks/{task.id}").text
    assert lacks not in page
    assert "Văn bản số 12/BC" in page
    assert "đã trả lại 1 lần" in page


def test_many_are_accepted_at_once(world: World, sign_in: SignIn) -> None:
    world.report(sign_in)
    browser = sign_in(world.secretary)
    assert "/tasks/waiting" in browser.get("/today").text
    answer = browser.post("/tasks/waiting", data={"move": "accept", "row": rows_of(browser)})
    assert answer.status_code == 302
    assert world.states() == [AssignmentState.ACCEPTED] * 3
    assert "Không có báo cáo nào" in browser.get("/tasks/waiting").text


def test_one_stale_row_does_not_lose_the_others(world: World, sign_in: SignIn) -> None:
    world.report(sign_in)
    browser, other = sign_in(world.secretary), sign_in(world.other)
    rows = rows_of(browser)
    world.move(other, world.tasks[1], "return", words="Thiếu")
    answer = browser.post("/tasks/waiting", data={"move": "accept", "row": [*rows, "99999:1"]})
    assert answer.status_code == 409
    assert answer.text.count('class="is-refused"') == 2
    assert "đã được người khác sửa" in answer.text
    assert world.states() == [
        AssignmentState.ACCEPTED,
        AssignmentState.IN_PROGRESS,
        AssignmentState.ACCEPTED,
    ]


def test_many_are_returned_with_reason_and_day(world: World, sign_in: SignIn) -> None:
    world.report(sign_in)
    browser = sign_in(world.secretary)
    data = {"move": "return", "row": rows_of(browser)[:2], "redo_on": "20/07/2020"}
    for values, words in (
        ({}, "Đề nghị ghi rõ lý do."),
        ({"words": "Thiếu", "redo_on": "01/07/2020"}, "không được trước hôm nay"),
        ({"words": "Thiếu", "redo_on": "31/02/2020"}, "Ngày không hợp lệ"),
    ):
        answer = browser.post("/tasks/waiting", data=data | values)
        assert answer.status_code == 400
        assert words in answer.text
        assert answer.text.count(" checked") == 2
    assert browser.post("/tasks/waiting", data={"move": "accept"}).status_code == 400
    assert browser.post("/tasks/waiting", data={"move": "xóa"}).status_code == 400
    assert browser.post("/tasks/waiting", data=data | {"words": "Thiếu ảnh"}).status_code == 302
    assert world.states()[:2] == [AssignmentState.IN_PROGRESS] * 2
    assert world.tasks[0].assignments[0].redo_on == date(2020, 7, 20)


def test_what_somebody_reported_himself_has_no_box(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    values = {"words": "Xong", "on_behalf_source": "Điện thoại"}
    world.move(browser, world.tasks[0], "report", **values)
    assert rows_of(browser) == []
    assert "thư ký khác xử lý" in browser.get("/tasks/waiting").text
    assert len(rows_of(sign_in(world.other))) == 1


def test_an_acceptance_is_taken_back_with_a_reason(world: World, sign_in: SignIn) -> None:
    task = world.tasks[0]
    world.report(sign_in, task)
    browser = sign_in(world.secretary)
    world.move(browser, task, "accept")
    assert "Mở lại" in browser.get(f"/tasks/{task.id}").text
    assert "Mở lại" not in sign_in(world.officer).get(f"/tasks/{task.id}").text
    assert world.move(browser, task, "reopen").status_code == 400
    assert world.move(browser, task, "reopen", words="Số liệu sai").status_code == 302
    for user in (world.secretary, world.officer, world.leader):
        page = sign_in(user).get(f"/tasks/{task.id}").text
        for words in ("Số liệu sai", "đã mở lại 1 lần", "Quá hạn 5 ngày"):
            assert words in page
    assert "mở lại 1 lần" in browser.get("/tasks").text
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get("/tasks.xlsx").data)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in cells if "Số lần mở lại" in row)
    found = next(row for row in cells if task.code in row)
    assert found[head.index("Số lần mở lại")] == 1


def test_nobody_else_answers(world: World, sign_in: SignIn) -> None:
    for user in (world.officer, world.leader):
        browser = sign_in(user)
        assert browser.get("/tasks/waiting").status_code == 403
        assert browser.post("/tasks/waiting", data={"move": "accept"}).status_code == 403
