"""The list of due dates that would move: seen and ticked by the secretariat only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import CommitteeRole
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.committees import Event
from tracker.models.people import CommitteePost, User
from tracker.models.tasks import Task
from tracker.queries import journal as journal_queries
from tracker.services import calendar
from tracker.services.administration import installer

ADDRESS = "/tasks/moved-dates"
TEN_DAYS = {"rule": "working_days", "base": "meeting", "base_on": "2020-06-11", "count": 10}


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    """The time of the demo."""
    with time_machine.travel("2020-06-16T02:00:00+00:00", tick=False):
        yield


class Office:
    """Two committees with a computed date each, and the first one's people."""

    def __init__(self, sign_in: Callable[[User], FlaskClient]) -> None:
        """Set everything up."""
        self.committee, other = make_committee(), make_committee("KHAC")
        day = date(2020, 10, 25)
        self.event = Event(name="Đại hội", first_day=day, last_day=day, is_main=True)
        self.committee.events.append(self.event)
        lead = make_agency("Sở Y tế")
        mine = make_conclusion(self.committee)
        self.task = make_task(mine, "Lập <kế hoạch>", leads=[lead], due_on=date(2020, 6, 25))
        self.before = make_task(mine, "Trước Đại hội", leads=[lead], due_on=date(2020, 10, 10))
        self.fixed = make_task(mine, "Ngày đã định", leads=[lead], due_on=date(2020, 6, 25))
        self.foreign = make_task(
            make_conclusion(other), "Việc nơi khác", leads=[lead], due_on=date(2020, 6, 25)
        )
        db.session.flush()
        rule = {"rule": "before_event", "base": f"event:{self.event.id}", "count": 15}
        for task, stored in (
            (self.task, TEN_DAYS),
            (self.before, rule),
            (self.fixed, {"rule": "fixed"}),
            (self.foreign, TEN_DAYS),
        ):
            task.due_dates[0].rule = dict(stored)
        self.browser = sign_in(self._person("thuky", CommitteeRole.SECRETARY))
        self.leader = sign_in(self._person("lanhdao", CommitteeRole.LEADER))
        self.admin = sign_in(make_user("quantri", is_administrator=True))

    def _person(self, login: str, role: CommitteeRole) -> User:
        user = make_user(login)
        user.committee_roles.append(CommitteePost(committee_id=self.committee.id, role=role))
        db.session.commit()
        return user


@pytest.fixture
def office(app: Flask, sign_in: Callable[[User], FlaskClient]) -> Office:
    return Office(sign_in)


@pytest.fixture
def day_off(office: Office, now: datetime) -> None:
    """A decision makes a Monday within the ten days a day off."""
    day = date(2020, 6, 15)
    kind, actor = calendar.Kind.OFF, installer()
    calendar.add_day(day=day, kind=kind, name="Nghỉ", source="1/QĐ", actor=actor, now=now)
    db.session.commit()


def due_of(task: Task) -> date | None:
    """The date in force."""
    db.session.expire_all()
    return task.due_on


def test_nothing_would_move_at_first(office: Office) -> None:
    assert "Không có hạn nào khác đi" in office.browser.get(ADDRESS).text


@pytest.mark.usefixtures("day_off")
def test_a_day_off_moves_only_what_is_ticked(office: Office) -> None:
    page = office.browser.get(ADDRESS).text
    assert "Lập &lt;kế hoạch&gt;" in page
    assert "10 ngày làm việc sau ngày họp 11/06/2020" in page
    assert "Thứ Sáu 26/06/2020" in page
    for title in ("Trước Đại hội", "Ngày đã định", "Việc nơi khác"):
        assert title not in page
    assert due_of(office.task) == date(2020, 6, 25)
    form = {"move": f"{office.task.id}:2020-06-26", "reason": "Nghỉ theo 1/QĐ"}
    for _click in range(2):
        assert office.browser.post(ADDRESS, data=form).status_code == 302
    assert due_of(office.task) == office.task.deadline_on == date(2020, 6, 26)
    assert office.task.due_dates[-1].rule == TEN_DAYS
    assert office.task.due_dates[-1].reason == "Nghỉ theo 1/QĐ"
    assert office.task.changes[-1].deadline_on == date(2020, 6, 26)
    acts = [one.act for one in journal_queries.list_of_task(office.task.id)]
    assert acts.count("due_date_set") == 1
    assert "Không có hạn nào khác đi" in office.browser.get(ADDRESS).text


