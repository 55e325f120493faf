"""One person with different roles in several committees: each page keeps to the role it is for.

``bavai`` keeps the minutes of committee a, leads committee b and its lead agency's work, and has
nothing to do with committee c. The walk over every route stands in ``test_access``; here is what
it cannot tell: that a page for a role shows that role's committee only, and counts only it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.integration.web.conftest import Doors
from tests.integration.web.test_access import lists
from tests.world.answers import words_of
from tests.world.build import World
from tests.world.people import THREE_HATS
from tests.world.undo import undone
from tracker.domain.access import CommitteeRole
from tracker.extensions import db
from tracker.models.people import CommitteePost
from tracker.web.access import ROUTES, Guard

SAME_AS = {Guard.SECRETARY: "thuky-a", Guard.LEADER: "lanhdao-b"}
"""Behind these doors the person is what this one is, and nothing else."""
FILES = (".xlsx", ".docx")
ELSEWHERE = (Guard.ADMINISTRATOR, Guard.DEMO, Guard.EVERYBODY)
SUMS = ("/quantities", "/quantities.xlsx")
"""What is summed over committees has no committee of its own; it can be filtered by one."""


def doors_of_a_role(app: Flask) -> Iterator[tuple[str, Guard]]:
    """The pages without ids that only secretaries, or only leaders, may open."""
    for rule in lists(app):
        if ROUTES[rule.endpoint] in SAME_AS:
            yield rule.rule, ROUTES[rule.endpoint]


def main_of(page: str) -> str:
    """What the page says in its main part, without tags, tokens and keys."""
    found = re.search(r"<main\b.*?</main>", page, re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", found[0] if found else page)
    return " ".join(text.split())


def without_names(world: World, text: str) -> str:
    """The text without the committees' names that only stand there for who reads of several."""
    for house in world.houses.values():
        text = text.replace(f" · {house.committee.name}", "")
    return text


def test_a_page_for_a_role_shows_nothing_of_the_committee_of_another_role(
    migrated: Flask, world: World, doors: Doors
) -> None:
    wrong, own = [], world.words.open_to(THREE_HATS)
    pages = list(doors_of_a_role(migrated))
    for address, guard in pages:
        text = words_of(doors[THREE_HATS].get(address))
        leaks = world.words.leaks(text, SAME_AS[guard])
        wrong += [f"{address} shows {one}" for one in leaks if one.split()[0] in own]
    assert len(pages) > 8
    assert not wrong, "\n".join(wrong)


def test_pages_of_a_role_say_and_count_what_somebody_with_that_role_alone_is_told(
    migrated: Flask, world: World, doors: Doors
) -> None:
    wrong = []
    for address, guard in doors_of_a_role(migrated):
        if address.endswith(FILES):
            continue
        mine, theirs = (
            without_names(world, main_of(doors[login].get(address).text))
            for login in (THREE_HATS, SAME_AS[guard])
        )
        if mine != theirs:
            wrong.append(f"{address}\n  {mine}\n  {theirs}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("side", ["b", "c"])
def test_asked_for_another_committee_a_page_of_a_role_gives_nothing_of_it(
    migrated: Flask, world: World, doors: Doors, side: str
) -> None:
    house, wrong = world.houses[side], []
    query = {"committee": house.committee.id, "agency": house.agencies["chutri"].id}
    for address, guard in doors_of_a_role(migrated):
        if guard is not Guard.SECRETARY:
            continue
        for name, value in query.items():
            answer = doors[THREE_HATS].get(address, query_string={name: value})
            found = world.words.leaks(words_of(answer), SAME_AS[guard])
            wrong += [f"{address}?{name} shows {one}" for one in found]
    assert not wrong, "\n".join(wrong)


def test_lists_over_two_committees_name_the_committee_of_each_row(
    migrated: Flask, world: World, doors: Doors
) -> None:
    """A secretary of two committees reads in every list whose row it is."""
    names = {side: _marker(world.houses[side].committee.name) for side in "ab"}
    silent = []
    with undone(migrated):
        post = CommitteePost(
            committee_id=world.houses["b"].committee.id, role=CommitteeRole.SECRETARY
        )
        post.user_id = world.users["thuky-a"].id
        db.session.add(post)
        db.session.commit()
        for rule in lists(migrated):
            if rule.rule in SUMS or ROUTES[rule.endpoint] in ELSEWHERE:
                continue
            text = words_of(doors.new("thuky-a").get(rule.rule))
            shown = {side for side in "ab" if names[side] in text}
            said = {
                side for side in "ab" if world.words.leaks(text, "") and _speaks(world, side, text)
            }
            if said == {"a", "b"} and shown != said:
                silent.append(rule.rule)
    assert not silent, "\n".join(silent)


def _marker(text: str) -> str:
    return re.findall(r"zq[0-9]{3}x", text)[0]


def _speaks(world: World, side: str, text: str) -> bool:
    """Say whether the text holds a marker that only this committee's secretary may read."""
    other = {"a": "b", "b": "a"}[side]
    own = world.words.open_to(f"thuky-{side}") - world.words.open_to(f"thuky-{other}")
    return any(word in text for word in own)
