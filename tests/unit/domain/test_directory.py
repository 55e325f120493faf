from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.directory import Body, Directory

HEALTH = {
    "name": "Sở Y tế",
    "short_name": "SYT",
    "aliases": ["ngành Y tế"],
    "kind": "department",
}


def test_a_body_is_found_by_any_of_its_names_and_spellings() -> None:
    directory = Directory.from_json([HEALTH, {"name": "Ủy ban Kiểm tra", "kind": "party"}])
    assert directory.find("NGÀNH Y TẾ") is directory.bodies[0]
    assert directory.find("Uỷ  ban Kiểm tra") is directory.bodies[1]
    assert directory.find("Sở Y") is None


def test_a_name_beats_an_alias_of_another_body() -> None:
    alias_first = Body(key="1", name="Trung tâm", aliases=("Sở Y tế",))
    named = Body(key="2", name="Sở Y tế")
    assert Directory((alias_first, named)).find("Sở Y tế") is named


def test_added_entries_are_looked_at_first() -> None:
    common, own = Directory((Body("1", "Báo"),)), Directory((Body("2", "Báo"),))
    assert (common + own).find("báo") == Body("2", "Báo")


def test_a_group_without_members_is_open() -> None:
    assert Body("1", "các đơn vị liên quan", kind="group").is_open_group
    assert not Body("1", "các sở", kind="group", members=("Sở Y tế",)).is_open_group
    assert not Body("1", "Sở Y tế").is_open_group


def test_existence_includes_both_ends() -> None:
    body = Body("1", "Sở", exists_from=date(2020, 1, 1), exists_to=date(2025, 2, 28))
    assert body.exists_on(date(2020, 1, 1)) and body.exists_on(date(2025, 2, 28))
    assert not body.exists_on(date(2019, 12, 31)) and not body.exists_on(date(2025, 3, 1))


def test_an_entry_without_name_is_refused() -> None:
    with pytest.raises(ValueError, match="name"):
        Directory.from_json([{"short_name": "SYT"}])
