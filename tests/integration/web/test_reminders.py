"""The pages about reminders: what will go out, what went out, holding back, sending early."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.tasks import AssignmentState
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.people import AgencyPost, CommitteePost, LoginSession, User
from tracker.models.reminders import LedgerRow, Mail, MailState, RowState, TaskHold
from tracker.models.tasks import Task
from tracker.services import gathering, ladder, letters, planning

SignIn = Callable[[User], FlaskClient]
TITLE = "Lập phương án trực máy"


class Desk:
    """Two committees with a secretary each, and an overdue task in the first."""

    def __init__(self, sign_in: SignIn) -> None:
        self.now = datetime.now(UTC)
        self.agency = make_agency("Sở Y tế", mailbox="soyte@hd.example")
        self.first, self.task = self.committee("TBTT", TITLE)
        self.other, self.foreign = self.committee("BCD", "Việc của ban khác")
        self.secretary = self.person("thuky", self.first, CommitteeRole.SECRETARY)
        self.leader = self.person("lanhdao", self.first, CommitteeRole.LEADER)
        officer = make_user("canbo", email="canbo@hd.example")
        officer.agency_roles.append(AgencyPost(agency_id=self.agency.id, role=AgencyRole.OFFICER))
        db.session.commit()
        self.browser, self.leaders = sign_in(self.secretary), sign_in(self.leader)
        self.officers = sign_in(officer)

    def committee(self, code: str, title: str) -> tuple[Committee, Task]:
        """A committee with the default ladder and a task whose date has passed."""
        committee = make_committee(code)
        ladder.seed_default(committee)
        due = self.now.date() - timedelta(days=3)
        task = make_task(make_conclusion(committee), title, leads=[self.agency], due_on=due)
        task.assignments[0].state = AssignmentState.RECEIVED
        return committee, task

    def person(self, login: str, committee: Committee, role: CommitteeRole) -> User:
        """Somebody with a role in a committee."""
        user = make_user(login, email=f"{login}@hd.example")
        user.committee_roles.append(CommitteePost(committee_id=committee.id, role=role))
        db.session.commit()
        return user

    def rows(self, task: Task) -> set[RowState]:
        """The states of a task's ledger rows."""
        db.session.expire_all()
        states = select(LedgerRow.state).where(LedgerRow.task_id == task.id)
        return set(db.session.scalars(states))


@pytest.fixture
def desk(app: Flask, sign_in: SignIn) -> Desk:
    """A secretary's desk."""
    return Desk(sign_in)


def test_the_plan_shows_what_goes_out_to_whom_and_why(desk: Desk) -> None:
    page = desk.browser.get("/reminders").text
    assert TITLE in page
    assert "Quá hạn" in page
    assert "Canbo, Sở Y tế, Thuky" in page
    assert "Việc của ban khác" not in page


def test_the_ledger_finds_without_marks_and_by_state(desk: Desk) -> None:
    planning.plan(now=desk.now)
    db.session.commit()
    assert TITLE in desk.browser.get("/reminders/ledger?q=phuong+an+so+y+te&state=planned").text
    assert TITLE not in desk.browser.get("/reminders/ledger?state=sent").text
    assert TITLE not in desk.browser.get("/reminders/ledger?q=khong+co").text
    odd = desk.browser.get("/reminders/ledger?state=x&page=-4&task=999999999999&committee=a")
    assert odd.status_code == 200
    assert "Việc của ban khác" not in odd.text


def test_a_held_task_is_silent_until_it_is_released(desk: Desk) -> None:
    planning.plan(now=desk.now)
    db.session.commit()
    address = f"/reminders/tasks/{desk.task.id}"
    assert desk.browser.post(address, data={"is_held": "y", "note": "Gửi kèm dự toán"}).location
    assert desk.rows(desk.task) == {RowState.HELD}
    assert planning.plan(now=desk.now) == 0
    page = desk.browser.get("/reminders").text
    assert "Đang giữ lại" in page
    assert "Gửi kèm dự toán" in page
    desk.browser.post(address, data={"note": ""})
    assert desk.rows(desk.task) == {RowState.PLANNED}


