"""The review before a meeting in a real browser: decisions, and the projector by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask_migrate import upgrade
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.browser.hands import log_in, press
from tests.conftest import make_app
from tests.factories.recommendations import make_meeting
from tests.factories.site import serve
from tests.factories.tasks import make_conclusion, make_task
from tracker.demo import seed
from tracker.extensions import db, only_reads
from tracker.models.agencies import Agency
from tracker.models.committees import Committee

pytestmark = pytest.mark.browser
TITLES = ("Lập phương án trực", "Viết bài tuyên truyền", "Lắp đặt pa nô")


@pytest.fixture
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo with three tasks and a meeting today; gives the address of the review."""
    only_reads(False)
    app = make_app(tmp_path_factory.mktemp("site"), demo=True)
    app.config["WTF_CSRF_ENABLED"] = True
    with app.app_context():
        upgrade()
        seed.seed(password_cost=1)
        committee = db.session.scalars(select(Committee)).one()
        health = db.session.scalars(select(Agency).where(Agency.name == "Sở Y tế")).one()
        conclusion = make_conclusion(committee)
        for day, title in enumerate(TITLES, start=20):
            make_task(conclusion, title, leads=[health], due_on=date(2020, 6, day))
        path = f"/meetings/{make_meeting(committee, date(2020, 6, 15)).id}/review"
        db.session.commit()
        db.session.remove()
    with serve(app) as address:
        yield address + path


def open_page(browser: Browser, address: str, *, width: int = 1280, script: bool = True) -> Page:
    """The review as the secretary."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script, locale="vi-VN"
    )
    page = context.new_page()
    page.goto(address)
    log_in(page, "thuky", seed.PASSWORD)
    return page


def check(page: Page) -> None:
    """No violation, and nothing wider than the window."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_meeting_extends_a_task_on_its_line(browser: Browser, review: str, width: int) -> None:
    page = open_page(browser, review, width=width)
    check(page)
    line = page.locator("article.pline", has_text=TITLES[1])
    line.locator("summary").click()
    press(line.get_by_role("button", name="Gia hạn"))
    line = page.locator("article.pline", has_text=TITLES[1])
    expect(line.get_by_label("Hạn mới, khi gia hạn")).to_have_attribute("aria-invalid", "true")
    check(page)
    line.get_by_label("Nội dung quyết định").fill("Chờ mẫu chung.")
    line.get_by_label("Hạn mới, khi gia hạn").fill("30/6/2020")
    press(line.get_by_role("button", name="Gia hạn"))
    decided = page.locator("article.pline", has_text=TITLES[1]).locator(".pline__decided")
    assert " ".join(decided.inner_text().split()) == "Gia hạn đến 30/06/2020: Chờ mẫu chung."
    check(page)
    page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_the_projector_goes_on_by_keyboard(browser: Browser, review: str, script: bool) -> None:
    page = open_page(browser, review, script=script)
    press(page.get_by_role("link", name="Trình chiếu"))
    expect(page.locator("h2")).to_have_text(TITLES[0])
    if script:
        check(page)
    expect(page.locator("a[rel=next]")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h2")).to_have_text(TITLES[1])
    if script:
        with page.expect_navigation():
            page.keyboard.press("PageDown")
        expect(page.locator("h2")).to_have_text(TITLES[2])
        assert page.locator("a[rel=next]").count() == 0
        with page.expect_navigation():
            page.keyboard.press("ArrowLeft")
    expect(page.locator("h2")).to_have_text(TITLES[1])
    page.context.close()
