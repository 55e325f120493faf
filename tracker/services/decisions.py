"""What a meeting decides on a task of an earlier conclusion, written back to the task.

Every decision goes through the service that makes the same move elsewhere, under its rules: a
meeting's authority does not let a secretary accept or extend his own agency's matter (DESIGN 3.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.decisions import DecisionKind, may_close, possible
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.tasks import AssignmentState, Move
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.decisions import MeetingDecision
from tracker.models.meetings import Meeting
from tracker.models.proposals import Proposal
from tracker.models.tasks import Task
from tracker.queries import decisions as queries
from tracker.queries import meetings as meeting_queries
from tracker.queries import tasks as task_queries
from tracker.services import date_sense, due_dates, journal, proposals, repeats, updates
from tracker.services.dated import require_version, touch
from tracker.services.proposals import PartyValues, ProposalValues
from tracker.services.updates import Said

__all__ = ["Decision", "DecisionKind"]

LONGEST = 1_900
"""Characters of a decision's words: with the meeting's day they are the reason of a due date."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: of an extension also the new date."""

    kind: DecisionKind
    words: str = ""
    due_on: date | None = None


def decide(
    meeting_id: int,
    task_id: int,
    decision: Decision,
    *,
    version: int,
    actor: Viewer,
    now: datetime,
) -> MeetingDecision:
    """Write a meeting's decision back to a task; the secretariat only.

    ``version`` is the task's, from the form: of two clerks at once the second is told. The same
    form sent twice decides once. Raises NotFound, NotAllowed, StaleForm, and InvalidInput:
    meeting_not_held, task_of_another, task_not_open, words_too_long, not_all_reported,
    already_repeated, new_date_needed, date_not_later, and what ``due_dates`` and
    ``updates`` raise.
    """
    meeting = meeting_queries.get_for_secretary(meeting_id, actor)
    task = task_queries.get_locked(task_id, actor)
    if _is_same(queries.find_last(meeting.id, task.id), decision, actor):
        return queries.list_at(meeting.id, [task.id])[task.id][-1]
    require_version(task, version)
    _require_fit(meeting, task, decision, now)
    before = task.due_on
    _carry_out(meeting, task, decision, actor, now)
    made = MeetingDecision(
        meeting_id=meeting.id,
        committee_id=meeting.committee_id,
        task_id=task.id,
        kind=decision.kind,
        words=decision.words.strip(),
        due_before=before if decision.kind is DecisionKind.EXTEND else None,
        due_on=decision.due_on if decision.kind is DecisionKind.EXTEND else None,
        decided_at=now,
        decided_by_id=actor.user_id or None,
    )
    db.session.add(made)
    db.session.flush()
    _note(f"meeting_{decision.kind.value}", made, actor, now)
    return made


def take_back_repeat(meeting_id: int, task_id: int, *, actor: Viewer, now: datetime) -> None:
    """Say that the meeting does not say a task again after all; said twice, it is said once.

    Raises NotFound.
    """
    meeting = meeting_queries.get_for_secretary(meeting_id, actor)
    task = task_queries.get_locked(task_id, actor)
    found = queries.find_repeat(meeting.id, task.id)
    if found is None:
        return
    found.ended_at = now
    touch(task)
    db.session.flush()
    _note("meeting_repeat_withdrawn", found, actor, now)


def propose_repeats(draft: Conclusion, *, actor: Viewer, now: datetime) -> Sequence[Proposal]:
    """Add to the meeting's own draft what the meeting said again, linked with the first task.

    The due date stays empty: the new conclusion sets its own. Raises
    InvalidInput("draft_published", "repeat_not_open").
    """
    made = []
    for task in queries.list_to_repeat(draft):
        row = proposals.add(draft, title=task.title, actor=actor, now=now)
        proposals.save(row, _values(task), version=row.version, actor=actor, now=now)
        repeats.link(row, task.id, actor=actor, now=now)
        made.append(row)
    return made


def offered(task: Task, actor: Viewer) -> tuple[DecisionKind, ...]:
    """The decisions that a page offers this person for a task as it is now."""
    if not actor.is_secretary(task.committee_id):
        return ()
    return possible(task.state, [lead.state for lead in task.leads])


