"""Due date phrases read again on their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.domain.breakdown.conftest import GOLDENS, Read
from tracker.domain.breakdown.dues import Bases
from tracker.domain.breakdown.redating import hangs_on_issue, read_again

HELD_ON, ISSUED_ON = date(2020, 6, 11), date(2020, 6, 15)
BOTH = Bases(HELD_ON, ISSUED_ON)


@pytest.mark.parametrize(
    ("phrase", "on"),
    [
        ("trong thời hạn 05 ngày làm việc kể từ ngày ban hành", date(2020, 6, 22)),
        ("trong 7 ngày kể từ ngày ký ban hành", date(2020, 6, 22)),
        ("trong tuần sau", date(2020, 6, 19)),
        ("trước ngày 20/9", date(2020, 9, 20)),
        ("trước ngày 20/9/2020", None),
        ("trong vòng 10 ngày kể từ ngày 20/6/2020", None),
        ("hằng tháng", None),
        ("", None),
    ],
)
def test_only_what_hangs_on_a_base_is_read_again(phrase: str, on: date | None) -> None:
    found = read_again(phrase, BOTH)
    assert (found.on if found else None) == on


@pytest.mark.parametrize("issued_on", [None, ISSUED_ON])
def test_what_hangs_on_the_day_of_issue(issued_on: date | None) -> None:
    bases = Bases(HELD_ON, issued_on)
    assert hangs_on_issue("trong 3 ngày kể từ ngày ban hành", bases)
    for phrase in ("trong tuần sau", "trước ngày 20/9", "trước ngày 20/9/2020", "", "lúc nào đó"):
        assert not hangs_on_issue(phrase, bases)


def test_without_a_base_nothing_is_dated() -> None:
    assert read_again("trong 3 ngày kể từ ngày ban hành", Bases()) is None


@pytest.mark.parametrize(
    "path", sorted((GOLDENS / "texts").glob("*.txt")), ids=lambda one: one.stem
)
def test_a_phrase_says_the_same_alone_as_in_its_text(read: Read, path: Path) -> None:
    whole = read(path.read_text("utf-8"), held_on=HELD_ON, issued_on=ISSUED_ON)
    for one in whole.proposals:
        again = read_again(one.due_text or "", BOTH)
        assert again is None or again.on == one.due_on
