"""One-time links and the own account, as a browser meets them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.people import AgencyPost, CommitteePost, LoginSession, User
from tracker.services import administration, people
from tracker.services.administration import installer

SignIn = Callable[[User], FlaskClient]
PASSWORD = "mật khẩu đủ dài"
NEW = "một mật khẩu mới"
TWICE = {"password": NEW, "again": NEW}


@pytest.fixture
def user(app: Flask) -> User:
    """A person with a password."""
    return make_user("hang", "Trần Thu Hằng", password=PASSWORD, position="Chuyên viên")


@pytest.fixture
def token(user: User) -> str:
    """A fresh one-time link's secret."""
    token = administration.issue_link(user_id=user.id, actor=installer(), now=datetime.now(UTC))
    db.session.commit()
    return token


def stored(user: User) -> User:
    """The person as stored now."""
    db.session.expire_all()
    return db.session.get_one(User, user.id)


def test_a_link_shows_whom_it_is_for_and_lets_in(client: FlaskClient, user: User, token: str):
    page = client.get(f"/join/{token}")
    assert "Trần Thu Hằng" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    answer = client.post(f"/join/{token}", data=TWICE)
    assert (answer.status_code, answer.location) == (302, "/")
    assert client.get("/account").status_code == 200
    assert people.password_fits(stored(user).password_hash, NEW)


def test_opening_a_link_uses_nothing_up(client: FlaskClient, user: User, token: str) -> None:
    for _time in range(3):
        assert client.get(f"/join/{token}").status_code == 200
    assert people.password_fits(stored(user).password_hash, PASSWORD)


@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_used_expired_and_inactive_read_alike(
    client: FlaskClient, user: User, token: str, method: str
) -> None:
    def answer(which: str) -> tuple[int, str]:
        found = getattr(client, method)(f"/join/{which}", data=TWICE)
        return found.status_code, found.text.partition("<main")[2].partition("<footer")[0]

    unknown = answer("x" * 32)
    link = administration.queries.list_open_links(user.id)[0]
    link.expires_at = datetime.now(UTC) - timedelta(seconds=1)
    db.session.commit()
    expired = answer(token)
    link.expires_at, link.used_at = datetime.now(UTC) + timedelta(days=1), datetime.now(UTC)
    db.session.commit()
    used = answer(token)
    link.used_at, user.is_active = None, False
    db.session.commit()
    assert unknown[0] == 404
    assert "quản trị viên" in unknown[1]
    assert unknown == expired == used == answer(token)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"password": "ngắn", "again": "ngắn"}, "10"),
        ({"password": NEW, "again": NEW + "!"}, "giống nhau"),
        ({}, "Đề nghị điền mục này"),
        ({"password": "x" * 201, "again": "x" * 201}, "200"),
    ],
)
def test_an_unfit_password_leaves_the_link_usable(
    client: FlaskClient, user: User, token: str, typed: dict[str, str], words: str
) -> None:
    answer = client.post(f"/join/{token}", data=typed)
    assert answer.status_code == 400
    assert words in answer.text
    assert NEW not in answer.text
    assert client.post(f"/join/{token}", data=TWICE).status_code == 302


def test_a_second_click_finds_the_link_used(client: FlaskClient, user: User, token: str) -> None:
    assert client.post(f"/join/{token}", data=TWICE).status_code == 302
    other = {"password": NEW + "2", "again": NEW + "2"}
    assert client.post(f"/join/{token}", data=other).status_code == 404
    assert people.password_fits(stored(user).password_hash, NEW)


def test_guessing_links_is_slowed_down(client: FlaskClient, user: User, token: str) -> None:
    for number in range(8):
        assert client.get(f"/join/guess-{number}").status_code == 404
    assert client.get("/join/guess-9").status_code == 429
    assert client.get(f"/join/{token}").status_code == 429
    answer = client.post("/log-in", data={"login": "hang", "password": PASSWORD})
    assert answer.status_code == 302


