"""What meetings decided on tasks: reading."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.decisions import DecisionKind
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.decisions import MeetingDecision
from tracker.models.proposals import Proposal, ProposalRepeat
from tracker.models.tasks import Task


def list_of_task(task_id: int, *, until: datetime | None = None) -> Sequence[MeetingDecision]:
    """What meetings decided on a task, in order. The caller has checked that details may be seen.

    A repetition that was taken back is left out.
    """
    rows = select(MeetingDecision).where(
        MeetingDecision.task_id == task_id, MeetingDecision.ended_at.is_(None)
    )
    if until is not None:
        rows = rows.where(MeetingDecision.decided_at <= until)
    loaded = rows.options(
        joinedload(MeetingDecision.meeting), joinedload(MeetingDecision.decided_by)
    )
    return db.session.scalars(loaded.order_by(MeetingDecision.id)).all()


def list_at(meeting_id: int, task_ids: Collection[int]) -> dict[int, list[MeetingDecision]]:
    """By task what one meeting decided; the caller has checked that the meeting may be seen."""
    rows = select(MeetingDecision).where(
        MeetingDecision.meeting_id == meeting_id,
        MeetingDecision.task_id.in_(task_ids),
        MeetingDecision.ended_at.is_(None),
    )
    found: dict[int, list[MeetingDecision]] = {}
    for one in db.session.scalars(rows.order_by(MeetingDecision.id)):
        found.setdefault(one.task_id, []).append(one)
    return found


def find_repeat(meeting_id: int, task_id: int) -> MeetingDecision | None:
    """That a meeting said a task again, or None."""
    rows = select(MeetingDecision).where(
        MeetingDecision.meeting_id == meeting_id,
        MeetingDecision.task_id == task_id,
        MeetingDecision.kind == DecisionKind.REPEAT,
        MeetingDecision.ended_at.is_(None),
    )
    return db.session.scalar(rows)


def find_last(meeting_id: int, task_id: int) -> MeetingDecision | None:
    """The last decision of a meeting on a task, or None."""
    rows = select(MeetingDecision).where(
        MeetingDecision.meeting_id == meeting_id, MeetingDecision.task_id == task_id
    )
    return db.session.scalar(rows.order_by(MeetingDecision.id.desc()).limit(1))


def list_to_repeat(draft: Conclusion) -> Sequence[Task]:
    """What the draft's meeting said again and no proposal of the draft repeats yet."""
    linked = (
        select(ProposalRepeat.task_id)
        .join(Proposal, Proposal.id == ProposalRepeat.proposal_id)
        .where(Proposal.conclusion_id == draft.id, ProposalRepeat.is_linked)
    )
    rows = (
        select(Task)
        .join(MeetingDecision, MeetingDecision.task_id == Task.id)
        .where(
            MeetingDecision.meeting_id == draft.meeting_id,
            MeetingDecision.kind == DecisionKind.REPEAT,
            MeetingDecision.ended_at.is_(None),
            Task.id.not_in(linked),
        )
        .options(selectinload(Task.assignments))
    )
    return db.session.scalars(rows.order_by(Task.serial)).unique().all()
