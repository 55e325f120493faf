"""A standing task that is suspended or cancelled: which periods are asked for."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests.factories.standing import CONGRESS, Duty, noon
from tracker.domain.periods import Progress
from tracker.domain.tasks import TaskMove
from tracker.extensions import db
from tracker.services.task_moves import Decision, make_move

JUNE, JULY, AUGUST, SEPTEMBER = (date(2020, month, 25) for month in (6, 7, 8, 9))


@pytest.fixture
def duty(app: Flask) -> Duty:
    """A monthly task up to the Congress, on its first day."""
    return Duty()


def go(duty: Duty, move: TaskMove, month: int, day: int) -> None:
    """Make a move on a day of 2020, and run the opening that evening."""
    needs_day = move is TaskMove.SUSPEND
    said = Decision("Chờ ý kiến", date(2020, 12, 1) if needs_day else None)
    make_move(duty.task.id, move, said, actor=duty.secretary, now=noon(2020, month, day))
    db.session.commit()
    assert duty.open(noon(2020, month, day)) == 0


@pytest.mark.parametrize(
    ("out", "back"),
    [(TaskMove.SUSPEND, TaskMove.RESUME), (TaskMove.CANCEL, TaskMove.REINSTATE)],
)
def test_no_period_is_asked_for_on_days_off_and_the_end_stays(
    duty: Duty, out: TaskMove, back: TaskMove
) -> None:
    duty.open(noon(2020, 7, 1))
    go(duty, out, 7, 10)
    assert duty.period(JULY).progress is Progress.WITHDRAWN
    go(duty, back, 9, 1)
    duty.open(noon(2020, 9, 20))
    states = dict(duty.standing(date(2020, 9, 20)))
    assert states[JUNE] in ("late", "missed")
    assert JULY not in states
    assert AUGUST not in states
    assert states[SEPTEMBER] == "due"
    assert duty.task.deadline_on == CONGRESS
