"""The committees a viewer keeps the minutes of, with their days at one instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, false, or_, select

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.calendar import ONE_DAY, WorkingCalendar
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.tasks import Task
from tracker.queries.calendar import Horizons, get_calendar
from tracker.queries.facts import current_time_state
from tracker.queries.reminders import receipt_days


class Secretariat:
    """Where a viewer is secretary, and what day and which limits hold there."""

    def __init__(self, viewer: Viewer, now: datetime) -> None:
        """Read committees and calendar once."""
        seen = viewer.committees_as(CommitteeRole.SECRETARY)
        rows = select(Committee).where(Committee.id.in_(seen)).order_by(Committee.id)
        self._committees = list(db.session.scalars(rows))
        self._calendar = get_calendar()
        self._horizons = Horizons(now)
        self._now = now

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

    def silence_day(self, committee: Committee) -> date:
        """Who was to report again by this day and has not is silent."""
        return self.today(committee.id) - timedelta(days=committee.update_window_days)


def last_day_reaching(calendar: WorkingCalendar, today: date, count: int) -> date:
    """The last day whose ``count``-th working day after it is not after ``today``."""
    day = today
    while calendar.add_working_days(day, count) > today:
        day -= ONE_DAY
    return day
