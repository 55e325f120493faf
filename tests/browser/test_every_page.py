"""Every route of the URL map in a real browser, over the world of the access walk.

Filled, empty and in error, on a desk and on a phone: axe, the content policy, errors of the
console, requests that leave the site, the width of the screen, one heading and its title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from tests.browser.hands import wrong_ids
from tests.conftest import make_app
from tests.factories.site import serve
from tests.world.build import World, build, note_log_ins
from tests.world.people import ADMINISTRATOR, NOBODY, VISITOR
from tests.world.routes import addresses, rules
from tracker.extensions import db, only_reads
from tracker.services import people
from tracker.web.access import ROUTES, admits
from tracker.web.context import TOKEN

pytestmark = pytest.mark.browser
WIDTHS = (1280, 360)
PEOPLE = ("thuky-a", "lanhdao-a", "canbo-a", ADMINISTRATOR, NOBODY, VISITOR)
OTHERS = ("thanhvien-a", "khach-a", "cu-a", "quansat-a", "haimu")
NO_PAGES = ("health.",)
"""Parts of the names of endpoints that answer machines."""


@dataclass(slots=True)
class Site:
    """A served world; ``cookies`` signs in by log-in."""

    address: str
    app: Flask
    world: World
    cookies: dict[str, str] = field(default_factory=dict)

    def pages(self, login: str) -> Iterator[tuple[str, str]]:
        """Endpoint and path of every page that somebody may open, two things of each kind."""
        viewer = self.world.viewers.get(login)
        with self.app.app_context():
            for rule in rules(self.app, "GET"):
                is_page = not any(one in rule.endpoint for one in NO_PAGES)
                if is_page and admits(ROUTES[rule.endpoint], viewer, demo=False):
                    for one in addresses(self.app, rule, self.world.things):
                        yield one.endpoint, one.path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The world, served, with everybody's log-in."""
    only_reads(False)
    app = make_app(tmp_path_factory.mktemp("world"))
    app.config["WTF_CSRF_ENABLED"] = True
    now = datetime.now(UTC)
    with app.app_context():
        upgrade()
        made = Site("", app, build(now, app.extensions["tracker.settings"].files_dir))
        for login in (*PEOPLE[:-1], *OTHERS):
            user = made.world.users[login]
            made.cookies[login] = _cookie(app, people.open_session(user, address="", now=now))
        note_log_ins(made.world)
        db.session.commit()
        db.session.remove()
    with serve(app) as made.address:
        yield made


def _cookie(app: Flask, token: str) -> str:
    client = app.test_client()
    with client.session_transaction() as session:
        session[TOKEN] = token
    found = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert found
    return found.value


def enter(browser: Browser, site: Site, login: str) -> BrowserContext:
    """A browser that somebody is signed in with."""
    context = browser.new_context(locale="vi-VN")
    if login:
        name = site.app.config["SESSION_COOKIE_NAME"]
        cookie = {"name": name, "value": site.cookies[login], "url": site.address}
        context.add_cookies([cookie])  # type: ignore[list-item]
    return context


class Look:
    """One tab that looks at pages and notes what is wrong with them."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.wrong: list[str] = []
        self._site, self._axe = site, Axe()
        self.page: Page = context.new_page()
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on("request", lambda sent: self._watch(sent.url))

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self.page.url.removeprefix(self._site.address)}: {what}")

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and "the server responded with a status of 4" not in text:
            self._note(f"console: {text[:200]}")

    def _watch(self, url: str) -> None:
        if not url.startswith((self._site.address, "data:", "blob:")):
            self._note(f"outside request: {url}")

    def at(self, path: str) -> None:
        """Open a page and look at it at every width; what is saved instead is no page."""
        try:
            self.page.goto(self._site.address + path)
        except PlaywrightError as error:
            if "Download is starting" not in str(error):
                raise
            return
        self.check()

    def check(self) -> None:
        """Look at the page as it stands."""
        headings = self.page.locator("h1").all_inner_texts()
        if len(headings) != 1 or not self.page.title().startswith(headings[0].strip()):
            self._note(f"title {self.page.title()!r} and headings {headings!r} differ")
        for wrong in wrong_ids(self.page):
            self._note(wrong)
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            wider = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if wider > 0:
                self._note(f"{wider} px wider than {width}")
            for found in self._axe.run(self.page).response["violations"]:
                self._note(f"axe at {width}: {found['id']}: {found['nodes'][0]['html'][:160]}")


def look_at(browser: Browser, site: Site, login: str, paths: list[str]) -> None:
    """Look at pages as somebody, and fail when anything is wrong with one."""
    context = enter(browser, site, login)
    look = Look(context, site)
    for path in paths:
        look.at(path)
    context.close()
    assert not look.wrong, "\n".join(look.wrong)


def first_of_each(site: Site, login: str) -> list[str]:
    """A page of every endpoint that nobody before this person in the list may open."""
    before = {one for other in PEOPLE[: PEOPLE.index(login)] for one, _path in site.pages(other)}
    found: dict[str, str] = {}
    for endpoint, path in site.pages(login):
        if endpoint not in before:
            found.setdefault(endpoint, path)
    return list(found.values())


@pytest.mark.parametrize("login", PEOPLE)
def test_every_page_is_clean(browser: Browser, site: Site, login: str) -> None:
    look_at(browser, site, login, first_of_each(site, login))


@pytest.mark.long
@pytest.mark.parametrize("login", [*PEOPLE, *OTHERS])
def test_every_page_is_clean_for_everybody_and_everything(
    browser: Browser, site: Site, login: str
) -> None:
    look_at(browser, site, login, [path for _endpoint, path in site.pages(login)])


ASKED = {
    "thuky-a": ["/progress?as_of=01/01/2020", "/progress/print?as_of=01/01/2020"],
    "canbo-a": ["/tasks?q=viec&part=lead", "/my-agency?need=overdue"],
    ADMINISTRATOR: ["/admin/agencies?missing=mailbox"],
}
"""Pages whose address asks for something."""


@pytest.mark.parametrize("login", ASKED)
def test_lists_are_clean_when_they_find_nothing(browser: Browser, site: Site, login: str) -> None:
    lists = [path for _endpoint, path in site.pages(login) if "new" not in path]
    empty = [f"{path}?q=khong-co-gi" for path in lists if not any(map(str.isdigit, path))]
    look_at(browser, site, login, [*empty, *ASKED[login], "/khong-co-trang-nay"])


@pytest.mark.parametrize("login", ["thuky-a", ADMINISTRATOR])
def test_forms_are_clean_in_error(browser: Browser, site: Site, login: str) -> None:
    context = enter(browser, site, login)
    look, seen = Look(context, site), 0
    for path in first_of_each(site, login):
        if not path.endswith(("/new", "/edit", "/settings", "/issue")):
            continue
        look.page.goto(site.address + path)
        with look.page.expect_navigation():
            look.page.evaluate(EMPTIED)
        look.check()
        seen += look.page.locator("[aria-invalid=true], [role=alert]").count() > 0
    context.close()
    assert not look.wrong, "\n".join(look.wrong)
    assert seen >= 3


EMPTIED = """() => {
  const form = document.querySelector("main form[method=post]");
  for (const one of form.querySelectorAll("input[type=text], textarea")) one.value = "";
  form.noValidate = true;
  form.requestSubmit();
}"""
"""Empties the first form of a page and sends it."""
