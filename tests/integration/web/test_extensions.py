"""Extensions on the pages: asked, decided, taken back, many at once, and seen by whom."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.extensions import AT, DUE, Scene
from tests.factories.tasks import make_conclusion, make_task
from tracker.domain.extensions import ExtensionState
from tracker.extensions import db
from tracker.models.committees import CommitteeMember
from tracker.models.extensions import Extension
from tracker.models.people import User
from tracker.models.tasks import Task

SignIn = Callable[[User], FlaskClient]
REASON = "DẤU-LÝ-DO chưa đủ số liệu"


class Desk(Scene):
    """The scene with browsers; the outsider's agency is a member without a part in the task."""

    def __init__(self, sign_in: SignIn) -> None:
        """Let everybody in."""
        super().__init__()
        self.committee.members.append(CommitteeMember(agency_id=self.outside.id))
        db.session.commit()
        self.task_id, self.part_id = self.task.id, self.task.assignments[0].id
        self.address = f"/tasks/{self.task_id}"
        self.browsers = {login: sign_in(user) for login, user in self.users.items()}

    def page(self, login: str, address: str = "") -> str:
        """What somebody reads."""
        return self.browsers[login].get(address or self.address).text

    def post(self, login: str, act: str, **values: object):
        """Send a form of the panel."""
        return self.browsers[login].post(f"{self.address}/{act}", data=values)

    def file(self, login: str = "canbo", new_on: str = "20/7", **values: object):
        """Ask on the page."""
        data = {"part": self.part_id, "new_on": new_on, "reason": REASON} | values
        return self.post(login, "extensions", **data)

    def answer(self, login: str = "thuky", decision: str = "grant", **values: object):
        """Decide on the page."""
        key = self.pending().id
        return self.post(login, f"extensions/{key}/decide", decision=decision, **values)

    def pending(self) -> Extension:
        """The newest request."""
        db.session.expire_all()
        return db.session.scalars(select(Extension).order_by(Extension.id.desc())).first()


@pytest.fixture
def desk(app: Flask, sign_in: SignIn):
    """On Wednesday, 8 July 2020."""
    with time_machine.travel(AT, tick=False):
        yield Desk(sign_in)


def test_from_the_request_to_the_new_date(desk: Desk) -> None:
    assert "Xin gia hạn" in desk.page("canbo")
    file = (io.BytesIO(b"noi dung"), "cong-van.txt")
    assert desk.file(new_on="7 ngày làm việc", files=file).status_code == 302
    for login in ("canbo", "giup", "thuky", "lanhdao", "quansat"):
        page = desk.page(login)
        for words in ("21/07/2020", REASON, "cong-van.txt", "chờ quyết định"):
            assert words in page, (login, words)
    assert "Rút đề nghị" in desk.page("canbo")
    assert "Rút đề nghị" not in desk.page("bao")
    assert "Đồng ý đến 21/07/2020" in desk.page("thuky")
    assert "Đồng ý đến 21/07/2020" not in desk.page("lanhdao")
    assert desk.answer(words="Nhất trí").status_code == 302
    page = desk.page("canbo")
    for words in ("Thứ Ba 21/07/2020", "hạn gốc 10/07/2020, gia hạn 1 lần", "Nhất trí"):
        assert words in page
    assert db.session.get(Task, desk.task_id).due_on.day == 21


def test_who_has_no_part_in_the_task_sees_nothing_of_it(desk: Desk) -> None:
    desk.file()
    desk.answer(words="DẤU-TRẢ-LỜI")
    desk.file(new_on="31/07/2020")
    page = desk.page("ngoai")
    assert "Lập phương án" in page
    assert "20/07/2020" in page
    for words in ("DẤU-", "Gia hạn", "gia hạn", "31/07/2020"):
        assert words not in page
    listed = desk.page("ngoai", "/tasks")
    assert "Lập phương án" in listed
    assert "gia hạn" not in listed


def test_bad_input_stays_in_the_form(desk: Desk) -> None:
    for values, words in (
        ({"new_on": "hôm nào đó"}, "Không hiểu hạn này"),
        ({"new_on": "10/07/2020"}, "Hạn mới phải sau hạn hiện tại 10/07/2020."),
        ({"new_on": "31/02/2020"}, "Không hiểu hạn này"),
        ({"part": "999"}, "Lựa chọn này không có trong danh sách."),
        ({"part": "x"}, "Lựa chọn này không hợp lệ."),
        ({"reason": ""}, "Đề nghị điền mục này."),
    ):
        answer = desk.file(**values)
        assert answer.status_code == 400, values
        assert words in answer.text, values
        assert values.get("reason", REASON) in answer.text
        assert values.get("new_on", "20/7") in answer.text
    answer = desk.file("thuky")
    assert answer.status_code == 400
    assert "Khi nhập hộ cơ quan" in answer.text
    assert desk.pending() is None


def test_a_limit_is_named(desk: Desk) -> None:
    desk.committee.extension_days_each = 7
    db.session.commit()
    assert "mỗi lần không quá 7 ngày" in desk.page("canbo")
    answer = desk.file()
    assert answer.status_code == 400
    assert "tối đa 7 ngày mỗi lần, tức muộn nhất đến 17/07/2020" in answer.text


def test_a_decision_that_is_refused_keeps_what_was_typed(desk: Desk) -> None:
    desk.file()
    for values, words in (
        ({"decision": "refuse"}, "Đề nghị ghi rõ lý do."),
        ({"decision": "change", "words": "Ý của tôi"}, "Đề nghị nhập hạn mới."),
        ({"decision": "change", "words": "Ý của tôi", "new_on": "mai"}, "Không hiểu hạn này"),
    ):
        answer = desk.answer(**values)
        assert answer.status_code == 400
        assert words in answer.text
        assert values.get("words", "") in answer.text
    assert desk.answer(decision="xóa").status_code == 400
    assert desk.answer("canbo").status_code == 403
    assert desk.answer("lanhdao").status_code == 403
    assert desk.pending().state is ExtensionState.PENDING


