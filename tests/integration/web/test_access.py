"""Who may see what, walked over every route there is, as everybody, with marker words.

DESIGN 3.12: no answer of any kind may hold a word that the reader may not be shown, whatever
ids and query arguments are asked for. What may be shown is written down in ``tests/world``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.integration.web.conftest import Doors
from tests.world.answers import words_of
from tests.world.build import World
from tests.world.people import ADMINISTRATOR, BODIES, NOBODY, ROLES, THREE_HATS, TWO_HATS, VISITOR
from tests.world.routes import Address, addresses, rules
from tests.world.undo import changed, digests, undone
from tracker.domain.access import Viewer
from tracker.extensions import db
from tracker.models.reminders import Mail
from tracker.web.access import ROUTES, Guard, admits

OF_A = [*ROLES, "truong", "canbo", "hetnhiem", *(name for name in BODIES[1:] if name != "khac")]
NONSENSE = "zq999x"
EVERYBODY = [VISITOR, *(f"{name}-a" for name in OF_A)]
EVERYBODY += ["thuky-b", "lanhdao-b", "canbo-b", TWO_HATS, THREE_HATS, ADMINISTRATOR, NOBODY]


def asked(app: Flask, world: World, login: str, method: str = "GET") -> Iterator[Address]:
    """What to ask for as somebody: everything behind open doors, once behind closed ones."""
    viewer = world.viewers.get(login)
    for rule in rules(app, method):
        found = addresses(app, rule, world.things)
        open_to = admits(ROUTES[rule.endpoint], viewer, demo=False)
        yield from found if open_to else found[:1]


def refused_well(answer: TestResponse, guard: Guard, login: str) -> bool:
    """Say whether a closed door answers as it should."""
    if guard is Guard.DEMO:
        return answer.status_code == 404
    if login == VISITOR:
        return answer.status_code == 302 and "/log-in" in answer.headers["Location"]
    return answer.status_code == 403


def let_in(answer: TestResponse) -> bool:
    """Say whether an open door let the request through to the page, whatever the page said."""
    to_log_in = answer.headers.get("Location", "").startswith("/log-in?next=")
    return answer.status_code != 500 and not to_log_in


def door_faults(
    answer: TestResponse, address: Address, viewer: Viewer | None, login: str
) -> list[str]:
    """What is wrong with how the guard of a route answered."""
    guard = ROUTES[address.endpoint]
    is_open = admits(guard, viewer, demo=False)
    well = let_in(answer) if is_open else refused_well(answer, guard, login)
    where = f"{address.path}: {answer.status_code}"
    return [] if well else [f"{where} although the guard is {guard.name}"]


LEAST = {"thuky-a": 60, "canbo-a": 25, "khach-a": 8, "thanhvien-a": 9, "cu-a": 12}
"""How many markers a walk must meet at least: one that meets none proves nothing."""


@pytest.mark.parametrize("login", EVERYBODY)
def test_no_page_shows_what_its_reader_may_not_see_and_reading_changes_nothing(
    migrated: Flask, world: World, doors: Doors, login: str
) -> None:
    before, viewer = digests(), world.viewers.get(login)
    wrong: list[str] = []
    seen = ""
    for address in asked(migrated, world, login):
        answer = doors[login].get(address.path)
        wrong += door_faults(answer, address, viewer, login)
        seen += (text := words_of(answer))
        wrong += [f"{address.path} shows {one}" for one in world.words.leaks(text, login)]
    assert not wrong, "\n".join(wrong)
    assert changed(before) == []
    met = {word for word in world.words.open_to(login) if word in seen}
    assert len(met) >= LEAST.get(login, 0)


def lists(app: Flask) -> list[Rule]:
    """The pages without ids: the ones that take query arguments."""
    return [rule for rule in rules(app, "GET") if not rule.arguments]


def queries(world: World, side: str) -> list[dict[str, object]]:
    """Query arguments that try to reach into committee ``side``."""
    house = world.houses[side]
    committee = house.committee.id
    things = [one for one in world.things if one.get("committee_id") == committee]
    task = next(one for one in things if "task_id" in one)
    return [
        {"committee": committee},
        {"conclusion": task["conclusion_id"], "task": task["task_id"]},
        {"meeting": next(one["meeting_id"] for one in things if "meeting_id" in one)},
        {"agency": house.agencies["chutri"].id, "show": "detail"},
        {"page": 2, "sort": "-title", "state": "draft", "cell": "overdue"},
        {"as_of": f"{world.now:%d/%m/%Y}", "committee": committee, "updated": "1"},
    ]


ASKING = {"thuky-b": "a", "canbo-a": "a", TWO_HATS: "a", THREE_HATS: "c"}


@pytest.mark.parametrize("login", ASKING)
def test_query_arguments_reach_into_no_foreign_committee(
    migrated: Flask, world: World, doors: Doors, login: str
) -> None:
    wrong = []
    viewer = world.viewers.get(login)
    for rule in lists(migrated):
        if not admits(ROUTES[rule.endpoint], viewer, demo=False):
            continue
        for query in queries(world, ASKING[login]):
            answer = doors[login].get(rule.rule, query_string=query)
            found = world.words.leaks(words_of(answer), login)
            wrong += [f"{rule.rule}?{query} shows {one}" for one in found]
            if answer.status_code == 500:
                wrong.append(f"{rule.rule}?{query}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("login", ASKING)
def test_a_search_does_not_tell_whether_a_hidden_word_exists(
    migrated: Flask, world: World, doors: Doors, login: str
) -> None:
    browser, viewer, wrong = doors.new(login), world.viewers.get(login), []
    hidden = [word for word in world.words.closed_to(login) if _is_searched(world, word)]
    for rule in lists(migrated):
        if not admits(ROUTES[rule.endpoint], viewer, demo=False):
            continue
        nothing = _found(browser, rule, NONSENSE)
        if NONSENSE not in nothing:
            continue  # the page has no search
        for word in hidden:
            if _found(browser, rule, word).replace(word, NONSENSE) != nothing:
                wrong.append(f"{rule.rule}?q={word} ({world.words.said[word].what})")
    assert not wrong, "\n".join(wrong)


def _found(browser: FlaskClient, rule: Rule, word: str) -> str:
    """What a search shows, without the tokens and the clock that differ from answer to answer."""
    answer = browser.get(rule.rule, query_string={"q": word})
    page = answer.text if answer.mimetype == "text/html" else ""
    page = re.sub(r"Đồng hồ: [^·<]*", "", page)
    return re.sub(r'<input[^>]*type="hidden"[^>]*>', "", page)


def _is_searched(world: World, word: str) -> bool:
    """One word of every kind that a search might run over."""
    what, _of, about = world.words.said[word].what.partition(" of ")
    kinds = ("title", "passage", "opening", "update", "product", "directive")
    return what in kinds and about.split()[0] in ("meeting", "draft", "other", "conclusion")


def test_mails_say_nothing_that_their_receiver_may_not_see(world: World) -> None:
    readers = {user.email: {login} for login, user in world.users.items()}
    for house in world.houses.values():
        for name, agency in house.agencies.items():
            people = {"chutri": ("truong", "canbo")}.get(name, (name,))
            readers[agency.mailbox] = {f"{one}-{house.side}" for one in people}
    mails = list(db.session.scalars(select(Mail).where(Mail.address.in_(readers))))
    wrong = []
    for mail in mails:
        for login in readers[mail.address] & world.users.keys():
            said = "\n".join((mail.subject, mail.text, mail.html))
            wrong += [f"{mail.address}: {one}" for one in world.words.leaks(said, login)]
    assert len(mails) > 5
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("login", EVERYBODY)
def test_forms_of_foreign_things_are_refused_and_say_nothing(
    migrated: Flask, world: World, doors: Doors, login: str
) -> None:
    viewer, wrong = world.viewers.get(login), []
    for address in asked(migrated, world, login, "POST"):
        with undone(migrated):
            browser = doors.new(login)
            answer = browser.post(address.path)
            wrong += door_faults(answer, address, viewer, login)
            text = words_of(answer)
            if answer.status_code == 302 and login and address.endpoint != "people.log_out":
                text += words_of(browser.get(answer.headers["Location"]))
            wrong += [f"{address.path} shows {one}" for one in world.words.leaks(text, login)]
    assert not wrong, "\n".join(wrong)


def test_no_form_is_taken_without_its_token(migrated: Flask, world: World, doors: Doors) -> None:
    before, wrong = digests(), []
    migrated.config["WTF_CSRF_ENABLED"] = True
    try:
        for login in (VISITOR, "thuky-a", "lanhdao-a", "canbo-a", ADMINISTRATOR):
            for address in asked(migrated, world, login, "POST"):
                answer = doors[login].post(address.path, data={"csrf_token": "rác"})
                if answer.status_code != 400:
                    wrong.append(f"{address.path} as {login}: {answer.status_code}")
    finally:
        migrated.config["WTF_CSRF_ENABLED"] = False
    assert not wrong, "\n".join(wrong)
    assert changed(before) == []
