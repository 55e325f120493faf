"""When those who reported their latest period are to report again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Subquery, func, select

from tracker.domain.periods import Progress
from tracker.extensions import db
from tracker.models.periods import Period

_ANSWERED = (Progress.REPORTED, Progress.ACCEPTED)


def list_next_reports(committee_id: int) -> dict[int, date]:
    """By assignment whose latest period was reported: the day the next report is due."""
    found = next_reports([committee_id])
    rows = select(found.c.assignment_id, found.c.next_on)
    return {one.assignment_id: one.next_on for one in db.session.execute(rows)}


def next_reports(committee_ids: Collection[int]) -> Subquery:
    """The assignments whose latest period was reported, with the day of the next report.

    While no later period is open, it is the day of the reported one. An older period that was
    left out changes nothing: its own reminders speak of it.
    """
    answered = (
        select(Period.committee_id, Period.assignment_id, func.max(Period.due_on).label("due_on"))
        .where(Period.committee_id.in_(committee_ids), Period.progress.in_(_ANSWERED))
        .group_by(Period.committee_id, Period.assignment_id)
        .subquery()
    )
    later = (Period.assignment_id == answered.c.assignment_id) & (Period.due_on > answered.c.due_on)
    next_on = func.coalesce(func.min(Period.due_on), answered.c.due_on).label("next_on")
    return (
        select(answered.c.committee_id, answered.c.assignment_id, next_on)
        .outerjoin(Period, later & (Period.progress == Progress.OPEN))
        .group_by(answered.c.committee_id, answered.c.assignment_id, answered.c.due_on)
        .subquery()
    )
