"""People as administrators list them: narrowed, counted, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import selectinload

from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.people import AgencyPost, CommitteePost, User


class PersonState(StrEnum):
    """Whether a person gets in."""

    ACTIVE = "active"
    WAITING = "waiting"
    """May get in, and has set no password yet."""
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What a list of people is narrowed by; a role together with its committee or agency."""

    search: str = ""
    committee_id: int | None = None
    agency_id: int | None = None
    role: CommitteeRole | AgencyRole | None = None
    is_administrator: bool = False
    state: PersonState | None = None


def list_people(
    asked: PeopleFilter, *, limit: int | None = None, offset: int = 0
) -> Sequence[User]:
    """People by name, with their posts."""
    rows = select(User).where(*_conditions(asked))
    rows = rows.options(
        selectinload(User.committee_roles).joinedload(CommitteePost.committee),
        selectinload(User.agency_roles).joinedload(AgencyPost.agency),
    )
    in_order = rows.order_by(User.folded, User.id).limit(limit).offset(offset)
    return db.session.scalars(in_order).all()


def count_people(asked: PeopleFilter) -> int:
    """How many people there are like that."""
    rows = select(func.count(User.id)).where(*_conditions(asked))
    return db.session.scalar(rows) or 0


def _conditions(asked: PeopleFilter) -> list[ColumnElement[bool]]:
    words = fold(asked.search).split()
    found: list[ColumnElement[bool]] = [
        User.folded.contains(word, autoescape=True) for word in words
    ]
    if asked.is_administrator:
        found.append(User.is_administrator.is_(True))
    if asked.committee_id is not None or isinstance(asked.role, CommitteeRole):
        found.append(_holds(CommitteePost, asked, CommitteePost.committee_id, asked.committee_id))
    if asked.agency_id is not None or isinstance(asked.role, AgencyRole):
        found.append(_holds(AgencyPost, asked, AgencyPost.agency_id, asked.agency_id))
    if asked.state is not None:
        found.append(_in_state(asked.state))
    return found


def _holds(
    post: type[CommitteePost] | type[AgencyPost], asked: PeopleFilter, column: Any, key: int | None
) -> ColumnElement[bool]:
    """A post in this body, in the asked role when it is a role of such bodies."""
    roles = CommitteeRole if post is CommitteePost else AgencyRole
    wanted = [post.user_id == User.id]
    if key is not None:
        wanted.append(column == key)
    if isinstance(asked.role, roles):
        wanted.append(post.role == asked.role)
    return exists().where(*wanted)


def _in_state(state: PersonState) -> ColumnElement[bool]:
    match state:
        case PersonState.ACTIVE:
            return User.is_active.is_(True)
        case PersonState.INACTIVE:
            return User.is_active.is_(False)
        case PersonState.WAITING:
            return and_(User.is_active, User.password_hash == "")
