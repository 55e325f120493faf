"""Units are kept in one way of writing."""

from __future__ import annotations

import pytest

from tracker.domain.quantities import UNITS, normalise_unit


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("tin bài", "tin bài"),
        ("Tin, bài", "tin bài"),
        ("  TIN   BAI ", "tin bài"),
        ("tin/bài", "tin bài"),
        ("bài viết", "tin bài"),
        ("pa-nô", "panô"),
        ("Pano", "panô"),
        ("băng-rôn", "băng rôn"),
        ("băng zôn", "băng rôn"),
        ("Phóng sự", "phóng sự"),
        ("Hộ dân", "hộ dân"),
        ("m²", "m²"),
        ("", ""),
    ],
)
def test_ways_of_writing_a_unit_come_together(typed: str, kept: str) -> None:
    assert normalise_unit(typed) == kept


def test_what_is_offered_stays_as_it_is() -> None:
    assert [normalise_unit(unit) for unit in UNITS] == list(UNITS)
    assert all(normalise_unit(normalise_unit(unit.upper())) == unit for unit in UNITS)
