"""*Hôm nay* and *Cần gọi điện*: what waits, counted and listed alike, and for whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.recommendations import make_meeting
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.periods import Progress
from tracker.domain.tasks import AssignmentState, Kind, TaskState
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import Committee
from tracker.models.conclusions import Conclusion, ConclusionState
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.models.periods import Period
from tracker.models.recommendations import Recommendation, RecommendationKind
from tracker.models.tasks import Task
from tracker.models.updates import Directive
from tracker.queries import call_list
from tracker.queries.needs import Need
from tracker.queries.secretariat import last_day_reaching
from tracker.queries.today import Today
from tracker.services import asking
from tracker.services.asking import Request
from tracker.services.dated import note_assignment, note_task

SignIn = Callable[[User], FlaskClient]
NOW = datetime(2020, 7, 15, 2, 0, tzinfo=UTC)
OLD = datetime(2020, 6, 15, 4, 0, tzinfo=UTC)
S = AssignmentState


class World:
    """One committee with one thing of every kind that may wait, and another with the same."""

    def __init__(self) -> None:
        """Fill both."""
        self.lead, self.helper = make_agency("Báo Hải Dương", mailbox="a@b.vn"), make_agency("STC")
        self.gone = make_agency("Sở Thông tin và Truyền thông", mailbox="c@b.vn")
        self.gone.exists_to = date(2020, 7, 14)
        self.own, self.other = make_committee(), make_committee("KHAC")
        self.secretary, self.leader = make_user("thuky"), make_user("lanhdao")
        for user, role in (
            (self.secretary, CommitteeRole.SECRETARY),
            (self.leader, CommitteeRole.LEADER),
        ):
            user.committee_roles.append(CommitteePost(committee_id=self.own.id, role=role))
        for committee in (self.own, self.other):
            self.fill(committee)
        db.session.commit()

    def fill(self, committee: Committee) -> None:
        """One of every kind."""
        name, conclusion = committee.code, make_conclusion(committee)
        soon, past = date(2020, 7, 20), date(2020, 7, 10)
        self.task(conclusion, f"{name} chờ", S.REPORTED, soon, answered=date(2020, 7, 13))
        self.task(conclusion, f"{name} phản đối", S.OBJECTED, soon)
        self.task(conclusion, f"{name} quá hạn", S.IN_PROGRESS, past, heard=NOW)
        self.task(conclusion, f"{name} chưa nhận", S.ASSIGNED, soon)
        self.task(conclusion, f"{name} im lặng", S.RECEIVED, soon)
        undated = self.task(conclusion, f"{name} không hạn", S.RECEIVED, None, heard=NOW)
        helped = self.task(conclusion, f"{name} góp", S.RECEIVED, soon, heard=NOW, helped=True)
        helped.assignments[1].state = S.DELIVERED
        helped.assignments[1].answered_on = date(2020, 7, 14)
        ended = self.task(conclusion, f"{name} cũ", S.IN_PROGRESS, soon, heard=NOW)
        ended.assignments[0].agency = self.gone
        told = self.task(conclusion, f"{name} theo kỳ", S.IN_PROGRESS, soon, heard=NOW)
        over = self.task(conclusion, f"{name} hết kỳ", S.IN_PROGRESS, past, heard=NOW)
        told.kind = over.kind = Kind.STANDING
        db.session.add(
            Period(
                assignment_id=told.assignments[0].id,
                task_id=told.id,
                committee_id=committee.id,
                cycle="weekly:5",
                starts_on=date(2020, 7, 11),
                due_on=date(2020, 7, 17),
                progress=Progress.REPORTED,
                answered_on=date(2020, 7, 14),
                opened_at=OLD,
            )
        )
        done = self.task(conclusion, f"{name} xong", S.ACCEPTED, past, answered=past)
        done.state = TaskState.COMPLETED
        db.session.add(
            Directive(
                task_id=undated.id,
                committee_id=committee.id,
                text=f"{name} hỏi",
                written_at=NOW,
                written_by_id=self.leader.id,
            )
        )
        meeting = make_meeting(committee)
        asked = Recommendation(
            meeting_id=meeting.id,
            committee_id=committee.id,
            agency_id=self.lead.id,
            kind=RecommendationKind.STAFF,
            text=f"{name} kiến nghị",
        )
        db.session.add(asked)
        longer = self.task(conclusion, f"{name} gia hạn", S.RECEIVED, soon, heard=NOW)
        request = Request(new_on=date(2020, 7, 31), reason=f"{name} chưa kịp")
        officer = Viewer(0, "", agency_roles={self.lead.id: frozenset({AgencyRole.OFFICER})})
        asking.ask(longer.assignments[0].id, request, actor=officer, now=NOW)
        paused = self.task(conclusion, f"{name} dừng", S.RECEIVED, soon, heard=NOW)
        paused.state = TaskState.SUSPENDED
        note_task(
            paused,
            actor=Viewer(0, ""),
            now=NOW - timedelta(days=9),
            meant_on=date(2020, 7, 6),
            review_on=date(2020, 7, 15),
        )
        draft = make_conclusion(committee, f"{name} bản thảo")
        draft.state = ConclusionState.DRAFT

    def task(
        self,
        conclusion: Conclusion,
        title: str,
        state: AssignmentState,
        due_on: date | None,
        *,
        answered: date | None = None,
        heard: datetime | None = None,
        helped: bool = False,
    ) -> Task:
        """A task whose lead stands in a state."""
        others = [self.helper] if helped else []
        task = make_task(
            conclusion, title, leads=[self.lead], coordinating=others, due_on=due_on, at=OLD
        )
        lead = task.assignments[0]
        lead.state, lead.answered_on, lead.last_update_at = state, answered, heard
        task.answered_on = answered
        note_assignment(lead, actor=Viewer(0, ""), now=OLD, meant_on=date(2020, 7, 9))
        return task

    @property
    def viewer(self) -> Viewer:
        """The secretary."""
        roles = {self.own.id: frozenset({CommitteeRole.SECRETARY})}
        return Viewer(self.secretary.id, "", committee_roles=roles)


@pytest.fixture
def world(app: Flask):
    """On Wednesday, 15 July 2020."""
    with time_machine.travel(NOW, tick=False):
        yield World()


def test_each_group_holds_its_one_thing_of_the_own_committee(world: World) -> None:
    book = Today(world.viewer, NOW)
    wanted = {
        Need.WAITING: "TBTT chờ",
        Need.PERIOD: "TBTT theo kỳ",
        Need.OVER: "TBTT hết kỳ",
        Need.OBJECTED: "TBTT phản đối",
        Need.ENDED: "TBTT cũ",
        Need.EXTENSION: "TBTT gia hạn",
        Need.OVERDUE: "TBTT quá hạn",
        Need.DIRECTIVE: "TBTT không hạn",
        Need.RECEIPT: "TBTT chưa nhận",
        Need.SILENT: "TBTT im lặng",
        Need.CONTRIBUTION: "TBTT góp",
        Need.NODATE: "TBTT không hạn",
        Need.REVIEW: "TBTT dừng",
    }
    for need, title in wanted.items():
        assert [one.task.title for one in book.lines(need, limit=9)] == [title], need
        assert book.count(need) == 1
    assert [one.conclusion.title for one in book.lines(Need.DRAFT, limit=9)] == ["TBTT bản thảo"]
    asked = book.lines(Need.RECOMMENDATION, limit=9)
    assert [one.recommendation.text for one in asked] == ["TBTT kiến nghị"]
    waiting = book.lines(Need.WAITING, limit=9)[0]
    assert (waiting.since, waiting.working_days) == (date(2020, 7, 13), 2)
    assert book.lines(Need.OBJECTED, limit=9)[0].since == date(2020, 7, 9)
    world.gone.exists_to = date(2020, 7, 15)
    db.session.flush()
    assert book.count(Need.ENDED) == 0


def test_the_page_counts_what_its_lists_hold(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    page = browser.get("/today").text
    assert "KHAC" not in page
    links = re.findall(r'href="(/today\?group=\w+)".*?<span class="n">(\d+)</span>', page)
    assert len(links) == len(Need)
    for address, number in links:
        listed = browser.get(address).text
        assert listed.count("<li class=") == int(number), address
        assert "KHAC" not in listed


def test_it_is_the_secretariats_first_page_and_nobody_elses(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.secretary)
    assert browser.get("/").location == "/today"
    assert browser.get("/today?group=nonsense&page=0").status_code == 200
    assert browser.get("/today?group=waiting&page=999999999999999").status_code == 200
    leader = sign_in(world.leader)
    for address in ("/today", "/tasks/to-call", f"/tasks/to-call/{world.helper.id}/letter"):
        assert leader.get(address).status_code == 403


def test_an_empty_day_says_what_will_come(app: Flask, sign_in: SignIn) -> None:
    user, committee = make_user("thuky"), make_committee()
    user.committee_roles.append(
        CommitteePost(committee_id=committee.id, role=CommitteeRole.SECRETARY)
    )
    db.session.commit()
    browser = sign_in(user)
    assert "Không có việc nào chờ tổ giúp việc" in browser.get("/today").text
    assert "Không còn việc nào" in browser.get("/today?group=overdue").text
    assert "Không có cơ quan nào cần gọi điện" in browser.get("/tasks/to-call").text


def test_the_page_asks_the_database_a_constant_number_of_times(
    world: World, sign_in: SignIn, count_queries: Callable[[], int]
) -> None:
    browser = sign_in(world.secretary)

    def asked() -> int:
        before = count_queries()
        browser.get("/today")
        browser.get("/tasks/to-call")
        return count_queries() - before

    few = asked()
    for _time in range(4):
        world.fill(world.own)
    db.session.commit()
    assert asked() == few


def test_who_is_to_be_called(world: World, sign_in: SignIn) -> None:
    today = date(2020, 7, 15)
    conclusion = db.session.query(Conclusion).filter_by(committee_id=world.own.id).first()
    silent = make_agency("Hội Cựu chiến binh")
    silent.telephone = "0220 3 123 456"
    make_task(conclusion, "Vận động hội viên", leads=[silent], due_on=date(2020, 7, 10), at=OLD)
    make_task(conclusion, "Đã tắt", leads=[silent], at=OLD).state = TaskState.CANCELLED
    db.session.commit()
    found = call_list.list_unreached(world.viewer, today=today)
    assert [(one.agency.name, len(one.owed)) for one in found] == [("Hội Cựu chiến binh", 1)]
    assert call_list.count_unreached(world.viewer, today=today) == 1
    browser = sign_in(world.secretary)
    page = browser.get("/tasks/to-call").text
    for words in ("0220 3 123 456", "Vận động hội viên", "Nhập hộ"):
        assert words in page
    letter = browser.get(f"/tasks/to-call/{silent.id}/letter").text
    for words in ("Kính gửi: Hội Cựu chiến binh", "10/07/2020", "quá 5 ngày", "ngày 15 tháng 07"):
        assert words in letter
    assert browser.get(f"/tasks/to-call/{world.lead.id}/letter").status_code == 404
    officer(silent)
    assert call_list.count_unreached(world.viewer, today=today) == 0


def officer(agency: Agency) -> User:
    """Give an agency somebody who acts for it."""
    user = make_user(f"cb{agency.id}")
    user.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
    db.session.commit()
    return user


def test_the_last_day_that_should_have_answered_by_today() -> None:
    holiday = WorkingCalendar.of(off=[date(2020, 7, 14)])
    for calendar in (WorkingCalendar(), holiday):
        for offset in range(20):
            today = date(2020, 7, 6) + timedelta(days=offset)
            day = last_day_reaching(calendar, today, 2)
            assert calendar.add_working_days(day, 2) <= today
            assert calendar.add_working_days(day + timedelta(days=1), 2) > today