def test_a_note_that_is_too_long_stays_on_the_page(desk: Desk) -> None:
    answer = desk.browser.post(f"/reminders/tasks/{desk.task.id}", data={"note": "dài " * 300})
    assert answer.status_code == 400
    assert "dài dài dài" in answer.text
    assert db.session.scalars(select(TaskHold)).all() == []


def test_the_note_stands_in_the_mail(desk: Desk) -> None:
    desk.browser.post(f"/reminders/tasks/{desk.task.id}", data={"note": "Gửi kèm dự toán"})
    at = working_hour(desk.now)
    planning.plan(now=at)
    gathering.gather(now=at)
    db.session.commit()
    mails = [mail for mail in db.session.scalars(select(Mail)) if letters.prepare(mail, now=at)]
    assert any("Tổ giúp việc lưu ý: Gửi kèm dự toán" in mail.text for mail in mails)


def working_hour(instant: datetime) -> datetime:
    """Nine o'clock in Hải Dương on the next day that is no weekend."""
    day: date = instant.date()
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def test_sending_now_makes_mails_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    at = working_hour(desk.now) - timedelta(hours=3)
    monkeypatch.setattr("tracker.services.clock.now", lambda *, demo=False: at)
    for session in db.session.scalars(select(LoginSession)):
        session.last_seen_at = at
    db.session.commit()
    data = {"committee": desk.first.id}
    answer = desk.browser.post("/reminders/send-now", data=data, follow_redirects=True)
    assert "để gửi ngay" in answer.text
    again = desk.browser.post("/reminders/send-now", data=data, follow_redirects=True)
    assert "không còn thư nhắc nào" in again.text
    addresses = db.session.scalars(select(Mail.address)).all()
    assert len(addresses) == len(set(addresses)) > 0


def stuck_mail(desk: Desk) -> Mail:
    """A mail of the first committee of which nobody knows whether it arrived."""
    at = working_hour(desk.now)
    planning.plan(now=at)
    gathering.gather(now=at)
    address = select(Mail).join(LedgerRow).where(LedgerRow.task_id == desk.task.id)
    mail = db.session.scalars(address.order_by(Mail.id)).first()
    assert mail is not None
    for row in list(mail.rows):
        if row.task_id != desk.task.id:
            row.mail_id = None
    db.session.flush()
    db.session.refresh(mail)
    mail.state = MailState.UNCERTAIN
    for row in mail.rows:
        row.state = RowState.UNCERTAIN
    db.session.commit()
    return mail


@pytest.mark.parametrize(
    ("answer", "state"), [("again", MailState.WAITING), ("drop", MailState.VOID)]
)
def test_a_secretary_decides_on_an_uncertain_mail(
    desk: Desk, answer: str, state: MailState
) -> None:
    mail = stuck_mail(desk)
    assert "Gửi lại" in desk.browser.get("/reminders/ledger?state=uncertain").text
    address = f"/reminders/mails/{mail.id}"
    assert desk.leaders.post(address, data={"answer": answer}).status_code == 403
    assert desk.browser.post(address, data={"answer": answer}).status_code == 302
    db.session.expire_all()
    assert mail.state is state
    again = desk.browser.post(address, data={"answer": answer})
    assert again.status_code in (302, 400)
    assert desk.browser.post("/reminders/mails/99999", data={"answer": answer}).status_code == 404


def test_others_neither_see_nor_hold(desk: Desk) -> None:
    for browser in (desk.leaders, desk.officers):
        for address in ("/reminders", "/reminders/ledger", f"/reminders/tasks/{desk.task.id}"):
            assert browser.get(address).status_code in (403, 404)
        assert browser.post("/reminders/send-now").status_code == 403
    foreign = f"/reminders/tasks/{desk.foreign.id}"
    assert desk.browser.get(foreign).status_code == 404
    assert desk.browser.post(foreign, data={"is_held": "y"}).status_code == 404
    page = desk.browser.get(f"/reminders?committee={desk.other.id}").text
    assert "Việc của ban khác" not in page
