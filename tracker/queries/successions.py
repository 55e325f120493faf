"""What became of agencies: reading; names as they were told, with today's beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from tracker.domain.successions import heirs
from tracker.domain.tasks import AssignmentState, TaskState
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup, GroupMember
from tracker.models.committees import Committee, CommitteeMember
from tracker.models.people import AgencyPost, User
from tracker.models.successions import AgencySuccession, How
from tracker.models.tasks import Assignment, Task

MOVABLE = (
    AssignmentState.ASSIGNED,
    AssignmentState.OBJECTED,
    AssignmentState.RECEIVED,
    AssignmentState.IN_PROGRESS,
)
"""What an agency still owes: what goes to its successor. A report that waits does not."""
LIVE = (TaskState.OPEN, TaskState.SUSPENDED)


def list_of_agency(agency_id: int) -> Sequence[AgencySuccession]:
    """What became of an agency, and what went into it, the oldest first."""
    rows = select(AgencySuccession).where(
        or_(AgencySuccession.from_id == agency_id, AgencySuccession.to_id == agency_id)
    )
    loaded = rows.options(
        joinedload(AgencySuccession.agency), joinedload(AgencySuccession.successor)
    )
    return db.session.scalars(
        loaded.order_by(AgencySuccession.changed_on, AgencySuccession.id)
    ).all()


def list_links(until: date | None = None) -> dict[int, list[int]]:
    """The successors of every agency that ended, by the changes that hold on ``until``.

    None: those of all changes, also of coming ones.
    """
    rows = select(AgencySuccession.from_id, AgencySuccession.to_id).where(
        AgencySuccession.how != How.RENAME
    )
    if until is not None:
        rows = rows.where(AgencySuccession.changed_on <= until)
    found: dict[int, list[int]] = {}
    in_order = rows.order_by(AgencySuccession.changed_on, AgencySuccession.id)
    for from_id, to_id in db.session.execute(in_order):
        found.setdefault(from_id, []).extend([] if to_id is None else [to_id])
    return found


def has_ended(agency_id: int) -> bool:
    """Say whether it is recorded what became of an agency that goes on no longer."""
    rows = select(AgencySuccession.id).where(
        AgencySuccession.from_id == agency_id, AgencySuccession.how != How.RENAME
    )
    return db.session.scalars(rows.limit(1)).first() is not None


def find_last_rename(agency_id: int) -> date | None:
    """The day since which an agency bears its present name; None: it was never renamed."""
    rows = select(func.max(AgencySuccession.changed_on)).where(
        AgencySuccession.from_id == agency_id, AgencySuccession.how == How.RENAME
    )
    return db.session.scalar(rows)


class ToldNames:
    """The names under which agencies were told something, and what they are called today."""

    def __init__(self, today: date) -> None:
        """Read the changes up to ``today`` once."""
        self._links = list_links(today)
        self._names = _names_of_changed()

    def now(self, agency_id: int, told: str) -> str | None:
        """Today's name of whoever goes on with the agency's work; several are joined.

        None when it is ``told`` itself; empty when nobody goes on with it.
        """
        if agency_id not in self._names:
            return None
        names = [self._names[one] for one in heirs(agency_id, self._links)]
        return None if names == [told] else ", ".join(names)


def _names_of_changed() -> dict[int, str]:
    changes = select(AgencySuccession.from_id.label("key"))
    after = select(AgencySuccession.to_id.label("key")).where(AgencySuccession.to_id.is_not(None))
    rows = select(Agency.id, Agency.name).where(Agency.id.in_(changes.union(after)))
    return {row.id: row.name for row in db.session.execute(rows)}


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """What an agency still owes in one committee: codes only, for whoever sees no contents."""

    committee: str
    codes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What hangs on agencies that are to end."""

    tasks: Sequence[OpenTasks]
    waiting: int
    """Parts that are reported and wait for an answer: they stay where they are."""
    posts: Sequence[AgencyPost]
    seats: Sequence[CommitteeMember]
    groups: Sequence[AgencyGroup]


