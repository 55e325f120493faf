"""The figures of periods: how many are due, on time, late, missed (DESIGN 3.8).

Counted by agency from lead assignments; periods that have not begun, or are not asked for any
more, count nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tracker.domain.periods import COUNTED, PeriodState


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """How many periods stand where."""

    by_state: Mapping[PeriodState, int] = field(default_factory=dict)

    def count(self, state: PeriodState) -> int:
        """How many stand in this state."""
        return self.by_state.get(state, 0)

    @property
    def total(self) -> int:
        """The sum of the four cells."""
        return sum(self.count(state) for state in COUNTED)


@dataclass(frozen=True, slots=True)
class AgencyPeriods:
    """One agency's periods: a row of *Kỳ báo cáo* in the leader's report."""

    agency_id: int
    name: str
    figures: PeriodFigures

    @property
    def urgency(self) -> tuple[int, int, int]:
        """Sorts agencies that missed, then were late, then owe most periods first."""
        counts = (PeriodState.MISSED, PeriodState.LATE, PeriodState.DUE)
        missed, late, due = (-self.figures.count(state) for state in counts)
        return missed, late, due


def sum_of(lines: Iterable[AgencyPeriods]) -> PeriodFigures:
    """All agencies' figures together."""
    sums: dict[PeriodState, int] = {}
    for line in lines:
        for state in COUNTED:
            sums[state] = sums.get(state, 0) + line.figures.count(state)
    return PeriodFigures(sums)
