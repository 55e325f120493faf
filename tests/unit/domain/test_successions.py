"""Who goes on with whose work."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.errors import InvalidInput
from tracker.domain.successions import heirs, last_day, require_source, require_successor


def test_successors_are_followed_to_those_who_go_on() -> None:
    links = {"a": ["b"], "b": ["c", "d"], "d": ["e"], "over": []}
    assert heirs("a", links) == ["c", "e"]
    assert heirs("c", links) == ["c"]
    assert heirs("over", links) == []


def test_each_heir_stands_once_and_a_circle_ends() -> None:
    assert heirs("a", {"a": ["b", "c"], "b": ["d"], "c": ["d"]}) == ["d"]
    assert heirs("a", {"a": ["b"], "b": ["a"]}) == []


def test_a_body_exists_on_the_last_day_before_a_change() -> None:
    change = date(2025, 3, 1)
    assert last_day(change) == date(2025, 2, 28)
    require_source(date(2025, 2, 28), last_day(change), change, name="Sở")
    require_successor(change, change, change, name="Sở")
    for first, last, code in (
        (change, None, "agency_not_yet"),
        (None, date(2025, 2, 27), "agency_over"),
    ):
        with pytest.raises(InvalidInput, match=code):
            require_source(first, last, change, name="Sở")
    for first, last, code in (
        (date(2025, 3, 2), None, "agency_not_yet"),
        (None, last_day(change), "agency_over"),
    ):
        with pytest.raises(InvalidInput, match=code):
            require_successor(first, last, change, name="Sở")
