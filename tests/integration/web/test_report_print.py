"""The leader's page as paper, and the links of its figures."""

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
from tracker.domain.access import CommitteeRole
from tracker.extensions import db
from tracker.models.people import CommitteePost, User

NOW = datetime(2020, 7, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def browser(app: Flask, sign_in: Callable[[User], FlaskClient]):
    """The browser of the leader of two committees, on 15 July 2020."""
    user = make_user("lanhdao")
    for code, name in (("TBTT", "Tiểu ban Tuyên truyền"), ("KHAC", "Ban Chỉ đạo khác")):
        committee = make_committee(code, name)
        conclusion = make_conclusion(committee, f"Kết luận của {name}")
        lead = make_agency(f"Cơ quan {code}")
        make_task(conclusion, f"{code} trễ", leads=[lead], due_on=date(2020, 7, 10))
        make_task(conclusion, f"{code} sắp", leads=[lead], due_on=date(2020, 7, 17))
        make_task(conclusion, f"{code} không hạn", leads=[lead])
        user.committee_roles.append(
            CommitteePost(committee_id=committee.id, role=CommitteeRole.LEADER)
        )
    foreign = make_conclusion(make_committee("LA", "Ban lạ"))
    make_task(foreign, "DẤU-LẠ", leads=[make_agency("CƠ-QUAN-LẠ")], due_on=date(2020, 7, 17))
    db.session.commit()
    with time_machine.travel(NOW, tick=False):
        yield sign_in(user)


def words(page: str) -> str:
    """The page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_paper_holds_what_the_page_holds(browser: FlaskClient) -> None:
    paper = words(browser.get("/progress/print").text)
    for one in (
        "Báo cáo tiến độ thực hiện kết luận",
        "Tính đến hết ngày 15/07/2020",
        "2. Nhiệm vụ quá hạn (2)",
        "3. Nhiệm vụ chưa có hạn (2)",
        "Tiểu ban Tuyên truyền",
        "Ban Chỉ đạo khác",
        "7. Theo tiểu ban, ban chỉ đạo",
        "0,0% (0 trên 6 nhiệm vụ)",
    ):
        assert one in paper
    assert "LẠ" not in paper


def test_the_filters_are_kept(browser: FlaskClient) -> None:
    page = browser.get("/progress?committee=1&as_of=10/07/2020").text
    address = re.search(r'href="(/progress/print[^"]*)"', page)[1].replace("&amp;", "&")
    assert "committee=1" in address
    paper = words(browser.get(address).text)
    assert "Tính đến hết ngày 10/07/2020" in paper
    assert "Nhiệm vụ quá hạn (0)" in paper
    assert "KHAC" not in paper
    assert "Ban Chỉ đạo khác" not in paper


def test_nonsense_in_the_address_is_no_error(browser: FlaskClient) -> None:
    for query in ("as_of=31/02/2020", "committee=999999", "conclusion=x"):
        assert browser.get(f"/progress/print?{query}").status_code == 200


def test_every_figure_of_the_page_opens_as_many_rows(browser: FlaskClient) -> None:
    page = browser.get("/progress").text
    found = re.findall(r'<a class="[^"]*" href="(/progress/tasks[^"]*)">(\d+)</a>', page)
    found += re.findall(r'href="(/progress/tasks\?[^"]*cell=[^"]*)">\s*<b>(\d+)</b>', page)
    assert len(found) > 12
    for address, number in found:
        rows = browser.get(address.replace("&amp;", "&")).text
        assert rows.count('scope="row"') == int(number), address


def test_the_calendar_holds_what_is_due_in_three_weeks(browser: FlaskClient) -> None:
    page = browser.get("/progress").text
    calendar = page[page.index('class="cal"') :]
    assert "TBTT-2" in calendar
    assert "KHAC-5" in calendar
    assert "TBTT-1" not in calendar
    assert "LẠ" not in page


def test_the_page_asks_the_database_a_constant_number_of_times(
    browser: FlaskClient, count_queries: Callable[[], int]
) -> None:
    def asked() -> int:
        before = count_queries()
        browser.get("/progress")
        browser.get("/progress/print")
        return count_queries() - before

    few = asked()
    conclusion = make_conclusion(make_committee("BA", "Ban thứ ba"))
    for number in range(9):
        task = make_task(
            conclusion,
            f"V{number}",
            leads=[make_agency(f"Đơn vị {number}")],
            due_on=date(2020, 7, 20),
        )
        task.committee_id, task.conclusion_id = 1, 1
        for part in task.assignments:
            part.committee_id = 1
    db.session.commit()
    assert asked() == few
