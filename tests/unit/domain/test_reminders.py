"""The ladder: which steps there are, on which day, for whom, and which of them is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.ladder import Audience, Ladder, LadderLine, LadderRule, Level
from tracker.domain.owed import Asked, Owed
from tracker.domain.reminders import due_steps, steps
from tracker.domain.steps import Step
from tracker.domain.tasks import AssignmentState, Kind, Part, TaskState

MONDAY = date(2020, 6, 15)
FRIDAY = date(2020, 7, 10)
WEEKS = WorkingCalendar()
LADDER = Ladder()
FAR = date(2020, 12, 31)
OWED = Owed(
    part=Part.LEAD,
    state=AssignmentState.IN_PROGRESS,
    task_state=TaskState.OPEN,
    kind=Kind.ONE_OFF,
    deadline_on=FRIDAY,
    published_on=MONDAY,
    dated_on=MONDAY,
    told_on=MONDAY,
    heard_on=date(2020, 7, 1),
)


def days_of(owed: Owed, rule: LadderRule, audience: Audience, until: date = FAR) -> list[date]:
    """The days of a rule's steps for an audience."""
    found = steps(owed, LADDER, WEEKS, until)
    return [step.step_on for step in found if (step.rule, step.audience) == (rule, audience)]


def dated(*days: tuple[int, int]) -> list[date]:
    """Days of 2020 as (day, month)."""
    return [date(2020, month, day) for day, month in days]


def test_before_the_date_working_days_are_counted() -> None:
    before = days_of(OWED, LadderRule.BEFORE_DUE, Audience.AGENCY)
    assert before == dated((1, 7), (7, 7), (9, 7))
    assert days_of(OWED, LadderRule.ON_DUE_DAY, Audience.AGENCY) == [FRIDAY]


def test_a_due_date_on_a_day_off_is_reminded_of_the_working_day_before() -> None:
    owed = replace(OWED, deadline_on=FRIDAY + timedelta(days=2))
    assert days_of(owed, LadderRule.ON_DUE_DAY, Audience.AGENCY) == [FRIDAY]


def test_overdue_repeats_every_three_working_days_and_climbs() -> None:
    until = date(2020, 7, 31)
    officers = days_of(OWED, LadderRule.OVERDUE, Audience.AGENCY, until)
    assert officers == dated((13, 7), (16, 7), (21, 7), (24, 7), (29, 7))
    heads = days_of(OWED, LadderRule.OVERDUE, Audience.AGENCY_HEAD, until)
    assert heads == dated((15, 7), (16, 7), (21, 7), (24, 7), (29, 7))
    committee = days_of(OWED, LadderRule.OVERDUE, Audience.COMMITTEE_HEAD, until)
    assert committee == dated((24, 7), (29, 7))
    assert committee == days_of(OWED, LadderRule.OVERDUE, Audience.SECRETARIAT, until)


def test_each_step_says_how_far_it_has_climbed() -> None:
    levels = {
        step.step_on: step.level
        for step in steps(OWED, LADDER, WEEKS, FAR)
        if step.rule is LadderRule.OVERDUE
    }
    assert levels[date(2020, 7, 13)] is Level.BLUE
    assert levels[date(2020, 7, 15)] is Level.YELLOW
    assert levels[date(2020, 7, 24)] is Level.RED


def test_holidays_are_not_counted() -> None:
    calendar = WorkingCalendar.of(off=[date(2020, 7, 13)], working=[date(2020, 7, 18)])
    found = steps(OWED, LADDER, calendar, date(2020, 7, 20))
    overdue = sorted({step.step_on for step in found if step.rule is LadderRule.OVERDUE})
    assert overdue == dated((14, 7), (16, 7), (17, 7))


@pytest.mark.parametrize("decided", ["published_on", "dated_on"])
def test_a_step_before_the_decision_does_not_exist(decided: str) -> None:
    owed = replace(OWED, **{decided: date(2020, 7, 8)})
    assert days_of(owed, LadderRule.BEFORE_DUE, Audience.AGENCY) == dated((9, 7))


@pytest.mark.parametrize(
    "changed",
    [
        {"state": AssignmentState.REPORTED},
        {"state": AssignmentState.ACCEPTED},
        {"state": AssignmentState.OBJECTED},
        {"task_state": TaskState.SUSPENDED},
        {"task_state": TaskState.CANCELLED},
        {"task_state": TaskState.COMPLETED},
        {"kind": Kind.STANDING, "heard_on": FAR},
        {"deadline_on": None, "heard_on": FAR},
    ],
)
def test_who_owes_nothing_is_not_reminded(changed: dict[str, object]) -> None:
    found = steps(replace(OWED, **changed), LADDER, WEEKS, FAR)
    assert [step for step in found if step.audience is not Audience.SECRETARIAT] == []


def test_receipt_is_missed_two_working_days_after_delivery_and_climbs() -> None:
    owed = replace(OWED, state=AssignmentState.ASSIGNED, told_on=FRIDAY, deadline_on=None)
    assert days_of(owed, LadderRule.RECEIPT_MISSING, Audience.AGENCY) == dated((14, 7))
    assert days_of(owed, LadderRule.RECEIPT_MISSING, Audience.AGENCY_HEAD) == dated((17, 7))
    assert days_of(owed, LadderRule.RECEIPT_MISSING, Audience.COMMITTEE_HEAD) == dated((28, 7))
    assert days_of(replace(owed, told_on=None), LadderRule.RECEIPT_MISSING, Audience.AGENCY) == []


