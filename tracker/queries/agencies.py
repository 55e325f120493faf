"""Agencies and groups: reading."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import selectinload

from tracker.domain.directory import Body, Directory, name_key
from tracker.domain.errors import NotFound
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup, GroupMember
from tracker.models.people import AgencyPost, User
from tracker.queries.successions import list_links

GROUP = "group"
GROUP_KEY, AGENCY_KEY = "group:", "agency:"


class Missing(StrEnum):
    """What an agency lacks for being reached (DESIGN 3.7)."""

    BOTH = "both"
    MAILBOX = "mailbox"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class AgencyFilter:
    """What an administrator's list of agencies is narrowed to; nothing chosen: all of them.

    ``missing`` leaves out agencies that have ended, for nobody has to reach them.
    """

    search: str = ""
    kind: str = ""
    missing: Missing | None = None
    by_kind: bool = False


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency on the list, and how many people act for it."""

    agency: Agency
    people: int


def get_agency(agency_id: int) -> Agency:
    """The agency with this key. Raises NotFound."""
    agency = db.session.get(Agency, agency_id)
    if agency is None:
        raise NotFound("agency")
    return agency


def find_agency_by_name(name: str) -> Agency | None:
    """The agency of exactly this name, or None."""
    return db.session.scalar(select(Agency).where(Agency.name == name))


def find_agency_called(name: str) -> Agency | None:
    """The agency that goes by this name, short name or alias, whatever case and tones, or None."""
    body = get_directory().find(name)
    key = str(body.key) if body else ""
    found = key.removeprefix(AGENCY_KEY)
    return db.session.get(Agency, int(found)) if key.startswith(AGENCY_KEY) else None


def list_existing(day: date) -> Sequence[Agency]:
    """The agencies that exist on a day, in Vietnamese order."""
    began = or_(Agency.exists_from.is_(None), Agency.exists_from <= day)
    goes_on = or_(Agency.exists_to.is_(None), Agency.exists_to >= day)
    rows = select(Agency).where(began, goes_on).order_by(Agency.sort_key, Agency.id)
    return db.session.scalars(rows).all()


def list_choosable(day: date, kept: Collection[int] = ()) -> Sequence[Agency]:
    """The agencies that may be chosen on a day, in Vietnamese order.

    Ended ones are left out, except those in ``kept``: what a form holds already it can store
    again. Agencies that begin later may be prepared for.
    """
    goes_on = or_(Agency.exists_to.is_(None), Agency.exists_to >= day, Agency.id.in_(kept))
    return db.session.scalars(
        select(Agency).where(goes_on).order_by(Agency.sort_key, Agency.id)
    ).all()


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


def list_lines(
    asked: AgencyFilter, today: date, *, limit: int | None = None, offset: int = 0
) -> list[AgencyLine]:
    """The agencies an administrator asked for, in Vietnamese order, with their people counted."""
    people = _people_of(today).scalar_subquery()
    rows = _chosen(select(Agency, people), asked, today).options(selectinload(Agency.aliases))
    order = (Agency.kind,) if asked.by_kind else ()
    rows = rows.order_by(*order, Agency.sort_key, Agency.id).limit(limit).offset(offset)
    return [AgencyLine(agency, count) for agency, count in db.session.execute(rows)]


def count_agencies(asked: AgencyFilter, today: date) -> int:
    """How many rows :func:`list_lines` has without a limit."""
    return db.session.scalar(_chosen(select(func.count(Agency.id)), asked, today)) or 0


def list_kinds() -> Sequence[str]:
    """The kinds of agencies that occur."""
    kinds = select(Agency.kind).where(Agency.kind != "").distinct().order_by(Agency.kind)
    return db.session.scalars(kinds).all()


def _chosen(rows: Select[Any], asked: AgencyFilter, today: date) -> Select[Any]:
    for word in fold(asked.search).split():
        rows = rows.where(Agency.folded.contains(word, autoescape=True))
    if asked.kind:
        rows = rows.where(Agency.kind == asked.kind)
    return rows.where(*_lacks(asked.missing, today)) if asked.missing else rows


def _lacks(missing: Missing, today: date) -> list[ColumnElement[bool]]:
    exists = or_(Agency.exists_to.is_(None), Agency.exists_to >= today)
    no_mailbox = Agency.mailbox == ""
    no_officer = _people_of(today).scalar_subquery() == 0
    lacking = {
        Missing.BOTH: [no_mailbox, no_officer],
        Missing.MAILBOX: [no_mailbox],
        Missing.OFFICER: [no_officer],
    }
    return [exists, *lacking[missing]]


def _people_of(today: date) -> Select[int]:
    """How many people who may log in hold a post in the row's agency today."""
    return (
        select(func.count(AgencyPost.user_id.distinct()))
        .join(User, User.id == AgencyPost.user_id)
        .where(
            AgencyPost.agency_id == Agency.id,
            User.is_active,
            or_(AgencyPost.valid_from.is_(None), AgencyPost.valid_from <= today),
            or_(AgencyPost.valid_to.is_(None), AgencyPost.valid_to >= today),
        )
        .correlate(Agency)
    )


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
    links = list_links()
    agencies = [
        Body(
            key=f"{AGENCY_KEY}{row.id}",
            name=row.name,
            short_name=row.short_name,
            aliases=tuple(alias.name for alias in row.aliases),
            kind=row.kind,
            exists_from=row.exists_from,
            exists_to=row.exists_to,
            successors=tuple(f"{AGENCY_KEY}{key}" for key in links.get(row.id, ())),
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
