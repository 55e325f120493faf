"""*Nhiệm vụ*: search without marks, filters, rights, order, and the Excel file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.tasks import AssignmentState, Kind
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import CommitteeMember
from tracker.models.people import AgencyPost, CommitteePost, User

SignIn = Callable[[User], FlaskClient]


class World:
    """Four tasks of one committee and one of another; people of every kind."""

    def __init__(self) -> None:
        """Publish them."""
        committee, other = make_committee(), make_committee("KHAC")
        self.lead, self.helper, member, self.lone = (
            make_agency(name)
            for name in ("Báo Hải Dương", "Sở Tài chính", "Sở Y tế", "Sở Ngoại vụ")
        )
        self.conclusion = make_conclusion(committee, "Kết luận tháng 6")
        made = (
            ("Đề nghị cấp kinh phí", date(2020, 7, 10), [self.helper]),
            ("De nghi khong dau", date(2020, 7, 30), []),
            ("Lập kế hoạch tuyên truyền", None, []),
        )
        for title, due_on, helpers in made:
            make_task(
                self.conclusion, title, leads=[self.lead], coordinating=helpers, due_on=due_on
            )
        make_task(self.conclusion, "Đưa tin hằng ngày", leads=[self.lone], kind=Kind.STANDING)
        make_task(make_conclusion(other, "Kết luận khác"), "Việc nơi khác", leads=[self.lead])
        committee.members.append(CommitteeMember(agency_id=member.id))
        self.leader = make_user("lanhdao")
        self.leader.committee_roles.append(
            CommitteePost(committee_id=committee.id, role=CommitteeRole.LEADER)
        )
        self.officer, self.member, self.lone_officer = (
            self.person(login, agency)
            for login, agency in (("bao", self.lead), ("syt", member), ("snv", self.lone))
        )
        self.nobody = make_user("khach")
        db.session.commit()

    def person(self, login: str, agency: Agency) -> User:
        """Somebody of an agency."""
        user = make_user(login)
        user.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
        return user


TITLES = (
    "Đề nghị cấp kinh phí",
    "De nghi khong dau",
    "Lập kế hoạch tuyên truyền",
    "Đưa tin hằng ngày",
    "Việc nơi khác",
)


@pytest.fixture
def world(app: Flask):
    """On 15 July 2020."""
    with time_machine.travel("2020-07-15T02:00:00+00:00", tick=False):
        yield World()


def shown(browser: FlaskClient, query: str = "") -> list[int]:
    """Which of the titles the list shows, in its order."""
    page = browser.get(f"/tasks?{query}").text
    places = {number: page.find(f">{title}</a>") for number, title in enumerate(TITLES)}
    return sorted((one for one, place in places.items() if place >= 0), key=places.__getitem__)


def test_everybody_sees_exactly_their_rows(world: World, sign_in: SignIn) -> None:
    for user, wanted in (
        (world.leader, [0, 1, 2, 3]),
        (world.officer, [0, 1, 2, 4]),
        (world.member, [0, 1, 2, 3]),
        (world.lone_officer, [3]),
        (world.nobody, []),
    ):
        assert sorted(shown(sign_in(user))) == wanted, user.login


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("q=de+nghi", [1, 0]),
        ("q=Đề+nghị", [0, 1]),
        ("q=ĐỀ+NGHỊ", [0, 1]),
        ("q=tbtt-3", [2]),
        ("q=so+tai+chinh", [0]),
        ("q=bao+ke+hoach", [2]),
        ("q=100%25", []),
        ("q=_", []),
        ("state=overdue", [0]),
        ("state=nodate", [2]),
        ("kind=standing", [3]),
        ("part=coordinating", [0]),
        ("from=01/07/2020&to=15/07/2020", [0]),
        ("from=20/07/2020", [1]),
        ("sort=code", [0, 1, 2, 3]),
        ("from=31/02/2020", [0, 1, 2, 3]),
        ("state=x&kind=x&part=x&sort=x&page=0&agency=x&committee=99999999999", [0, 1, 2, 3]),
    ],
)
def test_search_filters_and_order(
    world: World, sign_in: SignIn, query: str, wanted: list[int]
) -> None:
    found = shown(sign_in(world.leader), query)
    if "sort=code" in query or query.startswith("q="):
        assert found == wanted
    else:
        assert sorted(found) == wanted


def test_by_agency_and_part(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.leader)
    assert sorted(shown(browser, f"agency={world.helper.id}")) == [0]
    assert shown(browser, f"agency={world.helper.id}&part=lead") == []
    assert shown(browser, f"agency={world.lone.id}&part=lead") == [3]
    assert sorted(shown(browser, f"conclusion={world.conclusion.id}")) == [0, 1, 2, 3]


def test_a_member_learns_no_more_than_the_head(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.member)
    page = browser.get("/tasks").text
    assert "10/07/2020" in page
    rows = page[page.index("<tbody") :]
    for hidden in ("Quá hạn", "Sở Tài chính", "Chưa tiếp nhận"):
        assert hidden not in rows
    assert "Sở Tài chính" not in page
    for query in (
        "q=so+tai+chinh",
        f"agency={world.helper.id}",
        "part=coordinating",
        "state=overdue",
    ):
        assert shown(browser, query) == [], query


def test_the_excel_file_holds_the_rows_and_for_a_member_only_the_head(
    world: World, sign_in: SignIn
) -> None:
    for user, secret in ((world.leader, "Sở Tài chính"), (world.member, None)):
        answer = sign_in(user).get("/tasks.xlsx?q=de+nghi")
        sheet = openpyxl.load_workbook(BytesIO(answer.data)).active
        rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
        assert {row[2] for row in rows} == {"Đề nghị cấp kinh phí", "De nghi khong dau"}
        row = next(one for one in rows if one[2] == "Đề nghị cấp kinh phí")
        assert row[5] == secret
        assert (row[9] == 5) is (user is world.leader)
        assert (row[10] is None) is (user is world.member)


def test_pages_and_queries_do_not_grow(
    world: World, sign_in: SignIn, count_queries: Callable[[], int]
) -> None:
    browser = sign_in(world.leader)

    def asked() -> int:
        before = count_queries()
        browser.get("/tasks")
        return count_queries() - before

    few = asked()
    for number in range(60):
        task = make_task(world.conclusion, f"Việc {number}", leads=[world.lead])
        task.assignments[0].state = AssignmentState.RECEIVED
    db.session.commit()
    assert asked() == few
    assert "Trang 1 trên 2" in browser.get("/tasks").text
    assert "Trang 2 trên 2" in browser.get("/tasks?page=2").text
    assert browser.get("/tasks?page=77").status_code == 200


def test_nothing_found_says_what_to_do(world: World, sign_in: SignIn) -> None:
    assert "Không tìm thấy nhiệm vụ nào" in sign_in(world.leader).get("/tasks?q=zzz").text
    assert "Chưa có nhiệm vụ nào" in sign_in(world.nobody).get("/tasks").text
