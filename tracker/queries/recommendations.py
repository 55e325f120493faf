"""Recommendations: reading. Who sees which: ``visibility.recommendations_seen``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.access import Viewer
from tracker.domain.errors import NotFound
from tracker.domain.recommendations import RecommendationState
from tracker.domain.tasks import TaskState
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import Committee
from tracker.models.conclusions import Conclusion
from tracker.models.meetings import Meeting
from tracker.models.recommendations import (
    ProposalRecommendation,
    Recommendation,
    RecommendationAnswer,
    RecommendationKind,
    RecommendationTask,
)
from tracker.models.tasks import Task, TaskChange
from tracker.queries.packs import Pack
from tracker.queries.visibility import recommendations_seen, tasks_seen

Rows = Select[*tuple[Any, ...]]
MOST_OFFERED = 200
"""Open recommendations, or open tasks, that a form offers to link."""
_WAITING_FIRST = (
    RecommendationState.OPEN,
    RecommendationState.ASSIGNED,
    RecommendationState.ANSWERED,
    RecommendationState.DECLINED,
)


class RecommendationSort(StrEnum):
    """The orders of the list."""

    LATEST = "latest"
    EARLIEST = "earliest"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class RecommendationFilter:
    """What the list asks for; None and the empty string ask for all."""

    search: str = ""
    committee_id: int | None = None
    meeting_id: int | None = None
    agency_id: int | None = None
    kind: RecommendationKind | None = None
    state: RecommendationState | None = None
    sort: RecommendationSort = RecommendationSort.LATEST


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """A recommendation with its state, its meeting, and the handling tasks that may be seen."""

    row: Recommendation
    state: RecommendationState
    meeting: Meeting
    tasks: Sequence[Task] = ()
    until: datetime | None = None
    """Of a line as of a past instant: when it is told."""

    @property
    def answer(self) -> RecommendationAnswer | None:
        """The answer in force, then or now."""
        until = self.until
        if until is None:
            return self.row.answer
        return next(
            (
                one
                for one in self.row.answers
                if one.recorded_at < until and (one.ended_at is None or one.ended_at >= until)
            ),
            None,
        )


def state_sql(until: datetime | None = None) -> ColumnElement[str]:
    """The SQL side of :func:`tracker.domain.recommendations.state_of`, now or at an instant."""
    answer = select(RecommendationAnswer.outcome).where(
        RecommendationAnswer.recommendation_id == Recommendation.id,
        _in_force(RecommendationAnswer.recorded_at, RecommendationAnswer.ended_at, until),
    )
    outcome = answer.limit(1).correlate(Recommendation).scalar_subquery()
    handled = (
        select(RecommendationTask.id)
        .join(Task, Task.id == RecommendationTask.task_id)
        .where(
            RecommendationTask.recommendation_id == Recommendation.id,
            _in_force(RecommendationTask.linked_at, RecommendationTask.ended_at, until),
            _task_state(until) != TaskState.CANCELLED,
        )
        .correlate(Recommendation)
    )
    words = RecommendationState
    return case(
        (outcome == words.ANSWERED.value, literal(words.ANSWERED.value)),
        (outcome == words.DECLINED.value, literal(words.DECLINED.value)),
        (handled.exists(), literal(words.ASSIGNED.value)),
        else_=literal(words.OPEN.value),
    )


def get_recommendation(
    recommendation_id: int, viewer: Viewer, *, lock: bool = False
) -> RecommendationLine:
    """A recommendation that the viewer may see, whole. Raises NotFound.

    ``lock`` keeps every other writer of it out until the transaction ends.
    """
    seen = and_(Recommendation.id == recommendation_id, recommendations_seen(viewer))
    if lock:
        fresh = select(Recommendation).where(seen).with_for_update()
        db.session.execute(fresh.execution_options(populate_existing=True)).all()
    found = _lines(_selected().where(seen), viewer, fresh=lock)
    if not found:
        raise NotFound("recommendation")
    return found[0]


def list_recommendations(
    viewer: Viewer, wanted: RecommendationFilter, *, limit: int = 50, offset: int = 0
) -> Sequence[RecommendationLine]:
    """The recommendations that the viewer may see, in the order asked for."""
    rows = _found(_selected(), viewer, wanted).order_by(*_order(wanted.sort))
    return _lines(rows.limit(limit).offset(offset), viewer)


def count_recommendations(viewer: Viewer, wanted: RecommendationFilter) -> int:
    """How many :func:`list_recommendations` has in all."""
    rows = select(func.count()).select_from(Recommendation)
    return db.session.scalar(_found(rows, viewer, wanted)) or 0


def list_of_agencies(viewer: Viewer, *, limit: int) -> Sequence[RecommendationLine]:
    """What the viewer's own agencies asked for, the latest first."""
    own = Recommendation.agency_id.in_(viewer.agency_ids)
    rows = _selected().where(own).order_by(*_order(RecommendationSort.LATEST))
    return _lines(rows.limit(limit), viewer)


