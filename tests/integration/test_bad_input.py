"""What goes wrong at a desk: each gets a clear sentence, keeps what was typed, stores nothing.

The kit's own checks of files stand in ``inbound/test_reading.py``; here the pages are tried.
"""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.factories.drafts import Desk, SignIn
from tests.factories.files import ENCRYPTED, docx_of, pdf_of, zip_of
from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.extensions import db
from tracker.models.conclusions import Conclusion, SourceFile
from tracker.models.meetings import Meeting
from tracker.models.people import AgencyPost, CommitteePost
from tracker.models.proposals import ProposalState
from tracker.models.tasks import DueDate, Task
from tracker.models.updates import Directive, Update

TYPED = "12-TB/TBTT"
"""What the clerk typed into another field, and must find again."""
MARKED = "Chưa có nội dung nào được lưu"
"""What only the refusal of a marked document says."""
TCVN3 = "Së Y tÕ phèi hîp víi C«ng an tØnh lËp ph­¬ng ¸n trùc tr­íc ngµy 20/6/2020, b¸o c¸o UBND."


@pytest.fixture
def desk(app: Flask, sign_in: SignIn) -> Desk:
    """A secretary's desk."""
    return Desk(sign_in)


def stamped(words: str = "MẬT") -> bytes:
    """A Word document whose page header bears a mark."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = words
    document.add_paragraph("Sở Y tế lập phương án trực.")
    return docx_of(document)


def bomb() -> bytes:
    """A small .docx that unpacks to more than anybody can want."""
    return zip_of(word__document_dot_xml=b"\x00" * (210 * 1024 * 1024))


FILES = {
    "a program renamed": (b"MZ\x90\x00" + b"\x00" * 99, "kl.docx", "Không nhận ra loại tệp"),
    "a picture renamed": (b"\x89PNG\r\n\x1a\n....", "kl.pdf", "kl.pdf"),
    "a broken archive": (b"PK\x03\x04rubbish", "kl.docx", "bị hỏng"),
    "a zip bomb": (None, "kl.docx", "bung ra quá lớn"),
    "a PDF with a password": (pdf_of(b"BT ET", ENCRYPTED), "kl.pdf", "có mật khẩu"),
    "a scanned PDF": (pdf_of(b"0 0 100 100 re f"), "kl.pdf", "là bản chụp"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "kl.doc", ".doc"),
    "an empty text": (b" \n", "kl.txt", "không có nội dung"),
    "more text than a notice has": ("chữ ".encode() * 75_001, "kl.txt", "dài quá 300"),
    "a mark in the text": ("TỐI MẬT\nSở Y tế trực.".encode(), "kl.txt", MARKED),
    "a mark in the page header": (stamped(), "kl.docx", MARKED),
    "a mark with its label": (stamped("Độ mật: TUYỆT MẬT"), "kl.docx", MARKED),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_cannot_be_taken_in(desk: Desk, what: str) -> None:
    content, name, words = FILES[what]
    answer: Any = desk.send("", number=TYPED, file=(content or bomb(), name))
    assert answer.status_code == 400
    assert words in answer.text
    assert TYPED in answer.text
    assert stored(Conclusion, SourceFile) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TCVN3, "TCVN3"),
        ("chữ " * 1_250_000, "ký tự"),
        ("  MẬT \n\nSở Y tế trực.", MARKED),
    ],
    ids=["an old font", "five megabytes", "a mark"],
)
def test_a_text_that_cannot_be_taken_in(desk: Desk, text: str, words: str) -> None:
    answer: Any = desk.send(text, number=TYPED)
    assert answer.status_code == 400
    assert words in answer.text
    assert TYPED in answer.text
    assert stored(Conclusion) == 0


def test_a_file_that_is_too_large_is_told(
    desk: Desk, migrated: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(migrated.config, "MAX_CONTENT_LENGTH", 100_000)
    answer: Any = desk.send("", file=(b"x" * 100_001, "kl.txt"))
    assert answer.status_code == 413
    assert "quá lớn" in answer.text or "MB" in answer.text
    assert stored(Conclusion) == 0


@pytest.mark.parametrize("day", ["31/02/2020", "11/06/20", "2020-06-11", "hôm qua", "11/06/0020"])
def test_a_day_that_is_none(desk: Desk, day: str) -> None:
    answer: Any = desk.send(held_on=day, number=TYPED)
    assert answer.status_code == 400
    assert f'value="{day}"' in answer.text
    assert TYPED in answer.text
    assert stored(Conclusion) == 0


def test_a_due_date_before_the_meeting_is_kept_and_asked_about_once_more(desk: Desk) -> None:
    desk.draft()
    desk.press(desk.cards()[0], "confirm", due_on="01/06/2020", title=TYPED)
    card = desk.cards()[0]
    assert (card.due_on, card.title) == (date(2020, 6, 1), TYPED)
    assert card.state is ProposalState.PENDING
    assert [one["code"] for one in card.doubts] == ["before_meeting"]
    desk.press(card, "confirm", due_on="01/06/2020")
    assert desk.cards()[0].state is ProposalState.CONFIRMED


def test_a_double_click_makes_one_draft_and_one_meeting(desk: Desk) -> None:
    addresses = {desk.send().location for _click in range(2)}  # type: ignore[attr-defined]
    assert len(addresses) == 1
    assert stored(Conclusion) == 1
    assert len(desk.cards()) == 2
    meeting = {"committee": desk.committee.id, "title": "Họp tháng sáu", "held_on": "11/06/2020"}
    answers = [desk.browser.post("/meetings/new", data=meeting) for _click in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert len({one.location for one in answers}) == 1
    assert stored(Meeting) == 1


class TaskDesk(Desk):
    """A desk with a published task, and the officer who owes it."""

    def __init__(self, sign_in: SignIn) -> None:
        super().__init__(sign_in)
        self.agency = make_agency("Sở Tài chính")
        due = date.today() + timedelta(days=9)
        conclusion = make_conclusion(self.committee)
        self.task = make_task(conclusion, leads=[self.agency], due_on=due)
        officer = make_user("canbo")
        officer.agency_roles.append(AgencyPost(agency_id=self.agency.id, role=AgencyRole.OFFICER))
        leader = make_user("lanhdao3")
        post = CommitteePost(committee_id=self.committee.id, role=CommitteeRole.LEADER)
        leader.committee_roles.append(post)
        self.officer, self.head = sign_in(officer), sign_in(leader)
        self.page = f"/tasks/{self.task.id}"
        self.part = f"{self.page}/assignments/{self.task.assignments[0].id}"

    def report(self, **sent: object) -> Any:
        """Send an update as the agency's officer."""
        return self.officer.post(self.part, data={"move": "update", "words": TYPED, **sent})


