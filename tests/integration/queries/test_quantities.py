"""Sums of quantities: by agency, month and unit; what was sent back is not counted twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from tests.factories.standing import Duty, noon
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.periods import PeriodMove
from tracker.domain.tasks import Move
from tracker.extensions import db
from tracker.models.updates import Quantity
from tracker.queries import quantities
from tracker.queries.quantities import WantedQuantities
from tracker.services import updates
from tracker.services.updates import Said

JUNE, JULY = date(2020, 6, 25), date(2020, 7, 25)
ALL = WantedQuantities()


def said(number: str, unit: str = "tin bài") -> Said:
    """An update with one quantity."""
    return Said(words="Đã làm", quantities=[(Decimal(number), unit)])


@pytest.fixture
def duty(app: Flask) -> Duty:
    """A monthly task; its agency also leads a task of its own."""
    found = Duty()
    found.open(noon(2020, 7, 20))
    return found


def sums(viewer: Viewer, wanted: WantedQuantities = ALL) -> list[tuple[date, str, Decimal, int]]:
    """What the page lists, and a check that every sum opens its rows."""
    found = quantities.list_sums(viewer, wanted)
    for one in found:
        last = min(one.last_day, wanted.last or one.last_day)
        inside = WantedQuantities(wanted.committee_id, one.agency_id, one.month, last, one.unit)
        rows = quantities.list_rows(viewer, inside)
        assert len(rows) == one.rows == quantities.count_rows(viewer, inside)
        assert sum(row.number for row in rows) == one.number
    return [(one.month, one.unit, one.number, one.rows) for one in found]


def test_periods_count_in_the_month_they_are_due_and_updates_on_their_day(duty: Duty) -> None:
    duty.report(JUNE, noon(2020, 7, 2), said=said("12", "Tin, bài"))
    duty.report(JULY, noon(2020, 7, 20), said=said("3.5", "phóng sự"))
    part = duty.part.id
    updates.make_move(part, Move.UPDATE, said("4"), actor=duty.officer, now=noon(2020, 7, 3))
    updates.make_move(part, Move.UPDATE, said("1"), actor=duty.officer, now=noon(2020, 7, 4))
    db.session.commit()
    assert sums(duty.leader) == [
        (date(2020, 6, 1), "tin bài", Decimal(12), 1),
        (date(2020, 7, 1), "phóng sự", Decimal("3.5"), 1),
        (date(2020, 7, 1), "tin bài", Decimal(5), 2),
    ]
    from_july = WantedQuantities(first=date(2020, 7, 1), last=date(2020, 7, 3))
    assert sums(duty.leader, from_july) == [(date(2020, 7, 1), "tin bài", Decimal(4), 1)]


def test_a_returned_report_counts_no_more_and_its_successor_once(duty: Duty) -> None:
    duty.report(JUNE, noon(2020, 6, 20), said=said("10"))
    duty.answer(JUNE, PeriodMove.RETURN, noon(2020, 6, 21), words="Sai số")
    assert sums(duty.leader) == []
    duty.report(JUNE, noon(2020, 6, 22), said=said("8"))
    duty.answer(JUNE, PeriodMove.ACCEPT, noon(2020, 6, 23))
    assert sums(duty.leader) == [(date(2020, 6, 1), "tin bài", Decimal(8), 1)]


def test_a_returned_completion_counts_no_more_and_updates_before_it_do(duty: Duty) -> None:
    task = make_task(duty.task.conclusion, leads=[duty.lead])
    (part,) = task.assignments
    for move, number, day in ((Move.UPDATE, "2", 1), (Move.REPORT, "9", 2)):
        updates.make_move(part.id, move, said(number), actor=duty.officer, now=noon(2020, 7, day))
    back = Said(words="Thiếu")
    updates.make_move(part.id, Move.RETURN, back, actor=duty.secretary, now=noon(2020, 7, 3))
    db.session.commit()
    assert sums(duty.leader) == [(date(2020, 7, 1), "tin bài", Decimal(2), 1)]


def test_units_written_before_in_other_ways_are_summed_as_one(duty: Duty) -> None:
    duty.report(JUNE, noon(2020, 6, 20), said=said("10"))
    duty.report(JULY, noon(2020, 7, 20), said=said("5"))
    for row, unit in zip(
        db.session.query(Quantity).order_by(Quantity.id), ("tin", ""), strict=True
    ):
        row.unit = unit
    db.session.commit()
    assert [unit for _month, unit, _number, _rows in sums(duty.leader)] == ["tin bài", ""]


def test_everybody_sees_the_numbers_of_the_tasks_he_sees_whole(duty: Duty) -> None:
    duty.report(JUNE, noon(2020, 6, 20), said=said("10"))
    other = make_committee("KHAC")
    make_task(make_conclusion(other), leads=[make_agency("Sở Y tế")])
    foreign = Viewer(9, "", committee_roles={other.id: frozenset({CommitteeRole.SECRETARY})})
    member = Viewer(
        10,
        "",
        agency_roles=duty.officer_of(make_agency("Sở Ngoại vụ")).agency_roles,
        member_committees=frozenset({duty.committee.id}),
    )
    assert sums(foreign) == sums(member) == sums(Viewer(99, "")) == []
    assert len(sums(duty.officer)) == len(sums(duty.secretary)) == 1
    assert sums(duty.leader, WantedQuantities(committee_id=other.id)) == []
    assert quantities.list_agencies(duty.leader, ALL) == [(duty.lead.id, "Báo Hải Dương")]
