"""The life of a task: states, the one table of moves, the one definition of time state.

DESIGN 3.3 (moves) and 3.4 (time state). The SQL side of the time state stands in
``tracker.models.tasks``; a property test holds the two together. docs/tasks.md shows the table
of moves and is checked against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import InvalidInput, InvalidMove


class Kind(StrEnum):
    """Done once, or a standing duty with a cycle."""

    ONE_OFF = "one_off"
    STANDING = "standing"


class Part(StrEnum):
    """An agency's part in a task: *chủ trì* or *phối hợp*."""

    LEAD = "lead"
    COORDINATING = "coordinating"


class TaskState(StrEnum):
    """What was decided about a task. Overdue is no state: it is computed."""

    OPEN = "open"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class AssignmentState(StrEnum):
    """How far one agency has come with its part."""

    ASSIGNED = "assigned"
    OBJECTED = "objected"
    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"


class Move(StrEnum):
    """The verbs by which an assignment's state changes."""

    RECEIVE = "receive"
    OBJECT = "object"
    INSIST = "insist"
    UPDATE = "update"
    REPORT = "report"
    ACCEPT = "accept"
    RETURN = "return"
    REOPEN = "reopen"
    """An acceptance is taken back, with a reason; the task is open again."""
    DELIVER = "deliver"
    CONFIRM = "confirm"
    ASK_AGAIN = "ask_again"
    ASK_FOR = "ask_for"
    """The lead asks a coordinator for its contribution; the state stays."""


class Mover(StrEnum):
    """Who may make a move. ``AGENCY`` includes the secretariat on behalf (DESIGN 3.7)."""

    AGENCY = "agency"
    SECRETARIAT = "secretariat"
    LEAD_AGENCY = "lead_agency"


class Told(StrEnum):
    """Who gets a notice of a move."""

    NOBODY = "nobody"
    SECRETARIAT = "secretariat"
    AGENCY = "agency"
    LEAD_AGENCY = "lead_agency"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table of moves."""

    move: Move
    part: Part
    sources: frozenset[AssignmentState]
    target: AssignmentState
    by: Mover
    told: Told = Told.NOBODY
    reason_needed: bool = False


_S = AssignmentState
_WORKING = frozenset({_S.ASSIGNED, _S.RECEIVED, _S.IN_PROGRESS})
_NOT_DELIVERED = frozenset({_S.ASSIGNED, _S.RECEIVED})


def _both(
    move: Move,
    sources: Iterable[AssignmentState],
    target: AssignmentState,
    by: Mover,
    told: Told,
    reason_needed: bool = False,
) -> tuple[Rule, ...]:
    return tuple(
        Rule(move, part, frozenset(sources), target, by, told, reason_needed) for part in Part
    )


MOVES: tuple[Rule, ...] = (
    *_both(Move.RECEIVE, {_S.ASSIGNED}, _S.RECEIVED, Mover.AGENCY, Told.NOBODY),
    *_both(Move.OBJECT, _NOT_DELIVERED, _S.OBJECTED, Mover.AGENCY, Told.SECRETARIAT, True),
    *_both(Move.INSIST, {_S.OBJECTED}, _S.ASSIGNED, Mover.SECRETARIAT, Told.AGENCY, True),
    Rule(Move.UPDATE, Part.LEAD, _WORKING, _S.IN_PROGRESS, Mover.AGENCY),
    Rule(Move.REPORT, Part.LEAD, _WORKING, _S.REPORTED, Mover.AGENCY, Told.SECRETARIAT),
    Rule(Move.ACCEPT, Part.LEAD, frozenset({_S.REPORTED}), _S.ACCEPTED,
         Mover.SECRETARIAT, Told.AGENCY),
    Rule(Move.RETURN, Part.LEAD, frozenset({_S.REPORTED}), _S.IN_PROGRESS,
         Mover.SECRETARIAT, Told.AGENCY, True),
    Rule(Move.REOPEN, Part.LEAD, frozenset({_S.ACCEPTED}), _S.IN_PROGRESS,
         Mover.SECRETARIAT, Told.AGENCY, True),
    Rule(Move.UPDATE, Part.COORDINATING, _NOT_DELIVERED, _S.RECEIVED, Mover.AGENCY),
    Rule(Move.DELIVER, Part.COORDINATING, _NOT_DELIVERED, _S.DELIVERED,
         Mover.AGENCY, Told.LEAD_AGENCY),
    Rule(Move.CONFIRM, Part.COORDINATING, frozenset({_S.DELIVERED}), _S.CONFIRMED,
         Mover.LEAD_AGENCY, Told.AGENCY),
    Rule(Move.ASK_AGAIN, Part.COORDINATING, frozenset({_S.DELIVERED}), _S.RECEIVED,
         Mover.LEAD_AGENCY, Told.AGENCY, True),
    Rule(Move.ASK_FOR, Part.COORDINATING, frozenset({_S.ASSIGNED}), _S.ASSIGNED,
         Mover.LEAD_AGENCY, Told.AGENCY, True),
    Rule(Move.ASK_FOR, Part.COORDINATING, frozenset({_S.RECEIVED}), _S.RECEIVED,
         Mover.LEAD_AGENCY, Told.AGENCY, True),
)  # fmt: skip

ANSWERED = frozenset({_S.REPORTED, _S.ACCEPTED, _S.DELIVERED, _S.CONFIRMED})
NOT_RECEIVED = frozenset({_S.ASSIGNED})


def open_states(move: Move) -> frozenset[TaskState]:
    """The states of a task in which a move of one of its parts may be made."""
    if move is Move.REOPEN:
        return frozenset({TaskState.OPEN, TaskState.COMPLETED})
    return frozenset({TaskState.OPEN})


def rule_for(move: Move, part: Part, state: AssignmentState) -> Rule:
    """The row of the table for this move. Raises InvalidMove when there is none."""
    for rule in MOVES:
        if rule.move is move and rule.part is part and state in rule.sources:
            return rule
    raise InvalidMove("move_not_possible", move=move.value, state=state.value)


def moves_from(part: Part, state: AssignmentState) -> tuple[Rule, ...]:
    """The rows that start from ``state``: what may be offered on a page."""
    return tuple(rule for rule in MOVES if rule.part is part and state in rule.sources)


def require_reason(rule: Rule, reason: str) -> None:
    """Raise InvalidInput when the rule wants a reason and none is given."""
    if rule.reason_needed and not reason.strip():
        raise InvalidInput("reason_needed", field="reason")


class TaskMove(StrEnum):
    """What the secretariat does to a whole task."""

    SUSPEND = "suspend"
    PROLONG = "prolong"
    """Stays suspended, with a new day on which it is looked at again."""
    RESUME = "resume"
    CANCEL = "cancel"
    REINSTATE = "reinstate"
    """Takes a cancellation back; both stay in the task's course."""
    END = "end"
    """A standing task: its duty is over (DESIGN 3.8)."""