def list_consequences(agency_ids: Sequence[int], changed_on: date) -> Consequences:
    """What hangs on these agencies on a day. For administrators: no contents (DESIGN 3.12)."""
    return Consequences(
        tasks=list_open_codes(agency_ids),
        waiting=_count_waiting(agency_ids),
        posts=list_posts(agency_ids, changed_on),
        seats=list_seats(agency_ids, changed_on),
        groups=list_groups(agency_ids),
    )


def list_open_codes(agency_ids: Sequence[int]) -> list[OpenTasks]:
    """The codes of the tasks that agencies still owe, by committee."""
    rows = (
        select(Committee.name, Task.code)
        .join(Task, Task.committee_id == Committee.id)
        .where(Task.id.in_(_parts(agency_ids, MOVABLE)))
        .order_by(Committee.name, Committee.id, Task.serial)
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, code in db.session.execute(rows):
        found[name].append(code)
    return [OpenTasks(name, codes) for name, codes in found.items()]


def _count_waiting(agency_ids: Sequence[int]) -> int:
    states = (AssignmentState.REPORTED, AssignmentState.DELIVERED)
    return len(db.session.scalars(_parts(agency_ids, states)).all())


def _parts(agency_ids: Sequence[int], states: Sequence[AssignmentState]) -> Select[Any]:
    return (
        select(Assignment.task_id)
        .join(Task, Task.id == Assignment.task_id)
        .where(
            Assignment.agency_id.in_(agency_ids),
            Assignment.ended_at.is_(None),
            Assignment.state.in_(states),
            Task.state.in_(LIVE),
        )
    )


def list_posts(agency_ids: Iterable[int], on: date) -> Sequence[AgencyPost]:
    """The posts in agencies that are held on a day or later, with their people."""
    rows = (
        select(AgencyPost)
        .join(User, User.id == AgencyPost.user_id)
        .where(
            AgencyPost.agency_id.in_(agency_ids),
            or_(AgencyPost.valid_to.is_(None), AgencyPost.valid_to >= on),
        )
        .options(joinedload(AgencyPost.user), joinedload(AgencyPost.agency))
    )
    return db.session.scalars(rows.order_by(AgencyPost.agency_id, User.folded, AgencyPost.id)).all()


def list_seats(agency_ids: Iterable[int], on: date) -> Sequence[CommitteeMember]:
    """The seats of agencies in committees that are held on a day or later."""
    rows = (
        select(CommitteeMember)
        .join(Committee, Committee.id == CommitteeMember.committee_id)
        .where(
            CommitteeMember.agency_id.in_(agency_ids),
            or_(CommitteeMember.left_on.is_(None), CommitteeMember.left_on >= on),
        )
        .options(joinedload(CommitteeMember.committee), joinedload(CommitteeMember.agency))
    )
    return db.session.scalars(rows.order_by(Committee.name, CommitteeMember.id)).all()


def list_groups(agency_ids: Iterable[int]) -> Sequence[AgencyGroup]:
    """The groups that name one of these agencies."""
    inside = select(GroupMember.group_id).where(GroupMember.agency_id.in_(agency_ids))
    rows = select(AgencyGroup).where(AgencyGroup.id.in_(inside))
    return db.session.scalars(rows.order_by(AgencyGroup.sort_key, AgencyGroup.id)).all()


def list_heirs_of(agency_ids: Iterable[int], today: date) -> Mapping[int, Sequence[Agency]]:
    """The agencies that go on with the work of each of these, by the changes up to ``today``."""
    links = list_links(today)
    keys = {key: heirs(key, links) for key in agency_ids}
    wanted = {one for found in keys.values() for one in found}
    rows = db.session.scalars(select(Agency).where(Agency.id.in_(wanted)))
    by_key = {row.id: row for row in rows}
    return {key: [by_key[one] for one in found if one in by_key] for key, found in keys.items()}
