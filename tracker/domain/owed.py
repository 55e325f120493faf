"""What an assignment owes on a day: all that its reminders depend on (DESIGN 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.tasks import ANSWERED, AssignmentState, Kind, Part, TaskState


@dataclass(frozen=True, slots=True)
class Asked:
    """A directive that the leads have not answered; ``by`` is the day it was wanted for."""

    directive_id: int
    by: date


@dataclass(frozen=True, slots=True)
class PendingExtension:
    """A request for a new date that nobody has decided (DESIGN 3.9)."""

    asked_on: date
    held_from: date
    """The first day whose overdue step waits: the next one when the day's digest had gone."""
    by_leaders: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """All that an assignment's reminders depend on. Days are those of the committee's zone."""

    part: Part
    state: AssignmentState
    task_state: TaskState
    kind: Kind
    deadline_on: date | None
    published_on: date
    dated_on: date
    """When the date in force was decided."""
    told_on: date | None
    """When the notice of the task was delivered; the receipt clock starts then."""
    heard_on: date
    """When the agency was last heard of, or was told at all."""
    waits_since: date | None = None
    """A report or an objection that the secretariat has not answered."""
    speaks_for_task: bool = False
    """The first lead: what concerns the task as a whole is said once."""
    asked: tuple[Asked, ...] = ()
    extension: PendingExtension | None = None
    assigned_on: date | None = None
    """When the agency got a part of a task that others had before; None: at publication."""
    review_on: date | None = None
    """Of a suspended task: when the secretariat looks at it again."""
    next_report_on: date | None = None
    """Of a standing task whose latest period was reported: when the next report is due."""

    @property
    def is_owing(self) -> bool:
        """Say whether the agency itself has something to do now."""
        return self.state not in ANSWERED and self.state is not AssignmentState.OBJECTED

    def not_before_assigned(self, day: date) -> date:
        """``day``, or the day of the assignment: what was late before is not this agency's."""
        return max(day, self.assigned_on or day)