def test_silence_counts_calendar_days_from_the_last_word() -> None:
    owed = replace(OWED, deadline_on=None)
    assert days_of(owed, LadderRule.SILENCE, Audience.AGENCY) == dated((15, 7))
    assert days_of(replace(owed, kind=Kind.STANDING), LadderRule.SILENCE, Audience.AGENCY)
    joins = replace(owed, part=Part.COORDINATING)
    assert days_of(joins, LadderRule.SILENCE, Audience.AGENCY) == []


def test_a_missing_contribution_is_said_once_and_never_climbs() -> None:
    owed = replace(OWED, part=Part.COORDINATING, state=AssignmentState.RECEIVED)
    assert days_of(owed, LadderRule.OVERDUE, Audience.AGENCY) == dated((13, 7))
    assert {step.audience for step in steps(owed, LADDER, WEEKS, FAR)} == {Audience.AGENCY}


def test_the_secretariat_is_told_of_what_waits_for_it() -> None:
    waits = replace(OWED, state=AssignmentState.REPORTED, waits_since=FRIDAY)
    assert days_of(waits, LadderRule.ACCEPTANCE_WAITING, Audience.SECRETARIAT) == dated((14, 7))
    undated = replace(OWED, deadline_on=None, speaks_for_task=True)
    weekly = days_of(undated, LadderRule.DUE_DATE_MISSING, Audience.SECRETARIAT, FRIDAY)
    assert weekly == dated((22, 6), (29, 6), (6, 7))
    assert not days_of(
        replace(undated, speaks_for_task=False), LadderRule.DUE_DATE_MISSING, Audience.SECRETARIAT
    )


def test_each_directive_is_chased_by_itself() -> None:
    owed = replace(OWED, deadline_on=None, asked=(Asked(4, MONDAY), Asked(5, FRIDAY)))
    found = [
        step
        for step in due_steps(owed, LADDER, WEEKS, date(2020, 7, 13))
        if step.rule is LadderRule.DIRECTIVE_UNANSWERED and step.audience is Audience.AGENCY
    ]
    assert {(step.directive_id, step.step_on) for step in found} == {
        (4, date(2020, 6, 16)),
        (5, date(2020, 7, 13)),
    }


def test_after_an_outage_only_the_latest_step_is_due() -> None:
    due = due_steps(OWED, LADDER, WEEKS, date(2020, 7, 14))
    about_the_date = [step for step in due if step.rule is not LadderRule.SILENCE]
    assert [(step.rule, step.step_on) for step in about_the_date] == [
        (LadderRule.OVERDUE, date(2020, 7, 13))
    ]


def test_who_joins_later_does_not_hide_what_others_have_not_heard() -> None:
    due = due_steps(OWED, LADDER, WEEKS, date(2020, 7, 15))
    overdue = {step.audience: step.step_on for step in due if step.rule is LadderRule.OVERDUE}
    assert overdue[Audience.AGENCY] == date(2020, 7, 13)
    assert overdue[Audience.AGENCY_HEAD] == date(2020, 7, 15)


def test_a_switched_off_step_is_silent() -> None:
    ladder = Ladder((LadderLine(LadderRule.OVERDUE, 2),))
    found = steps(OWED, ladder, WEEKS, FAR)
    assert [(step.step_on, step.level) for step in found] == [(date(2020, 7, 14), Level.BLUE)]


days = st.dates(date(2020, 1, 1), date(2020, 12, 31))
owings = st.builds(
    Owed,
    part=st.sampled_from(Part),
    state=st.sampled_from(AssignmentState),
    task_state=st.just(TaskState.OPEN),
    kind=st.sampled_from(Kind),
    deadline_on=st.none() | days,
    published_on=days,
    dated_on=days,
    told_on=st.none() | days,
    heard_on=days,
    waits_since=st.none() | days,
    speaks_for_task=st.booleans(),
    asked=st.lists(
        st.builds(Asked, st.integers(1, 3), days), max_size=2, unique_by=lambda a: a.directive_id
    ).map(tuple),
)


@given(owings, days)
def test_what_is_due_was_a_step_and_nothing_later_is_known(owed: Owed, today: date) -> None:
    known: list[Step] = steps(owed, LADDER, WEEKS, today)
    due = due_steps(owed, LADDER, WEEKS, today)
    assert set(due) <= set(known)
    assert len({step.family for step in due}) == len(due)
    for step in due:
        assert step.step_on <= today
        later = [one for one in known if one.family == step.family and one.step_on > step.step_on]
        assert later == []


@given(owings, days, st.integers(1, 60))
def test_looking_further_ahead_changes_nothing_nearer(owed: Owed, today: date, more: int) -> None:
    near = steps(owed, LADDER, WEEKS, today)
    far = steps(owed, LADDER, WEEKS, today + timedelta(days=more))
    assert near == [step for step in far if step.step_on <= today]
