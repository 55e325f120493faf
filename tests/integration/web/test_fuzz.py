"""Whatever is typed into any form or address: a page with a sentence, never an error of ours.

The forms are read from the pages of the world, so that a new one is tried without being named.
``app.testing`` lets every unforeseen error through to the test.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Table, event

from tests.integration.web.conftest import Doors
from tests.world.build import World
from tests.world.forms import JUNK, LONG, PageForm, endpoint_of, forms_of, spoilt
from tests.world.people import ADMINISTRATOR, VISITOR
from tests.world.routes import addresses, rules
from tests.world.undo import digests, undone
from tracker.extensions import db
from tracker.web.access import ROUTES, admits

TRIED_BY = ("thuky-a", "lanhdao-a", "canbo-a", ADMINISTRATOR, VISITOR)
ODD_QUERIES = 6
NUMBERS = (0, 2**31, 2**63, 10**30)
"""Ids that are too large for one database or the other."""
NAMES = (
    *("q", "page", "committee", "conclusion", "agency", "meeting", "task", "sort", "state", "cell"),
    *("as_of", "kind", "part", "year", "from", "to", "show", "need", "next", "card", "role"),
)
"""What pages take from their address."""
RAW = (
    (b"title=%ED%A0%80&words=%ED%A0%80&text=%FF%FE", "application/x-www-form-urlencoded"),
    (b"\x00\xff\xfe" * 50, "application/x-www-form-urlencoded"),
    (b'{"title": 1', "application/json"),
    (b"[[[[]]]]", "application/json"),
    (b"no boundary here", "multipart/form-data; boundary=x"),
    (b"no boundary here", "multipart/form-data"),
    (b"", "text/plain"),
)
"""Bodies that are no form at all."""


@pytest.fixture(scope="module")
def forms(migrated: Flask, world: World, doors: Doors) -> dict[str, dict[str, PageForm]]:
    """The forms that each of those people is offered, one for each endpoint."""
    found: dict[str, dict[str, PageForm]] = {login: {} for login in TRIED_BY}
    for login in TRIED_BY:
        for path in _pages(migrated, world, login):
            page = doors[login].get(path)
            for form in forms_of(page.text, path) if page.mimetype == "text/html" else ():
                endpoint = endpoint_of(migrated, form.path)
                if endpoint and not any(endpoint in found[one] for one in TRIED_BY):
                    found[login][endpoint] = form
    return found


def _pages(app: Flask, world: World, login: str) -> Iterator[str]:
    viewer = world.viewers.get(login)
    for rule in rules(app, "GET"):
        if admits(ROUTES[rule.endpoint], viewer, demo=False):
            yield from (one.path for one in addresses(app, rule, world.things))


class Trier:
    """Sends requests that are taken back, and notes what went wrong."""

    def __init__(self, app: Flask, doors: Doors) -> None:
        self.wrong: list[str] = []
        self._app, self._doors = app, doors

    def send(self, login: str, path: str, about: str, method: str = "POST", **sent: Any) -> None:
        """Send one request as somebody."""
        browser = self._doors.new(login)
        try:
            answer = browser.open(path, method=method, **sent)
        except Exception as error:
            self.wrong.append(
                f"{method} {path} {about}: {type(error).__name__}: {str(error)[:200]}"
            )
            db.session.rollback()
            return
        if answer.status_code == 500 or b"Traceback" in answer.get_data()[:100_000]:
            self.wrong.append(f"{method} {path} {about}: {answer.status_code}")

    def check(self) -> None:
        """Fail when anything went wrong."""
        assert not self.wrong, f"{len(self.wrong)} faults\n" + "\n".join(self.wrong[:40])


@pytest.fixture
def trier(migrated: Flask, doors: Doors) -> Trier:
    """Sends requests."""
    return Trier(migrated, doors)


def rows_of(committee_id: int) -> dict[str, str]:
    """A digest of everything that hangs on a committee, however indirectly."""
    inside: set[tuple[str, object]] = {("committees", committee_id)}

    def hangs_on_it(table: Table, row: dict[str, object]) -> bool:
        hangs = table.name == "committees" and row["id"] == committee_id
        for key in table.foreign_keys:
            hangs = hangs or (key.column.table.name, row[key.parent.name]) in inside
        if hangs and "id" in row:
            inside.add((table.name, row["id"]))
        return hangs

    return digests(hangs_on_it)


@contextmanager
def noting_writes() -> Iterator[list[str]]:
    """The statements that wrote something, but for log-ins."""
    written: list[str] = []

    def note(*arguments: Any) -> None:
        statement = str(arguments[2])
        if statement.startswith(("INSERT", "UPDATE", "DELETE")) and " login_" not in statement:
            written.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield written
    event.remove(db.engine, "before_cursor_execute", note)


def spoilings(
    endpoint: str, form: PageForm, turns: int
) -> Iterator[tuple[dict[str, list[str]], str]]:
    """What is sent instead of what the form holds, and what is odd about it."""
    start = random.Random(endpoint).randrange(len(JUNK))
    for turn in range(start, start + turns):
        junk = itertools.islice(itertools.cycle(JUNK), turn % len(JUNK), None)
        yield from ((data, f"field by field, turn {turn}") for data in spoilt(form, junk))
    if form.fields:
        names = sorted(form.fields)
        yield {**form.fields, names[start % len(names)]: [LONG]}, "a long text"
    yield {name: ["x", "2", ""] * 3 for name in form.fields}, "repeated fields"


@pytest.mark.parametrize("turns", [1, pytest.param(len(JUNK), marks=pytest.mark.long)])
@pytest.mark.parametrize("login", TRIED_BY)
def test_no_form_breaks_whatever_is_typed(
    migrated: Flask,
    world: World,
    forms: dict[str, dict[str, PageForm]],
    trier: Trier,
    login: str,
    turns: int,
) -> None:
    foreign = world.houses["b"].committee.id
    before = rows_of(foreign)
    for endpoint, form in forms[login].items():
        for data, about in spoilings(endpoint, form, turns):
            with undone(migrated), noting_writes() as written:
                trier.send(login, form.path, about, data=_with_files(form, data))
                if written and login != ADMINISTRATOR and rows_of(foreign) != before:
                    trier.wrong.append(f"{form.path} {about}: changed another committee")
    trier.check()


def _with_files(form: PageForm, data: dict[str, list[str]]) -> dict[str, Any]:
    if [LONG] in data.values():
        return dict(data)
    files = {name: (BytesIO(b"MZ\x90\x00"), "a\x00/../b.docx") for name in form.files}
    return {**data, **files}


@pytest.mark.parametrize("login", TRIED_BY)
def test_no_address_breaks_whatever_is_sent_there(
    migrated: Flask, world: World, trier: Trier, login: str
) -> None:
    viewer = world.viewers.get(login)
    for rule in rules(migrated, "POST"):
        if not admits(ROUTES[rule.endpoint], viewer, demo=False):
            continue
        path = addresses(migrated, rule, world.things)[0].path
        for body, kind in RAW:
            with undone(migrated):
                trier.send(login, path, repr(body[:20]), data=body, content_type=kind)
    trier.check()


@pytest.mark.parametrize("login", TRIED_BY)
def test_no_query_breaks_a_page(migrated: Flask, world: World, trier: Trier, login: str) -> None:
    viewer = world.viewers.get(login)
    for rule in rules(migrated, "GET"):
        if not admits(ROUTES[rule.endpoint], viewer, demo=False):
            continue
        if rule.arguments:
            _try_numbers(migrated, rule, trier, login)
            continue
        for junk in random.Random(rule.rule).sample(JUNK, ODD_QUERIES):
            query = dict.fromkeys(NAMES, junk)
            trier.send(login, rule.rule, repr(junk[:20]), "GET", query_string=query)
    trier.check()


def _try_numbers(app: Flask, rule: Any, trier: Trier, login: str) -> None:
    adapter = app.url_map.bind("localhost")
    for number in NUMBERS:
        values = dict.fromkeys(rule.arguments, number)
        trier.send(login, adapter.build(rule.endpoint, values), str(number), "GET")
