"""Repetitions: the open tasks that a draft may say again, and how often a task was said again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from tracker.domain.access import Content, Viewer
from tracker.domain.repeats import Known
from tracker.domain.tasks import Part, TaskState
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.repeats import RepeatChange
from tracker.models.tasks import Assignment, Task, TaskRepeat
from tracker.queries.visibility import tasks_left, tasks_seen

KEYS_AT_ONCE = 500
_GOING_ON = (TaskState.OPEN, TaskState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Told:
    """How a task stands among those that say the same, as far as the viewer sees them."""

    again: int
    """How many tasks said it again after the first."""
    place: int
    """0: this one said it first; otherwise the how manieth repetition it is."""

    @property
    def later(self) -> int:
        """How many tasks said it again after this one."""
        return self.again - self.place


def list_open_before(conclusion: Conclusion, viewer: Viewer) -> list[Known]:
    """What earlier conclusions of the committee left open, for who sees it in detail."""
    condition = _open_before(conclusion, viewer)
    rows = select(Task.id, Task.title).join(Conclusion, Conclusion.id == Task.conclusion_id)
    titles = db.session.execute(rows.where(*condition).order_by(Task.id)).all()
    leads = (
        select(Assignment.task_id, Assignment.agency_id)
        .join(Task, Task.id == Assignment.task_id)
        .join(Conclusion, Conclusion.id == Task.conclusion_id)
        .where(*condition, Assignment.part == Part.LEAD, Assignment.ended_at.is_(None))
    )
    led: dict[int, set[int]] = {}
    for task_id, agency_id in db.session.execute(leads):
        led.setdefault(task_id, set()).add(agency_id)
    return [Known(key, title, frozenset(led.get(key, ()))) for key, title in titles]


def find_open_before(conclusion: Conclusion, task_id: int, viewer: Viewer) -> Task | None:
    """One of those tasks, or None."""
    rows = select(Task).join(Conclusion, Conclusion.id == Task.conclusion_id)
    return db.session.scalar(rows.where(Task.id == task_id, *_open_before(conclusion, viewer)))


def list_shown(task_ids: Collection[int], viewer: Viewer) -> Sequence[Task]:
    """These tasks with what a card shows of them, as far as the viewer sees them."""
    rows = select(Task).where(Task.id.in_(task_ids), tasks_seen(viewer))
    rows = rows.options(selectinload(Task.assignments), joinedload(Task.conclusion))
    return db.session.scalars(rows.order_by(Task.id)).all()


def list_firsts(task_ids: Collection[int]) -> Mapping[int, int]:
    """For each of these tasks the one that said it first; itself when it repeats none."""
    rows = select(TaskRepeat.task_id, TaskRepeat.first_id).where(TaskRepeat.task_id.in_(task_ids))
    known = {row.task_id: row.first_id for row in db.session.execute(rows)}
    return {task_id: known.get(task_id, task_id) for task_id in task_ids}


def find_link(task_id: int) -> TaskRepeat | None:
    """What says that a task repeats another; the caller has checked the viewer."""
    return db.session.scalar(select(TaskRepeat).where(TaskRepeat.task_id == task_id))


def list_links_to(first_id: int) -> Sequence[TaskRepeat]:
    """The links of the tasks that repeat this one; the caller has checked the viewer."""
    rows = select(TaskRepeat).where(TaskRepeat.first_id == first_id)
    return db.session.scalars(rows.order_by(TaskRepeat.id)).all()


def find_by_code(committee_id: int, code: str, viewer: Viewer) -> Task | None:
    """The committee's task of this code, whatever the case, for who sees it in detail."""
    rows = select(Task).where(
        Task.committee_id == committee_id,
        func.lower(Task.code) == code.strip().lower(),
        tasks_seen(viewer, Content.TASK_DETAIL),
    )
    return db.session.scalar(rows.order_by(Task.id).limit(1))


def list_before(task: Task, viewer: Viewer) -> list[Known]:
    """The committee's open tasks that were published before this one, to look for likeness."""
    earlier = or_(
        Task.published_at < task.published_at,
        and_(Task.published_at == task.published_at, Task.id < task.id),
    )
    rows = select(Task.id, Task.title).where(
        Task.committee_id == task.committee_id,
        Task.state.in_(_GOING_ON),
        Task.conclusion_id != task.conclusion_id,
        earlier,
        tasks_seen(viewer, Content.TASK_DETAIL),
    )
    return [Known(key, title) for key, title in db.session.execute(rows.order_by(Task.id))]


