"""Mail pages in a real browser: the demo's mailbox with its framed letters, and the settings."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import current_app
from playwright.sync_api import Browser

from tests.browser.hands import log_in, press
from tests.browser.test_pages import check, look_at
from tests.factories.mails import make_mail
from tests.factories.people import make_user
from tests.factories.site import make_site, seed_demo
from tests.factories.tasks import make_committee, make_conclusion, make_task
from tracker.demo import seed
from tracker.extensions import db
from tracker.jobs import demo_days
from tracker.models.agencies import Agency
from tracker.models.committees import Committee
from tracker.models.reminders import MailState
from tracker.services import clock

pytestmark = pytest.mark.browser
PASSWORD = "một mật khẩu đủ dài"
WIDTHS = pytest.mark.parametrize("width", [1280, 360])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo after its first day, with letters; gives its address."""
    port = _free_port()
    folder, base_url = tmp_path_factory.mktemp("demo"), f"http://127.0.0.1:{port}"
    with make_site(folder, _fill_demo, port=port, demo=True, base_url=base_url) as address:
        yield address


def _fill_demo() -> None:
    """A task whose reminder has gone out."""
    seed_demo()
    lead = db.session.query(Agency).filter(Agency.name == "Báo Hải Dương").one()
    conclusion = make_conclusion(db.session.query(Committee).one())
    at = clock.now(demo=True)
    due_on = at.date() + timedelta(days=2)
    make_task(conclusion, "Mở chuyên trang", leads=[lead], due_on=due_on, at=at)
    # An address wider than a phone, in the list of addresses as in the table.
    wide = f"{'van-phong-' * 5}ubnd@haiduong.example"
    make_mail(conclusion.committee, wide, now=at, state=MailState.SENT, sent_at=at)
    db.session.commit()
    demo_days.pass_days(current_app.extensions["tracker.settings"], 1)


def _free_port() -> int:
    """Letters link to the site, so its address must be known before it is served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An installation with mails in every state; gives its address."""
    with make_site(tmp_path_factory.mktemp("office"), _fill_office) as address:
        yield address


def _fill_office() -> None:
    committee = make_committee()
    make_user("quantri", "Đoàn Minh Đức", password=PASSWORD, is_administrator=True)
    for state in MailState:
        mail = make_mail(committee, f"{state}@haiduong.example", now=datetime.now(UTC))
        mail.state, mail.last_error = state, "550 5.1.1 No such user"


@WIDTHS
def test_the_mailbox_is_clean_and_a_letter_leads_to_its_task(
    browser: Browser, demo: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    wrong = []
    for address in ("/log-in", "/demo/mailbox", "/demo/mailbox?address=a@b", "/demo/mailbox/2"):
        wrong += look_at(context.new_page(), address, demo)
    assert wrong == []
    page = context.new_page()
    page.goto(f"{demo}/log-in")
    log_in(page, "bao-hai-duong", seed.PASSWORD)
    page.goto(f"{demo}/demo/mailbox?address=bao-hai-duong.canbo@haiduong.example")
    press(page.locator("tbody a"))
    page.wait_for_load_state("networkidle")
    page.frame_locator("iframe").get_by_role("link").first.click()
    page.wait_for_url("**/tasks/1*")
    assert page.locator("h1").inner_text() == "Mở chuyên trang"
    context.close()


def test_a_week_passes_without_javascript(browser: Browser, demo: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo}/demo/mailbox?address=a@b")
    press(page.locator("text=Tuần sau"))
    assert page.url.endswith("/demo/mailbox?address=a@b")
    assert "Đã gửi thêm" in page.locator(".said").inner_text()
    assert "23/06/2020" in page.locator(".demo").inner_text()
    context.close()


@WIDTHS
def test_the_settings_are_clean_filled_and_in_error(
    browser: Browser, office: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{office}/log-in")
    log_in(page, "quantri", PASSWORD)
    wrong = look_at(page, "/admin/mail", office)
    page.fill("[name=host]", "không phải máy")
    page.fill("[name=sender]", "x")
    press(page.locator('button:text-is("Lưu")'))
    assert page.locator(".field-err").count() == 1
    assert page.locator("[name=sender]").input_value() == "x"
    assert [one for one in wrong + check(page) if "400" not in one] == []
    assert page.locator(".alarm").count() == 2
    context.close()
