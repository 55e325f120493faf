"""The table of moves and the one definition of time state."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.errors import InvalidInput, InvalidMove
from tracker.domain.tasks import (
    MOVES,
    AssignmentState,
    Kind,
    Move,
    Part,
    TaskMove,
    TaskState,
    TimeFacts,
    TimeState,
    answered_on,
    moves_from,
    require_reason,
    rule_for,
    task_moves_from,
    task_rule_for,
    time_state,
)

DUE = date(2020, 7, 10)
SOON_UNTIL = date(2020, 7, 13)


def state_on(
    today: date,
    *,
    state: TaskState = TaskState.OPEN,
    kind: Kind = Kind.ONE_OFF,
    deadline: date | None = DUE,
    answered: date | None = None,
) -> TimeState:
    """The time state of one made-up task."""
    facts = TimeFacts(state, kind, deadline, answered)
    return time_state(facts, today=today, soon_until=SOON_UNTIL)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2020, 7, 8), TimeState.SOON),
        (DUE, TimeState.SOON),
        (date(2020, 7, 11), TimeState.OVERDUE),
    ],
)
def test_the_due_day_itself_is_on_time(today: date, expected: TimeState) -> None:
    assert state_on(today) is expected


def test_a_date_far_off_is_within_time() -> None:
    assert state_on(date(2020, 7, 8), deadline=date(2020, 8, 1)) is TimeState.WITHIN


def test_a_report_is_judged_by_its_filing_day_while_it_waits() -> None:
    much_later = date(2020, 9, 1)
    assert state_on(much_later, answered=DUE) is TimeState.WITHIN
    assert state_on(much_later, answered=date(2020, 7, 11)) is TimeState.OVERDUE


def test_a_standing_task_is_never_overdue_itself() -> None:
    assert state_on(date(2020, 9, 1), kind=Kind.STANDING) is TimeState.WITHIN


@pytest.mark.parametrize(
    ("answered", "deadline", "expected"),
    [
        (DUE, DUE, TimeState.DONE),
        (date(2020, 7, 11), DUE, TimeState.LATE),
        (DUE, None, TimeState.DONENODATE),
    ],
)
def test_completed_tasks_are_judged_by_the_day_of_the_report(
    answered: date, deadline: date | None, expected: TimeState
) -> None:
    found = state_on(
        date(2021, 1, 1), state=TaskState.COMPLETED, deadline=deadline, answered=answered
    )
    assert found is expected


def test_suspended_and_cancelled_stand_apart_from_dates() -> None:
    late = date(2021, 1, 1)
    assert state_on(late, state=TaskState.SUSPENDED) is TimeState.PAUSED
    assert state_on(late, state=TaskState.CANCELLED) is TimeState.CANCELLED
    assert state_on(late, deadline=None) is TimeState.NODATE


def test_a_task_is_answered_for_when_its_last_lead_has_filed() -> None:
    assert answered_on([DUE, None]) is None
    assert answered_on([DUE, date(2020, 7, 12)]) == date(2020, 7, 12)
    assert answered_on([]) is None


def test_the_table_names_each_move_once_per_state() -> None:
    seen = [(rule.move, rule.part, state) for rule in MOVES for state in rule.sources]
    assert len(seen) == len(set(seen))


def test_every_state_can_be_reached_and_only_ends_have_no_way_out() -> None:
    for part, ends in (
        (Part.LEAD, {AssignmentState.ACCEPTED}),
        (Part.COORDINATING, {AssignmentState.CONFIRMED}),
    ):
        reached = {rule.target for rule in MOVES if rule.part is part}
        onward = {one: {rule.move for rule in moves_from(part, one)} for one in reached}
        assert {one for one, moves in onward.items() if moves <= {Move.REOPEN}} == ends


def test_a_move_outside_the_table_is_refused() -> None:
    with pytest.raises(InvalidMove):
        rule_for(Move.ACCEPT, Part.LEAD, AssignmentState.ASSIGNED)
    with pytest.raises(InvalidMove):
        task_rule_for(TaskMove.RESUME, TaskState.OPEN)


def test_a_return_needs_a_reason() -> None:
    rule = rule_for(Move.RETURN, Part.LEAD, AssignmentState.REPORTED)
    with pytest.raises(InvalidInput):
        require_reason(rule, "  ")
    require_reason(rule, "Thiếu phụ lục")


def test_a_whole_task_comes_back_from_every_state_that_a_move_leads_to() -> None:
    assert task_moves_from(TaskState.OPEN) == (TaskMove.SUSPEND, TaskMove.CANCEL, TaskMove.END)
    assert task_moves_from(TaskState.SUSPENDED) == (
        TaskMove.PROLONG,
        TaskMove.RESUME,
        TaskMove.CANCEL,
    )
    assert task_moves_from(TaskState.CANCELLED) == (TaskMove.REINSTATE,)
    assert task_moves_from(TaskState.COMPLETED) == ()
