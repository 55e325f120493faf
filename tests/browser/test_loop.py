"""The whole loop on the demo, in a real browser, once with JavaScript and once without.

Paste → review → publish → receipt → update → reminder in the mailbox → accepted → report.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.clerk import TASKS, Clerk
from tests.browser.hands import press
from tests.factories.site import make_site, seed_demo

pytestmark = pytest.mark.browser
TITLE = "đề xuất phương án lắp đặt hạ tầng kỹ thuật"
MAILBOX = "so-tttt@haiduong.example"


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo nobody has used yet, served; gives its address."""
    with make_site(tmp_path_factory.mktemp("site"), seed_demo, demo=True) as address:
        yield address


class Office:
    """The people of the demo, each with a browser of his or her own."""

    def __init__(self, browser: Browser, site: str, *, scripted: bool) -> None:
        self._browser, self.site, self._scripted = browser, site, scripted
        self.errors: list[str] = []

    def person(self, login: str) -> Clerk:
        """Somebody signed in."""
        clerk = Clerk(self._browser, self.site, login, java_script_enabled=self._scripted)
        clerk.errors = self.errors
        return clerk

    def publish(self) -> None:
        """The secretary takes the notice in, settles every card and publishes."""
        clerk = self.person("thuky")
        clerk.take_in()
        for _card in range(TASKS):
            clerk.review_card(scripted=self._scripted)
        clerk.press("Enter")
        clerk.press("Enter")
        assert f"Đã công bố {TASKS} nhiệm vụ" in said(clerk.page)

    def receive_and_update(self, page: Page) -> None:
        """The officer receives the task and says what was done, on the agency's own page."""
        page.goto(f"{self.site}/my-agency")
        line = page.locator(".tline", has_text=TITLE)
        press(line.locator("button[value=receive]"))
        line = page.locator(".tline", has_text=TITLE)
        line.locator("summary").first.click()
        line.locator("[name=words]").fill("Đã khảo sát hai vị trí")
        press(line.locator("button[value=update]"))
        assert "Đã ghi" in said(page)

    def let_days_pass(self, page: Page, *buttons: str) -> None:
        """Move the demo's clock, which runs the jobs of each day on the way."""
        for button in buttons:
            press(page.locator(f".demo__step >> text={button}"))

    def read_mail(self, page: Page, words: str) -> str:
        """Open the newest mail to the agency's mailbox with these words; gives its text."""
        page.goto(f"{self.site}/demo/mailbox?address={MAILBOX}")
        press(page.locator("tbody a", has_text=words))
        return page.locator("main").inner_text()


def said(page: Page) -> str:
    """What the page confirms."""
    return page.locator(".said").first.inner_text()


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_from_the_pasted_notice_to_the_leaders_report(
    browser: Browser, site: str, scripted: bool
) -> None:
    office = Office(browser, site, scripted=scripted)
    office.publish()

    officer = office.person("so-tttt")
    office.receive_and_update(officer.page)
    office.let_days_pass(officer.page, "Tuần sau", "Ngày sau")
    assert TITLE in office.read_mail(officer.page, "Nhiệm vụ mới")
    reminder = office.read_mail(officer.page, "sắp đến hạn")
    assert TITLE in reminder
    assert "Còn 9 ngày" in reminder

    officer.page.goto(f"{site}/my-agency")
    press(officer.page.locator("a.tline__title", has_text=TITLE))
    task = officer.page.url
    officer.page.locator("main [name=words]").first.fill("Đã trình phương án")
    press(officer.page.locator("button[value=report]"))
    assert "Đã ghi" in said(officer.page)

    secretary = office.person("thuky")
    assert TITLE in secretary.page.locator("main").inner_text()
    secretary.page.goto(task)
    press(secretary.page.locator("button[value=accept]"))
    assert "Đã ghi" in said(secretary.page)

    leader = office.person("lanhdao").page
    cell = leader.locator("a.cell.done")
    assert cell.locator("b").inner_text() == "1"
    press(cell)
    assert TITLE in leader.locator("tbody").inner_text()
    assert office.errors == []
