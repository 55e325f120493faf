"""No English on Vietnamese pages and no Vietnamese on English ones, but for what people wrote.

Texts and labels are compared with the catalogue as wholes, so that data is not mistaken for them.
"""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from tests.integration.web.conftest import Doors
from tests.world.build import World
from tests.world.people import ADMINISTRATOR, NOBODY
from tests.world.routes import addresses, rules
from tracker.extensions import db
from tracker.paths import PACKAGE
from tracker.web.access import ROUTES, admits
from tracker.web.forms.base import MESSAGES

LABELS = ("title", "placeholder", "aria-label", "alt")
DATA = frozenset({"Tiểu ban"})
"""What a committee calls itself is data, and happens to be a word of ours too."""
VIETNAMESE = frozenset({"tasks.letter", "approvals.show", "demo.letter_html"})
"""Official documents and mails are Vietnamese whatever the reader speaks (DESIGN 2)."""
GIVE_AWAYS = ("None", "undefined", "null", "Not Found", "Bad Request", "Submit", "Traceback")
"""What no Vietnamese page says, as a whole text."""


class _Texts(HTMLParser):
    """Gathers what a reader sees or is read: texts, and labels in attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.found |= {" ".join(value.split()) for name, value in attrs if value and name in LABELS}

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style"):
            self.found.add(" ".join(data.split()))


def texts_of(page: str) -> set[str]:
    """The texts and labels of a page, each as a whole."""
    reader = _Texts()
    reader.feed(page)
    return reader.found


@pytest.fixture(scope="module")
def pairs() -> dict[str, str]:
    """Vietnamese and English, without those that are alike or hold a value."""
    path = PACKAGE / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="en")
    both = ((one.id, one.string) for one in catalogue if one.id)
    return {str(vi): str(en) for vi, en in both if vi != en and "%(" not in str(vi)}


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize("login", ["thuky-a", "lanhdao-a", "canbo-a", ADMINISTRATOR, NOBODY])
def test_pages_speak_one_language(
    migrated: Flask, world: World, doors: Doors, pairs: dict[str, str], login: str, locale: str
) -> None:
    others = set(pairs) if locale == "en" else {*pairs.values(), *MESSAGES, *GIVE_AWAYS}
    own = set(pairs.values()) if locale == "en" else set(pairs)
    wrong = []
    world.users[login].locale = locale
    db.session.commit()
    browser = doors.new(login)
    for rule in rules(migrated, "GET"):
        if not admits(ROUTES[rule.endpoint], world.viewers[login], demo=False):
            continue
        for address in addresses(migrated, rule, world.things)[:2]:
            answer = browser.get(address.path)
            if answer.mimetype == "text/html" and rule.endpoint not in VIETNAMESE:
                found = (texts_of(answer.text) & others) - own - DATA
                wrong += [f"{address.path}: {one!r}" for one in sorted(found)]
    assert not wrong, "\n".join(sorted(set(wrong)))