def test_a_second_decider_keeps_the_words_and_sees_the_first_decision(desk: Desk) -> None:
    desk.file()
    desk.answer()
    answer = desk.answer("thuky2", "refuse", words="Không cần nữa")
    assert answer.status_code == 409
    for words in ("vừa được quyết định", "Không cần nữa", "Đồng ý như đề nghị"):
        assert words in answer.text


def test_an_own_request_is_not_decided(desk: Desk) -> None:
    desk.file("thuky", on_behalf_source="Điện thoại")
    assert "Đồng ý đến" not in desk.page("thuky")
    assert desk.answer().status_code == 400
    assert desk.answer("thuky2").status_code == 302


def test_taking_back(desk: Desk) -> None:
    desk.file()
    key = desk.pending().id
    assert desk.post("bao", f"extensions/{key}/withdraw").status_code == 403
    answer = desk.post("thuky", f"extensions/{key}/withdraw", words="Cơ quan báo lại")
    assert answer.status_code == 400
    assert "Cơ quan báo lại" in answer.text
    assert desk.post("canbo", f"extensions/{key}/withdraw").status_code == 302
    assert desk.pending().state is ExtensionState.WITHDRAWN
    assert "Đã rút" in desk.page("canbo")


def test_pages_that_say_what_waits(desk: Desk) -> None:
    assert "Đề nghị gia hạn" not in desk.page("thuky", "/today")
    desk.file()
    today = desk.page("thuky", "/today")
    assert "Đề nghị gia hạn chờ quyết định" in today
    assert f"{desk.address}#extension" in today
    assert "Cần quyết định" in desk.page("lanhdao", "/progress")
    assert "Cần quyết định" not in desk.page("quansat", "/progress")
    assert "xin gia hạn đến 20/07/2020, chờ quyết định" in desk.page("canbo", "/my-agency")
    desk.answer()
    for login, address in (("thuky", "/today"), ("lanhdao", "/progress")):
        assert "Cần quyết định" not in desk.page(login, address)
        assert "chờ quyết định" not in desk.page(login, address)
    assert "hạn gốc 10/07/2020, gia hạn 1 lần" in desk.page("canbo", "/my-agency")
    assert "hạn gốc 10/07/2020, gia hạn 1 lần" in desk.page("thuky", "/tasks")
    assert "hạn gốc 10/07/2020, gia hạn 1 lần" in desk.page("lanhdao", "/progress/tasks")


def test_lists_as_excel_hold_the_first_date(desk: Desk, sign_in: SignIn) -> None:
    desk.file()
    desk.answer()
    with time_machine.travel("2020-07-16T02:00:00+00:00", tick=False):
        for login, address in (("thuky", "/tasks.xlsx"), ("lanhdao", "/progress/tasks.xlsx")):
            content = sign_in(desk.users[login]).get(address).data
            sheet = openpyxl.load_workbook(io.BytesIO(content)).active
            rows = [list(row) for row in sheet.iter_rows(values_only=True)]
            head = next(row for row in rows if "Hạn gốc" in row)
            line = rows[rows.index(head) + 1]
            first, count, days = (
                line[head.index(name)]
                for name in ("Hạn gốc", "Số lần gia hạn", "Số ngày so với hạn gốc")
            )
            assert (first.date(), count, days) == (DUE, 1, 6)
        past = "/progress/tasks?as_of=07/07/2020"
        listed = sign_in(desk.users["lanhdao"]).get(past).text
        assert "Lập phương án" in listed
        assert "gia hạn" not in listed


def second_request(desk: Desk) -> Extension:
    """Another task of the agency with a request that the first secretary filed."""
    task = make_task(
        make_conclusion(desk.committee, "Khác"), "Việc hai", leads=[desk.lead], due_on=DUE
    )
    db.session.commit()
    desk.task = task
    return desk.ask("thuky", on_behalf_source="Điện thoại")


def test_many_at_once(desk: Desk) -> None:
    desk.file()
    first, browser = desk.pending().id, desk.browsers["thuky"]
    own = second_request(desk).id
    page = desk.page("thuky", "/extensions")
    assert re.findall(r'name="extension" value="(\d+)"', page) == [str(first)]
    assert "người khác quyết định" in page
    data = {"extension": [first, own], "decision": "refuse"}
    answer = browser.post("/extensions", data=data)
    assert answer.status_code == 400
    assert "Đề nghị ghi rõ lý do." in answer.text
    assert f'value="{first}" aria-label' in answer.text
    assert "checked" in answer.text
    answer = browser.post("/extensions", data={"decision": "grant"})
    assert "Đề nghị chọn ít nhất một" in answer.text
    answer = browser.post(
        "/extensions", data=data | {"words": "Hết thời gian"}, follow_redirects=True
    )
    assert "Đã quyết định 1 đề nghị gia hạn." in answer.text
    assert "Đồng chí không quyết định đề nghị gia hạn" in answer.text
    assert "Lập phương án" not in desk.page("thuky", "/extensions")
    everything = desk.page("thuky", "/extensions?state=all&q=phuong")
    assert "Lập phương án" in everything
    assert "Việc hai" not in everything
    for login, code in (("canbo", 403), ("quansat", 403), ("lanhdao", 200)):
        assert desk.browsers[login].get("/extensions").status_code == code
    data["words"] = "Thôi"
    assert desk.browsers["lanhdao"].post("/extensions", data=data).status_code == 302
    assert desk.pending().state is ExtensionState.PENDING
