"""Committees: reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import NotFound
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import Committee, CommitteeMember, Event


def get_committee(committee_id: int, viewer: Viewer, *roles: CommitteeRole) -> Committee:
    """The committee, when the viewer holds one of ``roles`` in it (any role when none is named).

    Raises NotFound.
    """
    seen = viewer.committees_as(*(roles or tuple(CommitteeRole)))
    committee = db.session.get(Committee, committee_id) if committee_id in seen else None
    if committee is None:
        raise NotFound("committee")
    return committee


def list_committees(viewer: Viewer, *roles: CommitteeRole) -> Sequence[Committee]:
    """The committees in which the viewer holds one of ``roles`` (any when none is named)."""
    seen = viewer.committees_as(*(roles or tuple(CommitteeRole)))
    rows = select(Committee).where(Committee.id.in_(seen)).order_by(Committee.name, Committee.id)
    return db.session.scalars(rows).all()


def list_names() -> dict[int, str]:
    """Every committee's name by key, the short one where there is one.

    The caller shows names only of committees whose rows the reader may see.
    """
    rows = select(Committee.id, Committee.short_name, Committee.name)
    return {key: short or name for key, short, name in db.session.execute(rows)}


def list_members(committee_id: int, on: date) -> Sequence[CommitteeMember]:
    """The members of a committee on a day, with their agencies, in the decision's order.

    The caller has checked that the committee may be seen.
    """
    rows = (
        select(CommitteeMember)
        .where(
            CommitteeMember.committee_id == committee_id,
            or_(CommitteeMember.joined_on.is_(None), CommitteeMember.joined_on <= on),
            or_(CommitteeMember.left_on.is_(None), CommitteeMember.left_on >= on),
        )
        .options(selectinload(CommitteeMember.agency))
        .order_by(CommitteeMember.id)
    )
    return db.session.scalars(rows).all()


def get_any_committee(committee_id: int) -> Committee:
    """The committee with this key, for administrators, who hold no role in it.

    Raises NotFound.
    """
    committee = db.session.get(Committee, committee_id)
    if committee is None:
        raise NotFound("committee")
    return committee


def get_event(event_id: int) -> Event:
    """The event with this key, for administrators. Raises NotFound."""
    event = db.session.get(Event, event_id)
    if event is None:
        raise NotFound("event")
    return event


def get_member(member_id: int) -> CommitteeMember:
    """The seat with this key, for administrators. Raises NotFound."""
    member = db.session.get(CommitteeMember, member_id)
    if member is None:
        raise NotFound("member")
    return member


def find_committee_by(*, name: str = "", code: str = "") -> Committee | None:
    """The committee that has this name or this code, or None."""
    rows = select(Committee).where(or_(Committee.name == name, Committee.code == code))
    return db.session.scalars(rows.order_by(Committee.id)).first()


def list_all_committees() -> Sequence[Committee]:
    """Every committee, for administrators and jobs."""
    return db.session.scalars(select(Committee).order_by(Committee.name, Committee.id)).all()


def list_agencies_by_id(agency_ids: Sequence[int]) -> Sequence[Agency]:
    """These agencies, in Vietnamese order."""
    rows = select(Agency).where(Agency.id.in_(agency_ids))
    return db.session.scalars(rows.order_by(Agency.sort_key, Agency.id)).all()
