"""*Nhắc lại* set and removed on the page of a published task; the list, the report, Excel."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.drafts import Desk, SignIn
from tests.factories.people import make_user
from tests.factories.tasks import make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.people import AgencyPost
from tracker.models.repeats import RepeatChange
from tracker.models.tasks import Task, TaskRepeat

TITLE = "Lập phương án trực cấp cứu phục vụ Đại hội"
AGAIN = "Hoàn thành phương án trực cấp cứu phục vụ Đại hội"


class Office:
    """Three tasks of one committee, published one after the other."""

    def __init__(self, sign_in: SignIn) -> None:
        """Publish them."""
        self.desk = Desk(sign_in)
        self.browser = self.desk.browser
        health, police = self.desk.agencies
        self.first, self.second, self.third = (
            make_task(make_conclusion(self.desk.committee), title, leads=[lead])
            for title, lead in ((TITLE, health), (AGAIN, health), ("Việc khác", police))
        )
        officer = make_user("canbo")
        officer.agency_roles.append(AgencyPost(agency_id=health.id, role=AgencyRole.OFFICER))
        self.officer = sign_in(officer)
        db.session.commit()

    def link(self, task: Task, code: str, first: int = 0, **more: str) -> Any:
        """Send the form of a task's page."""
        data = {"code": code, "reason": "Hai kết luận cùng giao", "opened_with": first, **more}
        return self._send(f"/tasks/{task.id}/repeats", data)

    def unlink(self, task: Task, first: int, reason: str = "Ghi nhầm") -> Any:
        """Send the form that removes."""
        data = {"reason": reason, "opened_with": first}
        return self._send(f"/tasks/{task.id}/repeats/remove", data)

    def _send(self, address: str, data: dict[str, Any]) -> Any:
        answer = self.browser.post(address, data=data)
        db.session.expire_all()
        return answer

    def links(self) -> list[tuple[int, int]]:
        """What is linked with what."""
        rows = db.session.scalars(select(TaskRepeat).order_by(TaskRepeat.task_id))
        return [(one.task_id, one.first_id) for one in rows]

    def page(self, task: Task, browser: FlaskClient | None = None) -> str:
        """A task's page."""
        return (browser or self.browser).get(f"/tasks/{task.id}").text


@pytest.fixture
def office(app: Flask, sign_in: SignIn) -> Office:
    return Office(sign_in)


def test_a_link_is_offered_set_shown_on_both_tasks_and_removed(office: Office) -> None:
    first, second = office.first, office.second
    assert f'<option value="{first.code}">{TITLE}' in office.page(second)
    assert office.link(second, first.code.lower()).status_code == 302
    assert office.links() == [(second.id, first.id)]
    assert "đã nhắc lại 1 lần" in office.page(first)
    assert "nhắc lại lần 1" in office.page(second)
    for task in (first, second):
        assert "Hai kết luận cùng giao" in office.page(task)
    assert office.unlink(second, first.id).status_code == 302
    assert office.links() == []
    for task in (first, second):
        page = office.page(task)
        assert "Ghi nhầm" in page
        assert "nhắc lại lần" not in page
    notes = db.session.scalars(select(JournalEntry).order_by(JournalEntry.id)).all()
    assert [(one.act, one.task_id) for one in notes if "repeat" in one.act] == [
        ("task_repeats", second.id),
        ("task_repeated", first.id),
        ("task_repeats_no_more", second.id),
        ("task_repeated_no_more", first.id),
    ]
    assert "Ghi nhầm" not in str([one.data for one in notes])
    kept = db.session.scalars(select(RepeatChange).order_by(RepeatChange.id)).all()
    assert [(one.is_linked, one.reason) for one in kept] == [
        (True, "Hai kết luận cùng giao"),
        (False, "Ghi nhầm"),
    ]


def test_chains_hang_on_the_first_and_follow_it(office: Office) -> None:
    office.link(office.third, office.second.code)
    office.link(office.second, office.first.code)
    assert office.links() == [
        (office.second.id, office.first.id),
        (office.third.id, office.first.id),
    ]
    assert "nhắc lại lần 2" in office.page(office.third)
    office.unlink(office.second, office.first.id)
    assert office.links() == [(office.third.id, office.first.id)]


