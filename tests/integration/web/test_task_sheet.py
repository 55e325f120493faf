"""The sheet of tasks, out to Excel, edited with a real library, and back in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.task_sheet import LABELS, Column
from tracker.domain.tasks import AssignmentState
from tracker.extensions import db, transaction
from tracker.models.committees import Committee
from tracker.models.journal import JournalEntry
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.models.reminders import LedgerRow, RowState
from tracker.models.tasks import Task
from tracker.models.updates import Update
from tracker.queries.people import get_viewer
from tracker.services import due_dates, gathering
from tracker.web import task_sheet

SignIn = Callable[[User], FlaskClient]
FIRST_DAY = date(2020, 7, 20)
Cells = dict[Column, object]


class Office:
    """Two tasks, the second with two leads, and the secretary's browser."""

    def __init__(self, sign_in: SignIn) -> None:
        """Publish them."""
        self.committee = make_committee()
        conclusion = make_conclusion(self.committee)
        lead, other = make_agency("Sở Y tế", mailbox="syt@hd.example"), make_agency("Công an tỉnh")
        self.first = make_task(conclusion, "Lập phương án", leads=[lead], due_on=FIRST_DAY)
        self.second = make_task(conclusion, "Trực", leads=[lead, other], coordinating=[])
        self.user = self.person("thuky", self.committee)
        self.browser = sign_in(self.user)
        self.officer = make_user("canbo")
        self.officer.agency_roles.append(AgencyPost(agency_id=lead.id, role=AgencyRole.OFFICER))
        db.session.commit()

    def person(self, login: str, committee: Committee) -> User:
        """A secretary of a committee."""
        user = make_user(login)
        post = CommitteePost(committee_id=committee.id, role=CommitteeRole.SECRETARY)
        user.committee_roles.append(post)
        return user

    def sheet(self, changes: dict[tuple[str, str], Cells] | None = None) -> bytes:
        """The exported sheet with cells of rows (code, lead) changed, as Excel would save it."""
        answer = self.browser.get(f"/tasks/sheet.xlsx?committee={self.committee.id}")
        assert answer.status_code == 200
        book = openpyxl.load_workbook(BytesIO(answer.data))
        rows = list(book.active.iter_rows())
        head = next(row for row in rows if row[0].value == LABELS[Column.CODE])
        place = {column: number for number, column in enumerate(Column)}
        assert [cell.value for cell in head] == list(LABELS.values())
        for row in rows[head[0].row :]:
            key = (row[0].value, row[place[Column.LEAD]].value)
            for column, value in (changes or {}).pop(key, {}).items():
                row[place[column]].value = value
        assert not changes
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    def send(self, content: bytes | None = None, **values: Any) -> Any:
        """Hand a sheet in, or the one that was shown."""
        data = {"committee": self.committee.id, **values}
        if content is not None:
            data["file"] = (BytesIO(content), "bang.xlsx")
        return self.browser.post("/tasks/sheet", data=data)

    def store(self, page: str, **values: Any) -> Any:
        """Confirm what the page shows."""
        hidden = dict(re.findall(r'name="(kept|mark)" type="hidden" value="([^"]*)"', page))
        return self.send(**hidden, act="store", **values)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Code and lead of the three rows."""
        one, two = self.first.code, self.second.code
        return (one, "Sở Y tế"), (two, "Sở Y tế"), (two, "Công an tỉnh")


@pytest.fixture
def office(app: Flask, sign_in: SignIn) -> Iterator[Office]:
    """On 15 July 2020, a Wednesday, at nine in the morning."""
    with time_machine.travel("2020-07-15T02:00:00+00:00", tick=False):
        yield Office(sign_in)


def updates() -> int:
    return db.session.scalar(select(func.count()).select_from(Update)) or 0


def test_the_sheet_has_a_row_for_each_lead_and_comes_back_without_a_change(office: Office) -> None:
    answer = office.send(office.sheet())
    assert answer.status_code == 200
    assert "Bảng không có gì khác" in answer.text


def test_changes_are_shown_then_stored_at_once(office: Office) -> None:
    said = {Column.WORDS: "Đã có bản thảo", Column.SOURCE: "Điện thoại, đ/c Nam"}
    content = office.sheet({
        office.keys[0]: {Column.DUE: date(2020, 7, 31), Column.REASON: "Dời lịch", **said},
        office.keys[2]: {**said, Column.DONE: "x"},
    })  # fmt: skip
    page = office.send(content)
    assert page.status_code == 200
    for words in ("20/07/2020", "31/07/2020", "Đã có bản thảo", "Ghi 3 thay đổi"):
        assert words in page.text
    assert (updates(), db.session.get_one(Task, office.first.id).due_on) == (0, FIRST_DAY)

    assert office.store(page.text).status_code == 302
    task = db.session.get_one(Task, office.first.id)
    assert (task.due_on, task.due_dates[-1].reason) == (date(2020, 7, 31), "Dời lịch")
    states = [part.state for part in db.session.get_one(Task, office.second.id).assignments]
    assert states == [AssignmentState.ASSIGNED, AssignmentState.REPORTED]
    entry = db.session.scalars(
        select(JournalEntry).where(JournalEntry.act == "task_sheet_taken_in")
    ).one()
    assert (entry.data["changes"], len(entry.data["digest"])) == (3, 64)


def test_one_fault_stores_nothing_and_every_fault_is_named_with_its_cell(office: Office) -> None:
    content = office.sheet({
        office.keys[0]: {Column.DUE: date(2020, 7, 31)},
        office.keys[1]: {Column.WORDS: "Đã trực", Column.TITLE: "Việc khác"},
        office.keys[2]: {Column.DUE: "mai mốt", Column.DONE: "chắc vậy"},
    })  # fmt: skip
    page = office.send(content)
    assert page.status_code == 400
    assert "4 chỗ chưa đúng" in page.text
    for words in ("ghi rõ lý do", "không sửa bằng bảng", "Không hiểu thời hạn", "Ghi “x”"):
        assert words in page.text
    assert updates() == 0

    hidden = re.search(r'name="kept" type="hidden" value="([^"]+)"', page.text)[1]
    book = openpyxl.load_workbook(BytesIO(office.send(kept=hidden, act="faults").data))
    marked = [
        cell.value
        for row in book.active.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == "FFFBE0DD"
    ]
    assert "Việc khác" in marked
    assert "mai mốt" in marked
    assert office.send(kept=hidden, act="store").status_code == 400
    assert updates() == 0


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({Column.DUE: None}, "muốn bỏ hạn"),
        ({Column.CODE: "TBTT-99"}, "Không có nhiệm vụ mang mã này"),
        ({Column.LEAD: "Báo Hải Dương"}, "không chủ trì nhiệm vụ"),
        ({Column.WORDS: "Đã làm"}, "ghi nguồn"),
        ({Column.DONE: "x", Column.SOURCE: "Công văn 5"}, "ghi nội dung"),
        ({Column.DUE: date(2020, 7, 30), Column.VERSION: 77}, "sau khi tải bảng"),
        ({Column.DUE: FIRST_DAY.replace(day=20)}, "không có gì khác"),
    ],
)
def test_each_fault_has_its_sentence(office: Office, cells: Cells, words: str) -> None:
    page = office.send(office.sheet({office.keys[0]: cells}))
    assert words.lower() in page.text.lower()


def test_the_words_khong_take_a_date_away_and_rules_are_counted(office: Office) -> None:
    content = office.sheet({
        office.keys[0]: {Column.DUE: "không", Column.REASON: "Chờ chỉ đạo"},
        office.keys[1]: {Column.DUE: "15 ngày làm việc"},
        office.keys[2]: {Column.DUE: "02/07/2020"},
    })  # fmt: skip
    assert office.store(office.send(content).text).status_code == 302
    assert db.session.get_one(Task, office.first.id).due_on is None
    second = db.session.get_one(Task, office.second.id)
    assert second.due_on == date(2020, 7, 2)
    assert second.due_dates[-1].rule["rule"] == "working_days"


def test_leads_of_one_task_must_agree_on_its_date(office: Office) -> None:
    content = office.sheet({
        office.keys[1]: {Column.DUE: "02/08/2020"}, office.keys[2]: {Column.DUE: "03/08/2020"},
    })  # fmt: skip
    assert "ghi thời hạn khác nhau" in office.send(content).text


def test_what_changed_after_the_preview_is_shown_again(office: Office) -> None:
    said = {Column.WORDS: "Đã làm", Column.SOURCE: "Điện thoại"}
    page = office.send(office.sheet({office.keys[0]: said}))
    hidden = re.search(r'name="kept" type="hidden" value="([^"]+)"', page.text)[1]
    again = office.send(kept=hidden, mark="0" * 64, act="store")
    assert "đã thay đổi sau lần xem trước" in again.text
    assert updates() == 0
    assert office.store(again.text).status_code == 302
    assert updates() == 1


def test_a_date_before_the_meeting_is_asked_about_and_stored_when_meant(office: Office) -> None:
    early = date(2020, 6, 1)
    change = {Column.DUE: early, Column.REASON: "Hạn đã nêu từ kỳ trước"}
    page = office.send(office.sheet({office.keys[0]: change}))
    assert page.status_code == 400
    assert "trước ngày 11/06/2020" in page.text
    assert 'name="sure"' in page.text
    hidden = re.search(r'name="kept" type="hidden" value="([^"]+)"', page.text)[1]
    assert office.send(kept=hidden).status_code == 400
    again = office.send(kept=hidden, sure="y")
    assert again.status_code == 200
    assert "Ghi 1 thay đổi" in again.text
    assert office.store(again.text).status_code == 400  # without the tick it is asked once more
    assert db.session.get_one(Task, office.first.id).due_on == FIRST_DAY
    db.session.rollback()
    assert office.store(again.text, sure="y").status_code == 302
    db.session.expire_all()
    assert db.session.get_one(Task, office.first.id).due_on == early


@pytest.mark.parametrize(
    ("day", "status", "words"),
    [(28, 400, "Tải các dòng cần sửa"), (31, 200, "Bảng không có gì khác")],
)
def test_what_is_overtaken_while_it_is_stored_is_shown_again_and_nothing_is_lost(
    office: Office, monkeypatch: pytest.MonkeyPatch, day: int, status: int, words: str
) -> None:
    """Another secretary's change comes between the last look and the storing of the same click."""
    change = {Column.DUE: date(2020, 7, 31), Column.REASON: "Dời lịch"}
    page = office.send(office.sheet({office.keys[0]: change}))
    looked, secretary = task_sheet.dry_run, get_viewer(office.user, today=FIRST_DAY)
    key, code = office.first.id, office.first.code
    db.session.commit()

    @contextmanager
    def overtaken() -> Iterator[None]:
        with looked():
            yield
        monkeypatch.setattr(task_sheet, "dry_run", looked)
        with transaction():
            due_dates.set_due_date(
                key,
                due_on=date(2020, 7, day),
                rule=due_dates.FIXED,
                reason="Theo lịch mới",
                actor=secretary,
                now=datetime.fromisoformat("2020-07-15T02:00:00+00:00"),
            )

    monkeypatch.setattr(task_sheet, "dry_run", overtaken)
    answer = office.store(page.text)
    assert answer.status_code == status
    assert "đã thay đổi sau lần xem trước" in answer.text
    assert words in answer.text
    if status == 400:
        assert code in answer.text
        hidden = re.search(r'name="kept" type="hidden" value="([^"]+)"', answer.text)[1]
        assert office.send(kept=hidden, act="faults").status_code == 200


