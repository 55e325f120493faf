"""Setting a due date on the task's page, as browsers of several people get it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.extensions import db
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.models.tasks import Task

SignIn = Callable[[User], FlaskClient]


class World:
    """One task without a date, a secretary and an officer."""

    def __init__(self) -> None:
        """Publish it."""
        committee, agency = make_committee(), make_agency("Báo Hải Dương")
        self.task_id = make_task(make_conclusion(committee), leads=[agency]).id
        self.secretary, self.officer = make_user("thuky"), make_user("canbo")
        self.secretary.committee_roles.append(
            CommitteePost(committee_id=committee.id, role=CommitteeRole.SECRETARY)
        )
        self.officer.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
        db.session.commit()

    def save(self, browser: FlaskClient, due_on: str, version: str = "", **values: str):
        """Fill the form and send it."""
        if not version:
            version = self.version(browser)
        data = {"due_on": due_on, "version": version, **values}
        return browser.post(f"/tasks/{self.task_id}/due-date", data=data)

    def version(self, browser: FlaskClient) -> str:
        """The version in the form."""
        page = browser.get(f"/tasks/{self.task_id}").text
        return re.search(r'name="version" type="hidden" value="(\d+)"', page)[1]


@pytest.fixture
def world(app: Flask):
    """On 15 July 2020."""
    with time_machine.travel("2020-07-15T02:00:00+00:00", tick=False):
        yield World()


def test_the_secretariat_sets_and_changes_the_date(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    assert "Đặt hạn" in browser.get(f"/tasks/{world.task_id}").text
    assert world.save(browser, "20/07/2020", due_time="16h30").status_code == 302
    page = browser.get(f"/tasks/{world.task_id}").text
    for words in ("Thứ Hai 20/07/2020", "16:30", "Sửa hạn"):
        assert words in page
    answer = world.save(browser, "25/07/2020")
    assert answer.status_code == 400
    assert "Đề nghị ghi rõ lý do." in answer.text
    assert "25/07/2020" in answer.text
    assert world.save(browser, "25/07/2020", reason="Dời lịch").status_code == 302
    assert "Dời lịch" in browser.get(f"/tasks/{world.task_id}").text


def test_bad_input_stays_in_the_form(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    answer = world.save(browser, "31/02/2020", due_time="25:00")
    assert answer.status_code == 400
    for words in ("31/02/2020", "25:00", "Ngày không hợp lệ", "Giờ không hợp lệ"):
        assert words in answer.text
    assert world.save(browser, "20/07/2020", version="x").status_code == 409


def test_a_stale_form_shows_both_dates(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    opened_with = world.version(browser)
    world.save(browser, "20/07/2020")
    answer = world.save(browser, "22/07/2020", version=opened_with, reason="Chậm chân")
    assert answer.status_code == 409
    for words in ("20/07/2020", "22/07/2020", "Chậm chân"):
        assert words in answer.text


def test_an_agency_is_not_offered_the_form(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.officer)
    assert "Đặt hạn" not in browser.get(f"/tasks/{world.task_id}").text
    assert world.save(browser, "20/07/2020", version="1").status_code == 403
    assert db.session.get(Task, world.task_id).due_on is None


def test_a_date_before_the_meeting_is_asked_about_and_kept(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    held_on = db.session.get(Task, world.task_id).conclusion.held_on
    early = f"{held_on.replace(day=1, month=1):%d/%m/%Y}"
    asked = world.save(browser, early)
    assert asked.status_code == 400
    assert 'name="sure"' in asked.text
    assert world.save(browser, early, sure="y").status_code == 302
    assert f"{db.session.get(Task, world.task_id).due_on:%d/%m/%Y}" == early


def test_a_year_that_nobody_means_is_refused(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    refused = world.save(browser, "20/07/0001", sure="y")
    assert refused.status_code == 400
    assert db.session.get(Task, world.task_id).due_on is None
