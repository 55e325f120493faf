"""The installation's calendar of working days: writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.calendar import SATURDAY, SEED_SOURCE
from tracker.domain.errors import InvalidInput
from tracker.domain.text import normalise
from tracker.extensions import db
from tracker.models.committees import CalendarDay, DayKind
from tracker.queries import calendar as queries
from tracker.services import journal
from tracker.services.administration import require_administrator

FIRST_YEAR = 2020
LAST_YEAR = 2100

Kind = DayKind


def fill_years(*, first: int, last: int, actor: Viewer, now: datetime) -> int:
    """Enter the public days off and swapped days of the years that were not filled yet.

    Gives the number of days entered; a day that was entered by hand stays as it is. Years beyond
    the last official decision hold the days of the Labour Code only; swaps are decided yearly
    and entered by hand. Raises InvalidInput("year_unfit"), NotAllowed.
    """
    require_administrator(actor)
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise InvalidInput("year_unfit", first=FIRST_YEAR, last=LAST_YEAR)
    filled = set(queries.list_filled_years())
    years = [year for year in range(first, last + 1) if year not in filled]
    rows = [row for row in _official_days(years) if queries.find_day(row.day) is None]
    db.session.add_all(rows)
    db.session.flush()
    if rows:
        data = {"first": years[0], "last": years[-1], "days": len(rows)}
        journal.record("calendar_filled", "calendar", 0, actor=actor, now=now, data=data)
    return len(rows)


def add_day(
    *, day: date, kind: DayKind, name: str, source: str, actor: Viewer, now: datetime
) -> CalendarDay:
    """Enter a day off, or a day worked in exchange for one.

    ``source`` names the decision; a seeded holiday, put back, may fall on a weekend as well.
    Raises InvalidInput("day_taken", "day_ordinary", "year_unfit").
    """
    require_administrator(actor)
    if queries.find_day(day) is not None:
        raise InvalidInput("day_taken", "day")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidInput("year_unfit", "day", first=FIRST_YEAR, last=LAST_YEAR)
    if source != SEED_SOURCE and (day.weekday() < SATURDAY) is (kind is DayKind.WORKING):
        raise InvalidInput("day_ordinary", "day")
    row = CalendarDay(day=day, kind=kind, name=normalise(name), source=normalise(source))
    db.session.add(row)
    db.session.flush()
    _note("calendar_day_added", row, actor, now)
    return row


def strike_day(*, day_id: int, actor: Viewer, now: datetime) -> CalendarDay:
    """Take an entry out, so that the day counts as its weekday does; gives it back, detached."""
    require_administrator(actor)
    row = queries.get_day(day_id)
    _note("calendar_day_struck", row, actor, now)
    db.session.delete(row)
    db.session.flush()
    return row


def _note(act: str, row: CalendarDay, actor: Viewer, now: datetime) -> None:
    data = {"day": row.day.isoformat(), "kind": row.kind.value}
    journal.record(act, "calendar_day", row.id, actor=actor, now=now, data=data)


def _official_days(years: list[int]) -> Iterator[CalendarDay]:
    import holidays

    if not years:
        return
    known = holidays.country_holidays("VN", years=years, language="vi")
    for day in sorted(known):
        yield CalendarDay(day=day, kind=DayKind.OFF, name=known[day], source=SEED_SOURCE)
    for day in sorted(known.weekend_workdays):
        if day.year in years:
            name = f"Ngày làm bù{_exchanged_for(day, known)}"
            yield CalendarDay(day=day, kind=DayKind.WORKING, name=name, source=SEED_SOURCE)


def _exchanged_for(worked: date, known: dict[date, str]) -> str:
    """The package names a swapped day off "Ngày nghỉ (thay cho ngày dd/mm/yyyy)"."""
    wanted = worked.strftime("%d/%m/%Y")
    for day, name in known.items():
        if re.search(rf"thay cho ngày {wanted}", name):
            return f" (thay cho ngày {day:%d/%m/%Y})"
    return ""