@pytest.mark.parametrize(
    ("code", "more", "words"),
    [
        ("", {}, "Đề nghị điền mục này."),
        ("TBTT-999", {}, "Không có nhiệm vụ nào mang mã này"),
        ("OTHER", {}, "Không có nhiệm vụ nào mang mã này"),
        ("CANCELLED", {}, "Không có nhiệm vụ nào mang mã này"),
        ("ITSELF", {}, "Nhiệm vụ không nhắc lại chính nó."),
        ("LATER", {}, "được công bố sau"),
        ("FIRST", {"reason": " "}, "Đề nghị ghi rõ lý do."),
        ("FIRST", {"reason": "x" * 2001}, "Tối đa 2000 ký tự."),
    ],
)
def test_what_makes_no_sense_is_refused_and_stays_typed(
    office: Office, code: str, more: dict[str, str], words: str
) -> None:
    other = make_task(make_conclusion(make_committee("KHAC")), TITLE, leads=office.desk.agencies)
    codes = {
        "OTHER": other.code,
        "CANCELLED": office.first.code,
        "FIRST": office.first.code,
        "ITSELF": office.second.code,
        "LATER": office.third.code,
    }
    if code == "CANCELLED":
        office.first.state = TaskState.CANCELLED
    db.session.commit()
    typed = codes.get(code, code)
    answer = office.link(office.second, typed, **more)
    assert answer.status_code == 400
    assert words in answer.text
    assert f'value="{typed}"' in answer.text
    assert office.links() == []


def test_stale_forms_keep_what_was_typed(office: Office) -> None:
    office.link(office.third, office.first.code)
    stale = office.link(office.third, office.second.code, reason="Cũng đã giao")
    assert stale.status_code == 409
    assert "Cũng đã giao" in stale.text
    assert office.link(office.third, office.first.code, office.first.id).status_code == 400
    assert office.unlink(office.third, 0).status_code == 409
    assert office.unlink(office.third, office.first.id, "").status_code == 400
    assert office.unlink(office.second, 0).status_code == 400
    tampered = {"opened_with": "²", "reason": "x", "code": office.second.code}
    assert (
        office.browser.post(f"/tasks/{office.third.id}/repeats", data=tampered).status_code == 409
    )
    assert office.links() == [(office.third.id, office.first.id)]


def test_only_the_secretariat_links_and_reasons_are_details(office: Office) -> None:
    data = {"code": office.first.code, "reason": "Lý do riêng", "opened_with": 0}
    for browser in (office.desk.leader, office.officer, office.desk.stranger):
        for path in ("repeats", "repeats/remove"):
            answer = browser.post(f"/tasks/{office.third.id}/{path}", data=data)
            assert answer.status_code in (403, 404)
    office.link(office.third, office.first.code, reason="Lý do riêng")
    assert "Lý do riêng" in office.page(office.first, office.desk.leader)
    assert "Lý do riêng" not in office.page(office.first, office.officer)


def test_the_list_is_cut_down_and_excel_counts(office: Office) -> None:
    office.link(office.second, office.first.code)
    office.link(office.third, office.first.code)

    def listed(which: str) -> list[bool]:
        page = office.browser.get(f"/tasks?repeated={which}").text
        return [
            f'href="/tasks/{one.id}"' in page for one in (office.first, office.second, office.third)
        ]

    assert listed("told") == [True, False, False]
    assert listed("again") == [False, True, True]
    assert listed("rumour") == [True, True, True]
    for path, browser in (
        ("/tasks.xlsx", office.browser),
        ("/progress/tasks.xlsx", office.desk.leader),
    ):
        sheet = openpyxl.load_workbook(BytesIO(browser.get(path).data)).active
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        head = next(row for row in rows if "Số lần nhắc lại" in row)
        at, code = head.index("Số lần nhắc lại"), head.index("Mã nhiệm vụ")
        told = {row[code]: row[at] for row in rows[rows.index(head) + 1 :]}
        assert told[office.first.code] == 2
        assert told[office.second.code] == 1
        assert told[office.third.code] is None
    report = office.desk.leader.get("/progress/tasks").text
    assert "đã nhắc lại 2 lần" in report
    assert "nhắc lại lần 2" in report


def test_a_past_report_counts_what_had_been_published(office: Office) -> None:
    office.link(office.second, office.first.code)
    page = office.desk.leader.get("/progress/tasks?as_of=14/06/2020").text
    assert "nhắc lại 1 lần" not in page
