"""What administrators see: people, posts, log-ins, links, and what is not set up yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.access import CommitteeRole
from tracker.domain.errors import NotFound
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import Committee
from tracker.models.people import (
    AgencyPost,
    CommitteePost,
    OneTimeLink,
    User,
)

_WITH_POSTS = (
    selectinload(User.committee_roles).joinedload(CommitteePost.committee),
    selectinload(User.agency_roles).joinedload(AgencyPost.agency),
)


def list_users(search: str = "") -> Sequence[User]:
    """People by name, with their posts; ``search`` finds names and log-ins without marks."""
    rows = select(User).options(*_WITH_POSTS)
    for word in fold(search).split():
        rows = rows.where(User.folded.contains(word, autoescape=True))
    return db.session.scalars(rows.order_by(User.folded, User.id)).all()


def list_users_of_agency(agency_id: int) -> Sequence[AgencyPost]:
    """The posts in an agency, heads first, with their people."""
    rows = select(AgencyPost).where(AgencyPost.agency_id == agency_id)
    rows = rows.options(joinedload(AgencyPost.user))
    return db.session.scalars(rows.order_by(AgencyPost.role, AgencyPost.id)).all()


def list_posts_of_committee(committee_id: int) -> Sequence[CommitteePost]:
    """The posts in a committee, with their people."""
    rows = select(CommitteePost).where(CommitteePost.committee_id == committee_id)
    rows = rows.options(joinedload(CommitteePost.user))
    return db.session.scalars(rows.order_by(CommitteePost.role, CommitteePost.id)).all()


def lock_administrators() -> Sequence[User]:
    """The people who administer the installation and may log in, locked for this transaction.

    Two of them who retire each other at once must not leave none.
    """
    rows = select(User).where(User.is_administrator, User.is_active)
    return db.session.scalars(rows.order_by(User.id).with_for_update()).all()


def list_taken_logins(logins: Sequence[str]) -> frozenset[str]:
    """Those of these log-in names that somebody has."""
    return frozenset(db.session.scalars(select(User.login).where(User.login.in_(logins))))


def get_committee_post(post_id: int) -> CommitteePost:
    """The post with this key. Raises NotFound."""
    post = db.session.get(CommitteePost, post_id)
    if post is None:
        raise NotFound("post")
    return post


def get_agency_post(post_id: int) -> AgencyPost:
    """The post with this key. Raises NotFound."""
    post = db.session.get(AgencyPost, post_id)
    if post is None:
        raise NotFound("post")
    return post


def list_open_links(user_id: int) -> Sequence[OneTimeLink]:
    """The links of a person that were not used yet, expired ones as well."""
    rows = select(OneTimeLink).where(OneTimeLink.user_id == user_id, OneTimeLink.used_at.is_(None))
    return db.session.scalars(rows.order_by(OneTimeLink.id)).all()


def find_open_link(token_digest: str, now: datetime) -> OneTimeLink | None:
    """The link with this digest, locked for this transaction.

    None when it is unknown, used or expired, or its person may not log in.
    """
    rows = select(OneTimeLink).where(
        OneTimeLink.token_digest == token_digest,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at > now,
    )
    link = db.session.scalar(rows.with_for_update())
    return link if link is not None and link.user.is_active else None


def get_open_link(token_digest: str, now: datetime) -> OneTimeLink:
    """As ``find_open_link``, but raises NotFound."""
    link = find_open_link(token_digest, now)
    if link is None:
        raise NotFound("link")
    return link


def count_users() -> int:
    """How many people there are, active or not."""
    return db.session.scalar(select(func.count(User.id))) or 0


def count_agencies() -> int:
    """How many agencies there are."""
    return db.session.scalar(select(func.count(Agency.id))) or 0


def list_committees_without_secretary() -> Sequence[Committee]:
    """Committees in which nobody can do the secretariat's work."""
    held = exists().where(
        CommitteePost.committee_id == Committee.id,
        CommitteePost.role == CommitteeRole.SECRETARY,
    )
    rows = select(Committee).where(~held)
    return db.session.scalars(rows.order_by(Committee.name, Committee.id)).all()
