"""Deciding on a new due date, once for all leads (DESIGN 3.9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput, InvalidMove, NotAllowed
from tracker.domain.extensions import (
    EXTENSION_MOVES,
    Dates,
    ExtensionMove,
    ExtensionState,
    Limits,
    require_possible,
)
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.extensions import Extension
from tracker.models.tasks import Assignment, Task
from tracker.queries import extensions as queries
from tracker.queries import people as people_queries
from tracker.queries import tasks as task_queries
from tracker.services import due_dates, journal, notices, planning

LONGEST = due_dates.LONGEST_REASON
"""Characters of a reason and of an answer: the reason becomes that of the new date."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided: one of ``DECISIONS``, with words; ``new_on`` when it is another date."""

    move: ExtensionMove
    words: str = ""
    new_on: date | None = None


def decide(extension_id: int, decision: Decision, *, actor: Viewer, now: datetime) -> Extension:
    """Decide a request once for all leads; a granted date is in force at once.

    The same person deciding the same twice decides once. Raises NotFound, NotAllowed
    (not_allowed, own_extension), and InvalidInput: extension_settled, task_not_open,
    reason_needed, words_too_long, new_date_needed, and what
    :func:`tracker.domain.extensions.require_possible` raises.
    """
    extension, task = locked(extension_id, actor)
    own = _require_decider(extension, task, actor)
    if not extension.is_pending:
        return _same_decision(extension, decision, actor)
    new_on = _require_decision(extension, task, decision)
    rule = EXTENSION_MOVES[decision.move]
    close(extension, rule.target, decision.words, actor, now)
    extension.new_on, extension.is_own_matter = new_on, own
    if new_on is not None:
        due_dates.put_into_force(
            task,
            due_on=new_on,
            due_time=None,
            rule={**due_dates.FIXED, "extension": extension.id},
            reason=extension.request.text,
            actor=actor,
            now=now,
        )
    settle(decision.move, extension, actor, now)
    return extension


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of many requests: how many were decided, and why others were not."""

    done: int
    refused: Sequence[tuple[str, InvalidInput | NotAllowed]]
    """The task's code, and the rule that said no."""


def decide_many(
    extension_ids: Iterable[int], decision: Decision, *, actor: Viewer, now: datetime
) -> Decided:
    """Decide many requests alike; those that a rule forbids stay as they are and are named.

    Raises NotFound for a request that the actor does not see.
    """
    found = [queries.get_extension(one, actor) for one in dict.fromkeys(extension_ids)]
    done, refused = 0, list[tuple[str, InvalidInput | NotAllowed]]()
    for one in sorted(found, key=lambda extension: extension.task_id):
        try:
            decide(one.id, decision, actor=actor, now=now)
        except (InvalidInput, NotAllowed) as error:
            refused.append((one.task.code, error))
        else:
            done += 1
    return Decided(done, refused)


def limits_of(committee: Committee) -> Limits:
    """How far a committee lets dates be extended."""
    return Limits(
        committee.extension_most, committee.extension_days_each, committee.extension_days_total
    )


def deciding_role(committee: Committee) -> CommitteeRole:
    """Who decides: secretaries; leaders where the settings say so and one can log in."""
    by_leaders = committee.extensions_by_leaders and people_queries.list_leaders(committee.id)
    return CommitteeRole.LEADER if by_leaders else CommitteeRole.SECRETARY


def may_decide(extension: Extension, actor: Viewer) -> bool:
    """Say whether a page offers this person to decide a request that waits."""
    if not extension.is_pending or extension.task.state is not TaskState.OPEN:
        return False
    role = deciding_role(extension.task.committee)
    if not actor.is_in(extension.committee_id, role):
        return False
    return not is_own_matter(extension, actor) or _is_last(extension, role, actor)


def is_own_matter(extension: Extension, actor: Viewer) -> bool:
    """Say whether the actor asked himself, or acts for an agency that leads (DESIGN 3.6)."""
    leads = {lead.agency_id for lead in extension.task.leads}
    return bool(leads & actor.agency_ids) or extension.request.filed_by_id == actor.user_id


def locked(extension_id: int, actor: Viewer) -> tuple[Extension, Task]:
    """A request, read again once every other writer of its task is kept out. Raises NotFound."""
    found = queries.get_extension(extension_id, actor)
    task = task_queries.get_locked(found.task_id, actor)
    return queries.get_extension(extension_id, actor, fresh=True), task


