"""A committee and its published tasks, built directly, with their dated rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import func, select

from tracker.domain.access import viewer_of_system
from tracker.domain.tasks import Kind, Part
from tracker.domain.text import fold, sort_key
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import Committee
from tracker.models.conclusions import Conclusion, ConclusionState, ConclusionText, Source
from tracker.models.tasks import Assignment, DueDate, Task
from tracker.services.dated import note_assignment, note_task

PUBLISHED = datetime(2020, 6, 15, 4, 0, tzinfo=UTC)


def make_agency(name: str, *, mailbox: str = "") -> Agency:
    """A stored agency."""
    agency = Agency(name=name, mailbox=mailbox, folded=fold(name), sort_key=sort_key(name))
    db.session.add(agency)
    db.session.flush()
    return agency


def make_committee(code: str = "TBTT", name: str = "") -> Committee:
    """A stored committee with the default settings."""
    committee = Committee(name=name or f"Tiểu ban {code}", code=code)
    db.session.add(committee)
    db.session.flush()
    return committee


def make_conclusion(committee: Committee, title: str = "Kết luận cuộc họp") -> Conclusion:
    """A published conclusion with a frozen text."""
    conclusion = Conclusion(
        committee_id=committee.id,
        title=title,
        source=Source.NOTICE,
        state=ConclusionState.PUBLISHED,
        held_on=date(2020, 6, 11),
        published_at=PUBLISHED,
        created_at=PUBLISHED,
        folded=fold(title),
    )
    text = ConclusionText(
        number=1, body=title, digest="0" * 64, created_at=PUBLISHED, frozen_at=PUBLISHED
    )
    conclusion.texts.append(text)
    db.session.add(conclusion)
    db.session.flush()
    return conclusion


def make_task(
    conclusion: Conclusion,
    title: str = "Lập kế hoạch",
    *,
    leads: Sequence[Agency],
    coordinating: Sequence[Agency] = (),
    due_on: date | None = None,
    kind: Kind = Kind.ONE_OFF,
    at: datetime = PUBLISHED,
) -> Task:
    """A published task with its assignments and first dated rows."""
    serial = 1 + (db.session.scalar(select(func.max(Task.serial))) or 0)
    task = Task(
        committee_id=conclusion.committee_id,
        conclusion_id=conclusion.id,
        serial=serial,
        code=f"{conclusion.committee.code}-{serial}",
        position=serial,
        title=title,
        kind=kind,
        due_on=due_on,
        deadline_on=due_on,
        published_at=at,
        folded=fold(title),
    )
    parts = [(Part.LEAD, one) for one in leads] + [(Part.COORDINATING, one) for one in coordinating]
    task.assignments = [
        Assignment(
            committee_id=conclusion.committee_id,
            agency=agency,
            part=part,
            position=position,
            agency_name=agency.name,
            assigned_at=at,
        )
        for position, (part, agency) in enumerate(parts)
    ]
    task.due_dates = [DueDate(due_on=due_on, recorded_at=at)]
    db.session.add(task)
    db.session.flush()
    actor = viewer_of_system()
    note_task(task, actor=actor, now=at, meant_on=at.date())
    for assignment in task.assignments:
        note_assignment(assignment, actor=actor, now=at, meant_on=at.date())
    return task
