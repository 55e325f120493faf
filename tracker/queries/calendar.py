"""Days off, days worked in exchange, and what "today" and "soon" mean for a committee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, case, extract, literal, select

from tracker.domain.calendar import SEED_SOURCE, WorkingCalendar
from tracker.domain.errors import NotFound
from tracker.extensions import db
from tracker.models.committees import CalendarDay, Committee, DayKind


@dataclass(frozen=True, slots=True)
class Horizon:
    """What time state is measured against, in one committee."""

    today: date
    soon_until: date


def get_calendar() -> WorkingCalendar:
    """The installation's calendar of working days."""
    days = db.session.execute(select(CalendarDay.day, CalendarDay.kind)).all()
    return WorkingCalendar.of(
        off=[day for day, kind in days if kind is DayKind.OFF],
        working=[day for day, kind in days if kind is DayKind.WORKING],
    )


def list_days(year: int) -> Sequence[CalendarDay]:
    """The year's entries of the calendar, by date."""
    inside = CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31))
    return db.session.scalars(select(CalendarDay).where(inside).order_by(CalendarDay.day)).all()


def list_covered_years() -> Sequence[int]:
    """The years that the table has an entry for, ascending."""
    year = extract("year", CalendarDay.day)
    return [int(one) for one in db.session.scalars(select(year).distinct().order_by(year))]


def list_filled_years() -> Sequence[int]:
    """The years whose public days off were entered from the seed, ascending."""
    year = extract("year", CalendarDay.day)
    rows = select(year).where(CalendarDay.source == SEED_SOURCE).distinct().order_by(year)
    return [int(one) for one in db.session.scalars(rows)]


class Cover(StrEnum):
    """How far a year's calendar can be relied on."""

    NONE = "none"
    LAW = "law"
    """The days of the Labour Code only: the year's swapped days are not decided, or not entered."""
    DECIDED = "decided"


def get_cover(year: int) -> Cover:
    """How far the calendar of a year can be relied on."""
    rows = list_days(year)
    if not rows:
        return Cover.NONE
    swaps = (one for one in rows if one.kind is DayKind.WORKING or one.source != SEED_SOURCE)
    return Cover.DECIDED if any(swaps) else Cover.LAW


def find_day(day: date) -> CalendarDay | None:
    """The table's entry for a day, or None."""
    return db.session.scalar(select(CalendarDay).where(CalendarDay.day == day))


def get_day(day_id: int) -> CalendarDay:
    """The entry with this key. Raises NotFound."""
    row = db.session.get(CalendarDay, day_id)
    if row is None:
        raise NotFound("day")
    return row


def get_horizon(committee: Committee, now: datetime) -> Horizon:
    """Today in the committee's zone, and the last day that counts as due soon (DESIGN 3.4)."""
    return _horizon(committee.time_zone, committee.due_soon_days, now, get_calendar())


class Horizons:
    """The horizons of every committee on one day, for lists that run over several."""

    def __init__(self, now: datetime, *, day: date | None = None) -> None:
        """Read committees and calendar once; ``day`` looks back at a past day instead of today."""
        calendar = get_calendar()
        rows = select(Committee.id, Committee.time_zone, Committee.due_soon_days)
        self._by_committee = {
            row.id: _horizon(row.time_zone, row.due_soon_days, now, calendar, day)
            for row in db.session.execute(rows)
        }

    def of(self, committee_id: int) -> Horizon:
        """The horizon of one committee."""
        return self._by_committee[committee_id]

    def today_sql(self, committee_id: ColumnElement[int]) -> ColumnElement[date]:
        """*Today* of the row's committee, as an SQL expression."""
        return _choose(committee_id, {key: one.today for key, one in self._by_committee.items()})

    def soon_sql(self, committee_id: ColumnElement[int]) -> ColumnElement[date]:
        """The last day that counts as soon in the row's committee, as an SQL expression."""
        days = {key: one.soon_until for key, one in self._by_committee.items()}
        return _choose(committee_id, days)


def _choose(committee_id: ColumnElement[int], days: Mapping[int, date]) -> ColumnElement[date]:
    if len(set(days.values())) <= 1:
        return literal(next(iter(days.values()), date.max), Date)
    return case(*((committee_id == key, literal(day, Date)) for key, day in days.items()))


def _horizon(
    zone: str,
    soon_days: int,
    now: datetime,
    calendar: WorkingCalendar,
    day: date | None = None,
) -> Horizon:
    today = day or now.astimezone(ZoneInfo(zone)).date()
    return Horizon(today, calendar.add_working_days(today, soon_days))
