"""Contributions on the pages: what a lead sees of them, asks for, and sets a date for."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.extensions import AT, Scene
from tracker.domain.tasks import Move
from tracker.extensions import db
from tracker.models.people import User
from tracker.models.tasks import Assignment
from tracker.services.updates import Said, make_move

SignIn = Callable[[User], FlaskClient]


class Desk(Scene):
    """The scene with browsers."""

    def __init__(self, sign_in: SignIn) -> None:
        """Let everybody in."""
        super().__init__()
        self.part_id, self.lead_id = self.task.assignments[2].id, self.task.assignments[0].id
        self.address = f"/tasks/{self.task.id}"
        self.browsers = {login: sign_in(user) for login, user in self.users.items()}

    def page(self, login: str, address: str = "") -> str:
        """What somebody reads."""
        return self.browsers[login].get(address or self.address).text

    def version(self) -> int:
        """The version of the coordinator's part."""
        db.session.expire_all()
        return db.session.get(Assignment, self.part_id).version

    def date_it(self, wanted_on: str, login: str = "canbo", version: int = 0):
        """Send the form of the contribution's date."""
        data = {"wanted_on": wanted_on, "version": version or self.version()}
        return self.browsers[login].post(
            f"{self.address}/assignments/{self.part_id}/date", data=data
        )

    def move(self, move: Move, login: str = "canbo", **values: str):
        """Send the form of a move."""
        data = {"move": move.value, **values}
        return self.browsers[login].post(f"{self.address}/assignments/{self.part_id}", data=data)


@pytest.fixture
def desk(app: Flask, sign_in: SignIn):
    """On Wednesday, 8 July 2020."""
    with time_machine.travel(AT, tick=False):
        yield Desk(sign_in)


def test_a_lead_sees_who_has_not_delivered_and_since_when(desk: Desk) -> None:
    words = "Viễn thông chưa gửi phần phối hợp, giao từ 15/06/2020"
    assert words in desk.page("canbo", "/my-agency")
    assert "Chưa gửi phần phối hợp, giao từ 15/06/2020" in desk.page("canbo")
    make_move(desk.part_id, Move.DELIVER, Said(words="Số liệu"), actor=desk.viewer("giup"), now=AT)
    db.session.commit()
    listed = desk.page("canbo", "/my-agency")
    assert words not in listed
    assert "Viễn thông đã gửi phần phối hợp 08/07/2020, chờ xác nhận" in listed
    assert desk.move(Move.CONFIRM).status_code == 302
    assert "phần phối hợp 08/07/2020" not in desk.page("canbo", "/my-agency")


def test_a_date_is_set_shown_and_kept_when_refused(desk: Desk) -> None:
    assert desk.date_it("09/07/2020").status_code == 302
    for login, words in (
        ("canbo", "hẹn gửi 09/07/2020"),
        ("giup", "hẹn gửi 09/07/2020"),
        ("thuky", "hẹn gửi 09/07/2020"),
    ):
        assert words in desk.page(login)
    assert "hẹn 09/07/2020" in desk.page("bao", "/my-agency")
    own = desk.page("giup", "/my-agency")
    assert "Thứ Năm 09/07/2020" in own
    assert "hạn nhiệm vụ 10/07/2020" in own
    for typed, words in (
        ("31/02/2020", "Ngày không hợp lệ"),
        ("11/07/2020", "không được sau hạn của nhiệm vụ, 10/07/2020"),
        ("01/07/0020", "Năm không hợp lý"),
    ):
        answer = desk.date_it(typed)
        assert answer.status_code == 400
        assert words in answer.text
        assert f'value="{typed}"' in answer.text
    assert desk.date_it("10/07/2020", "giup").status_code == 403
    assert desk.date_it("10/07/2020", "lanhdao").status_code == 403


def test_a_stale_date_shows_both(desk: Desk) -> None:
    opened_with = desk.version()
    desk.date_it("09/07/2020")
    answer = desk.date_it("10/07/2020", "bao", opened_with)
    assert answer.status_code == 409
    assert "Ngày đang lưu: 09/07/2020" in answer.text
    assert 'value="10/07/2020"' in answer.text


def test_a_lead_asks_with_words_and_without_a_source(desk: Desk) -> None:
    page = desk.page("canbo")
    form = re.search(r'id="urge-\d+".*?</form>', page, re.S)[0]
    assert "Đề nghị gửi phần phối hợp" in form
    assert "on_behalf_source" not in form
    answer = desk.move(Move.ASK_FOR, words="")
    assert answer.status_code == 400
    assert answer.text.count("Đề nghị ghi rõ lý do.") == 1
    assert desk.move(Move.ASK_FOR, words="Cần sơ đồ điện").status_code == 302
    assert "Cần sơ đồ điện" in desk.page("giup")
    answer = desk.move(Move.ASK_FOR, "thuky", words="Nhờ thư ký hỏi")
    assert answer.status_code == 400
    assert "Khi nhập hộ cơ quan" in answer.text
    assert "Nhờ thư ký hỏi" in answer.text
    source = {"on_behalf_source": "Điện thoại Sở"}
    assert desk.move(Move.ASK_FOR, "thuky", words="Hỏi hộ", **source).status_code == 302
    assert desk.move(Move.ASK_FOR, "lanhdao", words="x").status_code == 403


def test_joint_leads_the_page_says_whose_report_is_missing(desk: Desk) -> None:
    assert "còn thiếu báo cáo của Sở TT&amp;TT, Báo Hải Dương" in desk.page("quansat")
    make_move(desk.lead_id, Move.REPORT, Said(words="Xong"), actor=desk.viewer("canbo"), now=AT)
    db.session.commit()
    page = desk.page("quansat")
    assert "còn thiếu báo cáo của Báo Hải Dương" in page
    assert "1 / 2 chủ trì đã báo cáo" in page
