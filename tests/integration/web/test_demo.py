"""The demo's pages: days go by, letters come into the mailbox, nobody is thrown out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import make_app
from tests.factories.tasks import make_conclusion, make_task
from tracker.demo import seed
from tracker.extensions import db, only_reads
from tracker.models.agencies import Agency
from tracker.models.committees import Committee
from tracker.models.reminders import LedgerRow, Mail, MailState, RowState
from tracker.services import clock


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Flask]:
    """The demo with one task of the newspaper's that is due on 17 June 2020."""
    only_reads(False)
    app = make_app(tmp_path, demo=True)
    with app.app_context():
        db.create_all()
        seed.seed(password_cost=1)
        conclusion = make_conclusion(db.session.query(Committee).one())
        lead = db.session.scalars(select(Agency).where(Agency.name == "Báo Hải Dương")).one()
        due, at = date(2020, 6, 17), clock.now(demo=True)
        make_task(conclusion, "Mở chuyên trang về Đại hội", leads=[lead], due_on=due, at=at)
        db.session.commit()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def visitor(demo: Flask) -> FlaskClient:
    """Somebody logged in as the secretary."""
    browser = demo.test_client()
    login = {"login": "thuky", "password": seed.PASSWORD}
    assert browser.post("/log-in", data=login).status_code == 302
    return browser


def shown() -> datetime:
    """What the demo's clock shows, without seconds, in its own zone."""
    at = clock.now(demo=True).astimezone(seed.ZONE).replace(second=0, microsecond=0)
    db.session.rollback()
    return at


def test_a_day_passes_with_everything_that_is_sent_on_it(visitor: FlaskClient) -> None:
    before = shown()
    answer = visitor.post("/demo/step", data={"days": "1", "next": "/progress"})
    assert (answer.status_code, answer.location) == (302, "/progress")
    assert (shown() - before).days == 1
    assert "Hôm nay là Thứ Ba 16/06/2020. Đã gửi thêm" in visitor.get("/demo/mailbox").text
    mails = db.session.scalars(select(Mail)).all()
    assert mails
    assert {mail.state for mail in mails} == {MailState.SENT}
    sent = {f"{mail.sent_at.astimezone(seed.ZONE):%d/%m %H:%M}" for mail in mails if mail.sent_at}
    assert sent == {"16/06 07:30"}
    assert {row.state for row in db.session.scalars(select(LedgerRow))} == {RowState.SENT}


def test_a_week_sends_on_working_days_only_and_nothing_twice(visitor: FlaskClient) -> None:
    visitor.post("/demo/step", data={"days": "7"})
    mails = db.session.scalars(select(Mail).where(Mail.state == MailState.SENT)).all()
    days = {mail.sent_at.astimezone(seed.ZONE) for mail in mails if mail.sent_at}
    assert all(day.weekday() < 5 for day in days)
    assert len({day.date() for day in days}) >= 3
    assert len({(mail.address, mail.digest_on) for mail in mails}) == len(mails)


def test_whoever_is_logged_in_stays_so(visitor: FlaskClient) -> None:
    for _week in range(3):
        visitor.post("/demo/step", data={"days": "7"})
    assert visitor.get("/progress").status_code == 200


def test_the_banner_stands_on_every_page(demo: Flask, visitor: FlaskClient) -> None:
    for browser, address in ((demo.test_client(), "/log-in"), (visitor, "/progress")):
        page = browser.get(address).text
        assert "Thứ Hai 15/06/2020, 08:00" in page
        assert 'action="/demo/step"' in page
        assert 'href="/demo/mailbox"' in page


def test_the_mailbox_shows_letters_of_one_address(visitor: FlaskClient) -> None:
    assert "Chưa có thư nào" in visitor.get("/demo/mailbox").text
    visitor.post("/demo/step", data={"days": "1"})
    address = "bao-hai-duong.canbo@haiduong.example"
    table = visitor.get("/demo/mailbox", query_string={"address": address}).text.partition("<tbody")
    assert address in table[2]
    assert "bao-hai-duong.lanhdao@" not in table[2]
    nobody = visitor.get("/demo/mailbox?address=khong@co").text
    assert "Chưa có thư nào gửi đến địa chỉ này" in nobody


def test_a_letter_is_shown_safely(visitor: FlaskClient) -> None:
    visitor.post("/demo/step", data={"days": "1"})
    mail_id = db.session.scalars(select(Mail.id).order_by(Mail.id)).first()
    page = visitor.get(f"/demo/mailbox/{mail_id}").text
    assert "Mở chuyên trang về Đại hội" in page
    assert 'sandbox="allow-top-navigation-by-user-activation"' in page
    framed = visitor.get(f"/demo/mailbox/{mail_id}/html")
    policy = framed.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert '<base target="_top">' in framed.text
    assert visitor.get("/demo/mailbox/999").status_code == 404
    assert visitor.get("/demo/mailbox/999/html").status_code == 404


def test_from_another_machine_nothing_is_shown(demo: Flask) -> None:
    for address in ("/demo/mailbox", "/demo/mailbox/1"):
        answer = demo.test_client().get(address, environ_base={"REMOTE_ADDR": "10.0.0.7"})
        assert answer.status_code == 403


def test_outside_the_demo_there_is_neither_banner_nor_mailbox(client: FlaskClient) -> None:
    assert "/demo/" not in client.get("/log-in").text
    for address in ("/demo/mailbox", "/demo/mailbox/1", "/demo/mailbox/1/html"):
        assert client.get(address).status_code == 404
    assert client.post("/demo/step").status_code == 404
