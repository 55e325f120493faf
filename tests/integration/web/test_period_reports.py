"""The block *Kỳ báo cáo* of the leader's page, its lists and its Excel file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import openpyxl
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.standing import Duty, noon
from tracker.models.people import User

JULY_15 = "2020-07-15T02:00:00+00:00"


@pytest.fixture
def browser(app: Flask, sign_in: Callable[[User], FlaskClient]) -> Iterator[FlaskClient]:
    """The leader's browser on 15 July 2020: one period on time, two missed, one late, one due."""
    duty = Duty("weekly:5")
    duty.open(noon(2020, 7, 15))
    duty.report(date(2020, 6, 19), noon(2020, 6, 19))
    with time_machine.travel(JULY_15, tick=False):
        yield sign_in(duty.users["lanhdao"])


def test_every_figure_of_the_block_opens_a_list_with_its_rows(browser: FlaskClient) -> None:
    page = browser.get("/progress").text
    block = page[page.index('id="periods"') : page.index("</section>", page.index('id="periods"'))]
    figures = re.findall(r'href="(/progress/periods\?[^"]*|/progress/periods)">(\d+)<', block)
    assert len(figures) == 10
    for address, number in figures:
        shown = browser.get(address.replace("&amp;", "&")).text
        assert shown.count('<th scope="row"') == int(number), address


def test_the_excel_file_holds_the_same_rows(browser: FlaskClient) -> None:
    answer = browser.get("/progress/periods.xlsx?period=missed")
    sheet = openpyxl.load_workbook(BytesIO(answer.data)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [row[5].date() for row in rows] == [date(2020, 6, 26), date(2020, 7, 3)]
    assert {row[7] for row in rows} == {"Không báo cáo"}


def test_a_past_day_shows_what_stood_then(browser: FlaskClient) -> None:
    shown = browser.get("/progress/periods?as_of=20/06/2020").text
    assert "19/06/2020" in shown
    assert "10/07/2020" not in shown


@pytest.mark.parametrize(
    "query", ["period=nonsense", "period=upcoming", "agency=x", "page=0", "as_of=0", "page=9999999"]
)
def test_nonsense_in_the_address_is_no_error(browser: FlaskClient, query: str) -> None:
    assert browser.get(f"/progress/periods?{query}").status_code == 200
