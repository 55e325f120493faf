"""Logging in and out, as a browser does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tracker.extensions import db
from tracker.models.people import LoginSession, User

PASSWORD = "mật khẩu đủ dài"


@pytest.fixture
def user(app: Flask) -> User:
    """A person with a password."""
    return make_user("hang", "Trần Thu Hằng", password=PASSWORD)


def log_in(client: FlaskClient, name: str = "hang", password: str = PASSWORD, **address: str):
    """Fill in the log-in form."""
    return client.post("/log-in", query_string=address, data={"login": name, "password": password})


def test_the_right_password_opens_the_page_that_was_wanted(client: FlaskClient, user: User) -> None:
    answer = log_in(client, next="/?x=1")
    assert (answer.status_code, answer.location) == (302, "/?x=1")


@pytest.mark.parametrize("target", ["https://elsewhere.example", "//elsewhere.example", "/\\x"])
def test_log_in_never_leads_to_another_site(client: FlaskClient, user: User, target: str) -> None:
    assert log_in(client, next=target).location == "/"


@pytest.mark.parametrize(("name", "password"), [("hang", "sai"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_read_alike(
    client: FlaskClient, user: User, name: str, password: str
) -> None:
    answer = log_in(client, name, password)
    assert answer.status_code == 400
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.text
    assert db.session.query(LoginSession).count() == 0


def test_guessing_is_slowed_down(client: FlaskClient, user: User) -> None:
    for _attempt in range(8):
        log_in(client, password="sai")
    answer = log_in(client)
    assert answer.status_code == 429
    assert "15 phút" in answer.text


def test_logging_out_ends_the_session_on_the_server(
    app: Flask, sign_in: Callable[[User], FlaskClient], user: User
) -> None:
    browser = sign_in(user)
    assert browser.post("/log-out").status_code == 302
    row = db.session.query(LoginSession).one()
    assert row.revoked_at is not None


def test_a_revoked_session_no_longer_opens_anything(
    app: Flask, sign_in: Callable[[User], FlaskClient], user: User
) -> None:
    browser = sign_in(user)
    db.session.query(LoginSession).one().revoked_at = datetime.now(UTC)
    db.session.commit()
    assert browser.get("/").location.startswith("/log-in")


def test_a_deactivated_person_is_out_at_once(
    app: Flask, sign_in: Callable[[User], FlaskClient], user: User
) -> None:
    browser = sign_in(user)
    user.is_active = False
    db.session.commit()
    assert browser.get("/").location.startswith("/log-in")


def test_the_language_can_be_changed(client: FlaskClient, user: User) -> None:
    client.post("/language", data={"locale": "en", "next": "/log-in"})
    assert "Log in" in client.get("/log-in").text