def list_committees(viewer: Viewer) -> Sequence[Committee]:
    """The committees from which the viewer sees recommendations, by name."""
    asked = select(Recommendation.committee_id).where(recommendations_seen(viewer))
    rows = select(Committee).where(Committee.id.in_(asked))
    return db.session.scalars(rows.order_by(Committee.name, Committee.id)).all()


def list_open(
    committee_id: int, viewer: Viewer, *, limit: int = MOST_OFFERED
) -> Sequence[RecommendationLine]:
    """A committee's recommendations without an answer, those without a task first."""
    state = state_sql()
    going = (RecommendationState.OPEN.value, RecommendationState.ASSIGNED.value)
    rows = _selected().where(
        Recommendation.committee_id == committee_id,
        recommendations_seen(viewer),
        state.in_(going),
    )
    in_order = rows.order_by(state.desc(), *_order(RecommendationSort.LATEST))
    return _lines(in_order.limit(limit), viewer)


def list_handled_by(task_id: int) -> Sequence[Recommendation]:
    """What a task handles. The caller has checked that the task's details may be seen."""
    rows = (
        select(Recommendation)
        .join(RecommendationTask, RecommendationTask.recommendation_id == Recommendation.id)
        .where(RecommendationTask.task_id == task_id, RecommendationTask.ended_at.is_(None))
        .options(joinedload(Recommendation.agency), selectinload(Recommendation.answers))
    )
    return db.session.scalars(rows.order_by(Recommendation.id)).all()


def list_for_pack(pack: Pack, viewer: Viewer) -> Sequence[RecommendationLine]:
    """What earlier meetings were asked for: unanswered, or answered since the meeting before.

    As of the pack's instant; what waits comes first.
    """
    until = pack.end
    state = state_sql(until)
    conditions = [
        Recommendation.committee_id == pack.meeting.committee_id,
        Meeting.id != pack.meeting.id,
        Meeting.held_on <= pack.meeting.held_on,
        recommendations_seen(viewer),
    ]
    if pack.start is not None:
        answered = select(RecommendationAnswer.recommendation_id).where(
            RecommendationAnswer.recorded_at >= pack.start
        )
        waits = state.in_((RecommendationState.OPEN.value, RecommendationState.ASSIGNED.value))
        conditions.append(or_(waits, Recommendation.id.in_(answered)))
    rows = _selected(until).where(*conditions)
    waiting_first = case(
        {one.value: place for place, one in enumerate(_WAITING_FIRST)}, value=state
    )
    in_order = rows.order_by(waiting_first, *_order(RecommendationSort.EARLIEST))
    return _lines(in_order.limit(MOST_OFFERED), viewer, until=until)


def list_of_meeting(meeting_id: int, viewer: Viewer) -> Sequence[RecommendationLine]:
    """What was asked for at a meeting, in the order in which it was entered."""
    rows = _selected().where(Recommendation.meeting_id == meeting_id, recommendations_seen(viewer))
    return _lines(rows.order_by(Recommendation.id), viewer)


def list_to_handle(committee_id: int, viewer: Viewer) -> Sequence[Task]:
    """The tasks of a committee that may be said to handle a recommendation, the newest first."""
    rows = select(Task).where(
        Task.committee_id == committee_id,
        Task.state != TaskState.CANCELLED,
        tasks_seen(viewer),
    )
    return db.session.scalars(rows.order_by(Task.serial.desc()).limit(MOST_OFFERED)).all()


def find_link(recommendation_id: int, task_id: int) -> RecommendationTask | None:
    """The link in force between a recommendation and a task, or None."""
    rows = select(RecommendationTask).where(
        RecommendationTask.recommendation_id == recommendation_id,
        RecommendationTask.task_id == task_id,
        RecommendationTask.ended_at.is_(None),
    )
    return db.session.scalar(rows)


def list_handled_ids(recommendation_ids: Collection[int]) -> frozenset[int]:
    """Which of these were ever linked, answered or chosen at a review: they may not go."""
    found: set[int] = set()
    for column in (
        RecommendationTask.recommendation_id,
        RecommendationAnswer.recommendation_id,
        ProposalRecommendation.recommendation_id,
    ):
        found |= set(db.session.scalars(select(column).where(column.in_(recommendation_ids))))
    return frozenset(found)


