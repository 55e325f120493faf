"""From a period that is due to the mail that says so: planned once, checked again, named."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories.standing import SAID, Duty, noon
from tracker.domain.periods import PeriodMove
from tracker.domain.tasks import AssignmentState
from tracker.extensions import db
from tracker.models.reminders import LadderStep, LedgerRow, Mail, MailKind, MailState, RowState
from tracker.queries.needs import Need
from tracker.queries.today import Today
from tracker.services import gathering, ladder, letters, periods, planning, schedules
from tracker.services.schedules import Schedule

JUNE, JULY = date(2020, 6, 25), date(2020, 7, 25)


@pytest.fixture
def duty(app: Flask) -> Duty:
    """A monthly task, in a committee with the default ladder."""
    found = Duty()
    ladder.seed_default(found.committee)
    db.session.commit()
    return found


def plan(duty: Duty, now: datetime) -> list[tuple[str, str]]:
    """Open and plan, as the scheduler does; gives the new rows about periods."""
    duty.open(now)
    before = set(db.session.scalars(select(LedgerRow.id)))
    planning.plan(now=now)
    db.session.commit()
    rows = db.session.scalars(select(LedgerRow).where(LedgerRow.kind == MailKind.DIGEST))
    return sorted(
        (row.rule, row.recipient) for row in rows if row.id not in before and row.data.get("period")
    )


def digests(now: datetime) -> list[Mail]:
    """Gather and write the mails of this moment."""
    gathering.gather(now=now)
    mails = list(db.session.scalars(select(Mail).where(Mail.subject == "")))
    for mail in mails:
        letters.prepare(mail, now=now)
    db.session.commit()
    return [mail for mail in mails if mail.state is not MailState.VOID]


def test_each_step_is_planned_once_for_the_mailbox_and_the_officer(duty: Duty) -> None:
    everyone = (duty.lead.mailbox, duty.users["canbo"].email)
    assert plan(duty, noon(2020, 6, 16)) == []
    before = sorted(("period_before", one) for one in everyone)
    assert plan(duty, noon(2020, 6, 22)) == before
    assert plan(duty, noon(2020, 6, 22)) == []
    assert plan(duty, noon(2020, 6, 25)) == sorted(("period_due", one) for one in everyone)
    assert plan(duty, noon(2020, 6, 26)) == sorted(("period_late", one) for one in everyone)


def test_the_mail_names_the_period_and_opens_its_form(duty: Duty) -> None:
    plan(duty, noon(2020, 6, 22))
    mail = next(one for one in digests(noon(2020, 6, 22)) if one.address == duty.lead.mailbox)
    assert "kỳ báo cáo đến hạn" in mail.subject
    assert "Kỳ báo cáo: Tháng 6/2020." in mail.text
    assert "Kỳ báo cáo, còn 3 ngày" in mail.text
    assert "báo cáo lại" not in mail.text
    key = duty.period(JUNE).id
    assert f"/tasks/{duty.task.id}?period={key}#report-{duty.part.id}" in mail.text
    assert f"?period={key}#report-" in mail.html


@pytest.mark.parametrize("change", ["report", "cycle", "end"])
def test_what_became_wrong_before_sending_is_not_said(duty: Duty, change: str) -> None:
    now = noon(2020, 6, 22)
    plan(duty, now)
    gathering.gather(now=now)
    db.session.commit()
    if change == "report":
        periods.report(duty.period(JUNE).id, SAID, actor=duty.officer, now=now)
    elif change == "cycle":
        wanted = Schedule("hằng năm", duty.task.due_on)
        version = duty.fresh().version
        schedules.change(
            duty.task.id, wanted, reason="Thưa hơn", version=version, actor=duty.secretary, now=now
        )
    else:
        schedules.end(duty.task.id, reason="Hết việc", actor=duty.secretary, now=now)
    db.session.commit()
    assert [one for one in digests(now) if one.kind is MailKind.DIGEST] == []
    rows = db.session.scalars(select(LedgerRow).where(LedgerRow.rule == "period_before"))
    assert {row.state for row in rows} == {RowState.VOID}


def test_the_secretariat_is_reminded_of_a_report_that_waits(duty: Duty) -> None:
    duty.report(JUNE, noon(2020, 6, 22))
    told = sorted(("acceptance_waiting", duty.users[one].email) for one in ("thuky", "thuky2"))
    assert plan(duty, noon(2020, 6, 24)) == told
    (mail, *_others) = [one for one in digests(noon(2020, 6, 24)) if "thuky@" in one.address]
    assert "Báo cáo chờ xác nhận" in mail.text
    assert "#periods" in mail.text
    duty.answer(JUNE, PeriodMove.ACCEPT, noon(2020, 6, 24))
    assert plan(duty, noon(2020, 6, 25)) == []


def test_an_objection_silences_them_and_a_missed_period_leaves_the_word_to_the_next(
    duty: Duty,
) -> None:
    duty.part.state = AssignmentState.OBJECTED
    db.session.commit()
    assert plan(duty, noon(2020, 6, 22)) == []
    duty.part.state = AssignmentState.RECEIVED
    db.session.commit()
    found = plan(duty, noon(2020, 7, 27))
    assert {rule for rule, _address in found} == {"period_late"}
    rows = db.session.scalars(select(LedgerRow).where(LedgerRow.rule == "period_late"))
    assert {row.due_on for row in rows} == {JULY}


def test_the_preview_shows_what_is_to_come(duty: Duty) -> None:
    duty.open(noon(2020, 6, 16))
    found = planning.upcoming(duty.committee, now=noon(2020, 6, 16), until=date(2020, 6, 30))
    said = [(one.step.step_on, one.step.rule.value) for one in found if one.step.period_id]
    assert (date(2020, 6, 22), "period_before") in said
    assert (JUNE, "period_due") in said


def test_a_step_that_is_switched_off_says_nothing(duty: Duty) -> None:
    for step in db.session.scalars(select(LadderStep)):
        step.is_enabled = not step.rule.startswith("period_")
    db.session.commit()
    assert plan(duty, noon(2020, 6, 26)) == []


def silence(duty: Duty, now: datetime) -> list[str]:
    """Plan, and give who is told of silence so far."""
    plan(duty, now)
    rows = db.session.scalars(select(LedgerRow).where(LedgerRow.rule == "silence"))
    return [row.recipient for row in rows]


def test_who_reported_the_period_is_not_called_silent_before_the_next_is_due(duty: Duty) -> None:
    duty.report(JUNE, noon(2020, 6, 22))
    duty.answer(JUNE, PeriodMove.ACCEPT, noon(2020, 6, 24))
    for day in (noon(2020, 7, 10), noon(2020, 7, 27)):
        assert silence(duty, day) == []
        assert Today(duty.secretary, day).count(Need.SILENT) == 0
    assert duty.lead.mailbox in silence(duty, noon(2020, 8, 10))
    assert Today(duty.secretary, noon(2020, 8, 10)).count(Need.SILENT) == 1
