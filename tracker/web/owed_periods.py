"""What an agency's standing tasks want from it now: for the lines of *Việc của cơ quan*."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.periods import PeriodState, period_state
from tracker.domain.tasks import Kind, Part, TaskState
from tracker.queries import periods as queries
from tracker.queries.calendar import Horizons
from tracker.web.forms.periods import PeriodReportForm, report_form

if TYPE_CHECKING:
    from tracker.models.periods import Period
    from tracker.models.tasks import Assignment


@dataclass(frozen=True, slots=True)
class Owing:
    """The unreported periods of one part that have begun, the oldest first; never none."""

    periods: Sequence[Period]
    state: PeriodState
    """That of the oldest one."""
    is_soon: bool

    @property
    def oldest(self) -> Period:
        """The period that is reported on first."""
        return self.periods[0]

    @property
    def section(self) -> str:
        """The section of the page in which the part stands."""
        if self.state is not PeriodState.DUE:
            return "overdue"
        return "soon" if self.is_soon else "within"

    @property
    def form(self) -> PeriodReportForm:
        """An empty form over the periods."""
        return report_form(self.periods)


def list_owing(parts: Iterable[Assignment], horizons: Horizons) -> dict[int, Owing]:
    """By assignment, for those that owe a period now."""
    standing = {
        one.id: one
        for one in parts
        if one.task.kind is Kind.STANDING
        and one.part is Part.LEAD
        and one.task.state is TaskState.OPEN
    }
    found = {}
    for key, rows in queries.list_owed(standing.keys()).items():
        horizon = horizons.of(standing[key].committee_id)
        begun = [one for one in rows if one.starts_on <= horizon.today]
        if begun:
            state = period_state(begun[0].facts, horizon.today)
            found[key] = Owing(begun, state, begun[0].due_on <= horizon.soon_until)
    return found
