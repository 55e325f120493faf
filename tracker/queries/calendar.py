"""Days off, days worked in exchange, and what "today" and "soon" mean for a committee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, case, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.domain.calendar import WorkingCalendar
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
    return db.session.scalars(
        select(CalendarDay).where(inside).order_by(CalendarDay.day)
    ).all()


def get_horizon(committee: Committee, now: datetime) -> Horizon:
    """Today in the committee's zone, and the last day that counts as due soon (DESIGN 3.4)."""
    return _horizon(committee.time_zone, committee.due_soon_days, now, get_calendar())


class Horizons:
    """The horizons of every committee at one instant, for lists that run over several."""

    def __init__(self, now: datetime) -> None:
        """Read committees and calendar once."""
        calendar = get_calendar()
        self._by_committee = {
            row.id: _horizon(row.time_zone, row.due_soon_days, now, calendar)
            for row in db.session.execute(
                select(Committee.id, Committee.time_zone, Committee.due_soon_days)
            )
        }

    def of(self, committee_id: int) -> Horizon:
        """The horizon of one committee."""
        return self._by_committee[committee_id]

    def today_sql(
        self, committee_id: InstrumentedAttribute[int]
    ) -> ColumnElement[date]:
        """*Today* of the row's committee, as an SQL expression."""
        return self._choose(
            committee_id, {k: h.today for k, h in self._by_committee.items()}
        )

    def soon_sql(self, committee_id: InstrumentedAttribute[int]) -> ColumnElement[date]:
        """The last day that counts as soon in the row's committee, as an SQL expression."""
        return self._choose(
            committee_id, {k: h.soon_until for k, h in self._by_committee.items()}
        )

    def _choose(
        self, committee_id: InstrumentedAttribute[int], days: dict[int, date]
    ) -> ColumnElement[date]:
        if len(set(days.values())) <= 1:
            return literal(next(iter(days.values()), date.max), Date)
        return case(
            *((committee_id == key, literal(day, Date)) for key, day in days.items())
        )


def _horizon(
    zone: str, soon_days: int, now: datetime, calendar: WorkingCalendar
) -> Horizon:
    today = now.astimezone(ZoneInfo(zone)).date()
    return Horizon(today, calendar.add_working_days(today, soon_days))
