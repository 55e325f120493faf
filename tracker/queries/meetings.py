"""Meetings: reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, extract, func, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import NotFound
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.conclusions import Conclusion
from tracker.models.meetings import Attendance, Meeting, Presence
from tracker.models.recommendations import Recommendation
from tracker.queries.visibility import conclusions_seen, meetings_seen


class MeetingSort(StrEnum):
    """The orders of the list of meetings."""

    LATEST = "latest"
    EARLIEST = "earliest"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """What a list of meetings asks for; None and the empty string ask for all."""

    search: str = ""
    committee_id: int | None = None
    year: int | None = None
    sort: MeetingSort = MeetingSort.LATEST


@dataclass(frozen=True, slots=True)
class MeetingCounts:
    """What stands beside a meeting on the list."""

    present: int = 0
    recommendations: int = 0
    conclusions: int = 0


def get_meeting(meeting_id: int, viewer: Viewer) -> Meeting:
    """The meeting with attendance and recommendations, when the viewer may see it.

    Raises NotFound.
    """
    rows = select(Meeting).where(Meeting.id == meeting_id, meetings_seen(viewer))
    found = db.session.scalar(
        rows.options(
            joinedload(Meeting.committee),
            selectinload(Meeting.attendance).joinedload(Attendance.agency),
            selectinload(Meeting.recommendations).joinedload(Recommendation.agency),
        )
    )
    if found is None:
        raise NotFound("meeting")
    return found


def find_meeting(meeting_id: int | None, viewer: Viewer) -> Meeting | None:
    """The meeting when there is one and the viewer may see it, else None."""
    rows = select(Meeting).where(Meeting.id == meeting_id, meetings_seen(viewer))
    return db.session.scalar(rows)


def get_for_secretary(meeting_id: int, viewer: Viewer, *, lock: bool = False) -> Meeting:
    """A meeting of a committee whose secretary the viewer is. Raises NotFound.

    ``lock`` keeps every other writer out until the transaction ends.
    """
    rows = select(Meeting).where(
        Meeting.id == meeting_id,
        Meeting.committee_id.in_(viewer.committees_as(CommitteeRole.SECRETARY)),
    )
    if lock:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(rows)
    if found is None:
        raise NotFound("meeting")
    return found


def find_twin(
    committee_id: int, title: str, held_on: date, viewer: Viewer, *, since: datetime
) -> Meeting | None:
    """The meeting of this title and day that the viewer entered since an instant, or None.

    Keeps other writers of the committee out until the transaction ends, so that two clicks at
    the same moment see each other.
    """
    committee = select(Committee.id).where(Committee.id == committee_id)
    db.session.execute(committee.with_for_update()).first()
    rows = select(Meeting).where(
        Meeting.committee_id == committee_id,
        Meeting.title == title,
        Meeting.held_on == held_on,
        Meeting.created_by_id == viewer.user_id,
        Meeting.created_at >= since,
    )
    return db.session.scalar(rows.order_by(Meeting.id.desc()).limit(1))


def list_meetings(
    viewer: Viewer, wanted: MeetingFilter, *, limit: int = 50, offset: int = 0
) -> Sequence[Meeting]:
    """The meetings that the viewer may see, in the order asked for."""
    rows = _found(select(Meeting), viewer, wanted).options(joinedload(Meeting.committee))
    in_order = rows.order_by(*_order(wanted.sort))
    return db.session.scalars(in_order.limit(limit).offset(offset)).all()


def count_meetings(viewer: Viewer, wanted: MeetingFilter) -> int:
    """How many :func:`list_meetings` has in all."""
    rows = _found(select(func.count()).select_from(Meeting), viewer, wanted)
    return db.session.scalar(rows) or 0


def count_beside(meetings: Sequence[Meeting], viewer: Viewer) -> Mapping[int, MeetingCounts]:
    """Members present, recommendations, and conclusions that the viewer sees, by meeting."""
    keys = [one.id for one in meetings]
    present = _count_by(Attendance.meeting_id, keys, Attendance.presence == Presence.PRESENT)
    asked = _count_by(Recommendation.meeting_id, keys)
    concluded = _count_by(Conclusion.meeting_id, keys, conclusions_seen(viewer))
    return {
        key: MeetingCounts(present.get(key, 0), asked.get(key, 0), concluded.get(key, 0))
        for key in keys
    }


def list_years(viewer: Viewer) -> Sequence[int]:
    """The years in which the viewer's committees met, the latest first."""
    year = extract("year", Meeting.held_on)
    rows = select(year).where(meetings_seen(viewer)).distinct().order_by(year.desc())
    return [int(one) for one in db.session.scalars(rows)]


def list_to_choose(viewer: Viewer, *, also: int | None = 0, limit: int = 200) -> list[Meeting]:
    """The latest meetings that a secretary may hang a conclusion on, and the one named ``also``."""
    mine = Meeting.committee_id.in_(viewer.committees_as(CommitteeRole.SECRETARY))
    rows = select(Meeting).where(mine).options(joinedload(Meeting.committee))
    latest = rows.order_by(Meeting.held_on.desc(), Meeting.id.desc()).limit(limit)
    found = list(db.session.scalars(latest))
    if also and all(one.id != also for one in found):
        found += db.session.scalars(rows.where(Meeting.id == also))
    return found


def _order(sort: MeetingSort) -> tuple[Any, ...]:
    """Titles go by their letters without marks, with which ``folded`` begins."""
    match sort:
        case MeetingSort.LATEST:
            return (Meeting.held_on.desc(), Meeting.id.desc())
        case MeetingSort.EARLIEST:
            return (Meeting.held_on, Meeting.id)
        case MeetingSort.TITLE:
            return (Meeting.folded, Meeting.id)


def _count_by(meeting_id: Any, keys: Sequence[int], *conditions: Any) -> dict[int, int]:
    rows = select(meeting_id, func.count()).where(meeting_id.in_(keys), *conditions)
    return {row[0]: row[1] for row in db.session.execute(rows.group_by(meeting_id))}


def _found(rows: Select[Any], viewer: Viewer, wanted: MeetingFilter) -> Select[Any]:
    rows = rows.where(meetings_seen(viewer))
    if wanted.committee_id is not None:
        rows = rows.where(Meeting.committee_id == wanted.committee_id)
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        rows = rows.where(Meeting.held_on.between(first, last))
    for word in fold(wanted.search).split():
        rows = rows.where(Meeting.folded.contains(word, autoescape=True))
    return rows