def _carry_out(
    meeting: Meeting, task: Task, decision: Decision, actor: Viewer, now: datetime
) -> None:
    match decision.kind:
        case DecisionKind.EXTEND:
            _extend(meeting, task, decision, actor, now)
        case DecisionKind.CLOSE:
            _close(meeting, task, decision, actor, now)
        case DecisionKind.REPEAT:
            if queries.find_repeat(meeting.id, task.id) is not None:
                raise InvalidInput("already_repeated")
            touch(task)


def _extend(meeting: Meeting, task: Task, decision: Decision, actor: Viewer, now: datetime) -> None:
    if decision.due_on is None:
        raise InvalidInput("new_date_needed", field="due_on")
    if task.due_on is not None and decision.due_on <= task.due_on:
        raise InvalidInput("date_not_later", field="due_on", day=f"{task.due_on:%d/%m/%Y}")
    own = any(lead.agency_id in actor.agency_ids for lead in task.leads)
    if own and not updates.only_secretary_left(task.leads[0], actor):
        raise NotAllowed("own_matter")
    date_sense.require_meant(task.conclusion, decision.due_on, sure=False)
    due_dates.change_due_date(
        task,
        due_on=decision.due_on,
        due_time=None,
        rule={**due_dates.FIXED, "meeting": meeting.id},
        reason=_said(meeting, decision),
        actor=actor,
        now=now,
    )


def _close(meeting: Meeting, task: Task, decision: Decision, actor: Viewer, now: datetime) -> None:
    if not may_close([lead.state for lead in task.leads]):
        raise InvalidInput("not_all_reported")
    said = Said(words=_said(meeting, decision))
    for lead in task.leads:
        if lead.state is AssignmentState.REPORTED:
            updates.make_move(lead.id, Move.ACCEPT, said, actor=actor, now=now)


def _said(meeting: Meeting, decision: Decision) -> str:
    """The words with the meeting's day: agencies read them on the task (in Vietnamese)."""
    day = f"Cuộc họp ngày {meeting.held_on:%d/%m/%Y}"
    words = decision.words.strip()
    return f"{day}: {words}" if words else day


def _require_fit(meeting: Meeting, task: Task, decision: Decision, now: datetime) -> None:
    if meeting.held_on > meeting.committee.day_of(now):
        raise InvalidInput("meeting_not_held")
    is_own = task.conclusion.meeting_id == meeting.id
    if task.committee_id != meeting.committee_id or is_own:
        raise InvalidInput("task_of_another")
    if len(decision.words) > LONGEST:
        raise InvalidInput("words_too_long", field="words", characters=LONGEST)
    if decision.kind is DecisionKind.CLOSE:
        return  # says itself what is missing
    if decision.kind not in possible(task.state, [lead.state for lead in task.leads]):
        raise InvalidInput("task_not_open")


def _is_same(last: MeetingDecision | None, decision: Decision, actor: Viewer) -> bool:
    """A second click on the same form is no second decision."""
    if last is None or last.ended_at is not None:
        return False
    due_on = decision.due_on if decision.kind is DecisionKind.EXTEND else None
    return (last.kind, last.words, last.due_on, last.decided_by_id) == (
        decision.kind,
        decision.words.strip(),
        due_on,
        actor.user_id,
    )


def _values(task: Task) -> ProposalValues:
    return ProposalValues(
        title=task.title,
        kind=task.kind,
        cycle=task.cycle,
        product=task.product,
        report_to=task.report_to,
        parties=[
            PartyValues(part.part, part.agency_name, agency_id=part.agency_id)
            for part in task.assignments
            if part.is_current
        ],
    )


def _note(act: str, made: MeetingDecision, actor: Viewer, now: datetime) -> None:
    data: dict[str, object] = {"meeting": made.meeting_id}
    if made.due_on is not None:
        data["due_on"] = made.due_on.isoformat()
    journal.record(
        act,
        "decision",
        made.id,
        actor=actor,
        now=now,
        committee_id=made.committee_id,
        task_id=made.task_id,
        data=data,
    )
