"""Moves the due dates that a secretary ticked in the list of what would move (DESIGN 3.8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import StaleForm
from tracker.models.tasks import Task
from tracker.queries.moved_dates import list_moved_dates
from tracker.services.due_dates import set_due_date


def move_dates(
    wanted: Mapping[int, date], *, reason: str, actor: Viewer, now: datetime
) -> list[Task]:
    """Give the ticked tasks the dates that their rules come to now; gives those that moved.

    ``wanted`` holds the date that was shown for each task. A task that is no longer in the list
    (a second click, another secretary) stays. Raises StaleForm when the date has changed since
    it was shown, InvalidInput("reason_needed").
    """
    moved = []
    for one in list_moved_dates(actor):
        if one.task.id not in wanted or one.due.on is None:
            continue
        if wanted[one.task.id] != one.due.on:
            raise StaleForm(one.task.version)
        moved.append(
            set_due_date(
                one.task.id,
                due_on=one.due.on,
                due_time=one.task.due_time,
                rule=one.due.stored,
                reason=reason,
                actor=actor,
                now=now,
                sure=True,
            )
        )
    return moved
