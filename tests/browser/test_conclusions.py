"""Meetings and the life of a conclusion in a real browser: filled, empty, in error, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.hands import log_in, press
from tests.browser.test_pages import look_at
from tests.factories.people import make_user
from tests.factories.site import make_site
from tests.factories.tasks import make_agency, make_committee
from tracker.domain.access import CommitteeRole, viewer_of_system
from tracker.extensions import db
from tracker.models.committees import CommitteeMember
from tracker.models.people import CommitteePost
from tracker.services import meetings
from tracker.services.meetings import MeetingValues

pytestmark = pytest.mark.browser
WIDTHS = (1280, 360)
"""Each has a meeting of its own."""
PASSWORD = "một mật khẩu đủ dài"
TEXT = (
    "1. Giao Sở Y tế lập phương án trong thời hạn 05 ngày làm việc kể từ ngày ban hành.\n"
    "2. Giao Công an tỉnh phối hợp với Sở Y tế trực bảo đảm trật tự trước ngày 20/6/2020.\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site with one committee and one meeting; gives its address."""
    with make_site(tmp_path_factory.mktemp("meetings"), _fill) as address:
        yield address


def _fill() -> None:
    committee = make_committee()
    for name in ("Sở Y tế", "Công an tỉnh"):
        committee.members.append(CommitteeMember(agency_id=make_agency(name).id))
    values = MeetingValues(title="Họp tháng sáu", held_on=date(2020, 6, 11), chair="Trưởng ban")
    now = datetime(2020, 6, 12, tzinfo=UTC)
    for _width in WIDTHS:
        meetings.create(committee, values, actor=viewer_of_system(), now=now)
    for login, role in (("thuky", CommitteeRole.SECRETARY), ("lanhdao", CommitteeRole.LEADER)):
        user = make_user(login, "Trần Thu Hằng", password=PASSWORD)
        user.committee_roles.append(CommitteePost(committee_id=committee.id, role=role))
    db.session.commit()


def sign_in(browser: Browser, site: str, login: str, width: int) -> Page:
    """A page of somebody's, without JavaScript in the forms that it sends."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{site}/log-in")
    log_in(page, login, PASSWORD)
    return page


def look(page: Page, site: str, *addresses: str) -> list[str]:
    """What is wrong with these pages."""
    return [
        wrong for address in addresses for wrong in look_at(page.context.new_page(), address, site)
    ]


def faults_here(page: Page) -> list[str]:
    """What axe and the width say about the page as it stands, an answer to a form among them."""
    from axe_playwright_python.sync_playwright import Axe

    found = [f"axe: {one['id']}" for one in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*found, f"{wide} px too wide"] if wide > 0 else found


@pytest.mark.parametrize(("number", "width"), list(enumerate(WIDTHS, start=1)))
def test_a_conclusion_from_the_meeting_to_its_issue(
    browser: Browser, site: str, number: int, width: int
) -> None:
    meeting = f"/meetings/{number}"
    clerk = sign_in(browser, site, "thuky", width)
    leader = sign_in(browser, site, "lanhdao", width)
    wrong = look(clerk, site, "/meetings", meeting, f"{meeting}/edit", "/meetings/new")
    wrong += look(leader, site, "/meetings?q=khong-co", "/conclusions?state=submitted")

    clerk.goto(f"{site}{meeting}/edit")
    press(clerk.locator("button[name=fill]"))
    clerk.fill("[name=recommendations-0-text]", "Cấp kinh phí")
    press(clerk.locator("text=Lưu cuộc họp >> nth=0"))
    wrong += faults_here(clerk)
    clerk.fill("[name=recommendations-0-agency]", "Sở Y tế")
    press(clerk.locator("text=Lưu cuộc họp >> nth=0"))
    assert clerk.locator("text=Cấp kinh phí").count() >= 1

    press(clerk.locator("a:has-text('Thêm kết luận')"))
    clerk.fill("[name=text]", TEXT)
    press(clerk.locator("main button.btn-primary"))
    draft = clerk.url.partition("/review")[0].removeprefix(site)
    wrong += look(clerk, site, f"{draft}/edit", f"{draft}/text", f"{draft}/approval")
    clerk.goto(f"{site}{draft}/text")
    press(clerk.locator("main button.btn-primary"))
    wrong += faults_here(clerk)

    clerk.goto(f"{site}{draft}/approval")
    press(clerk.locator("main button:has-text('Trình lãnh đạo duyệt')"))
    wrong += faults_here(clerk)
    wrong += look(leader, site, "/conclusions", f"{draft}/approval")
    leader.goto(f"{site}{draft}/approval")
    press(leader.locator("text=Trả lại kèm ý kiến"))
    wrong += faults_here(leader)
    press(leader.locator("main button:has-text('Duyệt')"))
    wrong += faults_here(leader)

    clerk.goto(f"{site}{draft}/publish")
    press(clerk.locator("main button.btn-primary"))
    clerk.goto(f"{site}{draft}/issue")
    press(clerk.locator("main button.btn-primary"))
    wrong += faults_here(clerk)
    clerk.fill("[name=issued_on]", "15/06/2020")
    press(clerk.locator("main button.btn-primary"))
    wrong += faults_here(clerk)
    clerk.check("[name=move]")
    press(clerk.locator("main button.btn-primary"))
    assert clerk.locator(".said").inner_text().strip() == "Đã chuyển hạn của 1 nhiệm vụ."
    wrong += look(clerk, site, draft, f"{draft}/dates", meeting)
    for page in (clerk, leader):
        page.context.close()
    assert wrong == []


def test_the_submission_prints_as_a_document(browser: Browser, site: str) -> None:
    clerk = sign_in(browser, site, "thuky", 1280)
    clerk.goto(f"{site}/conclusions/new?meeting=1")
    clerk.fill("[name=text]", TEXT)
    press(clerk.locator("main button.btn-primary"))
    clerk.goto(clerk.url.partition("/review")[0] + "/approval")
    assert not clerk.locator(".sheet").is_visible()
    clerk.emulate_media(media="print")
    assert clerk.locator(".sheet tbody tr").count() == 2
    assert clerk.locator(".sheet").is_visible()
    for screen_only in (".screen", "header.top", "footer.foot"):
        assert not clerk.locator(screen_only).is_visible()
    clerk.context.close()
