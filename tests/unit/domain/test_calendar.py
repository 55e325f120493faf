"""Working days, by examples of the official calendar and by property."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import WorkingCalendar

REUNIFICATION_2021 = WorkingCalendar.of(
    off=[date(2021, 4, 21), date(2021, 4, 30), date(2021, 5, 3)]
)
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
CALENDARS = st.builds(
    WorkingCalendar.of, off=st.sets(DAYS, max_size=20), working=st.sets(DAYS, max_size=5)
)


def test_thirty_working_days_over_two_holidays() -> None:
    assert REUNIFICATION_2021.add_working_days(date(2021, 4, 8), 30) == date(2021, 5, 25)


def test_a_swapped_saturday_is_worked() -> None:
    calendar = WorkingCalendar.of(off=[date(2024, 4, 29)], working=[date(2024, 5, 4)])
    assert calendar.is_working_day(date(2024, 5, 4))
    assert not calendar.is_working_day(date(2024, 4, 29))


def test_counting_starts_on_the_day_after() -> None:
    friday = date(2020, 6, 12)
    assert WorkingCalendar().add_working_days(friday, 1) == date(2020, 6, 15)
    assert WorkingCalendar().add_working_days(date(2020, 6, 13), 1) == date(2020, 6, 15)


def test_the_end_of_time_is_no_error() -> None:
    assert WorkingCalendar().add_working_days(date.max, 3) == date.max
    assert WorkingCalendar().add_working_days(date.min, -3) == date.min


@given(CALENDARS, DAYS, st.integers(-60, 60))
def test_adding_and_counting_agree(calendar: WorkingCalendar, start: date, count: int) -> None:
    end = calendar.add_working_days(start, count)
    assert count == 0 or calendar.is_working_day(end)
    if count >= 0:
        assert calendar.working_days_between(start, end) == count


@given(CALENDARS, DAYS)
def test_the_nearest_working_days_enclose_a_day(calendar: WorkingCalendar, day: date) -> None:
    before, after = calendar.on_or_before(day), calendar.on_or_after(day)
    assert before <= day <= after
    assert calendar.is_working_day(before)
    assert calendar.is_working_day(after)
    inside = (before + timedelta(days=n) for n in range(1, (after - before).days))
    assert not any(calendar.is_working_day(one) for one in inside)