def speaks_for(part: Assignment, actor: Viewer) -> bool:
    """Say whether the actor acts for the agency of a part, not on its behalf."""
    return part.agency_id in actor.agency_ids


def dates_of(task: Task, due_on: date) -> Dates:
    """What a new date is measured against; ``due_on`` is the date in force, days off included."""
    first_on = queries.find_first_date(task.id) or due_on
    return Dates(first_on, due_on, queries.count_extended(task.id))


def _require_decider(extension: Extension, task: Task, actor: Viewer) -> bool:
    """Give whether it is the actor's own matter, which only the last decider may decide."""
    role = deciding_role(task.committee)
    if not actor.is_in(task.committee_id, role):
        raise NotAllowed("not_allowed")
    own = is_own_matter(extension, actor)
    if own and not _is_last(extension, role, actor):
        raise NotAllowed("own_extension")
    return own


def _is_last(extension: Extension, role: CommitteeRole, actor: Viewer) -> bool:
    """Say whether nobody else could decide in the actor's place."""
    if role is CommitteeRole.LEADER:
        others = [one.id for one in people_queries.list_leaders(extension.committee_id)]
    else:
        others = list(people_queries.list_secretaries(extension.committee_id))
    return not [user_id for user_id in others if user_id != actor.user_id]


def _require_decision(extension: Extension, task: Task, decision: Decision) -> date | None:
    """The date that is granted; None when it is refused."""
    if task.state is not TaskState.OPEN:
        raise InvalidInput("task_not_open")
    rule = EXTENSION_MOVES[decision.move]
    if rule.words_needed and not decision.words.strip():
        raise InvalidInput("reason_needed", field="words")
    require_short(decision.words, "words")
    match decision.move:
        case ExtensionMove.REFUSE:
            return None
        case ExtensionMove.GRANT:
            new_on = extension.wanted_on
        case ExtensionMove.CHANGE if decision.new_on is not None:
            new_on = decision.new_on
        case ExtensionMove.CHANGE:
            raise InvalidInput("new_date_needed", field="new_on")
        case _:
            raise InvalidMove("move_not_possible", move=decision.move.value, state="pending")
    require_possible(new_on, dates_of(task, task.deadline_on or new_on), limits_of(task.committee))
    return new_on


def _same_decision(extension: Extension, decision: Decision, actor: Viewer) -> Extension:
    """A second click on the same form is no second decision; anything else is one too many."""
    target = EXTENSION_MOVES[decision.move].target
    if (extension.settled_by_id, extension.state) != (actor.user_id, target):
        require_pending(extension)
    return extension


def require_pending(extension: Extension) -> None:
    """Raise InvalidInput("extension_settled") when there is nothing to decide any more."""
    if not extension.is_pending:
        raise InvalidInput("extension_settled")


def require_short(words: str, field: str) -> None:
    """Raise InvalidInput("words_too_long") when words do not fit beside a date."""
    if len(words) > LONGEST:
        raise InvalidInput("words_too_long", field=field, characters=LONGEST)


def close(
    extension: Extension, state: ExtensionState, words: str, actor: Viewer, now: datetime
) -> None:
    """Settle a request with words; who settles it is the actor."""
    extension.state, extension.answer = state, words.strip()
    extension.settled_at, extension.settled_by_id = now, actor.user_id
    db.session.flush()


def settle(move: ExtensionMove, extension: Extension, actor: Viewer, now: datetime) -> None:
    """What every move ends with: reminders planned anew, the journal, the notices."""
    db.session.flush()
    planning.void_task(extension.task_id)
    _note(move, extension, actor, now)
    notices.tell_extension(move, extension, actor=actor, now=now)


def _note(move: ExtensionMove, extension: Extension, actor: Viewer, now: datetime) -> None:
    data: dict[str, object] = {"wanted_on": extension.wanted_on.isoformat()}
    if extension.new_on is not None:
        data["due_on"] = extension.new_on.isoformat()
    if extension.is_late and move is ExtensionMove.ASK:
        data["late"] = True
    if extension.is_own_matter:
        data["own_extension"] = True
    part, asks = extension.request.assignment, move in (ExtensionMove.ASK, ExtensionMove.WITHDRAW)
    if asks and not speaks_for(part, actor):
        data["on_behalf"] = True
    journal.record(
        f"extension_{move.value}",
        "extension",
        extension.id,
        actor=actor,
        now=now,
        committee_id=extension.committee_id,
        task_id=extension.task_id,
        agency_id=part.agency_id if asks else None,
        data=data,
    )
