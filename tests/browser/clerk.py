"""A person at the keyboard of a browser, whose presses are counted."""

from __future__ import annotations

from itertools import count

from playwright.sync_api import Browser, Page, expect

from tests.browser.hands import log_in, press
from tracker.demo import seed

TASKS = 14
"""What the demo's notice gives."""
MEMBER = "Công an tỉnh"
"""Whom the reviewer names for an open group."""
_numbers = count(1)
FOCUSED = "document.activeElement.id || document.activeElement.name"


class Clerk:
    """A secretary at the keyboard, whose presses are counted."""

    def __init__(
        self, browser: Browser, site: str, login: str = "thuky", **options: object
    ) -> None:
        """Log in."""
        sizes = {"width": 1280, "height": 900}
        self.context = browser.new_context(**{"viewport": sizes, "locale": "vi-VN", **options})
        self.page: Page = self.context.new_page()
        self.site, self.presses = site, 0
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(f"{site}/log-in")
        log_in(self.page, login, seed.PASSWORD)

    def take_in(self, text: str = "") -> str:
        """Take a text in, the demo's notice unless another is given; gives the review's address."""
        self.page.goto(f"{self.site}/conclusions/new")
        # A title of its own: the same one twice in a moment would be a double click.
        self.page.fill("[name=title]", f"Kết luận họp ngày 11/6/2020 ({next(_numbers)})")
        self.page.fill("[name=text]", text or seed.notice())
        press(self.page.locator("main form button.btn-primary"))
        self._await_focus()
        return self.page.url

    def focused(self) -> str:
        """The id or name of what has the focus."""
        return str(self.page.evaluate(FOCUSED))

    def press(self, key: str) -> None:
        """Press a key that leads to another page."""
        self.presses += 1
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self._await_focus()

    def _await_focus(self) -> None:
        """Wait for the place that the page has the clerk begin at: browsers focus it after load."""
        first = self.page.locator("[autofocus]")
        if first.count():
            expect(first.first).to_be_focused()

    def tap(self, key: str) -> None:
        """Press a key that stays on the page."""
        self.presses += 1
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type words, which are not counted."""
        self.page.keyboard.type(words)

    def review_card(self, *, scripted: bool) -> None:
        """Give the open card what it lacks, as the focus asks for it, and confirm it."""
        focused = self.focused()
        if focused == "due_on":
            self.type("15 ngày làm việc")
        elif focused.startswith(("lead-members", "coordinating-members")):
            self.type(MEMBER)
            if scripted:
                self.tap("Enter")
        self.press("Enter")