def test_the_token_is_neither_logged_nor_stored(
    app: Flask, client: FlaskClient, user: User, token: str, monkeypatch, caplog
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("made up")

    with monkeypatch.context() as patch:
        patch.setattr(administration, "find_invited", fail)
        patch.setattr(app, "testing", False)
        assert client.get(f"/join/{token}").status_code == 500
    assert "/join/<token>" in caplog.text
    assert token not in caplog.text
    client.post(f"/join/{token}", data=TWICE)
    entries = db.session.scalars(select(JournalEntry)).all()
    assert [entry.act for entry in entries] == ["link_issued", "link_used"]
    assert all(token not in str(entry.data) for entry in entries)


def test_the_account_shows_posts_and_running_log_ins(sign_in: SignIn, user: User) -> None:
    committee, agency = make_committee(name="Tiểu ban Tuyên truyền"), make_agency("Báo Hải Dương")
    user.committee_roles.append(
        CommitteePost(committee_id=committee.id, role=CommitteeRole.LEADER, is_head=True)
    )
    user.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
    sign_in(user)
    page = sign_in(user).get("/account").text
    assert "Tiểu ban Tuyên truyền · người đứng đầu" in page
    assert "Báo Hải Dương" in page
    assert page.count("Phiên khác") == 1
    assert page.count("Phiên này") == 1
    assert 'href="/account"' in page


def test_a_person_without_roles_lands_on_the_account(sign_in: SignIn, user: User) -> None:
    browser = sign_in(user)
    assert browser.get("/").location == "/account"
    assert "chưa được giao vai trò" in browser.get("/account").text


def test_name_and_language_are_ones_own(sign_in: SignIn, user: User) -> None:
    browser = sign_in(user)
    form = {"version": user.version, "full_name": "Trần Thị Thu Hằng", "locale": "en"}
    assert browser.post("/account", data=form).status_code == 302
    assert stored(user).full_name == "Trần Thị Thu Hằng"
    assert "My account" in browser.get("/account").text


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"full_name": ""}, 400),
        ({"full_name": " "}, 400),
        ({"locale": "fr"}, 400),
        ({"version": "99"}, 409),
        ({"version": ""}, 409),
    ],
)
def test_an_unfit_or_stale_account_form_changes_nothing(
    sign_in: SignIn, user: User, changed: dict[str, str], status: int
) -> None:
    form = {"version": user.version, "full_name": "Tên mới", "locale": "vi", **changed}
    answer = sign_in(user).post("/account", data=form)
    assert answer.status_code == status
    if "full_name" not in changed:
        assert "Tên mới" in answer.text
    assert stored(user).full_name == "Trần Thu Hằng"


def test_changing_the_password_keeps_this_browser_and_ends_the_others(
    sign_in: SignIn, user: User
) -> None:
    here, elsewhere = sign_in(user), sign_in(user)
    answer = here.post("/account/password", data={"current": PASSWORD, **TWICE})
    assert (answer.status_code, answer.location) == (302, "/account")
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").location.startswith("/log-in")


@pytest.mark.parametrize(
    "typed",
    [
        {"current": "sai", **TWICE},
        {"current": PASSWORD, "password": NEW, "again": "khác"},
        {"current": PASSWORD, "password": "ngắn", "again": "ngắn"},
        {},
    ],
)
def test_an_unfit_change_of_password_changes_nothing(
    sign_in: SignIn, user: User, typed: dict[str, str]
) -> None:
    answer = sign_in(user).post("/account/password", data=typed)
    assert answer.status_code == 400
    assert "field-err" in answer.text
    assert people.password_fits(stored(user).password_hash, PASSWORD)


def test_guessing_the_current_password_is_slowed_down(sign_in: SignIn, user: User) -> None:
    browser = sign_in(user)
    for _attempt in range(8):
        browser.post("/account/password", data={"current": "sai", **TWICE})
    answer = browser.post("/account/password", data={"current": PASSWORD, **TWICE})
    assert answer.status_code == 429


def test_a_running_log_in_can_be_ended_from_another(sign_in: SignIn, user: User) -> None:
    lost, here = sign_in(user), sign_in(user)
    first = db.session.scalars(select(LoginSession).order_by(LoginSession.id)).first()
    assert first is not None
    assert here.post(f"/account/log-ins/{first.id}/end").status_code == 302
    assert lost.get("/account").location.startswith("/log-in")
    assert here.get("/account").status_code == 200


def test_nobody_ends_the_log_in_of_somebody_else(sign_in: SignIn, user: User) -> None:
    other = sign_in(make_user("khac"))
    theirs = db.session.scalars(select(LoginSession)).one()
    assert sign_in(user).post(f"/account/log-ins/{theirs.id}/end").status_code == 404
    assert other.get("/account").status_code == 200


def test_the_account_wants_a_log_in(client: FlaskClient, app: Flask) -> None:
    assert client.get("/account").location.startswith("/log-in")
    assert client.post("/account/password", data=TWICE).location.startswith("/log-in")
