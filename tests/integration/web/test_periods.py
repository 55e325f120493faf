"""The panel of periods on a task's page: as the agency, the secretariat, and everybody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.standing import Duty
from tracker.domain.periods import Progress
from tracker.extensions import db
from tracker.models.periods import Period
from tracker.models.updates import Quantity
from tracker.queries import periods as queries

SignIn = Callable[[Any], FlaskClient]


@pytest.fixture
def duty(app: Flask) -> Duty:
    """A monthly task without an end, with every period up to today."""
    found = Duty(ends_on=None)
    found.open(datetime.now().astimezone())
    return found


def oldest(duty: Duty) -> Period:
    """The period that has waited longest."""
    return queries.list_of_task(duty.task.id)[0]


def report_url(duty: Duty) -> str:
    """Where an agency's report goes."""
    return f"/tasks/{duty.task.id}/assignments/{duty.part.id}/period"


def test_the_agency_reports_its_oldest_period_unless_it_chooses_another(
    duty: Duty, sign_in: SignIn
) -> None:
    browser, period = sign_in(duty.users["canbo"]), oldest(duty)
    page = browser.get(f"/tasks/{duty.task.id}").text
    form = page[page.index(f'id="report-{duty.part.id}"') :]
    assert f'<option selected value="{period.id}">' in form or form.index(
        f'value="{period.id}"'
    ) < form.index("</select>")
    sent = {"period": period.id, "words": "Đã đăng", "quantity": "12", "unit": "tin bài"}
    answer = browser.post(report_url(duty), data=sent)
    assert answer.status_code == 302
    db.session.expire_all()
    assert oldest(duty).progress is Progress.REPORTED
    assert [one.unit for one in db.session.scalars(select(Quantity))] == ["tin bài"]
    shown = browser.get(f"/tasks/{duty.task.id}").text
    assert "Tháng 6/2020" in shown
    assert "Báo cáo kỳ: Tháng 6/2020" in shown


def test_a_refused_report_keeps_what_was_typed(duty: Duty, sign_in: SignIn) -> None:
    browser = sign_in(duty.users["thuky"])
    sent = {"period": oldest(duty).id, "words": "Nội dung đã gõ", "quantity": "5"}
    answer = browser.post(report_url(duty), data=sent)
    assert answer.status_code == 400
    assert "Nội dung đã gõ" in answer.text
    assert "đề nghị ghi nguồn" in answer.text
    for unfit in ({"period": "rác", "words": "x"}, {"words": "x"}, {"period": "9" * 30}):
        assert sign_in(duty.users["canbo"]).post(report_url(duty), data=unfit).status_code == 400
    assert oldest(duty).progress is Progress.OPEN


def test_the_secretariat_returns_with_a_reason_and_accepts(duty: Duty, sign_in: SignIn) -> None:
    officer, desk = sign_in(duty.users["canbo"]), sign_in(duty.users["thuky"])
    period = oldest(duty)
    sent = {"period": period.id, "words": "Đã đăng"}
    url = f"/tasks/{duty.task.id}/periods/{period.id}"
    officer.post(report_url(duty), data=sent)
    assert "Trả lời báo cáo" in desk.get(f"/tasks/{duty.task.id}").text
    refused = desk.post(url, data={"move": "return", "words": ""})
    assert (refused.status_code, "Đề nghị ghi rõ lý do" in refused.text) == (400, True)
    assert desk.post(url, data={"move": "return", "words": "Thiếu số"}).status_code == 302
    assert "đã trả lại 1 lần" in officer.get(f"/tasks/{duty.task.id}").text
    officer.post(report_url(duty), data=sent)
    assert desk.post(url, data={"move": "accept"}).status_code == 302
    assert "đã xác nhận" in officer.get(f"/tasks/{duty.task.id}").text
    assert desk.post(url, data={"move": "report"}).status_code == 400


def test_who_may_not_move_is_kept_out(duty: Duty, sign_in: SignIn) -> None:
    period = oldest(duty)
    url = f"/tasks/{duty.task.id}/periods/{period.id}"
    officer, leader = sign_in(duty.users["canbo"]), sign_in(duty.users["lanhdao"])
    assert officer.post(url, data={"move": "accept"}).status_code == 403
    assert leader.post(report_url(duty), data={"period": period.id}).status_code == 403
    assert "Kỳ báo cáo" in leader.get(f"/tasks/{duty.task.id}").text
    wrong = f"/tasks/{duty.task.id + 99}/periods/{period.id}"
    assert sign_in(duty.users["thuky"]).post(wrong, data={"move": "accept"}).status_code == 404


def test_the_agencys_page_shows_the_oldest_period_and_takes_its_report(
    duty: Duty, sign_in: SignIn
) -> None:
    browser, period = sign_in(duty.users["canbo"]), oldest(duty)
    page = browser.get("/my-agency").text
    assert "Kỳ báo cáo đến hạn" in page
    assert "kỳ chưa báo cáo" in page
    only = browser.get("/my-agency?need=period").text
    assert only.count('class="tline ') == 1
    assert only.index(f'value="{period.id}"') < only.index("</select>", only.index('id="period-'))
    sent = {"period": period.id, "words": "Đã đăng", "back": "agency"}
    assert browser.post(report_url(duty), data=sent).headers["Location"] == "/my-agency"
    db.session.expire_all()
    assert oldest(duty).progress is Progress.REPORTED


def test_old_periods_are_folded_and_those_that_wait_for_an_answer_are_not(
    duty: Duty, sign_in: SignIn
) -> None:
    sent = {"period": oldest(duty).id, "words": "Đã đăng"}
    sign_in(duty.users["canbo"]).post(report_url(duty), data=sent)
    page = sign_in(duty.users["thuky"]).get(f"/tasks/{duty.task.id}").text
    folded = page.index("Các kỳ trước")
    assert page.index(f'id="period-{oldest(duty).id}"') < folded
    assert "Xác nhận báo cáo kỳ: Tháng 6/2020" in page
