"""Days off: one definition of the pauses of a task and of what they do to its deadline."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.suspensions import (
    NOT_OWED,
    Pause,
    days_off,
    deadline,
    move_between,
    pauses_of,
)
from tracker.domain.tasks import TASK_MOVES, Kind, TaskMove, TaskState

START = date(2020, 7, 1)
OPEN = TaskState.OPEN


def day(number: int) -> date:
    """Some day, counted from the start."""
    return START + timedelta(days=number)


@st.composite
def courses(draw: st.DrawFn) -> list[tuple[TaskState, date]]:
    """What a task went through, in the order of days; several changes may fall on one day."""
    days = sorted(draw(st.lists(st.integers(0, 60), max_size=12)))
    states = draw(
        st.lists(st.sampled_from([OPEN, *sorted(NOT_OWED)]), min_size=len(days), max_size=len(days))
    )
    return [(OPEN, START), *zip(states, map(day, days), strict=True)]


def is_off(course: list[tuple[TaskState, date]], one: date) -> bool:
    """The same said day by day: the state that a day ended in was none in which work is owed."""
    state = next(state for state, since in reversed(course) if since <= one)
    return state in NOT_OWED


@given(courses(), st.integers(0, 60), st.integers(0, 90))
def test_the_deadline_moves_by_each_day_that_ended_off(
    course: list[tuple[TaskState, date]], set_on: int, due: int
) -> None:
    """Whenever the date was set, before, between or during suspensions."""
    course = [*course, (OPEN, day(70))]
    off = sum(is_off(course, day(one)) for one in range(set_on, 70))
    moved = deadline(day(due), Kind.ONE_OFF, set_on=day(set_on), pauses=pauses_of(course))
    assert moved == day(due + off)


@given(courses())
def test_pauses_follow_each_other_and_only_the_last_may_be_running(
    course: list[tuple[TaskState, date]],
) -> None:
    pauses = pauses_of(course)
    ends = [one.until for one in pauses]
    assert None not in ends[:-1]
    for before, after in pairwise(pauses):
        assert before.until is not None
        assert before.begins_on <= before.until <= after.begins_on
    is_off_now = course[-1][0] in NOT_OWED
    assert bool(ends and ends[-1] is None) is is_off_now


@given(courses(), st.integers(0, 60))
def test_a_running_pause_moves_nothing_yet(course: list[tuple[TaskState, date]], cut: int) -> None:
    """As of a past day the deadline is what had come of the pauses that were over by then."""
    known = [one for one in course if one[1] <= day(cut)]
    ended = [one for one in pauses_of(known) if one.until]
    assert days_off(pauses_of(known), START) == days_off(ended, START)


def test_two_suspensions_add_up_and_days_before_the_date_was_set_do_not_count() -> None:
    pauses = [Pause(day(2), day(5)), Pause(day(10), day(14))]
    for set_on, days in ((0, 7), (3, 6), (5, 4), (12, 2), (14, 0)):
        assert days_off(pauses, day(set_on)) == days


def test_a_standing_task_and_one_without_date_keep_what_they_have() -> None:
    pauses = [Pause(day(2), day(5))]
    assert deadline(day(9), Kind.STANDING, set_on=START, pauses=pauses) == day(9)
    assert deadline(None, Kind.ONE_OFF, set_on=START, pauses=pauses) is None


def test_no_date_lies_beyond_the_last_one() -> None:
    pauses = [Pause(day(2), day(5))]
    assert deadline(date.max, Kind.ONE_OFF, set_on=START, pauses=pauses) == date.max


def test_each_move_is_told_from_the_states_that_it_leads_between() -> None:
    for move, rule in TASK_MOVES.items():
        for source in rule.sources:
            expected = None if move in (TaskMove.PROLONG, TaskMove.END) else move
            assert move_between(source, rule.target) is expected
    assert move_between(OPEN, TaskState.COMPLETED) is None
    assert move_between(TaskState.COMPLETED, OPEN) is None
