"""*Số liệu* as a browser gets it: every sum opens its rows, and both are saved as Excel."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.standing import Duty, noon
from tracker.services.updates import Said

SignIn = Callable[[Any], FlaskClient]


@pytest.fixture
def duty(app: Flask) -> Duty:
    """A monthly task with reports of two months."""
    found = Duty()
    found.open(noon(2020, 7, 20))
    for month, number in ((6, "1200"), (7, "3.5")):
        said = Said(words="Đã đăng", quantities=[(Decimal(number), "Tin, bài")])
        found.report(date(2020, month, 25), noon(2020, 7, 20), said=said)
    return found


def numbers(answer: Any) -> list[tuple[object, ...]]:
    """The rows of an Excel file that begin with a number."""
    sheet = openpyxl.load_workbook(BytesIO(answer.data)).active
    return [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]


def test_every_sum_opens_as_many_rows_as_it_says(duty: Duty, sign_in: SignIn) -> None:
    browser = sign_in(duty.users["lanhdao"])
    assert 'href="/quantities' in browser.get("/progress").text
    page = browser.get("/quantities").text
    links = re.findall(r'href="(/quantities/rows\?[^"]*)"', page)
    assert len(links) == 3
    shown = [browser.get(link.replace("&amp;", "&")).text for link in links]
    assert [one.count('<th scope="row"') for one in shown] == [2, 1, 1]
    assert "1.200" in page
    assert "1.203,5" in page


def test_the_sums_and_the_rows_are_saved_as_excel(duty: Duty, sign_in: SignIn) -> None:
    browser = sign_in(duty.users["canbo"])
    sums = numbers(browser.get("/quantities.xlsx"))
    assert [(row[2], row[3], row[4]) for row in sums] == [
        ("06/2020", "tin bài", 1200),
        ("07/2020", "tin bài", 3.5),
    ]
    rows = numbers(browser.get("/quantities/rows.xlsx?from=01/07/2020&unit=tin+bài"))
    assert [(row[5], row[6]) for row in rows] == [("Tháng 7/2020", 3.5)]


def test_units_are_offered_and_kept_in_one_way(duty: Duty, sign_in: SignIn) -> None:
    page = sign_in(duty.users["canbo"]).get("/my-agency").text
    assert 'list="units"' in page or 'id="units"' in page
    assert '<option value="băng rôn">' in page


@pytest.mark.parametrize(
    "query",
    [
        "from=31/02/2020",
        "to=x",
        "committee=x",
        "agency=9999999999999",
        "unit=",
        "page=0",
    ],
)
@pytest.mark.parametrize("page", ["/quantities", "/quantities/rows", "/quantities.xlsx"])
def test_nonsense_in_the_address_is_no_error(
    duty: Duty, sign_in: SignIn, page: str, query: str
) -> None:
    assert sign_in(duty.users["lanhdao"]).get(f"{page}?{query}").status_code == 200


def test_a_day_that_is_none_is_named_and_stays(duty: Duty, sign_in: SignIn) -> None:
    page = sign_in(duty.users["lanhdao"]).get("/quantities?from=31/02/2020").text
    assert "Ngày không hợp lệ" in page
    assert 'value="31/02/2020"' in page
