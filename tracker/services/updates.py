"""Moves of an assignment: receipt, updates, reports, and the answers to them.

Every move is one row of the table in ``tracker.domain.tasks``; this module looks the row up,
checks who may make it, writes what was said, and brings the task's own facts up to date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.quantities import normalise_unit
from tracker.domain.tasks import (
    ANSWERED,
    AssignmentState,
    Kind,
    Move,
    Mover,
    Rule,
    TaskState,
    answered_on,
    moves_from,
    open_states,
    require_reason,
    rule_for,
)
from tracker.extensions import db
from tracker.models.tasks import Assignment, Task
from tracker.models.updates import Evidence, Quantity, Update, UpdateKind
from tracker.queries import agencies as agency_queries
from tracker.queries import people as people_queries
from tracker.queries import tasks as task_queries
from tracker.queries import updates as update_queries
from tracker.services import journal, lapsing, notices
from tracker.services.dated import note_assignment, note_task

KINDS: dict[Move, UpdateKind] = {
    Move.RECEIVE: UpdateKind.RECEIPT,
    Move.OBJECT: UpdateKind.OBJECTION,
    Move.INSIST: UpdateKind.INSISTENCE,
    Move.UPDATE: UpdateKind.PROGRESS,
    Move.REPORT: UpdateKind.COMPLETION,
    Move.ACCEPT: UpdateKind.ACCEPTANCE,
    Move.RETURN: UpdateKind.RETURN,
    Move.REOPEN: UpdateKind.REOPENING,
    Move.DELIVER: UpdateKind.CONTRIBUTION,
    Move.CONFIRM: UpdateKind.CONFIRMATION,
    Move.ASK_AGAIN: UpdateKind.ASKED_AGAIN,
    Move.ASK_FOR: UpdateKind.ASKED_FOR,
}
SAYS_SOMETHING = frozenset({Move.UPDATE, Move.REPORT, Move.DELIVER})
"""The moves that *rate updated* counts."""
DECISIONS = frozenset({Move.ACCEPT, Move.RETURN, Move.REOPEN})
"""The answers that nobody gives on his own matter (DESIGN 3.6)."""
REDOING = frozenset({Move.RETURN, Move.REOPEN})
WORDS_NEEDED = frozenset({Move.UPDATE, Move.REPORT, Move.DELIVER})
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """A file that shows it, checked and in the store already."""

    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Said:
    """What goes with a move: words or reason, evidence, and who said it to the secretariat."""

    words: str = ""
    document_number: str = ""
    document_date: date | None = None
    quantities: Sequence[tuple[Decimal, str]] = ()
    evidence: Sequence[KeptEvidence] = ()
    on_behalf_source: str = ""
    """Filed by the secretariat for the agency: telephone or paper, number, date, person."""
    product_on: date | None = None
    """At acceptance: the day of the product, when it is earlier than the report's."""
    form_key: str | None = None
    period_id: int | None = None
    """The period of a standing task that it reports on."""
    proposed_owner: str = ""
    """With an objection: whose part it is instead."""
    redo_on: date | None = None
    """With a return or a reopening: the day by which to report again."""


def make_move(
    assignment_id: int, move: Move, said: Said, *, actor: Viewer, now: datetime
) -> Assignment:
    """Make one move of the table.

    The same form sent twice moves once. Raises NotFound, NotAllowed, InvalidMove and
    InvalidInput when a reason or words are missing. A standing task is reported on by period.
    """
    assignment = task_queries.get_assignment(assignment_id, actor, lock=True)
    if said.form_key and update_queries.find_by_form(said.form_key) is not None:
        return assignment
    _require_open(assignment, move)
    if move is Move.REPORT and assignment.task.kind is Kind.STANDING:
        raise InvalidInput("standing_reports_by_period")
    rule = rule_for(move, assignment.part, assignment.state)
    _require_mover(rule, assignment, said, actor)
    _require_words(rule, said)
    day = _day(assignment, now)
    _take(rule, assignment, said, now, day)
    update = _said_row(rule, assignment, said, actor, now, day)
    db.session.add(update)
    is_update = move in SAYS_SOMETHING
    note_assignment(
        assignment, actor=actor, now=now, meant_on=day, reason=said.words, is_update=is_update
    )
    settle_task(assignment.task, actor, now, day)
    _note(rule, assignment, said, actor, now)
    notices.tell_move(rule, assignment, update, actor=actor, now=now)
    return assignment


