"""What blocks publishing, and which assignments it makes."""

from __future__ import annotations

from tracker.domain.proposals import Block, Named, Seat, blocks, other_members, seats
from tracker.domain.tasks import Part

LEAD, JOINS = Part.LEAD, Part.COORDINATING


def test_a_lead_that_is_an_agency_blocks_nothing() -> None:
    assert blocks("Lập kế hoạch", [Named(LEAD, "Sở Y tế", (7,))]) == []


def test_without_an_agency_that_leads_nothing_is_published() -> None:
    assert blocks("Việc", []) == [Block.NO_LEAD]
    assert blocks("Việc", [Named(LEAD, "Cụm cảng", ())]) == [Block.UNKNOWN_BODY, Block.NO_LEAD]
    unfollowed = Named(LEAD, "các đơn vị liên quan", (), is_group=True, not_followed=True)
    assert blocks("Việc", [unfollowed]) == [Block.NO_LEAD]


def test_an_open_group_wants_members_or_a_mark() -> None:
    lead = Named(LEAD, "Sở Y tế", (7,))
    group = Named(JOINS, "các đơn vị liên quan", (), is_group=True)
    assert blocks("Việc", [lead, group]) == [Block.EMPTY_GROUP]
    marked = Named(JOINS, "các đơn vị liên quan", (), is_group=True, not_followed=True)
    assert blocks("Việc", [lead, marked]) == []


def test_an_agency_named_twice_gets_one_seat_and_leads() -> None:
    named = [
        Named(JOINS, "các sở, ngành", (7, 8), is_group=True),
        Named(LEAD, "Sở Y tế", (7,)),
    ]
    assert seats(named) == [Seat(7, LEAD), Seat(8, JOINS, "các sở, ngành")]


def test_the_other_members_are_those_who_lead_nothing() -> None:
    assert other_members([1, 2, 3], {2, 9}) == [1, 3]
