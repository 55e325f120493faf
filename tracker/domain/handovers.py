"""Handing over: a part of a task goes to another agency, begins, or ends (DESIGN 3.10).

docs/tasks.md shows the table and is checked against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.errors import InvalidMove
from tracker.domain.tasks import AssignmentState, Part


class Handover(StrEnum):
    """What the secretariat does to the agencies of a published task."""

    REASSIGN = "reassign"
    """The part ends for one agency and begins for another."""
    ADD = "add"
    TAKE_OFF = "take_off"
    """The part ends and nobody gets it; a lead only while another lead holds."""


@dataclass(frozen=True, slots=True)
class HandoverRule:
    """One row of the table; every handover needs a reason and is the secretariat's."""

    handover: Handover
    part: Part
    sources: frozenset[AssignmentState]
    """Where the part that ends may stand; empty: none ends."""

    @property
    def told(self) -> tuple[str, ...]:
        """Which agencies get a notice: the one whose part ends, the one whose part begins."""
        ended = ("old_agency",) if self.handover is not Handover.ADD else ()
        begun = ("new_agency",) if self.handover is not Handover.TAKE_OFF else ()
        return ended + begun


_S = AssignmentState
_UNFINISHED: Iterable[tuple[Part, frozenset[AssignmentState]]] = (
    (Part.LEAD, frozenset({_S.ASSIGNED, _S.OBJECTED, _S.RECEIVED, _S.IN_PROGRESS})),
    (Part.COORDINATING, frozenset({_S.ASSIGNED, _S.OBJECTED, _S.RECEIVED})),
)
"""A report or a contribution that waits is answered first."""

HANDOVERS: tuple[HandoverRule, ...] = (
    *(HandoverRule(Handover.REASSIGN, part, states) for part, states in _UNFINISHED),
    HandoverRule(Handover.ADD, Part.COORDINATING, frozenset()),
    *(HandoverRule(Handover.TAKE_OFF, part, states) for part, states in _UNFINISHED),
)


def handovers_from(part: Part, state: AssignmentState, *, other_leads: int) -> list[Handover]:
    """What may be done to a part that stands at ``state``, beside so many other leads."""
    found = [row.handover for row in HANDOVERS if row.part is part and state in row.sources]
    if part is Part.LEAD and not other_leads:
        return [one for one in found if one is not Handover.TAKE_OFF]
    return found


def require_handover(
    handover: Handover, part: Part, state: AssignmentState, *, other_leads: int
) -> None:
    """Raise InvalidMove when the table does not allow it."""
    if handover not in handovers_from(part, state, other_leads=other_leads):
        raise InvalidMove("move_not_possible", move=handover.value, state=state.value)