def offered(assignment: Assignment, actor: Viewer) -> list[Rule]:
    """The moves that a page offers this person for an assignment that holds."""
    if not assignment.is_current:
        return []
    state = assignment.task.state
    found = moves_from(assignment.part, assignment.state)
    rules = tuple(rule for rule in found if state in open_states(rule.move))
    if assignment.task.kind is Kind.STANDING:
        rules = tuple(rule for rule in rules if rule.move is not Move.REPORT)
    return [rule for rule in rules if _may_make(rule, assignment, actor)]


def acts_for(assignment: Assignment, actor: Viewer) -> bool:
    """Say whether the actor speaks for the assignment's agency itself, not on its behalf."""
    return assignment.agency_id in actor.agency_ids


def _may_make(rule: Rule, assignment: Assignment, actor: Viewer) -> bool:
    is_secretary = actor.is_secretary(assignment.committee_id)
    match rule.by:
        case Mover.AGENCY:
            return acts_for(assignment, actor) or is_secretary
        case Mover.LEAD_AGENCY:
            return any(acts_for(lead, actor) for lead in assignment.task.leads) or is_secretary
        case Mover.SECRETARIAT:
            return is_secretary


def only_secretary_left(assignment: Assignment, actor: Viewer) -> bool:
    """Say whether nobody else of the secretariat could decide in the actor's place."""
    others = people_queries.list_secretaries(assignment.committee_id)
    return not [user_id for user_id in others if user_id != actor.user_id]


def is_own_matter(assignment: Assignment, actor: Viewer) -> bool:
    """Say whether the actor reported this part himself, or acts for its agency (DESIGN 3.6)."""
    if assignment.agency_id in actor.agency_ids:
        return True
    report = update_queries.find_last(assignment.id, UpdateKind.COMPLETION)
    return report is not None and report.filed_by_id == actor.user_id


def _require_open(assignment: Assignment, move: Move) -> None:
    if assignment.task.state not in open_states(move):
        raise InvalidInput("task_not_open")
    if not assignment.is_current:
        raise InvalidInput("assignment_ended")


def _require_mover(rule: Rule, assignment: Assignment, said: Said, actor: Viewer) -> None:
    is_secretary = actor.is_in(assignment.committee_id, CommitteeRole.SECRETARY)
    match rule.by:
        case Mover.AGENCY:
            _require_agency(assignment, said, actor, is_secretary)
        case Mover.LEAD_AGENCY:
            _require_lead(assignment, said, actor, is_secretary)
        case Mover.SECRETARIAT:
            _require_secretary(rule, assignment, actor, is_secretary)


def _require_agency(assignment: Assignment, said: Said, actor: Viewer, is_secretary: bool) -> None:
    if assignment.agency_id in actor.agency_ids:
        return
    if not is_secretary:
        raise NotAllowed("not_allowed")
    if not said.on_behalf_source.strip():
        raise InvalidInput("source_needed", field="on_behalf_source")


def _require_lead(assignment: Assignment, said: Said, actor: Viewer, is_secretary: bool) -> None:
    if any(acts_for(lead, actor) for lead in assignment.task.leads):
        return
    if not is_secretary:
        raise NotAllowed("not_allowed")
    if not said.on_behalf_source.strip():
        raise InvalidInput("source_needed", field="on_behalf_source")


def _require_secretary(
    rule: Rule, assignment: Assignment, actor: Viewer, is_secretary: bool
) -> None:
    if not is_secretary:
        raise NotAllowed("not_allowed")
    if (
        rule.move in DECISIONS
        and is_own_matter(assignment, actor)
        and not only_secretary_left(assignment, actor)
    ):
        raise NotAllowed("own_matter")


def _require_words(rule: Rule, said: Said) -> None:
    require_reason(rule, said.words)
    if rule.move in WORDS_NEEDED and not said.words.strip():
        raise InvalidInput("words_needed", field="words")
    if len(said.words) > LONGEST:
        raise InvalidInput("words_too_long", field="words", characters=LONGEST)


