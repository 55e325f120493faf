"""*Cần gọi điện*: agencies that owe something and that no mail reaches (DESIGN 3.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import joinedload

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import NotFound
from tracker.domain.tasks import AssignmentState, TaskState
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.people import AgencyPost, User
from tracker.models.tasks import Assignment, Task

OWING = (AssignmentState.ASSIGNED, AssignmentState.RECEIVED, AssignmentState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Unreached:
    """An agency without mailbox and officer, and what it owes to the viewer's committees."""

    agency: Agency
    owed: Sequence[Assignment]


def count_unreached(viewer: Viewer, *, today: date) -> int:
    """How many agencies :func:`list_unreached` has."""
    agencies = _owed(viewer, today).with_only_columns(Assignment.agency_id).order_by(None)
    rows = agencies.distinct().subquery()
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


def list_unreached(viewer: Viewer, *, today: date) -> list[Unreached]:
    """The agencies in Vietnamese order, each with what it owes, the earliest deadline first.

    Over the committees whose secretary the viewer is; ``today`` decides which posts hold.
    """
    return _gathered(_owed(viewer, today))


def get_unreached(agency_id: int, viewer: Viewer, *, today: date) -> Unreached:
    """One agency of the list. Raises NotFound."""
    found = _gathered(_owed(viewer, today).where(Agency.id == agency_id))
    if not found:
        raise NotFound("agency")
    return found[0]


def _gathered(rows: Select[Any]) -> list[Unreached]:
    loaded = rows.options(
        joinedload(Assignment.agency),
        joinedload(Assignment.task).joinedload(Task.conclusion),
        joinedload(Assignment.task).joinedload(Task.committee),
    )
    by_agency: dict[int, list[Assignment]] = {}
    for one in db.session.scalars(loaded):
        by_agency.setdefault(one.agency_id, []).append(one)
    return [Unreached(owed[0].agency, owed) for owed in by_agency.values()]


def _owed(viewer: Viewer, today: date) -> Select[Any]:
    return (
        select(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .join(Agency, Agency.id == Assignment.agency_id)
        .where(
            Assignment.committee_id.in_(viewer.committees_as(CommitteeRole.SECRETARY)),
            Assignment.ended_at.is_(None),
            Assignment.state.in_(OWING),
            Task.state == TaskState.OPEN,
            Agency.mailbox == "",
            or_(Agency.exists_to.is_(None), Agency.exists_to >= today),
            ~_has_officer(today),
        )
        .order_by(
            Agency.sort_key, Agency.id, Task.deadline_on.is_(None), Task.deadline_on, Assignment.id
        )
    )


def _has_officer(today: date) -> Any:
    """The condition that somebody may act for the agency on this day."""
    return exists().where(
        AgencyPost.agency_id == Agency.id,
        AgencyPost.user_id == User.id,
        User.is_active,
        or_(AgencyPost.valid_from.is_(None), AgencyPost.valid_from <= today),
        or_(AgencyPost.valid_to.is_(None), AgencyPost.valid_to >= today),
    )
