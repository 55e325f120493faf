"""Periods cover a duty without holes or doubles, over Tết and leap years, whatever changes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import ONE_DAY
from tracker.domain.cycles import EACH_MEETING, Cycle, Every
from tracker.domain.periods import Progress
from tracker.domain.schedules import AHEAD, Duty, Known, Span, closed, dues, plan
from tracker.domain.suspensions import Pause

MONTHLY = Cycle(Every.MONTH, 25)
BEGIN, CONGRESS = date(2020, 6, 15), date(2020, 10, 27)


def duty_of(
    cycle: Cycle = MONTHLY, begins: date = BEGIN, ends: date | None = CONGRESS, **more: object
) -> Duty:
    """A duty whose cycle is the one it was published with."""
    values = {"since": begins, **more}
    return Duty(cycle, begins, ends, **values)  # type: ignore[arg-type]


def known(spans: list[Span], **progress: Progress) -> list[Known]:
    """What was opened, as it is stored; nothing is reported unless said."""
    return [
        Known(one.starts_on, one.due_on, progress.get(one.due_on.isoformat(), Progress.OPEN))
        for one in spans
    ]


def due_days(spans: list[Span]) -> list[date]:
    """When they are due."""
    return [one.due_on for one in spans]


@pytest.mark.parametrize(
    ("cycle", "wanted"),
    [
        (Cycle(Every.WEEK, 5), [date(2020, 2, 21), date(2020, 2, 28), date(2020, 3, 6)]),
        (Cycle(Every.MONTH, 31), [date(2020, 2, 29), date(2020, 3, 31), date(2020, 4, 30)]),
        (Cycle(Every.QUARTER, 25), [date(2020, 3, 25), date(2020, 6, 25), date(2020, 9, 25)]),
        (Cycle(Every.YEAR, 15), [date(2020, 12, 15), date(2021, 12, 15), date(2022, 12, 15)]),
    ],
)
def test_due_dates_follow_the_cycle_and_a_short_month_ends_on_its_last_day(
    cycle: Cycle, wanted: list[date]
) -> None:
    found = dues(duty_of(cycle, date(2020, 2, 15), None), date(2020, 2, 15))
    assert [next(found) for _number in range(3)] == wanted


def test_a_due_date_on_a_day_off_stays() -> None:
    tet = date(2020, 1, 25)
    assert tet.isoweekday() == 6
    assert next(dues(duty_of(begins=date(2020, 1, 2)), date(2020, 1, 2))) == tet


def test_the_last_period_ends_with_the_duty() -> None:
    spans = plan(duty_of(), [], CONGRESS)
    assert due_days(spans)[-2:] == [date(2020, 10, 25), CONGRESS]
    assert spans[-1].starts_on == date(2020, 10, 26)
    assert spans[-1].missed_after == date(2020, 11, 25)


def test_the_current_period_and_those_of_the_next_fortnight_are_open() -> None:
    assert due_days(plan(duty_of(), [], BEGIN)) == [date(2020, 6, 25)]
    weekly = plan(duty_of(Cycle(Every.WEEK, 5)), [], BEGIN)
    assert due_days(weekly) == [date(2020, 6, 19), date(2020, 6, 26)]


def test_after_an_outage_what_was_due_meanwhile_is_opened_too() -> None:
    opened = known(plan(duty_of(), [], BEGIN))
    later = plan(duty_of(), opened, date(2020, 9, 1))
    assert due_days(later) == [date(2020, month, 25) for month in (6, 7, 8, 9)]


def test_a_changed_cycle_leaves_what_is_due_or_reported() -> None:
    today = date(2020, 7, 20)
    spans = plan(duty_of(Cycle(Every.WEEK, 5)), [], today)
    ahead = date(2020, 7, 24)
    opened = known(spans, **{ahead.isoformat(): Progress.REPORTED})
    changed = plan(duty_of(MONTHLY, since=today), opened, today)
    kept = [day for day in due_days(spans) if day <= ahead]
    assert due_days(changed) == [*kept, date(2020, 7, 25)]
    back = plan(duty_of(Cycle(Every.WEEK, 5), since=today), known(changed), today)
    assert due_days(back)[-2:] == [date(2020, 7, 24), date(2020, 7, 31)]


def test_no_period_of_a_new_cycle_is_due_before_the_change() -> None:
    today = date(2020, 7, 20)
    opened = known(plan(duty_of(), [], date(2020, 6, 20)))
    changed = plan(duty_of(Cycle(Every.WEEK, 5), since=today), opened, today)
    assert due_days(changed)[:2] == [date(2020, 6, 25), date(2020, 7, 24)]


def test_meetings_open_their_periods_and_one_that_moved_takes_its_period_along() -> None:
    first, second, moved = date(2020, 7, 3), date(2020, 8, 7), date(2020, 8, 14)
    duty = duty_of(EACH_MEETING, ends=None, meetings=[first, second])
    spans = plan(duty, [], date(2020, 7, 10))
    assert due_days(spans) == [first, second]
    assert spans[-1].missed_after is None
    postponed = duty_of(EACH_MEETING, ends=None, meetings=[first, moved])
    changed = plan(postponed, known(spans), date(2020, 8, 10))
    assert due_days(changed) == [first, moved]


def test_nothing_is_due_on_days_of_suspension() -> None:
    pause = Pause(date(2020, 7, 20), date(2020, 8, 28))
    spans = plan(duty_of(pauses=[pause]), [], date(2020, 9, 1))
    assert due_days(spans) == [date(2020, 6, 25), date(2020, 9, 25)]
    ongoing = plan(duty_of(pauses=[Pause(date(2020, 7, 20))]), [], date(2020, 9, 1))
    assert (due_days(ongoing), ongoing[-1].missed_after) == ([date(2020, 6, 25)], None)


def test_a_duty_that_ended_leaves_what_was_due_unless_it_was_not_the_agencys() -> None:
    spans = plan(duty_of(), [], date(2020, 7, 20))
    opened = known(spans, **{"2020-06-25": Progress.ACCEPTED})
    assert due_days(closed(opened, date(2020, 7, 26))) == due_days(spans)
    assert due_days(closed(opened, date(2020, 7, 24))) == [date(2020, 6, 25)]
    assert due_days(closed(opened, date(2020, 7, 26), excused=True)) == [date(2020, 6, 25)]


CYCLES = st.one_of(
    st.builds(Cycle, st.just(Every.WEEK), st.integers(1, 7)),
    st.builds(Cycle, st.sampled_from([Every.MONTH, Every.QUARTER, Every.YEAR]), st.integers(1, 31)),
    st.just(EACH_MEETING),
)
DAYS = st.dates(date(1999, 1, 1), date(2032, 12, 31))


@given(
    CYCLES,
    DAYS,
    st.integers(1, 1500),
    st.lists(st.integers(0, 120), max_size=12),
    st.lists(DAYS, max_size=8),
)
def test_periods_cover_the_duty_without_holes_or_doubles(
    cycle: Cycle, begins: date, length: int, steps: list[int], meetings: list[date]
) -> None:
    ends = begins + timedelta(days=length)
    duty = duty_of(cycle, begins, ends, meetings=meetings)
    opened: list[Known] = []
    today = begins
    for step in [*steps, length]:
        today += timedelta(days=step)
        spans = plan(duty, opened, today)
        assert plan(duty, known(spans), today) == spans
        opened = known(spans)
    assert opened[0].starts_on == begins
    assert opened[-1].due_on == ends
    for one, following in pairwise(opened):
        assert following.starts_on == one.due_on + ONE_DAY
        assert one.starts_on <= one.due_on


@given(CYCLES, CYCLES, DAYS, st.integers(1, 700), st.integers(1, 700), st.lists(DAYS, max_size=8))
def test_a_change_of_cycle_leaves_no_hole_and_moves_nothing_that_was_due(
    first: Cycle, second: Cycle, begins: date, before: int, after: int, meetings: list[date]
) -> None:
    changed_on = begins + timedelta(days=before)
    spans = plan(duty_of(first, begins, None, meetings=meetings), [], changed_on)
    duty = duty_of(second, begins, None, since=changed_on, meetings=meetings)
    found = plan(duty, known(spans), changed_on + timedelta(days=after))
    past = [one.due_on for one in spans if one.due_on <= changed_on]
    assert due_days(found)[: len(past)] == past
    assert all(day > changed_on for day in due_days(found)[len(past) :])
    starts = [begins] + [one.due_on + ONE_DAY for one in found[:-1]]
    assert [one.starts_on for one in found] == (starts if found else [])


@given(CYCLES, DAYS, st.integers(0, 900))
def test_the_current_period_is_always_open_and_no_other_too_early(
    cycle: Cycle, begins: date, passed: int
) -> None:
    today = begins + timedelta(days=passed)
    spans = plan(duty_of(cycle, begins, None, meetings=[]), [], today)
    if cycle is EACH_MEETING:
        assert spans == []
        return
    assert spans[-1].due_on >= today
    assert all(one.due_on <= today + AHEAD for one in spans if one.starts_on > today + ONE_DAY)
