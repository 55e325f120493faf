"""What hands do in a browser: press, log in, and follow every link within a page."""

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


def wrong_ids(page: Page) -> list[str]:
    """Ids that stand twice, and links within the page that lead to none."""
    twice, missing = page.evaluate(IDS)
    found = [f"two elements have the id {one!r}; links and labels find the first" for one in twice]
    return found + [f"a link leads to the id {one!r}, which nothing has" for one in missing]


IDS = """() => {
    const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
    const twice = ids.filter((one, at) => ids.indexOf(one) !== at);
    const links = [...document.querySelectorAll("a[href^='#']")].map(one => one.hash.slice(1));
    const missing = links.filter(one => one && !ids.includes(decodeURIComponent(one)));
    return [[...new Set(twice)], [...new Set(missing)]];
}"""
