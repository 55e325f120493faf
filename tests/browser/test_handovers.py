"""Objecting, reassigning and answering many reports in a real browser, without any script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.hands import log_in, press
from tests.browser.test_pages import check
from tests.factories.people import make_user
from tests.factories.site import make_site
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.extensions import db
from tracker.models.people import AgencyPost, CommitteePost

pytestmark = pytest.mark.browser
PASSWORD = "một mật khẩu đủ dài"
AT = datetime.now(UTC) - timedelta(days=10)


def _fill() -> None:
    """Three tasks of an agency that will object to the first."""
    committee = make_committee()
    old, new = make_agency("Sở Nội vụ"), make_agency("Công an tỉnh")
    conclusion = make_conclusion(committee)
    for number in (1, 2, 3):
        due_on = date.today() + timedelta(days=number)
        task = make_task(conclusion, f"Việc số {number}", leads=[old], due_on=due_on, at=AT)
        task.product = "kế hoạch"
    for login, agency in (("noivu", old), ("congan", new)):
        user = make_user(login, f"Bà {login}", password=PASSWORD)
        user.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
    secretary = make_user("thuky", "Bà thư ký", password=PASSWORD)
    secretary.committee_roles.append(
        CommitteePost(committee_id=committee.id, role=CommitteeRole.SECRETARY)
    )
    db.session.commit()


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with these tasks; gives its address."""
    with make_site(tmp_path_factory.mktemp("site"), _fill) as address:
        yield address


def enter(browser: Browser, site: str, login: str) -> Page:
    """A page of somebody who is logged in, in a browser that runs no script, on a phone."""
    context = browser.new_context(
        locale="vi-VN", java_script_enabled=False, viewport={"width": 360, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{site}/")
    log_in(page, login, PASSWORD)
    return page


def test_an_objection_ends_with_the_agency_that_was_proposed(browser: Browser, site: str) -> None:
    officer = enter(browser, site, "noivu")
    officer.goto(f"{site}/tasks/1")
    officer.fill("textarea[name=words]", "Không thuộc chức năng của Sở")
    officer.locator("summary", has_text="Không thuộc thẩm quyền?").click()
    officer.fill("input[name=proposed_owner]", "Công an tỉnh")
    press(officer.locator("button[value=object]"))
    secretary = enter(browser, site, "thuky")
    secretary.goto(f"{site}/today")
    press(secretary.locator("#objected a.btn"))
    assert secretary.input_value("[name=agency]") == "Công an tỉnh"
    press(secretary.locator("button[value=reassign]"))
    assert "Đề nghị ghi rõ lý do." in secretary.content()
    secretary.fill("[name=reason]", "Đúng thẩm quyền")
    press(secretary.locator("button[value=reassign]"))
    assert secretary.url.startswith(f"{site}/tasks/1")
    assert "Chấp nhận ý kiến không tiếp nhận" in secretary.inner_text("#chain")
    follower = enter(browser, site, "congan")
    follower.goto(f"{site}/my-agency")
    assert "Việc số 1" in follower.content()
    officer.goto(f"{site}/my-agency")
    assert "Việc số 1" not in officer.content()


def test_many_reports_are_answered_without_script(browser: Browser, site: str) -> None:
    officer = enter(browser, site, "noivu")
    for number in (1, 2, 3):
        officer.goto(f"{site}/tasks/{number}")
        officer.fill("textarea[name=words]", f"Xong {number}")
        press(officer.locator("button[value=report]"))
    secretary = enter(browser, site, "thuky")
    secretary.goto(f"{site}/today")
    press(secretary.locator("a", has_text="Trả lời nhiều báo cáo một lúc"))
    assert secretary.locator(".report__lacks").count() == 3
    for box in secretary.locator("input[name=row]").all()[:2]:
        box.check()
    press(secretary.locator("button[value=accept]"))
    assert "Đã xác nhận 2 báo cáo." in secretary.content()
    assert secretary.locator("input[name=row]").count() == 1


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_are_clean(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(locale="vi-VN", viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/")
    log_in(page, "thuky", PASSWORD)
    for path in (
        "/tasks/1/assignments/1/handover",
        "/tasks/1/agencies/new",
        "/tasks/waiting",
        "/tasks/receipts",
    ):
        page.goto(site + path)
        assert check(page) == [], path
    page.goto(f"{site}/tasks/1/assignments/1/handover")
    press(page.locator("button[value=reassign]"))
    assert check(page) == []
