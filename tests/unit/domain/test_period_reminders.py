"""Reminders of a period: before, on the day, late up to the next one, and an answer that waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.ladder import Audience, Ladder, LadderRule, Level
from tracker.domain.period_reminders import OwedPeriod, due_steps, steps
from tracker.domain.periods import Progress

LADDER, WEEKS = Ladder(), WorkingCalendar()
FRIDAY = date(2020, 7, 10)
OWED = OwedPeriod(
    period_id=7,
    progress=Progress.OPEN,
    starts_on=date(2020, 6, 11),
    deadline_on=FRIDAY,
    missed_after=date(2020, 8, 10),
    opened_on=date(2020, 6, 11),
)
R = LadderRule


def days_of(owed: OwedPeriod, rule: LadderRule, audience: Audience) -> list[date]:
    """When a rule speaks to an audience up to the end of the year."""
    found = steps(owed, LADDER, WEEKS, date(2020, 12, 31))
    return [one.step_on for one in found if one.rule is rule and one.audience is audience]


def test_the_agency_is_told_before_on_the_day_and_when_late() -> None:
    assert days_of(OWED, R.PERIOD_BEFORE, Audience.AGENCY) == [date(2020, 7, 7)]
    assert days_of(OWED, R.PERIOD_DUE, Audience.AGENCY) == [FRIDAY]
    late = days_of(OWED, R.PERIOD_LATE, Audience.AGENCY)
    assert late[:3] == [date(2020, 7, 13), date(2020, 7, 16), date(2020, 7, 21)]
    assert late[-1] <= date(2020, 8, 10)


def test_lateness_climbs_to_the_head_and_to_the_committee() -> None:
    assert days_of(OWED, R.PERIOD_LATE, Audience.AGENCY_HEAD)[0] == date(2020, 7, 15)
    assert days_of(OWED, R.PERIOD_LATE, Audience.SECRETARIAT)[0] == date(2020, 7, 24)
    weekly = replace(OWED, missed_after=date(2020, 7, 17))
    assert days_of(weekly, R.PERIOD_LATE, Audience.AGENCY_HEAD) == [
        date(2020, 7, 15),
        date(2020, 7, 16),
    ]
    assert days_of(weekly, R.PERIOD_LATE, Audience.COMMITTEE_HEAD) == []


def test_a_due_date_on_a_day_off_is_said_on_the_working_day_before() -> None:
    sunday = replace(OWED, deadline_on=date(2020, 7, 12))
    assert days_of(sunday, R.PERIOD_DUE, Audience.AGENCY) == [FRIDAY]


def test_no_step_lies_before_the_period_began_or_was_opened() -> None:
    assert days_of(replace(OWED, starts_on=FRIDAY), R.PERIOD_BEFORE, Audience.AGENCY) == []
    opened = replace(OWED, opened_on=date(2020, 7, 14))
    assert days_of(opened, R.PERIOD_DUE, Audience.AGENCY) == []
    assert days_of(opened, R.PERIOD_LATE, Audience.AGENCY)[0] == date(2020, 7, 16)


def test_a_report_ends_them_and_an_answer_that_waits_is_said_to_the_secretariat() -> None:
    told = replace(OWED, progress=Progress.REPORTED, answered_on=FRIDAY)
    found = steps(told, LADDER, WEEKS, date(2020, 12, 31))
    assert [(one.rule, one.audience, one.step_on) for one in found] == [
        (R.ACCEPTANCE_WAITING, Audience.SECRETARIAT, date(2020, 7, 14))
    ]
    accepted = replace(told, progress=Progress.ACCEPTED)
    assert steps(accepted, LADDER, WEEKS, date(2020, 12, 31)) == []


def test_only_the_latest_is_said_after_an_outage_and_nothing_of_a_missed_one() -> None:
    (step,) = due_steps(OWED, LADDER, WEEKS, date(2020, 7, 14))
    assert (step.rule, step.step_on, step.level) == (R.PERIOD_LATE, date(2020, 7, 13), Level.BLUE)
    assert step.period_id == 7
    assert due_steps(OWED, LADDER, WEEKS, date(2020, 8, 11)) == []