def list_changes(task_id: int, viewer: Viewer) -> Sequence[RepeatChange]:
    """Why a task was said to repeat or be repeated, newest first; of tasks seen in detail."""
    seen = select(Task.id).where(tasks_seen(viewer, Content.TASK_DETAIL))
    rows = (
        select(RepeatChange)
        .where(
            or_(RepeatChange.task_id == task_id, RepeatChange.first_id == task_id),
            RepeatChange.task_id.in_(seen),
            RepeatChange.first_id.in_(seen),
        )
        .options(joinedload(RepeatChange.task), joinedload(RepeatChange.first))
        .options(joinedload(RepeatChange.recorded_by))
    )
    newest = rows.order_by(RepeatChange.recorded_at.desc(), RepeatChange.id.desc())
    return db.session.scalars(newest).all()


def said_again(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a task was said again by one that the viewer sees."""
    again = aliased(Task)
    rows = select(TaskRepeat.first_id).join(again, again.id == TaskRepeat.task_id)
    return Task.id.in_(rows.where(_seen_as(again, viewer)))


def says_again(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a task says an earlier one again that the viewer sees."""
    first = aliased(Task)
    rows = select(TaskRepeat.task_id).join(first, first.id == TaskRepeat.first_id)
    return Task.id.in_(rows.where(_seen_as(first, viewer)))


def _seen_as(other: type[Task], viewer: Viewer) -> ColumnElement[bool]:
    seen = select(Task.id).where(tasks_seen(viewer))
    return other.id.in_(seen)


def list_told(
    task_ids: Collection[int], viewer: Viewer, *, until: datetime | None = None
) -> dict[int, Told]:
    """Of these tasks those that were said again or say another again; few statements.

    With ``until``, by the repetitions that had been published then.
    """
    keys = sorted(task_ids)
    told: dict[int, Told] = {}
    for start in range(0, len(keys), KEYS_AT_ONCE):
        told |= _told(keys[start : start + KEYS_AT_ONCE], viewer, until)
    return told


def _told(task_ids: Sequence[int], viewer: Viewer, until: datetime | None) -> dict[int, Told]:
    firsts = list_firsts(task_ids)
    rows = (
        select(TaskRepeat.first_id, TaskRepeat.task_id)
        .join(Task, Task.id == TaskRepeat.task_id)
        .where(TaskRepeat.first_id.in_(set(firsts.values())), tasks_seen(viewer))
        .order_by(Task.published_at, TaskRepeat.task_id)
    )
    if until is not None:
        rows = rows.where(Task.published_at <= until)
    chains: dict[int, list[int]] = {}
    for first_id, task_id in db.session.execute(rows):
        chains.setdefault(first_id, []).append(task_id)
    return {
        task_id: Told(len(chains[first]), _place(chains[first], task_id))
        for task_id, first in firsts.items()
        if first in chains
    }


def list_same(task: Task, viewer: Viewer) -> Sequence[Task]:
    """The other tasks that say what this one says, the first one first."""
    first = list_firsts([task.id])[task.id]
    again = select(TaskRepeat.task_id).where(TaskRepeat.first_id == first)
    same = or_(Task.id == first, Task.id.in_(again))
    rows = select(Task).where(same, Task.id != task.id, tasks_seen(viewer), ~tasks_left(viewer))
    return db.session.scalars(rows.options(joinedload(Task.conclusion)).order_by(Task.id)).all()


def _open_before(conclusion: Conclusion, viewer: Viewer) -> list[ColumnElement[bool]]:
    found = [
        Task.committee_id == conclusion.committee_id,
        Task.state.in_(_GOING_ON),
        Task.conclusion_id != conclusion.id,
        tasks_seen(viewer, Content.TASK_DETAIL),
    ]
    if conclusion.held_on is not None:
        earlier = Conclusion.held_on <= conclusion.held_on
        found.append(or_(Conclusion.held_on.is_(None), earlier))
    return found


def _place(chain: Sequence[int], task_id: int) -> int:
    return chain.index(task_id) + 1 if task_id in chain else 0
