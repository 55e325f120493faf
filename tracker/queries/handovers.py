"""Changes of hands: reading. The caller has checked that the task's details may be seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.extensions import db
from tracker.models.handovers import HandoverRow


def list_of_task(task_id: int, *, until: datetime | None = None) -> Sequence[HandoverRow]:
    """The changes of hands of a task up to an instant, the oldest first."""
    rows = select(HandoverRow).where(HandoverRow.task_id == task_id)
    if until is not None:
        rows = rows.where(HandoverRow.made_at <= until)
    rows = rows.options(
        joinedload(HandoverRow.ended),
        joinedload(HandoverRow.begun),
        joinedload(HandoverRow.made_by),
    )
    return db.session.scalars(rows.order_by(HandoverRow.made_at, HandoverRow.id)).all()