def test_notices_wait_a_quarter_of_an_hour_and_a_corrected_sheet_replaces_them(
    office: Office,
) -> None:
    def move(day: date) -> None:
        change = {office.keys[0]: {Column.DUE: day, Column.REASON: "Dời lịch"}}
        assert office.store(office.send(office.sheet(change)).text).status_code == 302

    def loose() -> list[LedgerRow]:
        rows = select(LedgerRow).where(LedgerRow.state == RowState.PLANNED)
        return list(db.session.scalars(rows))

    move(date(2020, 7, 30))
    at = datetime.fromisoformat("2020-07-15T02:12:00+00:00")
    assert gathering.gather(now=at) == 0
    with time_machine.travel(at, tick=False):
        move(date(2020, 7, 31))
    assert [row.due_on for row in loose()] == [date(2020, 7, 31)]
    assert gathering.gather(now=at + timedelta(minutes=14)) == 0
    assert gathering.gather(now=at + timedelta(minutes=15)) == 1


def test_a_foreign_seal_a_foreign_committee_and_rubbish_are_refused(
    office: Office, sign_in: SignIn
) -> None:
    other = make_committee("BCD")
    secretary = office.person("thuky-bcd", other)
    db.session.commit()
    page = office.send(office.sheet({office.keys[0]: {Column.DUE: "02/08/2020"}}))
    hidden = re.search(r'name="kept" type="hidden" value="([^"]+)"', page.text)[1]
    office.browser = sign_in(secretary)
    assert office.send(kept=hidden).status_code == 404
    assert "chọn tệp" in office.send(kept=hidden, committee=other.id).text
    assert office.send(b"PK rubbish", committee=other.id).status_code == 400
    assert (
        office.browser.get(f"/tasks/sheet.xlsx?committee={office.committee.id}").status_code == 404
    )
    assert sign_in(office.officer).get("/tasks/sheet").status_code == 403
