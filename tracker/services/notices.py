"""Notices: one row in the ledger for each act and address, in the act's own transaction.

A notice exists exactly when the act does; ``gathering`` puts the notices of ten minutes for
one address into one mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.domain.access import Viewer
from tracker.domain.extensions import EXTENSION_MOVES, ExtensionMove, ExtensionTold
from tracker.domain.ladder import Audience
from tracker.domain.periods import PeriodRule
from tracker.domain.tasks import Rule, TaskMove, Told
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.conclusions import Conclusion
from tracker.models.extensions import Extension
from tracker.models.handovers import HandoverRow
from tracker.models.people import User
from tracker.models.periods import Period
from tracker.models.recommendations import RecommendationAnswer
from tracker.models.reminders import LedgerRow, MailKind
from tracker.models.tasks import Assignment, Task
from tracker.models.updates import Directive, Update
from tracker.queries.owed import PUBLISHED
from tracker.queries.recipients import Recipients
from tracker.queries.reminders import list_loose_of_person

DIRECTIVE = "directive_written"
ANSWERED = "directive_answered"
DUE_DATE = "due_date_changed"
RECOMMENDATION = "recommendation_answered"
CONTRIBUTION = "contribution_dated"
EXTENSION_ASKED = f"extension_{ExtensionMove.ASK.value}"
HANDED_OVER = "part_handed_over"
"""To the agency whose part ended: the part itself holds no longer when it is told."""
CYCLE, ENDED = "cycle_changed", "standing_ended"
TASK_MOVED = {move: f"task_{move.value}" for move in TaskMove}
SUBMITTED, APPROVED, SENT_BACK = "draft_submitted", "draft_approved", "draft_sent_back"


@dataclass(frozen=True, slots=True)
class Act:
    """What is told: its name, and the row that makes it one act."""

    rule: str
    subject: str
    """Unique to the act: ``update:7``."""
    words_of: int | None = None
    """The update whose words the mail quotes."""


def tell_published(task: Task, *, actor: Viewer, now: datetime) -> None:
    """Tell every agency of a new task; its delivery starts the receipt clock."""
    for part in task.assignments:
        _tell(Act(PUBLISHED, f"assignment:{part.id}"), part, [Audience.AGENCY], actor, now)


def tell_move(
    rule: Rule, assignment: Assignment, update: Update, *, actor: Viewer, now: datetime
) -> None:
    """Tell whom the table of moves names."""
    act = Act(f"move_{rule.move.value}", f"update:{update.id}", update.id)
    match rule.told:
        case Told.NOBODY:
            return
        case Told.SECRETARIAT:
            _tell(act, assignment, [Audience.SECRETARIAT], actor, now)
        case Told.AGENCY:
            _tell(act, assignment, [Audience.AGENCY], actor, now)
        case Told.LEAD_AGENCY:
            _tell_leads(act, assignment.task, actor, now, about=assignment)


def tell_period(
    rule: PeriodRule, period: Period, said: Update, *, actor: Viewer, now: datetime
) -> None:
    """Tell the secretariat of a period's report, the agency of the answer to it."""
    act = Act(f"period_{rule.move.value}", f"update:{said.id}", said.id)
    to_agency = rule.told is Told.AGENCY
    audience = Audience.AGENCY if to_agency else Audience.SECRETARIAT
    _tell(act, period.assignment, [audience], actor, now, period=period.id)


def tell_directive(directive: Directive, *, actor: Viewer, now: datetime) -> None:
    """Tell the leads, and their heads, what a leader wrote on a task."""
    act = Act(DIRECTIVE, f"directive:{directive.id}")
    audiences = [Audience.AGENCY, Audience.AGENCY_HEAD]
    for lead in directive.task.leads:
        _tell(act, lead, audiences, actor, now, directive=directive.id)


def tell_answer(directive: Directive, *, actor: Viewer, now: datetime) -> None:
    """Tell the secretariat and the committee's head what was answered."""
    act = Act(ANSWERED, f"answer:{directive.id}")
    audiences = [Audience.COMMITTEE_HEAD, Audience.SECRETARIAT]
    for lead in directive.task.leads[:1]:
        _tell(act, lead, audiences, actor, now, directive=directive.id)


def tell_handover(row: HandoverRow, *, actor: Viewer, now: datetime) -> None:
    """Tell the agency whose part ended, and the one whose part begins: its receipt clock starts."""
    if row.ended is not None and not _is_over(row.ended, now):
        act = Act(HANDED_OVER, f"handover:{row.id}")
        _tell(act, row.ended, [Audience.AGENCY], actor, now, handover=row.id)
    if row.begun is not None:
        act = Act(PUBLISHED, f"assignment:{row.begun.id}")
        _tell(act, row.begun, [Audience.AGENCY], actor, now, handover=row.id)


def _is_over(part: Assignment, now: datetime) -> bool:
    """Say whether the agency itself has ended: nobody is left to be told."""
    return part.agency.is_over(part.task.committee.day_of(now))


def tell_due_date(task: Task, *, actor: Viewer, now: datetime) -> None:
    """Tell every agency that still holds the task of its new due date."""
    act = Act(DUE_DATE, f"due:{task.due_dates[-1].id}")
    for part in task.assignments:
        if part.is_current:
            _tell(act, part, [Audience.AGENCY], actor, now)


