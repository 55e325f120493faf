"""Meetings: writing. Who came, what members reported, what agencies asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm.attributes import flag_modified

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.text import fold, normalise
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.meetings import Attendance, Meeting, Presence
from tracker.models.recommendations import Recommendation, RecommendationKind
from tracker.queries import committees as committee_queries
from tracker.queries import meetings as queries
from tracker.queries import recommendations as recommendation_queries
from tracker.services import journal, period_opening
from tracker.services.dated import require_version

__all__ = [
    "AttendanceValues",
    "MeetingValues",
    "Presence",
    "RecommendationKind",
    "RecommendationValues",
    "create",
    "update",
]

LONGEST_REPORT = 4000
DOUBLE_CLICK = timedelta(seconds=30)
"""The same form again within it is the same click."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceValues:
    """Whether an agency was there, who came for it, and what it reported."""

    agency_id: int
    presence: Presence
    person: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationValues:
    """What an agency asked for; ``key`` is the stored row that it replaces, None for a new one."""

    agency_id: int
    kind: RecommendationKind
    text: str
    key: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingValues:
    """What the secretariat enters about a meeting; ``starts_at`` is the committee's local time."""

    title: str
    held_on: date
    starts_at: time | None = None
    place: str = ""
    chair: str = ""
    attendance: Sequence[AttendanceValues] = ()
    recommendations: Sequence[RecommendationValues] = ()


def create(committee: Committee, values: MeetingValues, *, actor: Viewer, now: datetime) -> Meeting:
    """Store a meeting. The caller has checked that ``actor`` writes for the committee.

    The same form sent twice, by a double click, stores one. Raises
    InvalidInput("title_missing", "agency_not_member").
    """
    title = normalise(values.title)
    since = now - DOUBLE_CLICK
    twin = queries.find_twin(committee.id, title, values.held_on, actor, since=since)
    if twin is not None:
        return twin
    meeting = Meeting(
        committee_id=committee.id, created_at=now, created_by_id=actor.user_id or None
    )
    _fill(meeting, values)
    db.session.add(meeting)
    db.session.flush()
    _note("meeting_created", meeting, actor, now)
    period_opening.follow_meetings(committee, actor=actor, now=now)
    return meeting


def update(
    meeting_id: int, values: MeetingValues, *, version: int, actor: Viewer, now: datetime
) -> Meeting:
    """Replace what is kept about a meeting, its attendance and recommendations included.

    Raises NotFound, StaleForm, InvalidInput("recommendation_handled") when a recommendation is
    dropped that a task handles or somebody answered, and what :func:`create` raises.
    """
    meeting = queries.get_for_secretary(meeting_id, actor, lock=True)
    require_version(meeting, version)
    _fill(meeting, values)
    flag_modified(meeting, "title")  # attendance alone changes no column, yet makes a version
    db.session.flush()
    _note("meeting_changed", meeting, actor, now)
    period_opening.follow_meetings(meeting.committee, actor=actor, now=now)
    return meeting


def _fill(meeting: Meeting, values: MeetingValues) -> None:
    title = normalise(values.title)
    if not title:
        raise InvalidInput("title_missing", "title")
    _require_members(meeting, values)
    meeting.title, meeting.held_on, meeting.starts_at = title, values.held_on, values.starts_at
    meeting.place, meeting.chair = normalise(values.place), normalise(values.chair)
    _fill_attendance(meeting, values.attendance)
    _fill_recommendations(meeting, values.recommendations)
    meeting.folded = fold(" ".join(_searched(meeting)))


def _require_members(meeting: Meeting, values: MeetingValues) -> None:
    """Attendance is of the members of that day; what was kept of another agency may stay."""
    seats = committee_queries.list_members(meeting.committee_id, values.held_on)
    known = {seat.agency_id for seat in seats} | {row.agency_id for row in meeting.attendance}
    if any(one.agency_id not in known for one in values.attendance):
        raise InvalidInput("agency_not_member")


def _fill_attendance(meeting: Meeting, values: Sequence[AttendanceValues]) -> None:
    rows = {row.agency_id: row for row in meeting.attendance}
    kept = [rows.get(one.agency_id) or Attendance(agency_id=one.agency_id) for one in values]
    for row, one in zip(kept, values, strict=True):
        row.presence, row.person = one.presence, normalise(one.person)
        row.report = one.report.strip()
    meeting.attendance = kept


def _fill_recommendations(meeting: Meeting, values: Sequence[RecommendationValues]) -> None:
    rows = {row.id: row for row in meeting.recommendations}
    kept = [rows.get(one.key or 0) or Recommendation() for one in values]
    _require_untouched(rows, kept, values)
    for row, one in zip(kept, values, strict=True):
        row.committee_id = meeting.committee_id
        row.agency_id, row.kind, row.text = one.agency_id, one.kind, one.text.strip()
        row.folded = fold(row.text)
    meeting.recommendations = kept


def _require_untouched(
    rows: Mapping[int, Recommendation],
    kept: Sequence[Recommendation],
    values: Sequence[RecommendationValues],
) -> None:
    """What a task handles or somebody answered neither goes nor changes its agency."""
    gone = rows.keys() - {row.id for row in kept}
    pairs = zip(kept, values, strict=True)
    gone |= {row.id for row, one in pairs if row.id and row.agency_id != one.agency_id}
    if gone and recommendation_queries.list_handled_ids(gone):
        raise InvalidInput("recommendation_handled")


def _searched(meeting: Meeting) -> Iterable[str]:
    yield from (meeting.title, meeting.place, meeting.chair)
    yield from (row.report for row in meeting.attendance)
    yield from (row.text for row in meeting.recommendations)


def _note(act: str, meeting: Meeting, actor: Viewer, now: datetime) -> None:
    journal.record(
        act,
        "meeting",
        meeting.id,
        actor=actor,
        now=now,
        committee_id=meeting.committee_id,
        data={
            "attendance": len(meeting.attendance),
            "recommendations": len(meeting.recommendations),
        },
    )
