"""What a meeting may decide on a task while it reviews earlier conclusions."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from tracker.domain.tasks import AssignmentState, TaskState


class DecisionKind(StrEnum):
    """The decisions, each a move that the secretariat makes in the meeting's name."""

    EXTEND = "extend"
    """A new due date."""
    CLOSE = "close"
    """The reports that wait are accepted."""
    REPEAT = "repeat"
    """*Nhắc lại*: the next conclusion says it again."""


WITH_REPORTS = frozenset({AssignmentState.REPORTED, AssignmentState.ACCEPTED})


def possible(state: TaskState, leads: Collection[AssignmentState]) -> tuple[DecisionKind, ...]:
    """What may be decided on a task whose leads stand in ``leads``.

    A task closes only by accepting reports (DESIGN 3.3): every lead has filed one, and at least
    one of them waits for its answer.
    """
    if state is TaskState.SUSPENDED:
        return (DecisionKind.REPEAT,)
    if state is not TaskState.OPEN:
        return ()
    return tuple(
        kind for kind in DecisionKind if kind is not DecisionKind.CLOSE or may_close(leads)
    )


def may_close(leads: Collection[AssignmentState]) -> bool:
    """Say whether every lead has reported and one report waits."""
    return WITH_REPORTS.issuperset(leads) and AssignmentState.REPORTED in leads
