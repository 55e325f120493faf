"""Due dates that are computed, and the words that name them (DESIGN 3.8)."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.due_rules import Base, Bases, DueRule, NamedEvent, Rule, compute
from tracker.domain.due_words import means_none, read_rule

CONGRESS = NamedEvent(
    7, "Đại hội đại biểu Đảng bộ tỉnh", date(2020, 10, 25), date(2020, 10, 27), is_main=True
)
BASES = Bases(date(2020, 6, 11), None, (CONGRESS,))
CALENDAR = WorkingCalendar.of(off=[date(2020, 6, 15)])


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        (DueRule(Rule.FIXED, on=date(2020, 7, 4)), date(2020, 7, 4)),
        (DueRule(Rule.DAYS, 10), date(2020, 6, 21)),
        (DueRule(Rule.WORKING_DAYS, 2), date(2020, 6, 16)),
        (DueRule(Rule.BEFORE_EVENT, 15, event_id=7), date(2020, 10, 10)),
        (DueRule(Rule.UNTIL_EVENT, event_id=7), date(2020, 10, 27)),
        (DueRule(Rule.BEFORE_EVENT, 15, event_id=8), None),
        (DueRule(Rule.DAYS, 10, Base.ISSUE), None),
    ],
)
def test_a_rule_comes_to_a_date(rule: DueRule, wanted: date | None) -> None:
    assert compute(rule, BASES, CALENDAR).on == wanted


def test_rule_base_and_count_are_kept() -> None:
    due = compute(DueRule(Rule.WORKING_DAYS, 2), BASES, CALENDAR)
    assert due.stored == {
        "rule": "working_days",
        "base": "meeting",
        "base_on": "2020-06-11",
        "count": 2,
    }
    waiting = compute(DueRule(Rule.DAYS, 10, Base.ISSUE), BASES, CALENDAR)
    assert waiting.stored["base_on"] is None
    assert waiting.stored["count"] == 10


def test_a_date_beyond_the_calendar_is_clamped() -> None:
    late = Bases(date(9999, 12, 30), None)
    assert compute(DueRule(Rule.DAYS, 3000), late, CALENDAR).on == date.max


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("30/6/2020", DueRule(Rule.FIXED, on=date(2020, 6, 30))),
        ("trước ngày 30/6", DueRule(Rule.FIXED, on=date(2020, 6, 30))),
        ("1/3", DueRule(Rule.FIXED, on=date(2021, 3, 1))),
        ("15 ngày làm việc", DueRule(Rule.WORKING_DAYS, 15)),
        ("15 NLV sau họp", DueRule(Rule.WORKING_DAYS, 15)),
        ("10 ngày", DueRule(Rule.DAYS, 10)),
        ("2 tuần", DueRule(Rule.DAYS, 14)),
        ("10 ngày kể từ ngày ban hành", DueRule(Rule.DAYS, 10, Base.ISSUE)),
        ("5 ngày làm việc kể từ ngày ban hành", DueRule(Rule.WORKING_DAYS, 5, Base.ISSUE)),
        ("15 ngày trước Đại hội", DueRule(Rule.BEFORE_EVENT, 15, event_id=7)),
        ("trước đại hội 15 ngày", DueRule(Rule.BEFORE_EVENT, 15, event_id=7)),
        ("Đại hội − 15", DueRule(Rule.BEFORE_EVENT, 15, event_id=7)),
        ("dai hoi - 15", DueRule(Rule.BEFORE_EVENT, 15, event_id=7)),
        ("15 working days", DueRule(Rule.WORKING_DAYS, 15)),
        ("15 days before Đại hội đại biểu", DueRule(Rule.BEFORE_EVENT, 15, event_id=7)),
        ("32/13/2020", None),
        ("0 ngày", None),
        ("9999 ngày", None),
        ("sớm nhất có thể", None),
        ("", None),
    ],
)
def test_words_mean_a_rule(typed: str, wanted: DueRule | None) -> None:
    assert read_rule(typed, BASES) == wanted


def test_words_that_mean_no_date() -> None:
    assert all(map(means_none, ("không", "Không có hạn", "KHONG")))
    assert not means_none("15 ngày")
