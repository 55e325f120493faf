"""Extensions: reading. They are a task's detail (DESIGN 3.12)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from tracker.domain.access import CommitteeRole, Content, Viewer
from tracker.domain.errors import NotFound
from tracker.domain.extensions import EXTENDED, ExtensionState
from tracker.domain.tasks import TaskState
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.extensions import Extension
from tracker.models.tasks import DueDate, Task
from tracker.models.updates import Update
from tracker.queries.visibility import tasks_seen

KEYS_AT_ONCE = 500
Rows = Select[Any]


def get_extension(extension_id: int, viewer: Viewer, *, fresh: bool = False) -> Extension:
    """A request on a task that the viewer sees in detail. Raises NotFound.

    ``fresh`` reads the row again, after a lock was waited for.
    """
    rows = (
        select(Extension)
        .join(Task, Task.id == Extension.task_id)
        .where(Extension.id == extension_id, tasks_seen(viewer, Content.TASK_DETAIL))
        .execution_options(populate_existing=fresh)
    )
    found = db.session.scalar(rows)
    if found is None:
        raise NotFound("extension")
    return found


def find_pending(task_id: int) -> Extension | None:
    """The request on a task that waits for its decision; there is one at most."""
    rows = select(Extension).where(
        Extension.task_id == task_id, Extension.state == ExtensionState.PENDING
    )
    return db.session.scalar(rows.order_by(Extension.id).limit(1))


def find_by_form(form_key: str) -> Extension | None:
    """The request that came from this form, or None."""
    rows = select(Extension).join(Update, Update.id == Extension.update_id)
    return db.session.scalar(rows.where(Update.form_key == form_key))


def list_of_task(task_id: int, *, until: datetime | None = None) -> Sequence[Extension]:
    """A task's requests up to an instant, newest first. The caller has checked the viewer."""
    rows = select(Extension).join(Extension.request).where(Extension.task_id == task_id)
    if until is not None:
        rows = rows.where(Update.filed_at <= until)
    rows = rows.options(contains_eager(Extension.request), *_WITH_PEOPLE)
    return db.session.scalars(rows.order_by(Extension.id.desc())).all()


def count_extended(task_id: int) -> int:
    """How often a task's date was extended."""
    rows = select(func.count()).where(Extension.task_id == task_id, _is_extended())
    return db.session.scalar(rows) or 0


def find_first_date(task_id: int) -> date | None:
    """The first due date that a task had, or None."""
    rows = select(DueDate.due_on).where(DueDate.task_id == task_id, DueDate.due_on.is_not(None))
    return db.session.scalar(rows.order_by(DueDate.id).limit(1))


@dataclass(frozen=True, slots=True)
class Extended:
    """How often a task's date was extended, and the first date that it had."""

    count: int
    first_on: date

    def days_against(self, answered_on: date | None, today: date) -> int:
        """Calendar days from the first date to the answer, or to ``today``; never below 0."""
        return max(0, ((answered_on or today) - self.first_on).days)


def list_extended(
    task_ids: Collection[int], *, until: datetime | None = None
) -> Mapping[int, Extended]:
    """Those of the tasks whose date was extended, up to an instant.

    The caller leaves out the tasks that the viewer sees in head only.
    """
    wanted, found = sorted(task_ids), dict[int, Extended]()
    for start in range(0, len(wanted), KEYS_AT_ONCE):
        found |= _extended_among(wanted[start : start + KEYS_AT_ONCE], until)
    return found


def _extended_among(task_ids: Sequence[int], until: datetime | None) -> dict[int, Extended]:
    """The first date is the one in force at the first row of history that has any."""
    counts = select(Extension.task_id, func.count().label("times")).where(
        Extension.task_id.in_(task_ids), _is_extended()
    )
    if until is not None:
        counts = counts.where(Extension.settled_at < until)
    found = db.session.execute(counts.group_by(Extension.task_id))
    by_task = {row.task_id: row.times for row in found}
    firsts = (
        select(func.min(DueDate.id))
        .where(DueDate.task_id.in_(by_task), DueDate.due_on.is_not(None))
        .group_by(DueDate.task_id)
    )
    rows = select(DueDate.task_id, DueDate.due_on).where(DueDate.id.in_(firsts))
    return {
        task_id: Extended(by_task[task_id], first_on)
        for task_id, first_on in db.session.execute(rows)
        if first_on is not None
    }


@dataclass(frozen=True, slots=True)
class WantedExtensions:
    """What the list of requests is cut down to."""

    words: str = ""
    committee_id: int | None = None
    pending_only: bool = True


def list_pending(task_ids: Collection[int]) -> Mapping[int, Extension]:
    """By task: the request that waits. The caller has checked that details may be seen."""
    rows = select(Extension).where(
        Extension.task_id.in_(task_ids), Extension.state == ExtensionState.PENDING
    )
    return {one.task_id: one for one in db.session.scalars(rows.order_by(Extension.id))}


def list_extensions(
    viewer: Viewer, wanted: WantedExtensions, *, limit: int | None = None, offset: int = 0
) -> Sequence[Extension]:
    """The requests in the committees that the viewer works for or leads.

    Those that wait come first, the earliest date first; then the newest decisions.
    """
    rows = _found(select(Extension), viewer, wanted).options(
        contains_eager(Extension.request).joinedload(Update.assignment),
        contains_eager(Extension.request).joinedload(Update.filed_by),
        contains_eager(Extension.request).selectinload(Update.evidence),
        contains_eager(Extension.task).selectinload(Task.assignments),
        contains_eager(Extension.task).joinedload(Task.committee),
        joinedload(Extension.settled_by),
    )
    in_order = rows.order_by(
        Extension.state != ExtensionState.PENDING,
        Extension.settled_at.desc(),
        Extension.due_on,
        Extension.id,
    )
    return db.session.scalars(in_order.limit(limit).offset(offset)).unique().all()


def count_extensions(viewer: Viewer, wanted: WantedExtensions) -> int:
    """How many rows :func:`list_extensions` has in all."""
    rows = _found(select(func.count()).select_from(Extension), viewer, wanted)
    return db.session.scalar(rows) or 0


def is_waiting() -> ColumnElement[bool]:
    """The condition that a request joined with its task waits for a decision."""
    return (Extension.state == ExtensionState.PENDING) & (Task.state == TaskState.OPEN)


def _found(rows: Rows, viewer: Viewer, wanted: WantedExtensions) -> Rows:
    deciding = viewer.committees_as(CommitteeRole.SECRETARY, CommitteeRole.LEADER)
    rows = rows.join(Extension.task).join(Extension.request)
    rows = rows.where(Extension.committee_id.in_(deciding))
    if wanted.committee_id is not None:
        rows = rows.where(Extension.committee_id == wanted.committee_id)
    if wanted.pending_only:
        rows = rows.where(is_waiting())
    for word in fold(wanted.words).split():
        named = func.lower(Task.code).contains(word, autoescape=True)
        rows = rows.where(Task.folded.contains(word, autoescape=True) | named)
    return rows


def _is_extended() -> ColumnElement[bool]:
    return Extension.state.in_(EXTENDED)


_WITH_PEOPLE = (
    joinedload(Extension.settled_by),
    contains_eager(Extension.request).joinedload(Update.assignment),
    contains_eager(Extension.request).joinedload(Update.filed_by),
    contains_eager(Extension.request).selectinload(Update.evidence),
)