def list_offered_to(
    draft: Conclusion, chosen: Collection[int], viewer: Viewer
) -> Sequence[RecommendationLine]:
    """What the proposals of a draft may handle: what is open, and what they were given already.

    What was asked for at the draft's own meeting comes first.
    """
    state = state_sql()
    open_ones = state == RecommendationState.OPEN.value
    rows = _selected().where(
        Recommendation.committee_id == draft.committee_id,
        recommendations_seen(viewer),
        or_(open_ones, Recommendation.id.in_(chosen)),
    )
    here = case((Recommendation.meeting_id == (draft.meeting_id or 0), 0), else_=1)
    in_order = rows.order_by(here, *_order(RecommendationSort.LATEST))
    return _lines(in_order.limit(MOST_OFFERED), viewer)


def _selected(until: datetime | None = None) -> Rows:
    return select(Recommendation, state_sql(until), Meeting).join(
        Meeting, Meeting.id == Recommendation.meeting_id
    )


def _lines(
    rows: Rows, viewer: Viewer, *, fresh: bool = False, until: datetime | None = None
) -> list[RecommendationLine]:
    loaded = rows.options(
        joinedload(Recommendation.agency),
        selectinload(Recommendation.answers).joinedload(RecommendationAnswer.recorded_by),
        joinedload(Meeting.committee),
    )
    found = db.session.execute(loaded.execution_options(populate_existing=fresh)).all()
    tasks = _tasks_of([row.id for row, _state, _meeting in found], viewer, until)
    return [
        RecommendationLine(row, RecommendationState(state), meeting, tasks.get(row.id, ()), until)
        for row, state, meeting in found
    ]


def _tasks_of(
    ids: Collection[int], viewer: Viewer, until: datetime | None
) -> dict[int, list[Task]]:
    """The tasks that handle these, as far as the viewer may see them at all (DESIGN 3.12)."""
    if not ids:
        return {}
    rows = (
        select(RecommendationTask.recommendation_id, Task)
        .join(Task, Task.id == RecommendationTask.task_id)
        .where(
            RecommendationTask.recommendation_id.in_(ids),
            _in_force(RecommendationTask.linked_at, RecommendationTask.ended_at, until),
            tasks_seen(viewer),
        )
        .options(selectinload(Task.assignments))
        .order_by(Task.serial)
    )
    found: dict[int, list[Task]] = {}
    for key, task in db.session.execute(rows):
        found.setdefault(key, []).append(task)
    return found


def _in_force(begin: Any, end: Any, until: datetime | None) -> ColumnElement[bool]:
    if until is None:
        return end.is_(None)  # type: ignore[no-any-return]
    return and_(begin < until, or_(end.is_(None), end >= until))


def _task_state(until: datetime | None) -> ColumnElement[TaskState]:
    if until is None:
        return Task.__table__.c.state
    newest = (
        select(TaskChange.state)
        .where(TaskChange.task_id == Task.id, TaskChange.recorded_at < until)
        .order_by(TaskChange.recorded_at.desc(), TaskChange.id.desc())
    )
    return newest.limit(1).correlate(Task).scalar_subquery()


def _order(sort: RecommendationSort) -> tuple[Any, ...]:
    newest = (Meeting.held_on.desc(), Recommendation.meeting_id.desc(), Recommendation.id)
    match sort:
        case RecommendationSort.LATEST:
            return newest
        case RecommendationSort.EARLIEST:
            return (Meeting.held_on, Recommendation.meeting_id, Recommendation.id)
        case RecommendationSort.AGENCY:
            name = select(Agency.sort_key).where(Agency.id == Recommendation.agency_id)
            return (name.correlate(Recommendation).scalar_subquery(), *newest)


def _found(rows: Rows, viewer: Viewer, wanted: RecommendationFilter) -> Rows:
    rows = rows.where(recommendations_seen(viewer))
    for column, value in (
        (Recommendation.committee_id, wanted.committee_id),
        (Recommendation.meeting_id, wanted.meeting_id),
        (Recommendation.agency_id, wanted.agency_id),
        (Recommendation.kind, wanted.kind),
    ):
        rows = rows.where(column == value) if value is not None else rows
    if wanted.state is not None:
        rows = rows.where(state_sql() == wanted.state.value)
    for word in fold(wanted.search).split():
        named = select(Agency.id).where(Agency.folded.contains(word, autoescape=True))
        rows = rows.where(
            or_(
                Recommendation.folded.contains(word, autoescape=True),
                Recommendation.agency_id.in_(named),
            )
        )
    return rows
