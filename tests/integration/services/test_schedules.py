"""Changing how a standing task is reported on, and ending it, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests.factories.standing import CONGRESS, Duty, noon
from tests.factories.tasks import make_agency
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput, InvalidMove, NotAllowed, NotFound, StaleForm
from tracker.domain.periods import PeriodMove, Progress
from tracker.domain.tasks import AssignmentState, TaskState, TimeState, time_state
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.periods import TaskCycle
from tracker.models.reminders import LedgerRow
from tracker.services import schedules
from tracker.services.schedules import Schedule

JUNE, JULY = date(2020, 6, 25), date(2020, 7, 25)
AT = noon(2020, 7, 20)
FRIDAYS = Schedule("hằng tuần vào thứ sáu", CONGRESS)


@pytest.fixture
def duty(app: Flask) -> Duty:
    """A monthly task on 20 July: one period late, one due."""
    found = Duty()
    found.open(AT)
    return found


def change(duty: Duty, wanted: Schedule, actor: Viewer | None = None, **values: object) -> None:
    """Change it and commit."""
    values = {"reason": "Cần báo cáo dày hơn", "version": duty.fresh().version, **values}
    schedules.change(duty.task.id, wanted, actor=actor or duty.secretary, now=AT, **values)  # type: ignore[arg-type]
    db.session.commit()


def end(duty: Duty, reason: str = "", actor: Viewer | None = None, now=AT) -> None:  # type: ignore[no-untyped-def]
    """End it and commit."""
    schedules.end(duty.task.id, reason=reason, actor=actor or duty.secretary, now=now)
    db.session.commit()


def test_what_would_change_is_what_changes(duty: Duty) -> None:
    (seen,) = schedules.foresee(duty.task.id, FRIDAYS, actor=duty.secretary, now=AT)
    assert [one.due_on for one in seen.withdrawn] == [JULY]
    opened = [one.due_on for one in seen.opened]
    assert opened == [date(2020, 7, 24), date(2020, 7, 31)]
    db.session.rollback()
    assert duty.period(JULY).progress is Progress.OPEN
    change(duty, FRIDAYS)
    assert duty.period(JULY).progress is Progress.WITHDRAWN
    assert duty.standing(AT.date()) == [(JUNE, "late"), (date(2020, 7, 24), "due")]
    assert duty.period(date(2020, 7, 24)).cycle == "weekly:5"


def test_a_reported_period_to_come_stays_through_a_change(duty: Duty) -> None:
    duty.report(JULY, AT)
    change(duty, FRIDAYS)
    assert duty.period(JULY).progress is Progress.REPORTED
    assert duty.standing(date(2020, 7, 28))[-1] == (date(2020, 7, 31), "due")


def test_a_change_is_told_dated_and_journalled_without_words(duty: Duty) -> None:
    change(duty, FRIDAYS)
    row = db.session.query(TaskCycle).one()
    assert (row.before, row.cycle, row.since) == ("monthly:25", "weekly:5", AT.date())
    entry = db.session.query(JournalEntry).filter_by(act="cycle_changed").one()
    assert entry.data == {"before": "monthly:25", "cycle": "weekly:5"}
    told = {row.recipient for row in db.session.query(LedgerRow).filter_by(rule="cycle_changed")}
    assert told == {duty.lead.mailbox, duty.users["canbo"].email}


def test_a_new_end_changes_the_due_date_with_its_history(duty: Duty) -> None:
    change(duty, Schedule("ngày 25 hằng tháng", date(2020, 7, 22)))
    task = duty.fresh()
    assert task.due_dates[-1].due_on == date(2020, 7, 22)
    assert task.cycle == "monthly:25"
    assert duty.standing(AT.date()) == [(JUNE, "late"), (date(2020, 7, 22), "due")]


@pytest.mark.parametrize(
    ("wanted", "values", "code"),
    [
        (Schedule("hằng tháng, ngày 25", CONGRESS), {}, "schedule_same"),
        (Schedule("", CONGRESS), {}, "schedule_same"),
        (Schedule("khi nào rảnh", CONGRESS), {}, "cycle_unknown"),
        (Schedule("hằng quý", date(2020, 7, 19)), {}, "end_past"),
        (FRIDAYS, {"reason": " "}, "reason_needed"),
        (FRIDAYS, {"reason": "x" * 3000}, "words_too_long"),
    ],
)
def test_what_makes_no_sense_is_refused(
    duty: Duty, wanted: Schedule, values: dict[str, object], code: str
) -> None:
    with pytest.raises(InvalidInput, match=code):
        change(duty, wanted, **values)


def test_a_stale_form_changes_nothing(duty: Duty) -> None:
    opened_with = duty.fresh().version
    change(duty, FRIDAYS)
    with pytest.raises(StaleForm):
        change(duty, Schedule("hằng quý", CONGRESS), version=opened_with)


def test_only_the_secretariat_changes_and_ends(duty: Duty) -> None:
    for actor in (duty.officer, duty.leader):
        for act in (
            lambda who=actor: change(duty, FRIDAYS, who),
            lambda who=actor: end(duty, "x", who),
        ):
            with pytest.raises(NotAllowed):
                act()
            db.session.rollback()
    with pytest.raises(NotFound):
        end(duty, "x", duty.officer_of(make_agency("Sở Ngoại vụ")))


def test_ending_early_needs_a_reason_and_withdraws_what_is_to_come(duty: Duty) -> None:
    with pytest.raises(InvalidInput, match="reason_needed"):
        end(duty)
    db.session.rollback()
    end(duty, "Đại hội kết thúc sớm")
    task = duty.fresh()
    assert (task.state, task.answered_on) == (TaskState.COMPLETED, AT.date())
    assert duty.part.state is AssignmentState.ACCEPTED
    assert duty.standing(date(2020, 12, 1)) == [(JUNE, "late")]
    assert duty.open(noon(2020, 9, 1)) == 0
    with pytest.raises(InvalidMove):
        end(duty, "Lần nữa")


def test_a_report_that_waits_is_answered_before_the_end(duty: Duty) -> None:
    duty.report(JUNE, AT)
    with pytest.raises(InvalidInput, match="periods_waiting"):
        end(duty, "Kết thúc")


def test_after_its_last_day_with_every_period_accepted_a_persons_word_is_enough(app: Flask) -> None:
    duty = Duty(ends_on=date(2020, 7, 10))
    after = noon(2020, 7, 13)
    duty.open(after)
    for due in (JUNE, date(2020, 7, 10)):
        duty.report(due, noon(2020, 6, 26))
        assert not schedules.is_over(duty.fresh(), after.date())
        duty.answer(due, PeriodMove.ACCEPT, noon(2020, 6, 27))
    assert schedules.is_over(duty.fresh(), after.date())
    assert duty.task.state is TaskState.OPEN
    end(duty, now=after)
    task = duty.fresh()
    state = time_state(task.facts, today=after.date(), soon_until=after.date())
    assert (task.answered_on, state) == (date(2020, 7, 10), TimeState.DONE)


def test_nobody_ends_what_his_own_agency_leads_unless_he_is_alone(duty: Duty) -> None:
    both = Viewer(
        duty.secretary.user_id,
        "",
        committee_roles={duty.committee.id: frozenset({CommitteeRole.SECRETARY})},
        agency_roles={duty.lead.id: frozenset({AgencyRole.OFFICER})},
    )
    with pytest.raises(NotAllowed, match="own_matter"):
        end(duty, "Kết thúc", both)