def tell_contribution_date(part: Assignment, *, actor: Viewer, now: datetime) -> None:
    """Tell a coordinator by when its contribution is wanted."""
    act = Act(CONTRIBUTION, f"contribution:{part.id}:{part.version}")
    _tell(act, part, [Audience.AGENCY], actor, now)


def tell_extension(
    move: ExtensionMove, extension: Extension, *, actor: Viewer, now: datetime
) -> None:
    """Tell whom the table of an extension's moves names."""
    is_request = move is ExtensionMove.ASK
    act = Act(
        f"extension_{move.value}",
        f"extension:{extension.id}",
        extension.update_id if is_request else None,
    )
    asker, audiences, parts = extension.request.assignment, [Audience.AGENCY], []
    match EXTENSION_MOVES[move].told:
        case ExtensionTold.DECIDER:
            parts, audiences = [asker], [Audience.SECRETARIAT]
            if extension.task.committee.extensions_by_leaders:
                audiences = [Audience.COMMITTEE_HEAD, Audience.SECRETARIAT]
        case ExtensionTold.ASKER:
            parts = [asker] if asker.is_current else []
        case ExtensionTold.AGENCIES:
            parts = [one for one in extension.task.assignments if one.is_current]
    for part in parts:
        _tell(act, part, audiences, actor, now, extension=extension.id)


def tell_schedule(rule: str, task: Task, *, actor: Viewer, now: datetime) -> None:
    """Tell every agency that holds a standing task of its new cycle, or that it is over."""
    act = Act(rule, f"task:{task.id}:{now.isoformat()}")
    for part in task.assignments:
        if part.is_current:
            _tell(act, part, [Audience.AGENCY], actor, now)


def tell_task_move(move: TaskMove, task: Task, *, actor: Viewer, now: datetime) -> None:
    """Tell every agency that still has a part what was decided about the whole task, and why."""
    change = task.changes[-1]
    act = Act(TASK_MOVED[move], f"change:{change.id}")
    for part in task.assignments:
        if part.is_current:
            _tell(act, part, [Audience.AGENCY], actor, now, change=change.id)


def tell_draft(rule: str, conclusion: Conclusion, *, actor: Viewer, now: datetime) -> None:
    """Tell the committee's head of a draft to decide on, the secretariat of the decision."""
    audience = Audience.COMMITTEE_HEAD if rule == SUBMITTED else Audience.SECRETARIAT
    act = Act(rule, f"conclusion:{conclusion.id}:{now.isoformat()}")
    data = {"conclusion": conclusion.id}
    _write(act, conclusion.committee_id, {}, [audience], actor, now, data)


def tell_recommendation(
    answer: RecommendationAnswer, agency_id: int, *, actor: Viewer, now: datetime
) -> None:
    """Tell the agency that asked what it was answered."""
    act = Act(RECOMMENDATION, f"recommendation-answer:{answer.id}")
    data = {"recommendation_answer": answer.id}
    about = {"agency_id": agency_id}
    _write(act, answer.committee_id, about, [Audience.AGENCY], actor, now, data)


def redirect(user_id: int, agency_id: int, taker: User) -> None:
    """Let what is still to be said to somebody in an agency's name reach another person."""
    if not taker.email:
        return
    for row in list_loose_of_person(user_id, agency_id):
        row.user_id, row.recipient_name = taker.id, taker.full_name
        row.recipient = taker.email
    db.session.flush()


def _tell_leads(act: Act, task: Task, actor: Viewer, now: datetime, *, about: Assignment) -> None:
    for lead in task.leads:
        _tell(act, lead, [Audience.AGENCY], actor, now, about=about.id)


def _tell(
    act: Act,
    assignment: Assignment,
    audiences: Iterable[Audience],
    actor: Viewer,
    now: datetime,
    **data: int | None,
) -> None:
    about = {
        "task_id": assignment.task_id,
        "assignment_id": assignment.id,
        "agency_id": assignment.agency_id,
        "due_on": assignment.task.due_on,
    }
    _write(act, assignment.committee_id, about, audiences, actor, now, data)


def _write(
    act: Act,
    committee_id: int,
    about: Mapping[str, Any],
    audiences: Iterable[Audience],
    actor: Viewer,
    now: datetime,
    data: Mapping[str, int | None],
) -> None:
    """One row an address; who acted is not told of the own act."""
    committee = db.session.get_one(Committee, committee_id)
    today = committee.day_of(now)
    agency_id = about.get("agency_id") or 0
    book = Recipients(committee.id, [agency_id], today)
    rows: dict[str, LedgerRow] = {}
    for audience in audiences:
        recipients, is_instead = book.find(audience, agency_id)
        for one in recipients:
            if one.user_id is not None and one.user_id == actor.user_id:
                continue
            key = f"{act.rule}|{act.subject}|{about.get('assignment_id', '')}|{one.address}"
            extra = {"audience": audience.value, "update": act.words_of, **data}
            rows[key] = LedgerRow(
                key=key,
                kind=MailKind.NOTICE,
                committee_id=committee.id,
                rule=act.rule,
                recipient=one.address,
                recipient_name=one.name,
                user_id=one.user_id,
                step_on=today,
                data=extra | ({"instead": True} if is_instead else {}),
                created_at=now,
                **about,
            )
    db.session.add_all(rows.values())
    db.session.flush()
