"""Cycles: a code for those that are known, the office's own words for the rest."""

from __future__ import annotations

import pytest

from tracker.domain.cycles import Cycle, Every, read_code, read_words, stored


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Ngày 25 hằng tháng", "monthly:25"),
        ("trước ngày 20 hàng tháng", "monthly:20"),
        ("hằng tháng", "monthly:25"),
        ("Hằng tuần, thứ Sáu", "weekly:5"),
        ("hằng tuần vào thứ năm", "weekly:4"),
        ("mỗi quý", "quarterly:25"),
        ("ngày 15 hằng năm", "yearly:15"),
        ("monthly:3", "monthly:3"),
        ("ngày 32 hằng tháng", "ngày 32 hằng tháng"),
        ("  khi có yêu cầu ", "khi có yêu cầu"),
        ("", ""),
    ],
)
def test_words_are_stored_as_codes_where_they_are_known(typed: str, wanted: str) -> None:
    assert stored(typed) == wanted


def test_codes_are_read_back() -> None:
    assert read_code("weekly:5") == Cycle(Every.WEEK, 5)
    assert read_code("weekly:9") is None
    assert read_code("hằng tháng") is None
    assert read_words("khi cần") is None
