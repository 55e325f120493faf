"""An administrator's desk, and everybody who must not get at it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.extensions import db
from tracker.models.people import AgencyPost, CommitteePost, User


@pytest.fixture
def desk(app: Flask, sign_in: Callable[[User], FlaskClient]) -> FlaskClient:
    """The browser of an administrator who holds no other role."""
    return sign_in(make_user("quantri", "Đoàn Minh Đức", is_administrator=True))


@pytest.fixture
def others(app: Flask, sign_in: Callable[[User], FlaskClient]) -> list[FlaskClient]:
    """The browsers of one person for each role that does not administer, and of a visitor."""
    committee, agency = make_committee("KHAC"), make_agency("Cơ quan khác")
    people = []
    for role in CommitteeRole:
        user = make_user(role.value)
        user.committee_roles.append(CommitteePost(committee_id=committee.id, role=role))
        people.append(user)
    for post in AgencyRole:
        user = make_user(post.value)
        user.agency_roles.append(AgencyPost(agency_id=agency.id, role=post))
        people.append(user)
    db.session.commit()
    return [*map(sign_in, [*people, make_user("khach")]), app.test_client()]
