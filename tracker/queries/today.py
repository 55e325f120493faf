"""What waits for a secretariat today: counts, and the lists behind them (DESIGN 8).

A count and its list are built from the same selection, so a figure opens as many rows as it
says. Only the committees whose secretary the viewer is are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.extensions import Extension
from tracker.models.periods import Period
from tracker.models.recommendations import Recommendation
from tracker.models.tasks import Assignment, Task
from tracker.models.updates import Directive
from tracker.queries.needs import LOADED, SELECTIONS, Need
from tracker.queries.secretariat import Secretariat


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


class Today(Secretariat):
    """What waits for one secretariat at one instant."""

    def count(self, need: Need) -> int:
        """How many wait."""
        rows = SELECTIONS[need](self).order_by(None).subquery()
        return db.session.scalar(select(func.count()).select_from(rows)) or 0

    def lines(self, need: Need, *, limit: int, offset: int = 0) -> list[TodayLine]:
        """What waits, the longest first."""
        rows = SELECTIONS[need](self).limit(limit).offset(offset).options(*LOADED[need])
        return [self._line(need, *found) for found in db.session.execute(rows)]

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