@dataclass(frozen=True, slots=True)
class TaskRule:
    """One row of the table of a whole task's moves; the secretariat makes them all."""

    sources: frozenset[TaskState]
    target: TaskState
    reason_needed: bool = True
    review_needed: bool = False
    """A day on which it is looked at again."""
    told: Told = Told.AGENCY


_T = TaskState
_OPEN, _SUSPENDED = frozenset({_T.OPEN}), frozenset({_T.SUSPENDED})

TASK_MOVES: dict[TaskMove, TaskRule] = {
    TaskMove.SUSPEND: TaskRule(_OPEN, _T.SUSPENDED, review_needed=True),
    TaskMove.PROLONG: TaskRule(_SUSPENDED, _T.SUSPENDED, review_needed=True),
    TaskMove.RESUME: TaskRule(_SUSPENDED, _T.OPEN, reason_needed=False),
    TaskMove.CANCEL: TaskRule(_OPEN | _SUSPENDED, _T.CANCELLED),
    TaskMove.REINSTATE: TaskRule(frozenset({_T.CANCELLED}), _T.OPEN),
    TaskMove.END: TaskRule(_OPEN, _T.COMPLETED, reason_needed=False),
}


def task_rule_for(move: TaskMove, state: TaskState) -> TaskRule:
    """The row of the table for this move. Raises InvalidMove when it is not possible."""
    rule = TASK_MOVES[move]
    if state not in rule.sources:
        raise InvalidMove("move_not_possible", move=move.value, state=state.value)
    return rule


def task_moves_from(state: TaskState) -> tuple[TaskMove, ...]:
    """The moves that start from ``state``: what may be offered on a page."""
    return tuple(move for move, rule in TASK_MOVES.items() if state in rule.sources)


class TimeState(StrEnum):
    """Time state: computed from dates, never stored (DESIGN 3.4)."""

    WITHIN = "within"
    SOON = "soon"
    OVERDUE = "overdue"
    NODATE = "nodate"
    DONE = "done"
    LATE = "late"
    DONENODATE = "donenodate"
    PAUSED = "paused"
    CANCELLED = "cancelled"


OPEN_STATES = frozenset({TimeState.WITHIN, TimeState.SOON, TimeState.OVERDUE, TimeState.NODATE})
DONE_STATES = frozenset({TimeState.DONE, TimeState.LATE, TimeState.DONENODATE})


@dataclass(frozen=True, slots=True)
class TimeFacts:
    """All that time state depends on, for a task or for one assignment.

    ``deadline_on``: the due date, moved by the days the task was suspended.
    ``answered_on``: the day it was answered for: all leads have filed a completion report that
    is waiting or accepted, the day being the last one's filing (or product) date. None while
    one of them still owes it, and again after a return.
    """

    state: TaskState
    kind: Kind
    deadline_on: date | None
    answered_on: date | None = None


def time_state(facts: TimeFacts, *, today: date, soon_until: date) -> TimeState:
    """The one definition of time state.

    ``today`` is the day in the committee's zone; ``soon_until`` the last day that counts as
    due soon. "Trước ngày D" and "chậm nhất D" make D on time (DESIGN 3.8). A standing task is
    never overdue itself: its periods are (DESIGN 3.8).
    """
    match facts.state:
        case TaskState.CANCELLED:
            return TimeState.CANCELLED
        case TaskState.SUSPENDED:
            return TimeState.PAUSED
        case TaskState.COMPLETED:
            return _done_state(facts)
        case TaskState.OPEN:
            return _open_state(facts, today, soon_until)


def _done_state(facts: TimeFacts) -> TimeState:
    if facts.deadline_on is None:
        return TimeState.DONENODATE
    late = facts.answered_on is not None and facts.answered_on > facts.deadline_on
    return TimeState.LATE if late else TimeState.DONE


def _open_state(facts: TimeFacts, today: date, soon_until: date) -> TimeState:
    if facts.kind is Kind.STANDING:
        return TimeState.WITHIN
    if facts.deadline_on is None:
        return TimeState.NODATE
    if (facts.answered_on or today) > facts.deadline_on:
        return TimeState.OVERDUE
    due_soon = facts.answered_on is None and facts.deadline_on <= soon_until
    return TimeState.SOON if due_soon else TimeState.WITHIN


def answered_on(filings: Sequence[date | None]) -> date | None:
    """The day a task is answered for: the last of its leads' filings, None while one is owed."""
    dates = [day for day in filings if day is not None]
    return max(dates) if dates and len(dates) == len(filings) else None
