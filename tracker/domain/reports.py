"""The figures that leaders read: their names and their one definition (DESIGN 3.5).

The seven cells sum to all tasks that are not cancelled. Screens, exports and tests count by
these names only; what a task's time state is, ``tracker.domain.tasks`` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tracker.domain.tasks import DONE_STATES, OPEN_STATES, TimeState


class Cell(StrEnum):
    """The seven cells, in the order in which they are shown."""

    WITHIN = "within"
    OVERDUE = "overdue"
    NODATE = "nodate"
    DONE = "done"
    LATE = "late"
    DONENODATE = "donenodate"
    PAUSED = "paused"


_DUE_SOON_IS_WITHIN = {TimeState.SOON: Cell.WITHIN}


def cell_of(state: TimeState) -> Cell | None:
    """The cell in which a time state counts; None for cancelled tasks."""
    if state is TimeState.CANCELLED:
        return None
    return _DUE_SOON_IS_WITHIN.get(state) or Cell(state.value)


def states_of(cell: Cell) -> tuple[TimeState, ...]:
    """The time states that a cell counts."""
    return tuple(state for state in TimeState if cell_of(state) is cell)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many stand where: tasks, or one agency's lead assignments."""

    by_state: Mapping[TimeState, int] = field(default_factory=dict)

    @classmethod
    def of(cls, states: Iterable[TimeState]) -> Figures:
        """Count single states."""
        counts: dict[TimeState, int] = {}
        for state in states:
            counts[state] = counts.get(state, 0) + 1
        return cls(counts)

    def count(self, state: TimeState) -> int:
        """How many have this time state."""
        return self.by_state.get(state, 0)

    def cell(self, cell: Cell) -> int:
        """How many count in this cell."""
        return sum(self.count(state) for state in states_of(cell))

    @property
    def total(self) -> int:
        """All that are not cancelled: the sum of the seven cells."""
        return sum(self.cell(cell) for cell in Cell)

    @property
    def open(self) -> int:
        """All that are still owed."""
        return sum(self.count(state) for state in OPEN_STATES)

    @property
    def done(self) -> int:
        """All that are completed."""
        return sum(self.count(state) for state in DONE_STATES)

    @property
    def rate_done(self) -> float | None:
        """Done ÷ not cancelled, between 0 and 1; None when there is nothing to divide by."""
        return self.done / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class UpdateRate:
    """Open assignments with an update inside the window, and all open assignments."""

    updated: int
    open: int

    @property
    def rate(self) -> float | None:
        """Updated ÷ open, between 0 and 1; None when nothing is open."""
        return self.updated / self.open if self.open else None


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency's lead assignments: a row of *Theo cơ quan chủ trì*."""

    agency_id: int
    name: str
    figures: Figures
    updates: UpdateRate
    last_update_at: datetime | None = None
    """When it last said something about an open lead assignment; aware."""

    @property
    def urgency(self) -> tuple[int, int, int]:
        """Sorts agencies with overdue, then soon, then most open work first."""
        figures = self.figures
        return (
            -figures.count(TimeState.OVERDUE),
            -figures.count(TimeState.SOON),
            -figures.open,
        )
