"""The receipt clock, per agency, as the secretariat and others get it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import CommitteeRole
from tracker.domain.tasks import Move
from tracker.extensions import db
from tracker.models.people import CommitteePost, User
from tracker.models.reminders import LadderStep, Mail, MailState, RowState
from tracker.queries import people as people_queries
from tracker.queries import receipts, today
from tracker.queries.needs import Need
from tracker.services import gathering, notices
from tracker.services.updates import Said, make_move

SignIn = Callable[[User], FlaskClient]
EARLY = datetime(2020, 7, 10, 2, 0, tzinfo=UTC)
"""Friday."""
LATE = datetime(2020, 7, 14, 2, 0, tzinfo=UTC)
"""Tuesday."""
NOW = datetime(2020, 7, 15, 2, 0, tzinfo=UTC)


class World:
    """Two agencies: one got a task on Friday and one on Tuesday, the other on Tuesday."""

    def __init__(self) -> None:
        committee = make_committee()
        conclusion = make_conclusion(committee)
        self.slow, self.quick = (
            make_agency(name, mailbox=f"{box}@hd.example")
            for name, box in (("Báo Hải Dương", "bao"), ("Sở Y tế", "syt"))
        )
        self.first = make_task(conclusion, "Việc thứ nhất", leads=[self.slow], at=EARLY)
        self.second = make_task(
            conclusion, "Việc thứ hai", leads=[self.slow], coordinating=[self.quick], at=LATE
        )
        foreign = make_conclusion(make_committee("TBK"))
        make_task(foreign, "Việc nơi khác", leads=[self.slow], at=EARLY)
        self.secretary, self.leader = make_user("thuky"), make_user("lanhdao")
        for user, role in (
            (self.secretary, CommitteeRole.SECRETARY),
            (self.leader, CommitteeRole.LEADER),
        ):
            user.committee_roles.append(CommitteePost(committee_id=committee.id, role=role))
        db.session.commit()
        self.viewer = people_queries.get_viewer(self.secretary, today=NOW.date())

    def clocks(self) -> list[tuple[str, int, list[tuple[str, int, bool]]]]:
        """Agencies, how many are late, and their tasks with days."""
        found = receipts.list_clocks(self.viewer, NOW, limit=9)
        return [(one.agency.name, one.late, list(map(_told, one.parts))) for one in found]


def _told(part: receipts.Unreceived) -> tuple[str, int, bool]:
    return part.assignment.task.title, part.working_days, part.is_late


@pytest.fixture
def world(app: Flask):
    """On Wednesday, 15 July 2020."""
    with time_machine.travel(NOW, tick=False):
        yield World()


def test_working_days_are_counted_from_the_assignment(world: World) -> None:
    assert world.clocks() == [
        ("Báo Hải Dương", 1, [("Việc thứ nhất", 3, True), ("Việc thứ hai", 1, False)]),
        ("Sở Y tế", 0, [("Việc thứ hai", 1, False)]),
    ]
    assert receipts.count_agencies(world.viewer) == 2
    late = today.Today(world.viewer, NOW).count(Need.RECEIPT)
    assert late == sum(number for _name, number, _parts in world.clocks())


def test_late_is_what_the_ladder_says(world: World, sign_in: SignIn) -> None:
    committee_id = world.first.committee_id
    step = LadderStep(committee_id=committee_id, rule="receipt_missing", days=4)
    db.session.add(step)
    db.session.commit()
    assert [late for _name, late, _parts in world.clocks()] == [0, 0]
    assert today.Today(world.viewer, NOW).count(Need.RECEIPT) == 0
    browser = sign_in(world.secretary)
    assert "từ 4 ngày làm việc" in browser.get("/tasks/receipts").text
    part = f"/tasks/{world.first.id}"
    assert 'overdue">chờ tiếp nhận' not in browser.get(part).text
    step.days = 3
    db.session.commit()
    assert [late for _name, late, _parts in world.clocks()] == [1, 0]
    assert 'overdue">chờ tiếp nhận' in browser.get(part).text


def test_who_received_is_gone_from_the_clock(world: World) -> None:
    said = Said(on_behalf_source="Điện thoại")
    part = world.first.assignments[0]
    make_move(part.id, Move.RECEIVE, said, actor=world.viewer, now=NOW)
    assert world.clocks()[0][1:] == (0, [("Việc thứ hai", 1, False)])


def test_the_clock_says_when_the_notice_came(world: World, sign_in: SignIn) -> None:
    page = sign_in(world.secretary).get("/tasks/receipts").text
    assert page.count("chưa gửi được thông báo") == 3
    notices.tell_published(world.first, actor=world.viewer, now=LATE)
    gathering.gather(now=NOW)
    for mail in db.session.query(Mail):
        mail.state, mail.sent_at = MailState.SENT, LATE
        for row in mail.rows:
            row.state = RowState.SENT
    db.session.commit()
    page = sign_in(world.secretary).get("/tasks/receipts").text
    assert "thông báo đến ngày 14/07/2020" in page


def test_the_page_shows_what_is_late_and_whom_to_ask(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    assert "/tasks/receipts" in browser.get("/today").text
    page = browser.get("/tasks/receipts").text
    for words in ("Báo Hải Dương", "1 chậm", "chậm, 3 ngày làm việc", "10/07/2020"):
        assert words in page
    assert "Việc nơi khác" not in page
    task = browser.get(f"/tasks/{world.first.id}").text
    assert "chờ tiếp nhận 3 ngày làm việc" in task
    assert sign_in(world.leader).get("/tasks/receipts").status_code == 403
