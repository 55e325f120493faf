"""The administration of people, as an administrator's browser gets it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.people import AgencyPost, CommitteePost, LoginSession, OneTimeLink, User

SignIn = Callable[[User], FlaskClient]
TYPED = {
    "login": "so-yte.canbo",
    "full_name": "Vũ Thành Long",
    "position": "Chuyên viên",
    "email": "long@haiduong.example",
    "telephone": "0220 3852 345",
}
NEW = {"password": "một mật khẩu mới", "again": "một mật khẩu mới"}


@pytest.fixture
def person(desk: FlaskClient) -> User:
    """Somebody who has not joined yet."""
    return make_user("long", "Vũ Thành Long")


def stored(login: str = "long") -> User:
    """A person as stored now."""
    db.session.expire_all()
    return db.session.scalars(select(User).where(User.login == login)).one()


def acts() -> list[str]:
    """What the journal tells."""
    return list(db.session.scalars(select(JournalEntry.act).order_by(JournalEntry.id)))


def names(page: str) -> list[str]:
    """The names in the list, in its order."""
    return re.findall(r'<a href="/admin/people/\d+">([^<]+)</a>', page)


def test_a_person_is_added_and_changed(desk: FlaskClient) -> None:
    answer = desk.post("/admin/people/new", data={**TYPED, "login": " So-YTe.canbo "})
    user = stored("so-yte.canbo")
    assert answer.location == f"/admin/people/{user.id}"
    changed = {**TYPED, "version": user.version, "full_name": "Vũ Thành Nam"}
    assert desk.post(f"/admin/people/{user.id}", data=changed).status_code == 302
    assert stored("so-yte.canbo").full_name == "Vũ Thành Nam"
    assert acts() == ["user_created", "user_changed"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"login": ""}, "Đề nghị điền mục này"),
        ({"login": "có dấu"}, "không dấu"),
        ({"login": "a b"}, "không dấu"),
        ({"login": "x" * 61}, "60"),
        ({"login": "QUANTRI"}, "đã có người dùng"),
        ({"full_name": " "}, "Đề nghị điền mục này"),
        ({"full_name": "x" * 201}, "200"),
        ({"email": "không phải thư"}, "thư điện tử không hợp lệ"),
    ],
)
def test_an_unfit_person_is_refused_and_what_was_typed_stays(
    desk: FlaskClient, changed: dict[str, str], words: str
) -> None:
    answer = desk.post("/admin/people/new", data={**TYPED, **changed})
    assert answer.status_code == 400
    assert words in answer.text
    assert "0220 3852 345" in answer.text
    assert db.session.scalar(select(func.count(User.id))) == 1


def test_a_second_click_adds_nobody_twice(desk: FlaskClient) -> None:
    assert desk.post("/admin/people/new", data=TYPED).status_code == 302
    assert desk.post("/admin/people/new", data=TYPED).status_code == 400
    assert db.session.scalar(select(func.count(User.id))) == 2


def test_a_stale_form_shows_both_versions(desk: FlaskClient, person: User) -> None:
    before = person.version
    address = f"/admin/people/{person.id}"
    theirs = {**TYPED, "login": "long", "version": before, "position": "Trưởng phòng"}
    assert desk.post(address, data=theirs).status_code == 302
    mine = {**TYPED, "login": "long", "version": before, "position": "Phó phòng"}
    answer = desk.post(address, data=mine)
    assert answer.status_code == 409
    assert "Trưởng phòng" in answer.text
    assert "Phó phòng" in answer.text
    assert stored().position == "Trưởng phòng"


def test_the_list_is_searched_and_narrowed(desk: FlaskClient) -> None:
    committee, agency = make_committee(), make_agency("Báo Hải Dương")
    secretary = make_user("thuky", "Phạm Thị Thu Hằng", password="một mật khẩu")
    secretary.committee_roles.append(
        CommitteePost(committee_id=committee.id, role=CommitteeRole.SECRETARY)
    )
    officer = make_user("bao", "Lương Thị Hà", is_active=False)
    officer.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
    db.session.commit()

    def found(**asked: object) -> list[str]:
        return names(desk.get("/admin/people", query_string=asked).text)

    assert found() == ["Đoàn Minh Đức", "Lương Thị Hà", "Phạm Thị Thu Hằng"]
    assert found(q="thu hang") == ["Phạm Thị Thu Hằng"]
    assert found(committee=committee.id) == ["Phạm Thị Thu Hằng"]
    assert found(committee=committee.id, role="leader") == []
    assert found(agency=agency.id) == ["Lương Thị Hà"]
    assert found(role="officer") == ["Lương Thị Hà"]
    assert found(role="administrator") == ["Đoàn Minh Đức"]
    assert found(state="inactive") == ["Lương Thị Hà"]
    assert found(state="waiting") == ["Đoàn Minh Đức"]
    assert found(agency="x", committee="-1", role="?", state="?", page="-3") == found()
    assert "Không có người nào như vậy" in desk.get("/admin/people?q=khong-co").text


def test_the_list_goes_by_pages(desk: FlaskClient) -> None:
    for number in range(52):
        db.session.add(
            User(
                login=f"u{number:02}",
                full_name=f"Người {number:02}",
                folded=f"nguoi {number:02}",
                created_at=datetime.now(UTC),
            )
        )
    db.session.commit()
    assert len(names(desk.get("/admin/people").text)) == 50
    assert len(names(desk.get("/admin/people?page=2").text)) == 3


def test_the_list_is_an_excel_file(desk: FlaskClient, person: User) -> None:
    person.full_name = "=HYPERLINK(1)"
    db.session.commit()
    content = desk.get("/admin/people.xlsx").data
    rows = list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert [row[1] for row in rows if isinstance(row[0], int)] == ["quantri", "long"]
    assert any("=HYPERLINK(1)" in row for row in rows)


def test_posts_are_given_and_taken(desk: FlaskClient, person: User) -> None:
    committee, agency = make_committee(), make_agency("Sở Y tế")
    base = f"/admin/people/{person.id}"
    leader = {"c-committee_id": committee.id, "c-role": "leader", "c-is_head": "y"}
    deputy = {
        "a-agency_id": agency.id,
        "a-role": "deputy",
        "a-valid_from": "1/6/2020",
        "a-valid_to": "30/6/2020",
    }
    for _click in range(2):
        assert desk.post(f"{base}/committee-posts", data=leader).location == base
        assert desk.post(f"{base}/agency-posts", data=deputy).location == base
    user = stored()
    [seat], [post] = user.committee_roles, user.agency_roles
    seat_id, post_id = seat.id, post.id
    assert seat.is_head
    assert (post.valid_from, post.valid_to) == (date(2020, 6, 1), date(2020, 6, 30))
    page = desk.get(base).text
    assert "người đứng đầu" in page
    assert "từ 01/06/2020 đến 30/06/2020" in page
    for _click in range(2):
        assert desk.post(f"{base}/committee-posts/{seat_id}/take").location == base
        assert desk.post(f"{base}/agency-posts/{post_id}/take").location == base
    assert (stored().committee_roles, stored().agency_roles) == ([], [])


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("agency", {"a-role": "deputy"}, "ngày kết thúc"),
        (
            "agency",
            {"a-role": "deputy", "a-valid_from": "2/2/2021", "a-valid_to": "1/2/2021"},
            "trước",
        ),
        ("agency", {"a-valid_to": "31/02/2020"}, "31/02/2020"),
        ("agency", {"a-agency_id": "99"}, "không có trong danh sách"),
        ("agency", {"a-role": "king"}, "không có trong danh sách"),
        ("committee", {"c-committee_id": "99"}, "không có trong danh sách"),
        ("committee", {"c-committee_id": "x"}, "không"),
        ("committee", {"c-role": "officer"}, "không có trong danh sách"),
    ],
)
def test_an_unfit_post_is_refused(
    desk: FlaskClient, person: User, kind: str, typed: dict[str, str], words: str
) -> None:
    committee, agency = make_committee(), make_agency("Sở Y tế")
    db.session.commit()
    whole = {
        "c-committee_id": committee.id,
        "c-role": "leader",
        "a-agency_id": agency.id,
        "a-role": "officer",
    }
    answer = desk.post(f"/admin/people/{person.id}/{kind}-posts", data={**whole, **typed})
    assert answer.status_code == 400
    assert words in answer.text
    assert (stored().committee_roles, stored().agency_roles) == ([], [])


def test_a_link_is_shown_once_and_lets_in(app: Flask, desk: FlaskClient, person: User) -> None:
    answer = desk.post(f"/admin/people/{person.id}/link")
    assert answer.headers["Cache-Control"] == "no-store"
    [link] = re.findall(r"http://127\.0\.0\.1:8000(/join/[\w-]+)", answer.text)
    assert "Vũ Thành Long" in answer.text
    assert link not in desk.get(f"/admin/people/{person.id}").text
    visitor = app.test_client()
    assert visitor.post(link, data=NEW).status_code == 302
    assert visitor.get("/account").status_code == 200
    assert acts() == ["link_issued", "link_used"]


def test_a_new_link_voids_the_one_before(app: Flask, desk: FlaskClient, person: User) -> None:
    links = [
        re.findall(r"/join/[\w-]+", desk.post(f"/admin/people/{person.id}/link").text)[0]
        for _click in range(2)
    ]
    visitor = app.test_client()
    assert visitor.get(links[0]).status_code == 404
    assert visitor.get(links[1]).status_code == 200


def test_a_locked_person_is_out_and_gets_no_link(
    desk: FlaskClient, person: User, sign_in: SignIn
) -> None:
    browser, base = sign_in(person), f"/admin/people/{person.id}"
    for _click in range(2):
        assert desk.post(f"{base}/active", data={"active": "0"}).location == base
    assert browser.get("/account").location.startswith("/log-in")
    assert desk.post(f"{base}/link").location == base
    assert db.session.scalar(select(func.count(OneTimeLink.id))) == 0
    assert "Tài khoản đang khóa" in desk.get(base).text
    desk.post(f"{base}/active", data={"active": "1"})
    assert stored().is_active
    assert acts() == ["user_deactivated", "user_activated"]


def test_log_ins_are_ended(desk: FlaskClient, person: User, sign_in: SignIn) -> None:
    browser = sign_in(person)
    desk.post(f"/admin/people/{person.id}/log-ins/end")
    assert browser.get("/account").location.startswith("/log-in")
    mine = select(func.count(LoginSession.id)).where(LoginSession.revoked_at.is_(None))
    assert db.session.scalar(mine) == 1


def test_the_last_administrator_stays_one(desk: FlaskClient) -> None:
    me = stored("quantri")
    base = f"/admin/people/{me.id}"
    answer = desk.post(f"{base}/active", data={"active": "0"}, follow_redirects=True)
    assert "quản trị viên cuối cùng" in answer.text
    plain = {**TYPED, "login": "quantri", "version": stored("quantri").version}
    refused = desk.post(base, data=plain)
    assert refused.status_code == 400
    assert "quản trị viên cuối cùng" in refused.text
    assert stored("quantri").is_active
    assert stored("quantri").is_administrator


@pytest.mark.parametrize(
    "address",
    ["", "/active", "/log-ins/end", "/link", "/committee-posts", "/agency-posts"],
)
def test_an_unknown_person_is_not_found(desk: FlaskClient, address: str) -> None:
    answer = desk.post(f"/admin/people/999{address}", follow_redirects=True)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", ""),
        ("get", ".xlsx"),
        ("get", "/new"),
        ("post", "/new"),
        ("get", "/paste"),
        ("post", "/paste"),
        ("get", "/1"),
        ("post", "/1"),
        ("post", "/1/active"),
        ("post", "/1/log-ins/end"),
        ("post", "/1/link"),
        ("post", "/1/committee-posts"),
        ("post", "/1/agency-posts"),
        ("post", "/1/committee-posts/1/take"),
        ("post", "/1/agency-posts/1/take"),
    ],
)
def test_nobody_else_gets_at_people(others: list[FlaskClient], method: str, address: str) -> None:
    before = db.session.scalar(select(func.count(JournalEntry.id)))
    for browser in others:
        answer = getattr(browser, method)(f"/admin/people{address}", data=TYPED)
        assert answer.status_code in (302, 403)
        assert answer.status_code == 403 or answer.location.startswith("/log-in")
    assert db.session.scalar(select(func.count(JournalEntry.id))) == before
