"""People and log-ins: reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.errors import NotFound
from tracker.extensions import db
from tracker.models.committees import CommitteeMember
from tracker.models.people import (
    AgencyPost,
    CommitteePost,
    LoginFailure,
    LoginSession,
    User,
)


def get_user(user_id: int) -> User:
    """The user with this key. Raises NotFound."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound("user")
    return user


def list_names(user_ids: Iterable[int]) -> dict[int, str]:
    """The names of these people by key."""
    rows = select(User.id, User.full_name).where(User.id.in_(set(user_ids))).order_by(User.id)
    return {row.id: row.full_name for row in db.session.execute(rows)}


def find_user_by_login(login: str) -> User | None:
    """The user who logs in under this name; case does not matter."""
    return db.session.scalar(select(User).where(User.login == login.strip().lower()))


def find_session(token_digest: str) -> LoginSession | None:
    """The log-in with this token's digest, with its user; also when revoked or expired."""
    return db.session.scalar(
        select(LoginSession)
        .where(LoginSession.token_digest == token_digest)
        .options(joinedload(LoginSession.user))
    )


def list_open_sessions(user_id: int) -> Sequence[LoginSession]:
    """The log-ins of a person that were not ended, the newest use first."""
    rows = select(LoginSession).where(
        LoginSession.user_id == user_id, LoginSession.revoked_at.is_(None)
    )
    in_order = rows.order_by(LoginSession.last_seen_at.desc(), LoginSession.id.desc())
    return db.session.scalars(in_order).all()


def get_session(session_id: int, user_id: int) -> LoginSession:
    """A log-in of this person. Raises NotFound."""
    row = db.session.get(LoginSession, session_id)
    if row is None or row.user_id != user_id:
        raise NotFound("session")
    return row


def list_all_open_sessions() -> Sequence[LoginSession]:
    """Everybody's log-ins that were not ended."""
    rows = select(LoginSession).where(LoginSession.revoked_at.is_(None))
    return db.session.scalars(rows.order_by(LoginSession.id)).all()


def count_failures(key: str, since: datetime) -> int:
    """Failed log-ins under this key since an instant."""
    found = select(func.count()).where(LoginFailure.key == key, LoginFailure.at >= since)
    return db.session.scalar(found) or 0


def list_secretaries(committee_id: int) -> Sequence[int]:
    """The keys of the people in a committee's secretariat who may log in."""
    rows = (
        select(CommitteePost.user_id)
        .join(User, User.id == CommitteePost.user_id)
        .where(
            CommitteePost.committee_id == committee_id,
            CommitteePost.role == CommitteeRole.SECRETARY,
            User.is_active,
        )
    )
    return db.session.scalars(rows.order_by(CommitteePost.user_id)).all()


def list_leaders(committee_id: int) -> Sequence[User]:
    """The leaders of a committee who may log in, its head first."""
    rows = (
        select(User)
        .join(CommitteePost, User.id == CommitteePost.user_id)
        .where(
            CommitteePost.committee_id == committee_id,
            CommitteePost.role == CommitteeRole.LEADER,
            User.is_active,
        )
    )
    in_order = rows.order_by(CommitteePost.is_head.desc(), CommitteePost.id)
    return db.session.scalars(in_order).all()


def get_viewer(user: User, *, today: date) -> Viewer:
    """Gather what a person is, on ``today``: posts that have ended or not begun do not count."""
    agency_roles, stands_in = _agency_roles(user.id, today)
    return Viewer(
        user_id=user.id,
        name=user.full_name,
        is_administrator=user.is_administrator,
        committee_roles=_committee_roles(user.id),
        agency_roles=agency_roles,
        member_committees=_member_committees(frozenset(agency_roles), today),
        stands_in=stands_in,
    )


def _committee_roles(user_id: int) -> dict[int, frozenset[CommitteeRole]]:
    held: dict[int, set[CommitteeRole]] = defaultdict(set)
    posts = select(CommitteePost.committee_id, CommitteePost.role)
    for committee_id, role in db.session.execute(posts.where(CommitteePost.user_id == user_id)):
        held[committee_id].add(role)
    return {key: frozenset(roles) for key, roles in held.items()}


def _agency_roles(
    user_id: int, today: date
) -> tuple[dict[int, frozenset[AgencyRole]], dict[int, int]]:
    """The roles held today by agency, and in whose place the person is a deputy there."""
    held: dict[int, set[AgencyRole]] = defaultdict(set)
    stands_in: dict[int, int] = {}
    posts = select(AgencyPost.agency_id, AgencyPost.role, AgencyPost.stands_in_for_id).where(
        AgencyPost.user_id == user_id,
        or_(AgencyPost.valid_from.is_(None), AgencyPost.valid_from <= today),
        or_(AgencyPost.valid_to.is_(None), AgencyPost.valid_to >= today),
    )
    for agency_id, role, stands_in_for_id in db.session.execute(posts):
        held[agency_id].add(role)
        if stands_in_for_id is not None:
            stands_in[agency_id] = stands_in_for_id
    return {key: frozenset(roles) for key, roles in held.items()}, stands_in


def _member_committees(agency_ids: frozenset[int], today: date) -> frozenset[int]:
    if not agency_ids:
        return frozenset()
    seats = select(CommitteeMember.committee_id).where(
        CommitteeMember.agency_id.in_(agency_ids),
        or_(CommitteeMember.joined_on.is_(None), CommitteeMember.joined_on <= today),
        or_(CommitteeMember.left_on.is_(None), CommitteeMember.left_on >= today),
    )
    return frozenset(db.session.scalars(seats))
