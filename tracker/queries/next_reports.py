"""When those who reported their latest period are to report again."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from tracker.domain.periods import Progress
from tracker.extensions import db
from tracker.models.periods import Period

_ANSWERED = (Progress.REPORTED, Progress.ACCEPTED)


def list_next_reports(committee_id: int) -> dict[int, date]:
    """By assignment whose latest period was reported: the day the next report is due.

    While no later period is open, the day of the reported one. An older period that was left
    out changes nothing: its own reminders speak of it.
    """
    answered = (
        select(Period.assignment_id, func.max(Period.due_on).label("due_on"))
        .where(Period.committee_id == committee_id, Period.progress.in_(_ANSWERED))
        .group_by(Period.assignment_id)
        .subquery()
    )
    later = (Period.assignment_id == answered.c.assignment_id) & (Period.due_on > answered.c.due_on)
    rows = (
        select(answered.c.assignment_id, func.min(Period.due_on), answered.c.due_on)
        .outerjoin(Period, later & (Period.progress == Progress.OPEN))
        .group_by(answered.c.assignment_id, answered.c.due_on)
    )
    return {key: later_on or own_on for key, later_on, own_on in db.session.execute(rows)}
