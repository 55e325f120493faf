"""What may be asked for: the words of a date, the limits, and what a request does to reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.domain.test_reminders import FRIDAY, LADDER, OWED, WEEKS, dated, days_of
from tracker.domain.due_rules import Bases, NamedEvent
from tracker.domain.errors import InvalidInput
from tracker.domain.extensions import Dates, Limits, read_new_date, require_possible
from tracker.domain.ladder import Audience, LadderRule
from tracker.domain.owed import PendingExtension
from tracker.domain.reminders import due_steps, steps
from tracker.domain.tasks import Part, TaskState

CONGRESS = NamedEvent(1, "Đại hội Đảng bộ tỉnh", date(2020, 10, 25), date(2020, 10, 27), True)
BASES = Bases(date(2020, 6, 11), date(2020, 6, 20), (CONGRESS,))
UNTIL = date(2020, 7, 31)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20/07/2020", date(2020, 7, 20)),
        ("20/7", date(2020, 7, 20)),
        ("10 ngày", date(2020, 7, 20)),
        ("5 ngày làm việc", date(2020, 7, 17)),
        ("2 tuần", date(2020, 7, 24)),
        ("trước Đại hội 15 ngày", date(2020, 10, 10)),
        ("30 ngày kể từ ngày ban hành", date(2020, 7, 20)),
        ("không", None),
        ("31/02/2020", None),
        ("sớm nhất có thể", None),
    ],
)
def test_days_without_a_base_count_from_the_date_in_force(typed: str, meant: date | None) -> None:
    assert read_new_date(typed, FRIDAY, BASES, WEEKS) == meant


DATES = Dates(date(2020, 7, 1), FRIDAY, extended=1)


@pytest.mark.parametrize(
    ("new_on", "limits", "code"),
    [
        (FRIDAY, Limits(), "extension_not_later"),
        (date(2020, 7, 11), Limits(most=1), "extension_limit_most"),
        (date(2020, 7, 16), Limits(days_each=5), "extension_limit_each"),
        (date(2020, 7, 16), Limits(days_total=14), "extension_limit_total"),
    ],
)
def test_what_is_beyond_a_limit_is_refused(new_on: date, limits: Limits, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        require_possible(new_on, DATES, limits)


def test_the_last_day_within_each_limit_is_possible() -> None:
    require_possible(date(2020, 7, 15), DATES, Limits(most=2, days_each=5, days_total=14))
    require_possible(date(2030, 1, 1), DATES, Limits())


def asked(day: int, *, after_digest: bool = True, by_leaders: bool = False) -> PendingExtension:
    """A request of July 2020."""
    on = date(2020, 7, day)
    return PendingExtension(on, on.replace(day=day + int(after_digest)), by_leaders=by_leaders)


def test_the_overdue_step_is_held_for_two_working_days_and_comes_once() -> None:
    late = replace(OWED, extension=asked(15), speaks_for_task=True)
    officers = days_of(late, LadderRule.OVERDUE, Audience.AGENCY, UNTIL)
    assert officers == dated((13, 7), (17, 7), (21, 7), (24, 7), (29, 7))
    told = [one.rule for one in due_steps(late, LADDER, WEEKS, date(2020, 7, 16))]
    assert LadderRule.EXTENSION_UNDECIDED not in told


def test_a_request_before_the_digest_holds_that_days_step() -> None:
    late = replace(OWED, extension=asked(13, after_digest=False))
    first = days_of(late, LadderRule.OVERDUE, Audience.AGENCY, UNTIL)[0]
    assert first == date(2020, 7, 15)
    after = replace(OWED, extension=asked(13))
    assert days_of(after, LadderRule.OVERDUE, Audience.AGENCY, UNTIL)[0] == date(2020, 7, 13)


def test_nobody_gets_the_same_step_twice_when_steps_meet() -> None:
    late = replace(OWED, extension=asked(14))
    found = steps(late, LADDER, WEEKS, UNTIL)
    keys = [(one.step_on, one.rule, one.audience) for one in found]
    assert len(keys) == len(set(keys))
    heads = [one for one in found if one.audience is Audience.AGENCY_HEAD]
    assert heads[0].step_on == date(2020, 7, 16)


def test_who_decides_is_reminded_once_for_the_task() -> None:
    owed = replace(OWED, extension=asked(8), speaks_for_task=True)
    rule = LadderRule.EXTENSION_UNDECIDED
    assert days_of(owed, rule, Audience.SECRETARIAT) == dated((10, 7))
    assert days_of(owed, rule, Audience.COMMITTEE_HEAD) == []
    by_leaders = replace(owed, extension=asked(8, by_leaders=True))
    assert days_of(by_leaders, rule, Audience.COMMITTEE_HEAD) == dated((10, 7))
    assert days_of(replace(owed, speaks_for_task=False), rule, Audience.SECRETARIAT) == []
    suspended = replace(owed, task_state=TaskState.SUSPENDED)
    assert steps(suspended, LADDER, WEEKS, UNTIL) == []


def test_before_the_date_nothing_is_held() -> None:
    owed = replace(OWED, extension=asked(7))
    assert days_of(owed, LadderRule.BEFORE_DUE, Audience.AGENCY) == dated((1, 7), (7, 7), (9, 7))
    helper = replace(OWED, part=Part.COORDINATING, extension=asked(10))
    assert days_of(helper, LadderRule.OVERDUE, Audience.AGENCY) == dated((14, 7))
