"""The moves of the whole task in its course, read from its dated rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.domain.suspensions import move_between
from tracker.domain.tasks import TaskMove, TaskState

if TYPE_CHECKING:
    from tracker.models.tasks import Task


@dataclass(frozen=True, slots=True)
class WholeMove:
    """A move of the whole task, with the deadline that followed where it changed."""

    move: TaskMove
    reason: str
    review_on: date | None
    deadline_on: date | None


def whole_moves(task: Task) -> Iterator[tuple[datetime, WholeMove]]:
    """When which move was made, the earliest first."""
    rows = sorted(task.changes, key=lambda one: (one.recorded_at, one.id))
    for before, after in pairwise(rows):
        move = move_between(before.state, after.state)
        if after.state is before.state is TaskState.SUSPENDED:
            move = TaskMove.PROLONG if after.review_on != before.review_on else None
        if move is not None:
            moved = after.deadline_on if after.deadline_on != before.deadline_on else None
            yield after.recorded_at, WholeMove(move, after.reason, after.review_on, moved)
