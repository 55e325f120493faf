"""Suspending one task and cancelling several, in a real browser and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.hands import log_in, press
from tests.factories.people import make_user
from tests.factories.site import make_site
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import CommitteeRole
from tracker.extensions import db
from tracker.models.people import CommitteePost

pytestmark = pytest.mark.browser
PASSWORD = "một mật khẩu đủ dài"


def _fill() -> None:
    committee, lead = make_committee(), make_agency("Báo Hải Dương")
    conclusion = make_conclusion(committee)
    for number in range(3):
        make_task(conclusion, f"Việc {number}", leads=[lead], due_on=date.today())
    user = make_user("thuky", "Trần Thu Hằng", password=PASSWORD)
    post = CommitteePost(committee_id=committee.id, role=CommitteeRole.SECRETARY)
    user.committee_roles.append(post)
    db.session.commit()


@pytest.fixture
def page(tmp_path: Path, browser: Browser) -> Iterator[Page]:
    """The secretary's browser: a phone, and no scripts."""
    with make_site(tmp_path, _fill) as address:
        context = browser.new_context(
            base_url=address, viewport={"width": 360, "height": 800}, java_script_enabled=False
        )
        opened = context.new_page()
        opened.goto("/log-in")
        log_in(opened, "thuky", PASSWORD)
        yield opened
        context.close()


def look(page: Page) -> None:
    """No violation on the page as it stands, read again with scripts on."""
    html, base = page.content(), page.url
    context = page.context.browser.new_context()
    other = context.new_page()
    other.route(base, lambda route: route.fulfill(body=html, content_type="text/html"))
    other.goto(base)
    assert Axe().run(other).response["violations"] == []
    context.close()


def test_a_task_is_suspended_and_resumed_on_its_page(page: Page) -> None:
    page.goto("/tasks/1")
    panel = page.locator("#whole")
    panel.locator("summary", has_text="Tạm dừng").click()
    press(panel.get_by_role("button", name="Tạm dừng"))
    expect(panel.locator(".field-err")).to_have_count(2)
    look(page)
    review_on = date.today() + timedelta(days=9)
    panel.get_by_label("Ngày xem lại").fill(f"{review_on:%d/%m/%Y}")
    panel.get_by_label("Lý do").fill("Chờ văn bản của Trung ương")
    press(panel.get_by_role("button", name="Tạm dừng"))
    expect(page.locator(".said")).to_contain_text("Đã tạm dừng nhiệm vụ.")
    expect(panel).to_contain_text("Chờ văn bản của Trung ương")
    look(page)
    panel.locator("summary", has_text="Thực hiện lại").click()
    press(panel.get_by_role("button", name="Thực hiện lại"))
    expect(page.locator(".said")).to_contain_text("Nhiệm vụ được thực hiện lại.")


def test_several_are_asked_about_before_they_are_cancelled(page: Page) -> None:
    page.goto("/tasks")
    for code in ("TBTT-1", "TBTT-3"):
        page.get_by_label(f"Chọn {code}").check()
    page.get_by_label("Với các nhiệm vụ đã chọn:").select_option(label="Hủy nhiệm vụ")
    press(page.get_by_role("button", name="Tiếp tục"))
    expect(page.locator("tbody tr")).to_have_count(2)
    look(page)
    page.get_by_label("Lý do").fill("Trùng với nhiệm vụ khác")
    press(page.get_by_role("button", name="Hủy nhiệm vụ"))
    expect(page.locator(".said")).to_contain_text("Đã hủy 2 nhiệm vụ.")
    expect(page.locator(".ts.cancelled")).to_have_count(2)
