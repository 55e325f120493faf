"""Figures of periods: they open as many rows as they say, and a past day can be asked again."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask

from tests.factories.standing import Duty, noon
from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.periods import COUNTED, PeriodMove, PeriodState, Progress
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.queries import period_figures
from tracker.queries import periods as queries
from tracker.queries.facts import AsOf
from tracker.queries.period_figures import ChosenPeriods
from tracker.queries.reports import Scope
from tracker.services import due_dates
from tracker.services.dated import note_task

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
Printed = tuple[dict[str, int], list[tuple[int, str, str]]]


def printed(duty: Duty, now: datetime, day: date | None = None) -> Printed:
    """What a report says: the figures by state, and every row behind them."""
    scope = Scope(duty.leader, now, AsOf.day_in(day, ZONE) if day else None)
    lines = period_figures.list_agencies(scope)
    figures = {state.value: sum(line.figures.count(state) for line in lines) for state in COUNTED}
    rows = period_figures.list_periods(scope, ChosenPeriods())
    return figures, [(one.period.id, one.state.value, str(one.answered_on)) for one in rows]


def act(duty: Duty, dice: random.Random, now: datetime) -> None:
    """Something happens on a day, or nothing: a report, an answer, a moved end."""
    owed = [
        one
        for one in queries.list_of_task(duty.task.id)
        if one.progress is Progress.OPEN and one.starts_on <= now.date()
    ]
    waiting = [
        one for one in queries.list_of_task(duty.task.id) if one.progress is Progress.REPORTED
    ]
    chance = dice.random()
    if chance < 0.12 and owed:
        duty.report(dice.choice(owed).due_on, now)
    elif chance < 0.2 and waiting:
        move = dice.choice([PeriodMove.ACCEPT, PeriodMove.RETURN])
        duty.answer(dice.choice(waiting).due_on, move, now, words="Lý do")
    elif chance < 0.24:
        due_dates.set_due_date(
            duty.task.id,
            due_on=now.date() + timedelta(days=dice.randrange(5, 90)),
            reason="Dời",
            actor=duty.secretary,
            now=now,
        )
        db.session.commit()


def test_a_past_days_figures_are_those_that_were_printed(app: Flask) -> None:
    dice, duty = random.Random(20200615), Duty("weekly:5", date(2020, 12, 1))
    kept: dict[date, Printed] = {}
    for number in range(90):
        now = noon(2020, 6, 15) + timedelta(days=number)
        duty.open(now - timedelta(hours=4))
        act(duty, dice, now)
        kept[now.date()] = printed(duty, now)
    end = noon(2020, 10, 1)
    assert {state for figures, _rows in kept.values() for state in figures if figures[state]} == {
        state.value for state in COUNTED
    }
    for day, was in kept.items():
        assert printed(duty, end, day) == was, day


def test_every_figure_opens_as_many_rows_as_it_says(app: Flask) -> None:
    duty = Duty("weekly:5")
    duty.open(noon(2020, 7, 10))
    duty.report(date(2020, 6, 19), noon(2020, 6, 18))
    scope = Scope(duty.leader, noon(2020, 7, 10))
    (line,) = period_figures.list_agencies(scope)
    for state in (None, *COUNTED):
        chosen = ChosenPeriods(state, line.agency_id)
        wanted = line.figures.count(state) if state else line.figures.total
        assert len(period_figures.list_periods(scope, chosen)) == wanted
        assert period_figures.count_periods(scope, chosen) == wanted
    assert line.figures.count(PeriodState.ON_TIME) == 1
    assert line.figures.count(PeriodState.DUE) == 1
    assert period_figures.count_periods(scope, ChosenPeriods(None, line.agency_id + 9)) == 0


def test_who_sees_no_figures_sees_no_periods_and_a_cancelled_task_counts_nowhere(
    app: Flask,
) -> None:
    duty, now = Duty(), noon(2020, 7, 10)
    everybody = {duty.committee.id: frozenset({CommitteeRole.OBSERVER})}
    assert period_figures.list_agencies(Scope(duty.officer, now)) == []
    assert period_figures.list_agencies(Scope(Viewer(1, "", committee_roles=everybody), now)) != []
    duty.task.state = TaskState.CANCELLED
    note_task(duty.task, actor=duty.secretary, now=now, meant_on=now.date())
    db.session.commit()
    assert period_figures.list_agencies(Scope(duty.leader, now)) == []
