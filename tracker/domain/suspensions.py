"""Days on which a task was not owed, and what they do to its deadline (DESIGN 3.4).

Days suspended don't count, and neither do the days of a cancellation that was undone: nobody was
to work on the task then. This is the one definition; the stored deadline is what it gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.tasks import Kind, TaskMove, TaskState

NOT_OWED = frozenset({TaskState.SUSPENDED, TaskState.CANCELLED})
"""The states in which nothing is asked of anybody."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nothing was owed. ``until`` is the first day after them, if known."""

    begins_on: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether ``day`` is one of them."""
        return self.begins_on <= day and (self.until is None or day < self.until)


def pauses_of(course: Iterable[tuple[TaskState, date]]) -> list[Pause]:
    """The pauses in a task's dated rows: each row's state and the day it means, in order."""
    found: list[Pause] = []
    begun: date | None = None
    for state, day in course:
        if state in NOT_OWED:
            begun = begun or day
        elif begun is not None:
            found.append(Pause(begun, day))
            begun = None
    return [*found, Pause(begun)] if begun else found


def days_off(pauses: Iterable[Pause], since: date) -> int:
    """Calendar days of the pauses that have ended, counted from ``since`` on."""
    ended = ((max(one.begins_on, since), one.until) for one in pauses if one.until is not None)
    return sum(max(0, (until - begins).days) for begins, until in ended)


def deadline(
    due_on: date | None, kind: Kind, *, set_on: date, pauses: Sequence[Pause]
) -> date | None:
    """What time state goes by: the due date, moved by the days off since it was set.

    A date that was set on ``set_on`` already allowed for the days before. A standing task ends on
    its day whatever happened: its periods leave the days off out instead (DESIGN 3.8). The last
    date there is stands for any beyond it.
    """
    if due_on is None or kind is Kind.STANDING:
        return due_on
    days = days_off(pauses, set_on)
    return due_on + timedelta(days=days) if days <= (date.max - due_on).days else date.max


def move_between(before: TaskState, after: TaskState) -> TaskMove | None:
    """The move that led from one dated row's state to the next one's; None: another change.

    From suspended to suspended is none by itself: a new review date makes it one.
    """
    if after is before:
        return None
    if after in _INTO:
        return _INTO[after]
    return _OUT_OF.get(before) if after is TaskState.OPEN else None


_INTO = {TaskState.SUSPENDED: TaskMove.SUSPEND, TaskState.CANCELLED: TaskMove.CANCEL}
_OUT_OF = {TaskState.SUSPENDED: TaskMove.RESUME, TaskState.CANCELLED: TaskMove.REINSTATE}
