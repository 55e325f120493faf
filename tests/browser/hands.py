"""What hands do in a browser: press what leads to another page, and log in."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def press(target: Locator) -> None:
    """Press the first of these buttons or links, and wait until the page that answers is there.

    A bare click returns as soon as the answer begins, so that whatever is read next is read from
    half a page whenever the machine is busy.
    """
    with target.page.expect_navigation():
        target.first.click()


def log_in(page: Page, login: str, password: str) -> None:
    """Fill the log-in form that the page shows."""
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    press(page.locator("main button[type=submit]"))
