"""Several people at once, from a pasted table."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency
from tracker.domain.access import AgencyRole
from tracker.extensions import db
from tracker.models.agencies import Alias
from tracker.models.people import User

HEAD = "Tên đăng nhập\tHọ và tên\tChức vụ\tThư điện tử\tCơ quan\tVai trò\r\n"
GOOD = (
    "SYT\tVũ Thành Long\tChuyên viên\tsyt@haiduong.example\tsở y tế\tcán bộ\r\n"
    "syt.lanhdao\tNguyễn Thị Oanh\tPhó Giám đốc\t\tNgành y tế\tLãnh đạo\r\n"
    "\r\n"
    "khach\tLê Thị Mai\r\n"
)


@pytest.fixture(autouse=True)
def agency(desk: FlaskClient) -> None:
    """An agency that goes by two names."""
    made = make_agency("Sở Y tế")
    made.aliases.append(Alias(name="ngành y tế"))
    db.session.commit()


def people() -> dict[str, User]:
    """Everybody but the administrator, by log-in."""
    db.session.expire_all()
    rows = db.session.scalars(select(User).where(User.login != "quantri"))
    return {user.login: user for user in rows}


@pytest.mark.parametrize("table", [HEAD + GOOD, GOOD, GOOD.replace("\t", ";")])
def test_a_table_is_shown_before_anything_is_stored(desk: FlaskClient, table: str) -> None:
    answer = desk.post("/admin/people/paste", data={"table": table})
    assert answer.status_code == 200
    assert "Thêm 3 người" in answer.text
    assert people() == {}


def test_a_confirmed_table_is_stored(desk: FlaskClient) -> None:
    answer = desk.post("/admin/people/paste", data={"table": HEAD + GOOD, "store": "plain"})
    assert answer.location == "/admin/people?state=waiting"
    made = people()
    assert set(made) == {"syt", "syt.lanhdao", "khach"}
    assert [post.role for post in made["syt"].agency_roles] == [AgencyRole.OFFICER]
    assert [post.role for post in made["syt.lanhdao"].agency_roles] == [AgencyRole.HEAD]
    assert made["khach"].agency_roles == []


def test_links_for_all_of_them_are_shown_once(app: Flask, desk: FlaskClient) -> None:
    answer = desk.post("/admin/people/paste", data={"table": GOOD, "store": "links"})
    links = re.findall(r"/join/[\w-]+", answer.text)
    assert len(set(links)) == 3
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Vũ Thành Long" in app.test_client().get(links[0]).text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("\tVũ Thành Long", "không dấu"),
        ("có dấu\tVũ Thành Long", "không dấu"),
        ("cu\tVũ Thành Long", "đã có người dùng"),
        ("syt\tNgười khác", "hai lần"),
        ("moi\t", "ghi tên"),
        ("moi\t" + "x" * 201, "200"),
        ("moi\tA\tB\tkhông phải thư", "thư điện tử không hợp lệ"),
        ("moi\tA\tB\t\tSở Không Có", "danh mục"),
        ("moi\tA\tB\t\tSở Y tế\tvua", "Vai trò"),
        ("moi\tA\tB\t\t\tlãnh đạo", "cơ quan"),
        ("moi\tA\tB\t\tSở Y tế\tcán bộ\tthừa", "cột"),
    ],
)
def test_an_unfit_row_is_told_and_nothing_is_stored(
    desk: FlaskClient, line: str, words: str
) -> None:
    make_user("cu")
    answer = desk.post("/admin/people/paste", data={"table": GOOD + line, "store": "plain"})
    assert answer.status_code == 400
    assert words in answer.text
    assert "Vũ Thành Long" in answer.text
    assert "Thêm 4 người" not in answer.text
    assert set(people()) == {"cu"}


@pytest.mark.parametrize("table", ["", "\n \n", HEAD, "a\tb\n" * 501, "x" * 200_001])
def test_nothing_or_too_much_is_told(desk: FlaskClient, table: str) -> None:
    answer = desk.post("/admin/people/paste", data={"table": table})
    assert answer.status_code == 400
    assert "field-err" in answer.text


def test_a_second_click_adds_nobody_twice(desk: FlaskClient) -> None:
    form = {"table": GOOD, "store": "plain"}
    assert desk.post("/admin/people/paste", data=form).status_code == 302
    assert desk.post("/admin/people/paste", data=form).status_code == 400
    assert db.session.scalar(select(func.count(User.id))) == 4
