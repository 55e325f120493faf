"""From what is owed to the mail that says so: planning, gathering, checking again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.tasks import MOVES, Kind, Move, TaskState, Told
from tracker.extensions import db
from tracker.models.conclusions import ConclusionState
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.models.reminders import LedgerRow, Mail, MailKind, MailState, RowState
from tracker.models.tasks import Task
from tracker.paths import bundled
from tracker.services import gathering, ladder, letters, notices, planning
from tracker.services.updates import Said, make_move
from tracker.web.wording_reminders import NOTICE_WORDS

PUBLISHED = datetime(2020, 6, 15, 4, 0, tzinfo=UTC)
DUE, FAR = date(2020, 7, 10), date(2020, 10, 20)


def at(day: int, month: int = 7, hour: int = 8) -> datetime:
    """An hour of a day of 2020 in Hải Dương."""
    return datetime(2020, month, day, hour, tzinfo=UTC) - timedelta(hours=7)


class Office:
    """A committee with its secretariat, and an agency with a mailbox, an officer and a head."""

    def __init__(self) -> None:
        self.committee = make_committee()
        ladder.seed_default(self.committee)
        self.agency = make_agency("Sở Thông tin và Truyền thông", mailbox="so@hd.example")
        self.silent = make_agency("Hội Người mù")
        self.post("canbo", AgencyRole.OFFICER)
        self.post("giamdoc", AgencyRole.HEAD)
        self.seat("thuky", CommitteeRole.SECRETARY)
        self.seat("truongban", CommitteeRole.LEADER, is_head=True)
        self.conclusion = make_conclusion(self.committee)
        db.session.commit()

    def post(self, login: str, role: AgencyRole, **term: date) -> User:
        """Somebody with a post in the agency."""
        user = make_user(login, f"Ông {login}", email=f"{login}@hd.example")
        user.agency_roles.append(AgencyPost(agency_id=self.agency.id, role=role, **term))
        return user

    def seat(self, login: str, role: CommitteeRole, *, is_head: bool = False) -> User:
        """Somebody with a role in the committee."""
        user = make_user(login, f"Bà {login}", email=f"{login}@hd.example")
        post = CommitteePost(committee_id=self.committee.id, role=role, is_head=is_head)
        user.committee_roles.append(post)
        return user

    def task(self, title: str = "Lập phương án", **values: object) -> Task:
        """A published task that the agency leads."""
        values.setdefault("leads", [self.agency])
        task = make_task(self.conclusion, title, **values)  # type: ignore[arg-type]
        db.session.commit()
        return task

    def officer(self) -> Viewer:
        """The officer of the agency."""
        user = db.session.scalars(select(User).where(User.login == "canbo")).one()
        return Viewer(user.id, "", agency_roles={self.agency.id: frozenset({AgencyRole.OFFICER})})

    def run(self, now: datetime) -> list[Mail]:
        """What the job does: plan and gather; gives the new mails, prepared."""
        planning.plan(now=now)
        gathering.gather(now=now)
        db.session.commit()
        waiting = select(Mail).where(Mail.state == MailState.WAITING).order_by(Mail.address)
        ready = [mail for mail in db.session.scalars(waiting) if letters.prepare(mail, now=now)]
        db.session.commit()
        return ready

    def sent(self, now: datetime) -> list[str]:
        """Run, pretend that all was sent, and give the addresses."""
        mails = self.run(now)
        for mail in mails:
            mail.state, mail.sent_at = MailState.SENT, now
            for row in mail.rows:
                if row.state is RowState.PLANNED:
                    row.state = RowState.SENT
        db.session.commit()
        return [mail.address for mail in mails]


@pytest.fixture
def office(app: Flask) -> Office:
    """A committee and an agency."""
    return Office()


def receive(office: Office, task: Task, now: datetime, move: Move = Move.RECEIVE) -> None:
    """The officer makes a move."""
    said = Said(words="Đã xong phần việc")
    make_move(task.assignments[0].id, move, said, actor=office.officer(), now=now)
    db.session.commit()


def test_a_digest_goes_to_mailbox_and_officers_once(office: Office) -> None:
    task = office.task(due_on=DUE)
    receive(office, task, at(6))
    office.sent(at(6, hour=16))
    assert office.sent(at(7)) == ["canbo@hd.example", "so@hd.example"]
    for hour in (9, 12, 16):
        assert office.sent(at(7, hour=hour)) == []
    assert office.sent(at(8)) == []


def test_nothing_goes_out_before_the_hour_on_days_off_or_at_night(office: Office) -> None:
    task = office.task(due_on=date(2020, 7, 13))
    receive(office, task, at(1))
    office.sent(at(2))
    assert office.run(at(10, hour=7)) == []
    assert office.run(at(11)) == []
    assert office.run(at(12)) == []
    assert office.run(at(10, hour=18)) == []
    assert {mail.digest_on for mail in office.run(at(13))} == {date(2020, 7, 13)}


def test_escalation_reaches_head_then_committee(office: Office) -> None:
    task = office.task(due_on=DUE)
    receive(office, task, at(9))
    office.sent(at(10))
    assert office.sent(at(13)) == ["canbo@hd.example", "so@hd.example"]
    assert office.sent(at(14)) == []
    assert office.sent(at(15)) == ["giamdoc@hd.example"]
    everybody = {"canbo", "so", "giamdoc", "thuky", "truongban"}
    assert {one.split("@")[0] for one in office.sent(at(24))} == everybody


def test_nobody_in_the_role_goes_to_the_secretariat_and_says_so(office: Office) -> None:
    task = office.task(due_on=DUE, leads=[office.silent])
    notices.tell_published(task, actor=office.officer(), now=at(1))
    db.session.commit()
    mail = office.run(at(1, hour=9))[0]
    assert mail.address == "thuky@hd.example"
    assert "Hội Người mù" in mail.text
    assert "Chưa có hộp thư" in mail.text
    assert "Nhập hộ cơ quan" in mail.text


def test_the_receipt_clock_starts_when_the_notice_was_delivered(office: Office) -> None:
    task = office.task(due_on=FAR)
    notices.tell_published(task, actor=office.officer(), now=at(6))
    db.session.commit()
    assert office.sent(at(6, hour=9)) == ["so@hd.example"]
    assert office.sent(at(7)) == []
    assert "canbo@hd.example" in office.sent(at(8))
    rows = db.session.scalars(select(LedgerRow).where(LedgerRow.rule == "receipt_missing"))
    assert {row.step_on for row in rows} == {date(2020, 7, 8)}


def test_a_report_between_planning_and_sending_voids_the_row(office: Office) -> None:
    task = office.task(due_on=DUE)
    receive(office, task, at(9))
    office.sent(at(9, hour=16))
    planning.plan(now=at(10))
    gathering.gather(now=at(10))
    receive(office, task, at(10), Move.REPORT)
    mails = db.session.scalars(select(Mail).where(Mail.digest_on == DUE)).all()
    assert len(mails) == 2
    assert [letters.prepare(mail, now=at(10)) for mail in mails] == [False, False]
    assert {mail.state for mail in mails} == {MailState.VOID}


def test_a_new_due_date_voids_what_was_planned_for_the_old_one(office: Office) -> None:
    task = office.task(due_on=DUE)
    receive(office, task, at(6))
    planning.plan(now=at(7, hour=6))
    task.due_on = task.deadline_on = date(2020, 7, 31)
    db.session.commit()
    assert office.run(at(7)) == []
    states = db.session.scalars(select(LedgerRow.state).where(LedgerRow.rule == "before_due"))
    assert set(states) == {RowState.VOID}


def test_back_to_the_old_date_is_planned_again(office: Office) -> None:
    task = office.task(due_on=DUE)
    receive(office, task, at(6))
    planning.plan(now=at(7, hour=6))
    for day in (date(2020, 7, 31), DUE):
        task.due_on = task.deadline_on = day
        planning.plan(now=at(7, hour=6))
    db.session.commit()
    assert [mail.address for mail in office.run(at(7))] == ["canbo@hd.example", "so@hd.example"]


def test_after_an_outage_one_digest_with_the_latest_step(office: Office) -> None:
    for title in ("Một", "Hai"):
        receive(office, office.task(title, due_on=DUE), at(18, 6))
    mails = office.run(at(17))
    mine = [mail for mail in mails if mail.address == "so@hd.example"]
    assert len(mine) == 1
    assert mine[0].text.count("Quá hạn 7 ngày") == 2
    assert "Còn" not in mine[0].text


@pytest.mark.parametrize("state", [TaskState.SUSPENDED, TaskState.CANCELLED, TaskState.COMPLETED])
def test_what_is_not_open_is_not_reminded(office: Office, state: TaskState) -> None:
    task = office.task(due_on=DUE)
    task.state = state
    db.session.commit()
    assert office.run(at(17)) == []


def test_a_standing_task_is_never_overdue_and_its_silence_is_noticed(office: Office) -> None:
    task = office.task(kind=Kind.STANDING, due_on=DUE)
    receive(office, task, at(1))
    office.sent(at(2))
    mails = office.run(at(17))
    assert mails != []
    assert all("Lâu chưa cập nhật" in mail.text for mail in mails)


def test_acts_of_ten_minutes_are_one_notice(office: Office) -> None:
    actor = office.officer()
    for minute, title in ((0, "Một"), (5, "Hai")):
        task = office.task(title, due_on=FAR)
        notices.tell_published(task, actor=actor, now=at(6) + timedelta(minutes=minute))
    db.session.commit()
    assert office.run(at(6) + timedelta(minutes=9)) == []
    mails = office.run(at(6) + timedelta(minutes=11))
    assert [mail.address for mail in mails] == ["so@hd.example"]
    assert "2 thông báo: Nhiệm vụ mới" in mails[0].subject
    assert "#part-" in mails[0].html


def test_who_acted_is_not_told_of_the_own_act(office: Office) -> None:
    task = office.task()
    receive(office, task, at(6), Move.REPORT)
    told = db.session.scalars(select(LedgerRow.recipient).where(LedgerRow.kind == MailKind.NOTICE))
    assert set(told) == {"thuky@hd.example"}


def test_a_deputy_is_told_while_the_term_lasts(office: Office) -> None:
    office.post("thaythe", AgencyRole.DEPUTY, valid_from=date(2020, 7, 1), valid_to=DUE)
    task = office.task(due_on=DUE)
    receive(office, task, at(8))
    assert "thaythe@hd.example" in office.sent(at(9))
    assert "thaythe@hd.example" not in office.sent(at(13))


def test_a_mail_escapes_what_people_wrote(office: Office) -> None:
    task = office.task("Lập <b>phương án</b> & báo cáo", due_on=DUE)
    receive(office, task, at(8))
    mail = office.run(at(9))[0]
    assert "Lập &lt;b&gt;phương án&lt;/b&gt; &amp; báo cáo" in mail.html
    assert "Lập <b>phương án</b> & báo cáo" in mail.text


def test_planning_asks_the_database_no_more_for_more_tasks(
    office: Office, count_queries: Callable[[], int]
) -> None:
    counts = []
    for more in (3, 30):
        for number in range(more):
            office.task(f"Việc {more}-{number}", due_on=DUE)
        planning.plan(now=at(13))
        db.session.commit()
        before = count_queries()
        planning.plan(now=at(13))
        counts.append(count_queries() - before)
        db.session.commit()
    assert counts[1] == counts[0]


def test_a_submitted_draft_is_told_to_the_head_until_it_is_decided(office: Office) -> None:
    secretary = db.session.scalars(select(User).where(User.login == "thuky")).one()
    actor = Viewer(secretary.id, "")
    draft = office.conclusion
    draft.state = ConclusionState.SUBMITTED
    notices.tell_draft(notices.SUBMITTED, draft, actor=actor, now=at(6))
    db.session.commit()
    mail = office.run(at(6) + timedelta(minutes=11))[0]
    assert mail.address == "truongban@hd.example"
    assert f"/conclusions/{draft.id}/approval" in mail.text
    assert "Hạn:" not in mail.text
    draft.state = ConclusionState.APPROVED
    db.session.commit()
    assert letters.prepare(mail, now=at(6)) is False


def test_every_notice_has_words() -> None:
    words = (bundled("templates") / "email" / "words.txt").read_text("utf-8")
    rules = [f"move_{rule.move.value}" for rule in MOVES if rule.told is not Told.NOBODY]
    rules += [notices.PUBLISHED, notices.DIRECTIVE, notices.ANSWERED, notices.DUE_DATE]
    rules += [notices.SUBMITTED, notices.APPROVED, notices.SENT_BACK]
    for rule in rules:
        assert rule in NOTICE_WORDS
        assert f'"{rule}":' in words


def test_an_ended_agency_is_told_nothing_and_the_secretariat_instead(office: Office) -> None:
    task = office.task(due_on=DUE)
    receive(office, task, at(6))
    office.sent(at(6, hour=16))
    office.agency.exists_to = date(2020, 7, 7)
    db.session.commit()
    assert office.sent(at(7)) == ["canbo@hd.example", "so@hd.example"]
    assert office.sent(at(9)) == ["thuky@hd.example"]