@pytest.fixture
def task_desk(app: Flask, sign_in: SignIn) -> TaskDesk:
    """A desk with a task."""
    return TaskDesk(sign_in)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"document_date": "31/04/2026"}, "31/04/2026"),
        ({"quantity": "nhiều"}, "số"),
        ({"quantity": "-3"}, "số"),
        ({"files": (b"MZ\x90\x00", "anh.png")}, "anh.png"),
        ({"files": (stamped(), "bao-cao.docx")}, MARKED),
        ({"files": ("MẬT\nbáo cáo".encode(), "bao-cao.txt")}, MARKED),
    ],
    ids=["no day", "no number", "a negative number", "a program", "a marked file", "a marked text"],
)
def test_an_update_that_cannot_be_filed(
    task_desk: TaskDesk, sent: dict[str, Any], words: str
) -> None:
    if "files" in sent:
        content, name = sent["files"]
        sent = {"files": (BytesIO(content), name)}
    answer = task_desk.report(**sent)
    assert answer.status_code == 400
    assert words in answer.text
    assert TYPED in answer.text
    assert stored(Update) == 0


def test_a_double_click_files_one_update_and_one_directive(task_desk: TaskDesk) -> None:
    for _click in range(2):
        assert task_desk.report(form_key="một").status_code == 302
        sent = {"text": "Khẩn trương", "form_key": "hai"}
        assert task_desk.head.post(f"{task_desk.page}/directives", data=sent).status_code == 302
    assert (stored(Update), stored(Directive)) == (1, 1)


def test_the_second_of_two_stale_forms_shows_both_values(task_desk: TaskDesk) -> None:
    version = task_desk.task.version
    sent = {"version": version, "reason": "Họp lại"}
    days = ["20/12/2030", "25/12/2030"]
    answers = [
        browser.post(f"{task_desk.page}/due-date", data={**sent, "due_on": day})
        for browser, day in zip((task_desk.browser, task_desk.other), days, strict=True)
    ]
    assert [one.status_code for one in answers] == [302, 409]
    assert all(day in answers[1].text for day in days)
    assert "Họp lại" in answers[1].text
    assert stored(DueDate) == 2


def test_an_agency_that_was_ended_while_the_form_was_open(desk: Desk) -> None:
    draft = desk.draft()
    card = desk.cards()[0]
    desk.agencies[0].exists_to = date(2020, 1, 1)
    db.session.commit()
    answer = desk.press(card, "confirm", title=TYPED)
    assert answer.status_code in (200, 302, 400)
    published = desk.browser.post(f"/conclusions/{draft.id}/publish", follow_redirects=True)
    assert published.status_code in (200, 400)
    assert stored(Task) == 0


def stored(*tables: type[Any]) -> int:
    """How many rows the tables hold together."""
    db.session.commit()
    counts = (select(func.count()).select_from(table) for table in tables)
    return sum(db.session.scalar(count) or 0 for count in counts)
