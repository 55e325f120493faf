"""The red banner: for who can act, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.extensions import db
from tracker.jobs.schedule import JOBS, SILENT_AFTER
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.services import clock, heartbeat

SILENT, NO_SERVER = "Việc nhắc tự động đang dừng", "Chưa có máy chủ thư"
AWAY = "Máy chủ thư không nhận thư"


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """One person for each role."""
    committee, agency = make_committee(), make_agency("Sở Y tế")
    made = {"quantri": make_user("quantri", is_administrator=True), "khach": make_user("khach")}
    for role in CommitteeRole:
        made[role.value] = make_user(role.value)
        made[role.value].committee_roles.append(CommitteePost(committee_id=committee.id, role=role))
    made["officer"] = make_user("officer")
    made["officer"].agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
    db.session.commit()
    return made


def beat(result: str = "", ago: timedelta = timedelta()) -> None:
    """Let every frequent job have run."""
    for job in JOBS:
        if job.is_pulse:
            heartbeat.beat(job.name, result, now=clock.now() - ago)
    db.session.commit()


SignIn = Callable[[User], FlaskClient]


def test_silence_and_missing_settings_are_told_with_a_remedy(
    people: dict[str, User], sign_in: SignIn
) -> None:
    beat(ago=SILENT_AFTER + timedelta(minutes=1))
    desk = sign_in(people["quantri"]).get("/account").text
    assert SILENT in desk
    assert NO_SERVER in desk
    assert 'href="/admin/mail"' in desk
    assert "tracker worker" in desk
    office = sign_in(people["secretary"]).get("/account").text
    assert SILENT in office
    assert NO_SERVER in office
    assert "Đề nghị báo quản trị hệ thống" in office
    assert "/admin/mail" not in office


def test_when_all_is_well_nothing_is_said(people: dict[str, User], sign_in: SignIn) -> None:
    beat("sent=3")
    page = sign_in(people["secretary"]).get("/account").text
    assert SILENT not in page
    assert AWAY not in page


def test_a_mail_server_that_is_away_is_told(people: dict[str, User], sign_in: SignIn) -> None:
    beat("unreachable=1")
    assert AWAY in sign_in(people["secretary"]).get("/account").text


@pytest.mark.parametrize("role", ["leader", "observer", "officer", "khach"])
def test_other_roles_never_see_it(people: dict[str, User], sign_in: SignIn, role: str) -> None:
    assert 'class="alarm"' not in sign_in(people[role]).get("/account").text


def test_visitors_never_see_it(client: FlaskClient) -> None:
    assert 'class="alarm"' not in client.get("/log-in").text
