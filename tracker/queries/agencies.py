"""Agencies and groups: reading."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tracker.domain.directory import Body, Directory, name_key
from tracker.domain.errors import NotFound
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup, GroupMember

GROUP = "group"
GROUP_KEY, AGENCY_KEY = "group:", "agency:"


def get_agency(agency_id: int) -> Agency:
    """The agency with this key. Raises NotFound."""
    agency = db.session.get(Agency, agency_id)
    if agency is None:
        raise NotFound("agency")
    return agency


def find_agency_by_name(name: str) -> Agency | None:
    """The agency of exactly this name, or None."""
    return db.session.scalar(select(Agency).where(Agency.name == name))


def get_group(group_id: int) -> AgencyGroup:
    """The group with this key. Raises NotFound."""
    group = db.session.get(AgencyGroup, group_id)
    if group is None:
        raise NotFound("group")
    return group


def list_agencies(search: str = "") -> Sequence[Agency]:
    """Agencies in Vietnamese order; ``search`` finds names and aliases without marks."""
    rows = select(Agency).options(selectinload(Agency.aliases))
    for word in fold(search).split():
        rows = rows.where(Agency.folded.contains(word, autoescape=True))
    return db.session.scalars(rows.order_by(Agency.sort_key, Agency.id)).all()


def list_groups() -> Sequence[AgencyGroup]:
    """Groups in Vietnamese order, with their members."""
    rows = select(AgencyGroup).options(
        selectinload(AgencyGroup.aliases),
        selectinload(AgencyGroup.members).selectinload(GroupMember.agency),
    )
    return db.session.scalars(rows.order_by(AgencyGroup.sort_key, AgencyGroup.id)).all()


def find_body_by_name(key: str, *, besides: Agency | AgencyGroup) -> Agency | AgencyGroup | None:
    """Another agency or group than ``besides`` whose name or alias has this ``name_key``."""
    folded = fold(key)
    agencies = select(Agency).where(Agency.folded.contains(folded, autoescape=True))
    groups = select(AgencyGroup).where(AgencyGroup.folded.contains(folded, autoescape=True))
    with db.session.no_autoflush:
        found = [
            *db.session.scalars(agencies.order_by(Agency.id)),
            *db.session.scalars(groups.order_by(AgencyGroup.id)),
        ]
    return next((one for one in found if one is not besides and _goes_by(one, key)), None)


def _goes_by(body: Agency | AgencyGroup, key: str) -> bool:
    names = (body.name, *(alias.name for alias in body.aliases))
    return key in map(name_key, names)


def get_directory() -> Directory:
    """Agencies and groups as the breakdown reads them; keys are ``agency:7``, ``group:3``."""
    agencies = [
        Body(
            key=f"{AGENCY_KEY}{row.id}",
            name=row.name,
            short_name=row.short_name,
            aliases=tuple(alias.name for alias in row.aliases),
            kind=row.kind,
            exists_from=row.exists_from,
            exists_to=row.exists_to,
        )
        for row in list_agencies()
    ]
    groups = [
        Body(
            key=f"{GROUP_KEY}{row.id}",
            name=row.name,
            short_name="",
            aliases=tuple(alias.name for alias in row.aliases),
            kind=GROUP,
            members=tuple(member.agency.name for member in row.members),
        )
        for row in list_groups()
    ]
    return Directory(tuple(agencies + groups))