@pytest.mark.usefixtures("day_off")
def test_a_date_read_from_the_text_is_read_again(office: Office) -> None:
    task = office.fixed
    task.conclusion.issued_on = date(2020, 6, 11)
    task.due_dates[0].due_text = "trong thời hạn 10 ngày làm việc kể từ ngày ban hành"
    task.due_dates[0].rule = {"why": "10 ngày làm việc kể từ ngày ban hành 11/06/2020"}
    db.session.commit()
    page = office.browser.get(ADDRESS).text
    assert "10 ngày làm việc kể từ ngày ban hành 11/06/2020" in page
    office.browser.post(ADDRESS, data={"move": f"{task.id}:2020-06-26", "reason": "Nghỉ"})
    assert due_of(task) == date(2020, 6, 26)
    assert "Ngày đã định" not in office.browser.get(ADDRESS).text


def test_a_date_of_the_text_that_stays_is_not_listed(office: Office) -> None:
    office.fixed.due_dates[0].due_text = "trước ngày 25/6/2020"
    office.fixed.due_dates[0].rule = {"why": "ngày ghi trong văn bản"}
    office.before.due_dates[0].due_text = "trước ngày khai mạc 15 ngày"
    office.before.due_dates[0].rule = {"why": "lùi 15 ngày từ ngày khai mạc 26/10/2020"}
    office.task.due_dates[0].due_text = "chưa rõ"
    office.task.due_dates[0].rule = {"why": "chưa rõ"}
    db.session.commit()
    assert "Không có hạn nào khác đi" in office.browser.get(ADDRESS).text


def test_a_moved_event_offers_its_dates(office: Office) -> None:
    office.event.first_day = office.event.last_day = date(2020, 10, 20)
    db.session.commit()
    page = office.browser.get(ADDRESS).text
    assert "15 ngày trước Đại hội (20/10/2020)" in page
    assert "05/10/2020" in page
    office.browser.post(ADDRESS, data={"move": f"{office.before.id}:2020-10-05", "reason": "Dời"})
    assert due_of(office.before) == date(2020, 10, 5)


@pytest.mark.usefixtures("day_off")
@pytest.mark.parametrize(
    ("changed", "code", "words"),
    [
        ({"move": ""}, 400, "chưa chọn nhiệm vụ nào"),
        ({"move": "x:2020-06-26"}, 400, "chưa chọn nhiệm vụ nào"),
        ({"move": "1:2020-06-99"}, 400, "chưa chọn nhiệm vụ nào"),
        ({"reason": " "}, 400, "Đề nghị điền mục này"),
        ({"reason": "x" * 2001}, 400, "Tối đa 2000 ký tự"),
        ({"move": "TASK:2020-06-30"}, 409, "Lịch vừa thay đổi"),
    ],
)
def test_bad_input_moves_nothing(
    office: Office, changed: dict[str, str], code: int, words: str
) -> None:
    form = {"move": f"{office.task.id}:2020-06-26", "reason": "Nghỉ", **changed}
    form["move"] = form["move"].replace("TASK", str(office.task.id))
    answer = office.browser.post(ADDRESS, data=form)
    assert answer.status_code == code
    assert words in answer.text
    assert due_of(office.task) == date(2020, 6, 25)


@pytest.mark.usefixtures("day_off")
def test_others_neither_see_nor_move(office: Office) -> None:
    form = {"move": f"{office.task.id}:2020-06-26", "reason": "Nghỉ"}
    for browser in (office.leader, office.admin):
        assert browser.get(ADDRESS).status_code == 403
        assert browser.post(ADDRESS, data=form).status_code == 403
    foreign = {"move": f"{office.foreign.id}:2020-06-26", "reason": "Nghỉ"}
    assert office.browser.post(ADDRESS, data=foreign).status_code == 302
    assert due_of(office.task) == due_of(office.foreign) == date(2020, 6, 25)


@pytest.mark.usefixtures("day_off")
def test_a_suspended_task_is_not_offered(office: Office) -> None:
    office.task.state = TaskState.SUSPENDED
    db.session.commit()
    assert "Không có hạn nào khác đi" in office.browser.get(ADDRESS).text
