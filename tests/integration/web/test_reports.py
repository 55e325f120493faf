"""The leader's page, its lists and its Excel file, as a browser gets them."""

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
from tracker.domain.access import CommitteeRole
from tracker.extensions import db
from tracker.models.people import CommitteePost, User

JULY_15 = "2020-07-15T02:00:00+00:00"


@pytest.fixture
def leader(app: Flask) -> User:
    """A leader of a committee with one overdue task and one without date."""
    committee = make_committee()
    conclusion = make_conclusion(committee, "Kết luận họp ngày 11/6/2020")
    agency = make_agency("Sở Thông tin và Truyền thông")
    make_task(conclusion, "Lập phương án <hạ tầng>", leads=[agency], due_on=date(2020, 7, 10))
    make_task(conclusion, "Chỉnh trang đô thị", leads=[agency])
    user = make_user("lanhdao", "Nguyễn Văn Bình")
    user.committee_roles.append(CommitteePost(committee_id=committee.id, role=CommitteeRole.LEADER))
    db.session.commit()
    return user


@pytest.fixture
def browser(sign_in: Callable[[User], FlaskClient], leader: User):
    """The leader's browser on 15 July 2020."""
    with time_machine.travel(JULY_15, tick=False):
        yield sign_in(leader)


def test_the_page_shows_the_cells_and_who_is_late(browser: FlaskClient) -> None:
    answer = browser.get("/progress")
    assert answer.status_code == 200
    assert "Quá hạn 5 ngày" in answer.text
    assert "Lập phương án &lt;hạ tầng&gt;" in answer.text
    assert ">0 đã xong<" in answer.text
    assert ">2 nhiệm vụ<" in answer.text


def test_the_first_page_of_a_leader_is_the_progress(browser: FlaskClient) -> None:
    assert browser.get("/").location == "/progress"


def test_a_cells_list_has_its_rows(browser: FlaskClient) -> None:
    text = browser.get("/progress/tasks?cell=overdue").text
    assert "Lập phương án" in text
    assert "Chỉnh trang đô thị" not in text


def test_the_excel_file_holds_the_same_rows(browser: FlaskClient) -> None:
    answer = browser.get("/progress/tasks.xlsx?cell=overdue")
    sheet = openpyxl.load_workbook(BytesIO(answer.data)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == 1]
    assert [row[2] for row in rows] == ["Lập phương án <hạ tầng>"]
    assert rows[0][9] == 5


@pytest.mark.parametrize(
    "query",
    [
        "as_of=31/02/2020",
        "as_of=01/01/2099",
        "as_of=0",
        "committee=999999",
        "committee=x",
        "agency=-1",
        "cell=nonsense",
        "conclusion=99999999999999999999",
        "page=0",
        "page=99999999999999",
    ],
)
@pytest.mark.parametrize("page", ["/progress", "/progress/tasks", "/progress/assignments"])
def test_nonsense_in_the_address_is_no_error(browser: FlaskClient, page: str, query: str) -> None:
    assert browser.get(f"{page}?{query}").status_code == 200


def test_before_publication_a_past_day_is_empty(browser: FlaskClient) -> None:
    assert "Chưa có nhiệm vụ nào" in browser.get("/progress?as_of=01/06/2020").text


def test_who_has_no_role_in_a_committee_is_refused(
    app: Flask, sign_in: Callable[[User], FlaskClient]
) -> None:
    assert sign_in(make_user("khach")).get("/progress").status_code == 403
