"""The page that changes how a standing task is reported on: listed first, then saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.standing import Duty, noon
from tests.factories.tasks import make_conclusion, make_task
from tracker.domain.tasks import TaskState
from tracker.extensions import db

JULY_20 = "2020-07-20T02:00:00+00:00"
SignIn = Callable[[Any], FlaskClient]


@pytest.fixture
def duty(app: Flask) -> Iterator[Duty]:
    """A monthly task on 20 July 2020."""
    found = Duty()
    found.open(noon(2020, 7, 20))
    with time_machine.travel(JULY_20, tick=False):
        yield found


def form(duty: Duty, **values: str) -> dict[str, str]:
    """The form of the page, with some fields changed."""
    sent = {"cycle": "Hằng tuần, Thứ Sáu", "ends_on": "27/10/2020", "reason": "Gần Đại hội"}
    return {**sent, "version": str(duty.fresh().version), **values}


def test_the_first_press_lists_what_would_change_and_the_second_saves(
    duty: Duty, sign_in: SignIn
) -> None:
    desk, url = sign_in(duty.users["thuky"]), f"/tasks/{duty.task.id}/schedule"
    assert f'href="{url}"' in desk.get(f"/tasks/{duty.task.id}").text
    shown = desk.post(url, data=form(duty, act="show"))
    assert shown.status_code == 200
    assert "Thôi yêu cầu: Tháng 7/2020, hạn 25/07/2020" in shown.text
    assert "Mở kỳ từ 26/06/2020 đến 24/07/2020" in shown.text
    assert duty.fresh().cycle == "monthly:25"
    assert desk.post(url, data=form(duty, act="save")).status_code == 302
    assert duty.fresh().cycle == "weekly:5"
    assert "Gần Đại hội" in desk.get(url).text


def test_names_of_cycles_are_understood_in_english_too(duty: Duty, sign_in: SignIn) -> None:
    desk, url = sign_in(duty.users["thuky"]), f"/tasks/{duty.task.id}/schedule"
    desk.post("/language", data={"locale": "en"})
    page = desk.get(url).text
    assert "Monthly" in page
    refused = desk.post(url, data=form(duty, cycle="Each meeting", act="save"))
    assert refused.status_code == 302
    assert duty.fresh().cycle == "meeting:0"


@pytest.mark.parametrize(
    "values",
    [
        {"cycle": "bao giờ cũng được"},
        {"ends_on": "31/02/2020"},
        {"ends_on": "01/07/2020"},
        {"reason": ""},
        {"cycle": "Hằng tháng, ngày 25"},
    ],
)
def test_what_is_refused_stays_on_the_page(
    duty: Duty, sign_in: SignIn, values: dict[str, str]
) -> None:
    desk, url = sign_in(duty.users["thuky"]), f"/tasks/{duty.task.id}/schedule"
    answer = desk.post(url, data=form(duty, **values, act="save"))
    assert answer.status_code == 400
    for typed in form(duty, **values).values():
        assert typed in answer.text


def test_a_stale_form_shows_both(duty: Duty, sign_in: SignIn) -> None:
    desk, url = sign_in(duty.users["thuky"]), f"/tasks/{duty.task.id}/schedule"
    old = form(duty, cycle="Hằng quý, ngày 25", act="save")
    assert desk.post(url, data=form(duty, act="save")).status_code == 302
    answer = desk.post(url, data=old)
    assert answer.status_code == 409
    assert "Đang lưu: Hằng tuần, Thứ Sáu" in answer.text
    assert 'value="Hằng quý, ngày 25"' in answer.text


def test_the_task_is_ended_with_a_reason(duty: Duty, sign_in: SignIn) -> None:
    desk, url = sign_in(duty.users["thuky"]), f"/tasks/{duty.task.id}/end"
    assert desk.post(url, data={"reason": ""}).status_code == 400
    assert desk.post(url, data={"reason": "Hết việc"}).status_code == 302
    assert duty.fresh().state is TaskState.COMPLETED
    assert "Lý do: Hết việc" in desk.get(f"/tasks/{duty.task.id}").text
    assert desk.post(url, data={"reason": "Hết việc"}).status_code == 400
    assert desk.get(f"/tasks/{duty.task.id}/schedule").status_code == 200


def test_only_a_secretary_finds_the_page_and_only_for_a_standing_task(
    duty: Duty, sign_in: SignIn
) -> None:
    url = f"/tasks/{duty.task.id}/schedule"
    assert sign_in(duty.users["canbo"]).get(url).status_code == 403
    assert sign_in(duty.users["lanhdao"]).get(url).status_code == 403
    once = make_task(make_conclusion(duty.committee), leads=[duty.lead])
    db.session.commit()
    assert sign_in(duty.users["thuky"]).get(f"/tasks/{once.id}/schedule").status_code == 404
