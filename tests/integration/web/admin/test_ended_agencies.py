"""An agency that has ended is offered no more where one is chosen for the time to come."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup, GroupMember, GroupRule

OPTION = '<option value="%s"'


@pytest.fixture
def ended(desk: FlaskClient) -> Agency:
    """An agency that ended long ago."""
    found = make_agency("Sở Văn hóa cũ")
    found.exists_to = date(2010, 12, 31)
    make_agency("Sở Văn hóa mới")
    db.session.commit()
    return found


def test_no_seat_and_no_post_is_offered_to_it(desk: FlaskClient, ended: Agency) -> None:
    committee, person = make_committee(), make_user("long")
    db.session.commit()
    for address in (f"/admin/committees/{committee.id}/members/new", f"/admin/people/{person.id}"):
        page = desk.get(address).text
        assert "Sở Văn hóa mới" in page
        assert "Sở Văn hóa cũ" not in page


def test_a_group_keeps_it_and_a_new_group_is_not_offered_it(
    desk: FlaskClient, ended: Agency
) -> None:
    group = AgencyGroup(name="Khối cũ", rule=GroupRule.FIXED, folded="khoi cu", sort_key="khoi cu")
    group.members.append(GroupMember(agency_id=ended.id))
    db.session.add(group)
    db.session.commit()
    assert "Sở Văn hóa cũ" not in desk.get("/admin/groups/new").text
    page = desk.get(f"/admin/groups/{group.id}").text
    assert "Sở Văn hóa cũ" in page
    assert "Sở Văn hóa mới" in page
