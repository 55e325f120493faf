"""Publishing: a reviewed draft becomes tasks that somebody owes, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.proposals import Block, Seat, blocks, seats
from tracker.domain.tasks import Kind, Part
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.conclusions import Conclusion, ConclusionState
from tracker.models.proposals import Proposal, ProposalState
from tracker.models.tasks import Assignment, DueDate, Task
from tracker.queries import committees as committee_queries
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import proposals as proposal_queries
from tracker.queries import tasks as task_queries
from tracker.services import journal, notices, period_opening, recommendations, repeats
from tracker.services.dated import note_assignment, note_task
from tracker.services.proposals import named_of

_UNSETTLED = frozenset({Block.UNKNOWN_BODY, Block.EMPTY_GROUP})


@dataclass(frozen=True, slots=True)
class Preview:
    """What a clerk reads before publishing."""

    proposals: Sequence[Proposal]
    blocked: Sequence[tuple[Proposal, Sequence[Block]]]
    gaps: int
    """Proposals with an open gap; likewise the doubts, and those that nobody confirmed yet."""
    doubts: int
    pending: int
    agencies: int
    """Agencies that get at least one assignment."""
    unreachable: Sequence[Agency]
    """Agencies without mailbox and without officer (DESIGN 3.7)."""

    @property
    def is_ready(self) -> bool:
        """Say whether it can be published as it is."""
        return bool(self.proposals) and not self.blocked


def preview(conclusion: Conclusion, *, now: datetime) -> Preview:
    """What publishing would meet now: blocks, open gaps and doubts, agencies nobody can reach."""
    rows = proposal_queries.list_proposals(conclusion)
    today = _day(conclusion, now)
    found = [(row, blocks(row.title, named_of(row, today))) for row in rows]
    told = {seat.agency_id for row in rows for seat in seats(named_of(row))}
    officers = proposal_queries.list_agencies_with_officers(sorted(told))
    silent = sorted(told - officers)
    agencies = committee_queries.list_agencies_by_id(silent)
    return Preview(
        proposals=rows,
        blocked=[(row, why) for row, why in found if why],
        gaps=sum(bool(open_gaps(row)) for row in rows),
        doubts=sum(bool(open_doubts(row)) for row in rows),
        pending=sum(row.state is ProposalState.PENDING for row in rows),
        agencies=len(told),
        unreachable=[agency for agency in agencies if not agency.mailbox],
    )


def open_gaps(row: Proposal) -> list[dict[str, str]]:
    """The gaps that the clerk has not closed.

    A date that was set, follows from a rule, or was said to be none closes its gap; a cycle is
    the committee's own until the clerk confirms it (DESIGN 3.8); a body or group is settled when
    it blocks the publication no more (DESIGN 3.6).
    """
    ruled = bool(row.due_rule.get("base"))
    closed = set()
    if row.due_on is not None or row.no_date or row.cycle or ruled:
        closed |= {"due", "due_on"}
    if row.kind is not Kind.STANDING or (row.cycle and row.state is ProposalState.CONFIRMED):
        closed.add("cycle")
    if not _UNSETTLED & set(blocks(row.title, named_of(row))):
        closed |= {part.value for part in Part}
    return [gap for gap in row.gaps if gap.get("field") not in closed]


def open_doubts(row: Proposal) -> list[dict[str, str]]:
    """What the breakdown was unsure of, as long as the clerk has not confirmed the proposal."""
    return [] if row.state is ProposalState.CONFIRMED else row.doubts


def publish(conclusion_id: int, *, actor: Viewer, now: datetime) -> Sequence[Task]:
    """Make a draft's proposals live and freeze its text.

    A second click or tab finds the conclusion published and gets the same tasks. Raises
    NotFound, and InvalidInput when something blocks or the approval is missing.
    """
    conclusion = conclusion_queries.get_for_secretary(conclusion_id, actor, lock=True)
    if conclusion.state is ConclusionState.PUBLISHED:
        return task_queries.list_of_conclusion(conclusion.id)
    _require_publishable(conclusion, now)
    rows = proposal_queries.list_proposals(conclusion)
    serial = task_queries.find_last_serial(conclusion.committee_id)
    names = _agency_names(rows)
    made = [
        _make_task(conclusion, row, number, serial + number, names, actor, now)
        for number, row in enumerate(rows, start=1)
    ]
    repeats.carry_over(zip(rows, made, strict=True), actor=actor, now=now)
    recommendations.carry_over(zip(rows, made, strict=True), actor=actor, now=now)
    _freeze(conclusion, actor, now)
    journal.record(
        "conclusion_published",
        "conclusion",
        conclusion.id,
        actor=actor,
        now=now,
        committee_id=conclusion.committee_id,
        data={"tasks": [task.id for task in made]},
    )
    return made


def _require_publishable(conclusion: Conclusion, now: datetime) -> None:
    if conclusion.state is ConclusionState.SUBMITTED:
        raise InvalidInput("approval_pending")
    if conclusion.committee.needs_approval and conclusion.state is not ConclusionState.APPROVED:
        raise InvalidInput("approval_missing")
    found = preview(conclusion, now=now)
    if not found.proposals:
        raise InvalidInput("nothing_to_publish")
    if found.blocked:
        raise InvalidInput("publishing_blocked", count=len(found.blocked))


def _agency_names(rows: Sequence[Proposal]) -> dict[int, str]:
    ids = {seat.agency_id for row in rows for seat in seats(named_of(row))}
    agencies = committee_queries.list_agencies_by_id(sorted(ids))
    return {agency.id: agency.name for agency in agencies}


def _make_task(
    conclusion: Conclusion,
    row: Proposal,
    position: int,
    serial: int,
    names: dict[int, str],
    actor: Viewer,
    now: datetime,
) -> Task:
    task = Task(
        committee_id=conclusion.committee_id,
        conclusion_id=conclusion.id,
        serial=serial,
        code=f"{conclusion.committee.code}-{serial}",
        position=position,
        title=row.title,
        text=row.text,
        text_id=conclusion.text.id if conclusion.text else None,
        span_start=row.span_start,
        span_end=row.span_end,
        kind=row.kind,
        cycle=row.cycle,
        product=row.product,
        report_to=row.report_to,
        due_on=row.due_on,
        due_time=row.due_time,
        deadline_on=row.due_on,
        published_at=now,
        published_by_id=actor.user_id or None,
        folded=fold(f"{row.title} {row.text}"),
    )
    task.assignments = [
        _assignment(conclusion, seat, place, names, now)
        for place, seat in enumerate(seats(named_of(row)), start=1)
    ]
    task.due_dates = [_due_date(row, actor, now)]
    db.session.add(task)
    db.session.flush()
    _note_beginning(conclusion, task, actor, now)
    period_opening.arrange(task, actor=actor, now=now)
    return task


def _assignment(
    conclusion: Conclusion, seat: Seat, place: int, names: dict[int, str], now: datetime
) -> Assignment:
    return Assignment(
        committee_id=conclusion.committee_id,
        agency_id=seat.agency_id,
        part=seat.part,
        position=place,
        agency_name=names[seat.agency_id],
        group_name=seat.group_name,
        assigned_at=now,
    )


def _due_date(row: Proposal, actor: Viewer, now: datetime) -> DueDate:
    return DueDate(
        due_on=row.due_on,
        due_time=row.due_time,
        due_text=row.due_text,
        rule=row.due_rule,
        recorded_at=now,
        recorded_by_id=actor.user_id or None,
    )


def _note_beginning(conclusion: Conclusion, task: Task, actor: Viewer, now: datetime) -> None:
    day = _day(conclusion, now)
    note_task(task, actor=actor, now=now, meant_on=day)
    for assignment in task.assignments:
        note_assignment(assignment, actor=actor, now=now, meant_on=day)
    journal.record(
        "task_published",
        "task",
        task.id,
        actor=actor,
        now=now,
        committee_id=task.committee_id,
        task_id=task.id,
        data={"conclusion": conclusion.id, "due_on": task.due_on and task.due_on.isoformat()},
    )
    notices.tell_published(task, actor=actor, now=now)


def _freeze(conclusion: Conclusion, actor: Viewer, now: datetime) -> None:
    conclusion.state = ConclusionState.PUBLISHED
    conclusion.published_at = now
    conclusion.published_by_id = actor.user_id or None
    if conclusion.text is not None:
        conclusion.text.frozen_at = now
    db.session.flush()


def _day(conclusion: Conclusion, now: datetime) -> date:
    return conclusion.committee.day_of(now)
