"""What ended agencies owe goes to others: many parts at once, each by the rules of handovers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.access import Viewer
from tracker.domain.tasks import Part
from tracker.models.tasks import Assignment
from tracker.queries import tasks as task_queries
from tracker.services import handovers
from tracker.services.handovers import Reassigning


@dataclass(frozen=True, slots=True)
class Inheriting:
    """A part as its page showed it, and the agency that goes on with it."""

    assignment_id: int
    version: int
    agency_id: int


def hand_over(wanted: Sequence[Inheriting], *, reason: str, actor: Viewer, now: datetime) -> int:
    """Hand every part over, or none; gives how many.

    Where the other agency leads the task already, or coordinates as well, the part only ends.
    Raises as :func:`tracker.services.handovers.reassign`; StaleForm when one of them changed.
    """
    for one in wanted:
        part = task_queries.get_assignment(one.assignment_id, actor)
        if _has_as_much(part, one.agency_id):
            handovers.take_off(part.id, reason=reason, version=one.version, actor=actor, now=now)
        else:
            values = Reassigning(one.agency_id, reason)
            handovers.reassign(part.id, values, version=one.version, actor=actor, now=now)
    return len(wanted)


def _has_as_much(part: Assignment, agency_id: int) -> bool:
    own = [one for one in part.task.assignments if one.is_current and one.agency_id == agency_id]
    return any(one.part is Part.LEAD or part.part is Part.COORDINATING for one in own)
