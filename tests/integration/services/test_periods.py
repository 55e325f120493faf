"""Periods of a standing task on both databases: opened, reported, answered, late and missed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import literal, select

from tests.factories.standing import CONGRESS, SAID, Duty, noon
from tests.factories.tasks import make_agency
from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput, InvalidMove, NotAllowed, NotFound
from tracker.domain.periods import PERIOD_MOVES, PeriodFacts, PeriodMove, Progress, period_state
from tracker.domain.tasks import AssignmentState, Move, Mover, TaskState
from tracker.extensions import db
from tracker.jobs.periods import open_periods
from tracker.jobs.tick import Tick
from tracker.models.journal import JournalEntry
from tracker.models.people import CommitteePost
from tracker.models.periods import Period, PeriodChange, period_state_sql
from tracker.models.reminders import LedgerRow
from tracker.models.tasks import Assignment
from tracker.models.updates import Update
from tracker.queries import periods as queries
from tracker.services import due_dates, meetings, periods, updates
from tracker.services.dated import note_task
from tracker.services.updates import Said

JUNE, JULY, AUGUST = (date(2020, month, 25) for month in (6, 7, 8))


@pytest.fixture
def duty(app: Flask) -> Duty:
    """A monthly task up to the Congress, on its first day."""
    return Duty()


def test_the_current_period_is_open_at_once_and_the_next_ones_ahead_of_time(duty: Duty) -> None:
    assert duty.standing(date(2020, 6, 15)) == [(JUNE, "due")]
    assert duty.open(noon(2020, 6, 25)) == 1
    assert [one.due_on for one in queries.list_of_task(duty.task.id)] == [JUNE, JULY]
    assert duty.open(noon(2020, 6, 25)) == 0


def test_a_period_is_due_then_late_then_missed_and_stays_visible(duty: Duty) -> None:
    duty.open(noon(2020, 9, 1))
    assert duty.standing(JUNE)[0] == (JUNE, "due")
    assert duty.standing(date(2020, 6, 26))[0] == (JUNE, "late")
    assert duty.standing(JULY)[0] == (JUNE, "late")
    assert duty.standing(date(2020, 7, 26))[:2] == [(JUNE, "missed"), (JULY, "late")]
    assert duty.standing(date(2030, 1, 1))[0] == (JUNE, "missed")


def test_a_report_is_judged_by_its_filing_day_and_accepted_stays_so(duty: Duty) -> None:
    duty.open(noon(2020, 7, 25))
    duty.report(JUNE, noon(2020, 7, 3))
    duty.report(JULY, noon(2020, 7, 25))
    assert duty.standing(date(2021, 1, 1))[:2] == [(JUNE, "late"), (JULY, "on_time")]
    duty.answer(JULY, PeriodMove.ACCEPT, noon(2020, 7, 27))
    assert duty.period(JULY).progress is Progress.ACCEPTED
    assert duty.part.state is AssignmentState.IN_PROGRESS
    assert duty.task.state is TaskState.OPEN


def test_a_returned_report_is_owed_again_and_judged_by_today(duty: Duty) -> None:
    duty.report(JUNE, noon(2020, 6, 24))
    with pytest.raises(InvalidInput, match="reason_needed"):
        duty.answer(JUNE, PeriodMove.RETURN, noon(2020, 6, 26), words="  ")
    db.session.rollback()
    duty.answer(JUNE, PeriodMove.RETURN, noon(2020, 6, 26), words="Thiếu số liệu")
    period = duty.period(JUNE)
    assert (period.progress, period.answered_on, period.returns) == (Progress.OPEN, None, 1)
    assert duty.standing(date(2020, 6, 26)) == [(JUNE, "late")]
    duty.report(JUNE, noon(2020, 6, 27))
    assert duty.period(JUNE).progress is Progress.REPORTED


def test_every_move_leaves_a_dated_row_a_journal_entry_and_its_notice(duty: Duty) -> None:
    duty.report(JUNE, noon(2020, 6, 24))
    duty.answer(JUNE, PeriodMove.RETURN, noon(2020, 6, 25), words="Lý do riêng")
    rows = db.session.scalars(select(PeriodChange).order_by(PeriodChange.id)).all()
    states = [row.progress for row in rows if row.period_id == duty.period(JUNE).id]
    assert states == [Progress.OPEN, Progress.REPORTED, Progress.OPEN]
    entries = db.session.query(JournalEntry).filter_by(subject="period").all()
    assert [one.act for one in entries] == ["period_report", "period_return"]
    assert "Lý do riêng" not in str([one.data for one in entries])
    told = {(one.rule, one.recipient) for one in db.session.query(LedgerRow)}
    people = {("period_report", duty.users[login].email) for login in ("thuky", "thuky2")}
    back = {("period_return", duty.users["canbo"].email), ("period_return", duty.lead.mailbox)}
    assert told == people | back


def test_a_report_carries_numbers_and_counts_as_an_update(duty: Duty) -> None:
    said = Said(words="Đã đăng", quantities=[(Decimal("12.5"), "tin bài")])
    duty.report(JUNE, noon(2020, 6, 24), said=said)
    filed = queries.get_report(duty.period(JUNE).id)
    assert [(one.number, one.unit) for one in filed.quantities] == [(Decimal("12.5"), "tin bài")]
    assert duty.part.last_update_at == noon(2020, 6, 24)


def test_the_same_form_files_once(duty: Duty) -> None:
    for _click in range(2):
        duty.report(JUNE, noon(2020, 6, 24), said=Said(words="Xong", form_key="k1"))
    assert db.session.query(Update).count() == 1


def test_the_secretariat_reports_on_behalf_and_says_from_whom(duty: Duty) -> None:
    with pytest.raises(InvalidInput, match="source_needed"):
        duty.report(JUNE, noon(2020, 6, 24), duty.secretary)
    db.session.rollback()
    said = Said(words="Báo qua điện thoại", on_behalf_source="Điện thoại, đ/c Hà")
    duty.report(JUNE, noon(2020, 6, 24), duty.secretary, said)
    assert queries.get_report(duty.period(JUNE).id).on_behalf_source == "Điện thoại, đ/c Hà"


def test_nobody_answers_what_he_reported_unless_he_is_alone(duty: Duty) -> None:
    said = Said(words="Báo", on_behalf_source="Công văn 5/CV")
    duty.report(JUNE, noon(2020, 6, 24), duty.secretary, said)
    with pytest.raises(NotAllowed, match="own_matter"):
        duty.answer(JUNE, PeriodMove.ACCEPT, noon(2020, 6, 25))
    db.session.rollback()
    other = db.session.query(CommitteePost).filter_by(user_id=duty.other_secretary.user_id).one()
    db.session.delete(other)
    db.session.commit()
    duty.answer(JUNE, PeriodMove.ACCEPT, noon(2020, 6, 25))
    entry = db.session.query(JournalEntry).filter_by(act="period_accept").one()
    assert entry.data["own_matter"] is True


@pytest.mark.parametrize("rule", PERIOD_MOVES, ids=lambda rule: rule.move.value)
def test_only_the_movers_of_the_table_get_through(duty: Duty, rule) -> None:
    if rule.source is Progress.REPORTED:
        duty.report(JUNE, noon(2020, 6, 24))
    actors = {Mover.AGENCY: duty.officer, Mover.SECRETARIAT: duty.secretary}
    allowed = actors.pop(rule.by)
    stranger = duty.officer_of(make_agency("Sở Ngoại vụ"))
    wrong = [*actors.values(), duty.leader, stranger, Viewer(999, "")]

    def move(actor: Viewer) -> Period:
        if rule.move is PeriodMove.REPORT:
            return duty.report(JUNE, noon(2020, 6, 25), actor)
        return duty.answer(JUNE, rule.move, noon(2020, 6, 25), actor, "Lý do")

    for actor in wrong:
        with pytest.raises((NotAllowed, NotFound, InvalidInput)):
            move(actor)
        db.session.rollback()
    assert move(allowed).progress is rule.target
    with pytest.raises(InvalidMove):
        move(allowed)


def test_a_period_that_has_not_begun_is_not_reported_on(duty: Duty) -> None:
    duty.open(noon(2020, 6, 25))
    with pytest.raises(InvalidInput, match="period_not_begun"):
        duty.report(JULY, noon(2020, 6, 25))


def test_a_standing_task_takes_no_completion_report(duty: Duty) -> None:
    offered = [rule.move for rule in updates.offered(duty.part, duty.officer)]
    assert Move.REPORT not in offered
    assert Move.UPDATE in offered
    with pytest.raises(InvalidInput, match="standing_reports_by_period"):
        updates.make_move(duty.part.id, Move.REPORT, SAID, actor=duty.officer, now=noon(2020, 7, 1))


def test_a_moved_end_withdraws_only_what_is_to_come(duty: Duty) -> None:
    duty.open(noon(2020, 7, 20))
    due_dates.set_due_date(
        duty.task.id,
        due_on=date(2020, 7, 23),
        reason="Đại hội dời sớm",
        actor=duty.secretary,
        now=noon(2020, 7, 20),
    )
    db.session.commit()
    assert duty.standing(date(2020, 7, 20)) == [(JUNE, "late"), (date(2020, 7, 23), "due")]
    withdrawn = duty.period(JULY)
    assert withdrawn.progress is Progress.WITHDRAWN
    assert withdrawn.changes[-1].reason == "Đại hội dời sớm"


def test_each_meeting_opens_a_period_and_a_postponed_one_takes_it_along(app: Flask) -> None:
    duty = Duty("meeting:0", None)
    assert duty.standing(date(2020, 6, 15)) == []
    values = meetings.MeetingValues(title="Họp tháng 7", held_on=date(2020, 7, 10))
    at = noon(2020, 7, 1)
    held = meetings.create(duty.committee, values, actor=duty.secretary, now=at)
    db.session.commit()
    assert duty.standing(date(2020, 7, 1)) == [(date(2020, 7, 10), "due")]
    later = meetings.MeetingValues(title="Họp tháng 7", held_on=date(2020, 7, 17))
    meetings.update(held.id, later, version=held.version, actor=duty.secretary, now=at)
    db.session.commit()
    assert duty.standing(date(2020, 7, 14)) == [(date(2020, 7, 17), "due")]


def test_days_of_suspension_ask_for_nothing(duty: Duty) -> None:
    duty.open(noon(2020, 7, 20))
    for state, day in ((TaskState.SUSPENDED, 21), (TaskState.OPEN, 28)):
        task = duty.fresh()
        task.state = state
        at = noon(2020, 7, day)
        note_task(task, actor=duty.secretary, now=at, meant_on=at.date())
        duty.open(at)
    assert duty.standing(date(2020, 7, 28)) == [(JUNE, "late"), (AUGUST, "due")]
    assert duty.period(JULY).progress is Progress.WITHDRAWN
    assert duty.period(AUGUST).starts_on == date(2020, 6, 26)


def test_a_new_owner_gets_periods_of_its_own_and_the_old_one_owes_none_to_come(duty: Duty) -> None:
    duty.open(noon(2020, 7, 20))
    part, heir = duty.part, make_agency("Đài tỉnh")
    part.ended_at = noon(2020, 7, 20)
    duty.task.assignments.append(
        Assignment(
            committee_id=duty.committee.id, agency=heir, part=part.part, position=9,
            agency_name=heir.name, assigned_at=noon(2020, 7, 20),
        )
    )  # fmt: skip
    db.session.commit()
    duty.open(noon(2020, 7, 20))
    assert duty.standing(date(2020, 7, 22)) == [(JUNE, "late"), (JULY, "due")]
    assert duty.period(JULY).progress is Progress.WITHDRAWN
    heirs = queries.list_of_assignment(duty.task.assignments[-1].id)
    assert [(one.starts_on, one.due_on) for one in heirs] == [(date(2020, 7, 20), JULY)]


def test_the_job_opens_what_is_missing_and_finds_nothing_the_second_time(
    duty: Duty, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tick, "now", lambda _tick: noon(2020, 10, 20))
    tick = Tick(app.extensions["tracker.settings"])
    assert open_periods(tick) == "periods=5"
    assert open_periods(tick) == "periods=0"
    assert duty.standing(date(2020, 10, 28))[-1] == (CONGRESS, "late")


def test_python_and_sql_agree_on_the_state_of_a_period(app: Flask) -> None:
    dice, base = random.Random(7), date(2020, 2, 27)

    def day(or_none: float = 0.0) -> date | None:
        return None if dice.random() < or_none else base + timedelta(days=dice.randrange(6))

    for _number in range(200):
        progress = dice.choice(list(Progress))
        answered = day() if progress in (Progress.REPORTED, Progress.ACCEPTED) else None
        start, due, today = day(), day(), day()
        assert start and due and today
        facts = PeriodFacts(progress, start, due, day(0.3), answered)
        columns = Period.__table__.c
        values = {
            name: literal(getattr(facts, name), columns[name].type)
            for name in ("progress", "starts_on", "due_on", "missed_after", "answered_on")
        }
        found = db.session.scalar(select(period_state_sql(today=today, **values)))
        assert found == period_state(facts, today).value, facts


def test_moves_are_offered_to_those_who_may_make_them(duty: Duty) -> None:
    today = date(2020, 6, 20)
    period = duty.period(JUNE)
    assert [one.move for one in periods.offered(period, duty.officer, today)] == [PeriodMove.REPORT]
    assert periods.offered(period, duty.leader, today) == []
    duty.report(JUNE, noon(2020, 6, 20))
    answers = [one.move for one in periods.offered(period, duty.secretary, today)]
    assert answers == [PeriodMove.ACCEPT, PeriodMove.RETURN]
    assert periods.offered(period, duty.officer, today) == []
