"""Who speaks for an agency: reading."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.domain.access import Viewer
from tracker.domain.errors import NotFound
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.people import AgencyPost, User


def get_agency(agency_id: int, viewer: Viewer) -> Agency:
    """An agency for which the viewer acts; any one for administrators. Raises NotFound."""
    is_seen = viewer.is_administrator or agency_id in viewer.agency_ids
    agency = db.session.get(Agency, agency_id) if is_seen else None
    if agency is None:
        raise NotFound("agency")
    return agency


def get_post(agency_id: int, post_id: int) -> AgencyPost:
    """A post in this agency. Raises NotFound."""
    post = db.session.get(AgencyPost, post_id)
    if post is None or post.agency_id != agency_id:
        raise NotFound("post")
    return post


def list_posts(agency_id: int) -> Sequence[AgencyPost]:
    """All posts in an agency, also past ones, heads first, with their people."""
    rows = select(AgencyPost).where(AgencyPost.agency_id == agency_id)
    rows = rows.options(joinedload(AgencyPost.user), joinedload(AgencyPost.stands_in_for))
    return db.session.scalars(rows.order_by(AgencyPost.role, AgencyPost.id)).all()


def list_deputies(agency_id: int, user_id: int) -> Sequence[AgencyPost]:
    """The posts, also past ones, in which somebody stands in for a person of an agency."""
    rows = select(AgencyPost).where(
        AgencyPost.agency_id == agency_id, AgencyPost.stands_in_for_id == user_id
    )
    return db.session.scalars(rows.order_by(AgencyPost.id)).all()


def list_standing_in(user_id: int) -> Sequence[AgencyPost]:
    """The posts, also past and coming ones, in which a person stands in for somebody."""
    rows = select(AgencyPost).where(
        AgencyPost.user_id == user_id, AgencyPost.stands_in_for_id.is_not(None)
    )
    loaded = rows.options(joinedload(AgencyPost.stands_in_for))
    return db.session.scalars(loaded.order_by(AgencyPost.id)).all()


def list_candidates(agency_id: int, *, everybody: bool) -> Sequence[User]:
    """The people who may log in and who hold or held a post in an agency; or everybody."""
    rows = select(User).where(User.is_active)
    if not everybody:
        inside = select(AgencyPost.user_id).where(AgencyPost.agency_id == agency_id)
        rows = rows.where(User.id.in_(inside))
    return db.session.scalars(rows.order_by(User.folded, User.id)).all()
