"""*Việc của cơ quan*: what needs the agency first, filters, and the form inside a line."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole
from tracker.domain.tasks import AssignmentState
from tracker.extensions import db
from tracker.models.people import AgencyPost, User
from tracker.models.tasks import Assignment
from tracker.models.updates import Directive, Update

SignIn = Callable[[User], FlaskClient]
NOW = datetime(2020, 7, 15, 2, 0, tzinfo=UTC)


class World:
    """An agency with work of two committees, and one that has nothing to do with it."""

    def __init__(self) -> None:
        """Publish it."""
        self.agency, other = make_agency("Báo Hải Dương"), make_agency("Đài tỉnh")
        first = make_conclusion(make_committee())
        second = make_conclusion(make_committee("KHAC", "Ban Chỉ đạo khác"))
        self.second_id = second.committee_id
        late = make_task(first, "Đề nghị quá hạn", leads=[self.agency], due_on=date(2020, 7, 10))
        make_task(second, "Sắp tới hạn", leads=[self.agency], due_on=date(2020, 7, 17))
        waiting = make_task(first, "Đã báo cáo", leads=[self.agency], due_on=date(2020, 7, 1))
        make_task(first, "Giúp đài", leads=[other], coordinating=[self.agency])
        make_task(first, "DẤU-CỦA-ĐÀI", leads=[other])
        for task, state in ((late, "in_progress"), (waiting, "reported")):
            task.assignments[0].state = AssignmentState(state)
        waiting.assignments[0].answered_on = waiting.answered_on = date(2020, 7, 14)
        self.officer = make_user("bao", "Vũ Minh Đức")
        self.officer.agency_roles.append(
            AgencyPost(agency_id=self.agency.id, role=AgencyRole.OFFICER)
        )
        self.late_id, self.part_id = late.id, late.assignments[0].id
        leader = make_user("lanhdao")
        for task_id, text in ((late.id, "Nguồn điện thế nào?"), (5, "DẤU-HỎI-ĐÀI")):
            db.session.add(
                Directive(
                    task_id=task_id,
                    committee_id=late.committee_id,
                    text=text,
                    written_at=NOW,
                    written_by_id=leader.id,
                )
            )
        db.session.commit()


@pytest.fixture
def world(app: Flask):
    """On Wednesday, 15 July 2020."""
    with time_machine.travel(NOW, tick=False):
        yield World()


def titles(page: str) -> list[str]:
    """The lines of a page."""
    return re.findall(r'class="tline__title"[^>]*>([^<]+)<', page)


def test_what_needs_the_agency_stands_first_and_opens_as_many_lines(
    world: World, sign_in: SignIn
) -> None:
    browser = sign_in(world.officer)
    page = browser.get("/my-agency").text
    top = page[: page.index('class="toolbar"')]
    assert top.index("Quá hạn") < top.index("Nguồn điện thế nào?") < top.index("Sắp đến hạn")
    found = re.findall(r'href="(/my-agency\?need=\w+)".*?<span class="n">(\d+)</span>', top, re.S)
    assert {address.partition("=")[2]: int(count) for address, count in found} == {
        "overdue": 1,
        "soon": 1,
        "assigned": 2,
    }
    for address, count in found:
        assert len(titles(browser.get(address).text)) == int(count), address
    assert titles(page) == ["Đề nghị quá hạn", "Sắp tới hạn", "Giúp đài", "Đã báo cáo"]
    assert "Chờ xác nhận" in page
    for hidden in ("DẤU-CỦA-ĐÀI", "DẤU-HỎI-ĐÀI"):
        assert hidden not in page


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("q=de+nghi", ["Đề nghị quá hạn"]),
        ("q=tbtt", ["Đề nghị quá hạn", "Giúp đài", "Đã báo cáo"]),
        ("part=coordinating", ["Giúp đài"]),
        ("q=zzz", []),
        ("part=x&committee=x&need=x", ["Đề nghị quá hạn", "Sắp tới hạn", "Giúp đài", "Đã báo cáo"]),
    ],
)
def test_filters(world: World, sign_in: SignIn, query: str, wanted: list[str]) -> None:
    assert titles(sign_in(world.officer).get(f"/my-agency?{query}").text) == wanted


def test_one_committee(world: World, sign_in: SignIn) -> None:
    page = sign_in(world.officer).get(f"/my-agency?committee={world.second_id}").text
    assert titles(page) == ["Sắp tới hạn"]


def test_the_form_of_a_line_files_and_comes_back(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.officer)
    page = browser.get("/my-agency").text
    keys = re.findall(r'name="form_key" value="([^"]+)"', page)
    assert len(keys) == len(set(keys)) > 3
    address = f"/tasks/{world.late_id}/assignments/{world.part_id}"
    data = {"move": "update", "words": "Đã khảo sát", "form_key": keys[0], "back": "agency"}
    assert browser.post(address, data=data).location == "/my-agency"
    assert browser.post(address, data=data).location == "/my-agency"
    assert db.session.query(Update).count() == 1
    refused = browser.post(address, data={"move": "report", "back": "agency", "quantity": "x"})
    assert refused.status_code == 400
    assert 'value="x"' in refused.text


def test_two_parts_of_one_page_never_share_a_key(world: World, sign_in: SignIn) -> None:
    db.session.add(
        Assignment(
            task_id=world.late_id,
            committee_id=db.session.get(Assignment, world.part_id).committee_id,
            agency_id=make_agency("Cơ quan thứ hai").id,
            part="coordinating",
            position=2,
            agency_name="Cơ quan thứ hai",
            assigned_at=NOW,
        )
    )
    world.officer.agency_roles.append(
        AgencyPost(agency_id=world.agency.id + 2, role=AgencyRole.OFFICER)
    )
    db.session.commit()
    page = sign_in(world.officer).get(f"/tasks/{world.late_id}").text
    keys = re.findall(r'name="form_key" value="([^"]+)"', page)
    assert len(keys) == len(set(keys)) == 3, "one for each part, one for asking the coordinator"