def _take(rule: Rule, assignment: Assignment, said: Said, now: datetime, day: date) -> None:
    assignment.state = rule.target
    if rule.move in SAYS_SOMETHING:
        assignment.last_update_at = now
    if rule.target not in ANSWERED:
        assignment.answered_on = None
    elif rule.move in (Move.REPORT, Move.DELIVER):
        assignment.answered_on = day
    elif rule.move is Move.ACCEPT and said.product_on is not None:
        assignment.answered_on = _product_day(assignment, said.product_on)
    assignment.returns += rule.move is Move.RETURN
    assignment.reopenings += rule.move is Move.REOPEN
    _set_redo(rule, assignment, said.redo_on, day)


def _set_redo(rule: Rule, assignment: Assignment, redo_on: date | None, day: date) -> None:
    """The day by which to report again holds until the report, or the next decision."""
    if rule.move in REDOING:
        if redo_on is not None and redo_on < day:
            raise InvalidInput("redo_day_past", field="redo_on")
        assignment.redo_on = redo_on
    elif rule.target in ANSWERED:
        assignment.redo_on = None


def _product_day(assignment: Assignment, product_on: date) -> date:
    """The product's own day; only an earlier one than the report's makes sense (DESIGN 3.4)."""
    filed = assignment.answered_on
    if filed is not None and product_on > filed:
        raise InvalidInput("product_after_report", field="product_on")
    return product_on


def settle_task(task: Task, actor: Viewer, now: datetime, day: date) -> None:
    """Bring the task's own facts up to date with its leads'; a dated row when they changed."""
    leads = task.leads
    answered = answered_on([lead.answered_on for lead in leads])
    accepted = all(lead.state is AssignmentState.ACCEPTED for lead in leads)
    state = TaskState.COMPLETED if leads and accepted else TaskState.OPEN
    if (task.answered_on, task.state) != (answered, state):
        task.answered_on, task.state = answered, state
        note_task(task, actor=actor, now=now, meant_on=answered or day)
    lapsing.lapse_extension(task, actor=actor, now=now)


def _said_row(
    rule: Rule, assignment: Assignment, said: Said, actor: Viewer, now: datetime, day: date
) -> Update:
    proposed = said.proposed_owner.strip() if rule.move is Move.OBJECT else ""
    known = agency_queries.find_agency_called(proposed) if proposed else None
    return Update(
        assignment_id=assignment.id,
        task_id=assignment.task_id,
        committee_id=assignment.committee_id,
        kind=KINDS[rule.move],
        period_id=said.period_id,
        text=said.words.strip(),
        document_number=said.document_number,
        document_date=said.document_date,
        filed_on=day,
        filed_at=now,
        filed_by_id=actor.user_id or None,
        on_behalf_source=said.on_behalf_source.strip(),
        form_key=said.form_key,
        redo_on=said.redo_on if rule.move in REDOING else None,
        proposed_agency_id=known.id if known else None,
        proposed_owner=known.name if known else proposed,
        quantities=[
            Quantity(number=number, unit=normalise_unit(unit)) for number, unit in said.quantities
        ],
        evidence=[_evidence(one) for one in said.evidence],
    )


def _evidence(kept: KeptEvidence) -> Evidence:
    return Evidence(name=kept.name, media_type=kept.media_type, size=kept.size, digest=kept.digest)


def _note(rule: Rule, assignment: Assignment, said: Said, actor: Viewer, now: datetime) -> None:
    data: dict[str, object] = {"assignment": assignment.id, "part": assignment.part.value}
    if said.on_behalf_source:
        data["on_behalf"] = True
    if rule.move is Move.ACCEPT and said.product_on is not None:
        data["product_on"] = said.product_on.isoformat()
    if rule.move in DECISIONS and is_own_matter(assignment, actor):
        data["own_matter"] = True
    journal.record(
        f"assignment_{rule.move.value}",
        "assignment",
        assignment.id,
        actor=actor,
        now=now,
        committee_id=assignment.committee_id,
        task_id=assignment.task_id,
        agency_id=assignment.agency_id if rule.by is Mover.AGENCY else None,
        data=data,
    )


def _day(assignment: Assignment, now: datetime) -> date:
    return assignment.task.committee.day_of(now)
