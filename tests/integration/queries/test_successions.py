"""Names as they were told, with today's beside them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from tests.factories.tasks import make_agency
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.successions import AgencySuccession, How
from tracker.queries import agencies as agency_queries
from tracker.queries.successions import ToldNames

NOW = datetime(2025, 7, 1, 2, 0, tzinfo=UTC)
SPRING, SUMMER = date(2025, 3, 1), date(2025, 7, 1)


def change(source: Agency, target: Agency | None, how: How, on: date) -> None:
    """Record what became of an agency."""
    row = AgencySuccession(
        from_id=source.id,
        to_id=target.id if target else None,
        how=how,
        changed_on=on,
        old_name=source.name,
        recorded_at=NOW,
    )
    db.session.add(row)
    db.session.flush()


@pytest.fixture
def names(app: Flask) -> dict[str, Agency]:
    """Hải Dương's department went into another one, which went over to Hải Phòng's."""
    found = {name: make_agency(name) for name in ("TT&TT", "KH&CN", "KH&CN HP", "Huyện", "Xã")}
    change(found["TT&TT"], found["KH&CN"], How.MERGE, SPRING)
    change(found["KH&CN"], found["KH&CN HP"], How.MERGE, SUMMER)
    change(found["Huyện"], found["Xã"], How.SPLIT, SUMMER)
    change(found["Huyện"], found["KH&CN HP"], How.SPLIT, SUMMER)
    return found


def test_the_chain_is_followed_as_far_as_it_goes_on_a_day(names: dict[str, Agency]) -> None:
    def now(name: str, day: date) -> str | None:
        return ToldNames(day).now(names[name].id, name)

    assert now("TT&TT", date(2025, 2, 28)) is None
    assert now("TT&TT", SPRING) == "KH&CN"
    assert now("TT&TT", SUMMER) == "KH&CN HP"
    assert now("Huyện", SUMMER) == "Xã, KH&CN HP"
    assert now("Xã", SUMMER) is None


def test_a_new_name_and_an_end_are_told(app: Flask) -> None:
    renamed, over, other = make_agency("Mới"), make_agency("Hết"), make_agency("Khác")
    change(renamed, renamed, How.RENAME, SPRING)
    change(over, None, How.END, SPRING)
    names = ToldNames(SUMMER)
    assert names.now(renamed.id, "Cũ") == "Mới"
    assert names.now(renamed.id, "Mới") is None
    assert names.now(over.id, "Hết") == ""
    assert names.now(other.id, "tên cũ chưa ghi") is None


def test_the_engines_directory_knows_the_successors(names: dict[str, Agency]) -> None:
    names["TT&TT"].exists_to = date(2025, 2, 28)
    db.session.flush()
    directory = agency_queries.get_directory()
    body = directory.find("TT&TT")
    assert body is not None
    assert body.successors == (f"agency:{names['KH&CN'].id}",)
    assert [one.name for one in directory.heirs(body, SPRING)] == ["KH&CN"]
    assert [one.name for one in directory.heirs(body, date(2025, 2, 28))] == ["TT&TT"]
