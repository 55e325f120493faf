"""The calendar's pages, as an administrator's browser gets them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from tracker.extensions import db
from tracker.models.committees import CalendarDay
from tracker.models.journal import JournalEntry

SWAP = {
    "day": "4/9/2020",
    "kind": "off",
    "name": "Nghỉ <hoán đổi>",
    "source": "123/QĐ-UBND ngày 1/7/2020",
}


@pytest.fixture(autouse=True)
def in_2020() -> Iterator[None]:
    """The year of the demo."""
    with time_machine.travel("2020-07-15T02:00:00+00:00", tick=False):
        yield


def stored() -> list[CalendarDay]:
    """The table, by date."""
    db.session.expire_all()
    return list(db.session.scalars(select(CalendarDay).order_by(CalendarDay.day)))


def acts() -> list[str]:
    """What the journal tells."""
    return list(db.session.scalars(select(JournalEntry.act).order_by(JournalEntry.id)))


def test_a_day_is_added_and_struck_and_put_back(desk: FlaskClient) -> None:
    assert desk.get("/admin/calendar/new").status_code == 200
    assert desk.post("/admin/calendar/new", data=SWAP).location == "/admin/calendar?year=2020"
    assert desk.post("/admin/calendar/new", data=SWAP).status_code == 400
    page = desk.get("/admin/calendar?year=2020").text
    assert "Thứ Sáu 04/09/2020" in page
    assert "Nghỉ &lt;hoán đổi&gt;" in page
    address = f"/admin/calendar/{stored()[0].id}/strike"
    for _click in range(2):
        assert desk.post(address).status_code == 302
    assert stored() == []
    page = desk.get("/admin/calendar?year=2020").text
    assert "Hoàn tác" in page
    assert 'name="day" value="04/09/2020"' in page
    assert "Hoàn tác" not in desk.get("/admin/calendar?year=2020").text
    desk.post("/admin/calendar/new", data={**SWAP, "day": "04/09/2020"})
    assert [one.day for one in stored()] == [date(2020, 9, 4)]
    assert acts() == ["calendar_day_added", "calendar_day_struck", "calendar_day_added"]


def test_a_year_is_filled_once_and_keeps_what_was_entered(desk: FlaskClient) -> None:
    desk.post("/admin/calendar/new", data=SWAP)
    assert "Điền ngày nghỉ lễ năm 2020" in desk.get("/admin/calendar?year=2020").text
    for _click in range(2):
        assert desk.post("/admin/calendar/fill", data={"year": "2020"}).status_code == 302
    days = stored()
    assert len(days) > 8
    assert date(2020, 9, 4) in [one.day for one in days]
    assert acts() == ["calendar_day_added", "calendar_filled"]
    assert "Điền ngày nghỉ lễ" not in desk.get("/admin/calendar?year=2020").text
    weekend = next(one for one in days if one.kind.value == "off" and one.day.weekday() > 4)
    back = {"day": f"{weekend.day:%d/%m/%Y}", "kind": "off", "name": "x", "source": "holidays"}
    desk.post(f"/admin/calendar/{weekend.id}/strike")
    assert desk.post("/admin/calendar/new", data=back).status_code == 302


def test_years_that_cannot_be_relied_on_are_told(desk: FlaskClient) -> None:
    for address in ("/admin/calendar", "/admin/"):
        page = desk.get(address).text
        assert "Năm 2020 chưa có ngày nghỉ nào" in page
        assert "Năm 2021 chưa có ngày nghỉ nào" in page
    db.session.add(CalendarDay(day=date(2021, 1, 1), kind="off", name="Tết", source="holidays"))
    desk.post("/admin/calendar/new", data=SWAP)
    page = desk.get("/admin/calendar").text
    assert "Năm 2020 chưa" not in page
    assert "Năm 2020 mới" not in page
    assert "Năm 2021 mới có ngày nghỉ theo Bộ luật Lao động" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"day": "31/9/2020"}, "Ngày không hợp lệ"),
        ({"day": " "}, "Đề nghị điền mục này"),
        ({"day": "5/9/2020"}, "Ngày này vốn đã như vậy"),
        ({"kind": "working"}, "Ngày này vốn đã như vậy"),
        ({"day": "4/9/1920"}, "Chỉ nhận các năm từ 2020"),
        ({"kind": "nonsense"}, "Lựa chọn này không có trong danh sách"),
        ({"source": ""}, "Đề nghị điền mục này"),
        ({"name": "x" * 201}, "Tối đa 200 ký tự"),
    ],
)
def test_bad_days_say_why_and_stay(desk: FlaskClient, changed: dict[str, str], words: str) -> None:
    answer = desk.post("/admin/calendar/new", data={**SWAP, **changed})
    assert answer.status_code == 400
    assert words in answer.text
    assert ("123/QĐ-UBND" in answer.text) or "source" in changed
    assert stored() == []


@pytest.mark.parametrize("year", ["x", "0", "-1", "99999", "99999999999999999999"])
def test_nonsense_years_are_no_error(desk: FlaskClient, year: str) -> None:
    assert desk.get(f"/admin/calendar?year={year}").status_code == 200
    assert desk.post("/admin/calendar/fill", data={"year": year}).status_code in (302, 400)
    assert stored() == []


def test_nobody_else_comes_in(others: list[FlaskClient]) -> None:
    for browser in others:
        for address in ("/admin/calendar", "/admin/calendar/new"):
            assert browser.get(address).status_code in (302, 403)
        assert browser.post("/admin/calendar/new", data=SWAP).status_code in (302, 403)
        assert browser.post("/admin/calendar/fill", data={"year": "2020"}).status_code in (302, 403)
    assert stored() == []
