"""What waits for a secretariat today: counts, and the lists behind them (DESIGN 8).

A count and its list are built from the same selection, so a figure opens as many rows as it
says. Only the committees whose secretary the viewer is are looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.calendar import ONE_DAY, WorkingCalendar
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.conclusions import Conclusion
from tracker.models.extensions import Extension
from tracker.models.periods import Period
from tracker.models.recommendations import Recommendation
from tracker.models.tasks import Assignment, Task
from tracker.models.updates import Directive
from tracker.queries.calendar import Horizons, get_calendar
from tracker.queries.facts import current_time_state
from tracker.queries.needs import LOADED, SELECTIONS, Need
from tracker.queries.reminders import receipt_days


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One thing that waits. ``since`` is a day in the committee's zone."""

    need: Need
    committee_id: int
    task: Task | None = None
    assignment: Assignment | None = None
    directive: Directive | None = None
    conclusion: Conclusion | None = None
    recommendation: Recommendation | None = None
    extension: Extension | None = None
    since: date | None = None
    working_days: int = 0
    """Since when, counted in working days up to today."""


class Today:
    """The selections of one secretariat at one instant."""

    def __init__(self, viewer: Viewer, now: datetime) -> None:
        """Read committees and calendar once."""
        seen = viewer.committees_as(CommitteeRole.SECRETARY)
        rows = select(Committee).where(Committee.id.in_(seen)).order_by(Committee.id)
        self._committees = list(db.session.scalars(rows))
        self._calendar = get_calendar()
        self._horizons = Horizons(now)
        self._now = now

    def count(self, need: Need) -> int:
        """How many wait."""
        rows = SELECTIONS[need](self).order_by(None).subquery()
        return db.session.scalar(select(func.count()).select_from(rows)) or 0

    def lines(self, need: Need, *, limit: int, offset: int = 0) -> list[TodayLine]:
        """What waits, the longest first."""
        rows = SELECTIONS[need](self).limit(limit).offset(offset).options(*LOADED[need])
        return [self._line(need, *found) for found in db.session.execute(rows)]

    def today(self, committee_id: int) -> date:
        """The day in the committee's zone."""
        return self._horizons.of(committee_id).today

    @property
    def committees(self) -> list[Committee]:
        """The committees that are looked at."""
        return self._committees

    @property
    def ids(self) -> list[int]:
        """Their keys."""
        return [one.id for one in self._committees]

    def time_state(self) -> ColumnElement[str]:
        """The time state of a task."""
        return current_time_state(self._horizons)

    def day_sql(self) -> ColumnElement[date]:
        """The day in the zone of the task's committee."""
        return self._horizons.today_sql(Task.__table__.c.committee_id)

    def before(self, instant: Any, limit: Callable[[Committee], datetime]) -> ColumnElement[bool]:
        """The condition that ``instant`` lies before the limit of the row's committee."""
        return or_(
            false(),
            *(and_(Task.committee_id == one.id, instant < limit(one)) for one in self._committees),
        )

    def receipt_limit(self, committee: Committee) -> datetime:
        """What was assigned before this instant should have been received by today."""
        days = receipt_days(committee.id)
        day = last_day_reaching(self._calendar, self.today(committee.id), days)
        midnight = datetime.combine(day + ONE_DAY, time(), tzinfo=ZoneInfo(committee.time_zone))
        return midnight.astimezone(UTC)

    def silence_limit(self, committee: Committee) -> datetime:
        """What was last heard of before this instant is silent."""
        return self._now - timedelta(days=committee.update_window_days)

    def _line(self, need: Need, row: Any, since: date | datetime | None) -> TodayLine:
        day = self._day(row.committee_id, since)
        days = 0
        if day is not None:
            days = self._calendar.working_days_between(day, self.today(row.committee_id))
        return TodayLine(
            need=need,
            committee_id=row.committee_id,
            task=row if isinstance(row, Task) else getattr(row, "task", None),
            assignment=_part_of(row),
            directive=row if isinstance(row, Directive) else None,
            conclusion=row if isinstance(row, Conclusion) else None,
            recommendation=row if isinstance(row, Recommendation) else None,
            extension=row if isinstance(row, Extension) else None,
            since=day,
            working_days=max(0, days),
        )

    def _day(self, committee_id: int, since: date | datetime | None) -> date | None:
        if not isinstance(since, datetime):
            return since
        zone = next(one.time_zone for one in self._committees if one.id == committee_id)
        return since.astimezone(ZoneInfo(zone)).date()


def _part_of(row: Any) -> Assignment | None:
    if isinstance(row, Period):
        return row.assignment
    return row if isinstance(row, Assignment) else None


def last_day_reaching(calendar: WorkingCalendar, today: date, count: int) -> date:
    """The last day whose ``count``-th working day after it is not after ``today``."""
    day = today
    while calendar.add_working_days(day, count) > today:
        day -= ONE_DAY
    return day
