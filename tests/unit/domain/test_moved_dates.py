"""Stored rules, computed again."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.goldens.scoring import HERE
from tracker.domain import breakdown
from tracker.domain.breakdown.dues import Bases as TextBases
from tracker.domain.breakdown.redating import read_now
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.directory import Directory
from tracker.domain.due_rules import Base, Bases, DueRule, NamedEvent, Rule
from tracker.domain.moved_dates import read_stored, recompute

MEETING = date(2020, 6, 11)
CONGRESS = NamedEvent(3, "Đại hội", date(2020, 10, 25), date(2020, 10, 27), is_main=True)
DAYS = (date(2020, 10, 25), date(2020, 10, 27))
BASES = Bases(MEETING, None, (CONGRESS,))
TEN_DAYS = {"rule": "working_days", "base": "meeting", "base_on": "2020-06-11", "count": 10}


@pytest.mark.parametrize(
    ("stored", "on"),
    [
        (TEN_DAYS, date(2020, 6, 25)),
        ({"rule": "days", "base": "meeting", "count": 10}, date(2020, 6, 21)),
        ({"rule": "before_event", "base": "event:3", "count": 15}, date(2020, 10, 10)),
        ({"rule": "until_event", "base": "event:3", "count": 0}, date(2020, 10, 27)),
        ({"rule": "before_event", "base": "event:4", "count": 15}, None),
        ({"rule": "days", "base": "issue", "count": 10}, None),
        ({"rule": "fixed"}, None),
        ({"why": "15 ngày kể từ ngày ban hành"}, None),
        ({"rule": "days", "base": "the moon", "count": 10}, None),
        ({"rule": "days", "base": "event:x", "count": "ten"}, None),
        ({}, None),
    ],
)
def test_a_stored_rule_is_computed_again(stored: dict[str, object], on: date | None) -> None:
    due = recompute(stored, BASES, WorkingCalendar())
    assert (due.on if due else None) == on


def test_a_day_off_moves_what_counts_working_days_only() -> None:
    calendar = WorkingCalendar.of(off=[date(2020, 6, 15)])
    due = recompute(TEN_DAYS, BASES, calendar)
    assert due is not None
    assert due.on == date(2020, 6, 26)
    assert due.stored["base_on"] == "2020-06-11"
    stays = recompute({"rule": "days", "base": "meeting", "count": 10}, BASES, calendar)
    assert stays is not None
    assert stays.on == date(2020, 6, 21)


def test_what_is_stored_is_read_as_it_was_written() -> None:
    assert read_stored(TEN_DAYS) == DueRule(Rule.WORKING_DAYS, 10, Base.MEETING)
    again = recompute(TEN_DAYS, BASES, WorkingCalendar())
    assert again is not None
    assert again.stored == TEN_DAYS


def test_what_was_read_from_a_text_comes_out_the_same_while_nothing_changes() -> None:
    directory = Directory.from_json(json.loads((HERE / "directory.json").read_text("utf-8")))
    calendar, events = WorkingCalendar(), (breakdown.Event("Đại hội", *DAYS),)
    read = 0
    for path in sorted((HERE / "texts").glob("*.txt")):
        found = breakdown.break_down(path.read_text("utf-8"), directory, events=events)
        bases = TextBases(found.held_on, found.issued_on, calendar, events)
        for one in found.proposals:
            again = read_now(one.due_text or "", bases, one.due_rule or "")
            read += again is not None
            assert again is None or again.on == one.due_on, one.due_text
    assert read > 40
