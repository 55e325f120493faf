"""Agencies, groups and their names: writing.

Administrators keep the directory; a secretariat adds to it while it reviews a conclusion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.directory import name_key
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.text import fold, normalise, sort_key
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup, Alias, GroupMember, GroupRule
from tracker.queries import agencies as queries
from tracker.services import journal
from tracker.services.administration import require_administrator
from tracker.services.dated import require_version, touch

Rule = GroupRule


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyValues:
    """What is entered about an agency."""

    name: str
    short_name: str = ""
    kind: str = ""
    mailbox: str = ""
    telephone: str = ""
    exists_from: date | None = None
    exists_to: date | None = None
    aliases: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupValues:
    """What is entered about a group; ``member_ids`` counts for fixed groups only."""

    name: str
    rule: GroupRule
    member_ids: Sequence[int] = ()
    aliases: Sequence[str] = ()


def create_agency(*, values: AgencyValues, actor: Viewer, now: datetime) -> Agency:
    """Add an agency to the directory.

    Raises InvalidInput("name_needed", "name_taken", "term_reversed"), NotAllowed.
    """
    _require_keeper(actor)
    agency = Agency()
    _fill_agency(agency, values)
    db.session.add(agency)
    db.session.flush()
    journal.record("agency_created", "agency", agency.id, actor=actor, now=now)
    return agency


def update_agency(
    *, agency_id: int, version: int, values: AgencyValues, actor: Viewer, now: datetime
) -> Agency:
    """Change an agency; assignments keep the name it had when they were made.

    Raises StaleForm and what :func:`create_agency` raises.
    """
    _require_keeper(actor)
    agency = queries.get_agency(agency_id)
    require_version(agency, version)
    _fill_agency(agency, values)
    touch(agency)
    db.session.flush()
    journal.record("agency_changed", "agency", agency.id, actor=actor, now=now)
    return agency


def remove_agency(*, agency_id: int, actor: Viewer, now: datetime) -> None:
    """Take out an agency that was entered by mistake; one that was ever used stays for good.

    Whatever points at it, a task, a seat, a post or a group, keeps it: the database says so.
    Raises NotFound, NotAllowed("agency_used").
    """
    require_administrator(actor)
    agency = queries.get_agency(agency_id)
    try:
        with db.session.begin_nested():
            db.session.delete(agency)
    except IntegrityError as error:
        raise NotAllowed("agency_used") from error
    journal.record("agency_removed", "agency", agency_id, actor=actor, now=now)


def add_alias(*, agency_id: int, name: str, actor: Viewer, now: datetime) -> Agency:
    """Let an agency go by one more name; a name it has already changes nothing.

    Raises InvalidInput("name_taken"), NotFound, NotAllowed.
    """
    _require_keeper(actor)
    agency = queries.get_agency(agency_id)
    _fill_aliases(agency, [*(alias.name for alias in agency.aliases), name])
    index_names(agency)
    db.session.flush()
    journal.record("agency_changed", "agency", agency.id, actor=actor, now=now)
    return agency


def create_group(*, values: GroupValues, actor: Viewer, now: datetime) -> AgencyGroup:
    """Add a group. Raises InvalidInput("name_needed", "name_taken", "group_empty")."""
    _require_keeper(actor)
    group = AgencyGroup()
    _fill_group(group, values)
    db.session.add(group)
    db.session.flush()
    journal.record("group_created", "group", group.id, actor=actor, now=now)
    return group


def update_group(
    *, group_id: int, version: int, values: GroupValues, actor: Viewer, now: datetime
) -> AgencyGroup:
    """Change a group; tasks that were published keep the members chosen for them.

    Raises StaleForm and what :func:`create_group` raises.
    """
    _require_keeper(actor)
    group = queries.get_group(group_id)
    require_version(group, version)
    _fill_group(group, values)
    touch(group)
    db.session.flush()
    journal.record("group_changed", "group", group.id, actor=actor, now=now)
    return group


def require_free_name(owner: Agency, name: str, field: str = "name") -> None:
    """Raise InvalidInput("name_taken") when another agency or group goes by this name."""
    _require_free(owner, name, field)


def index_names(agency: Agency) -> None:
    """Bring search and order up to date with the names of an agency."""
    names = [agency.name, agency.short_name, *(alias.name for alias in agency.aliases)]
    agency.folded = fold(" ".join(names))
    agency.sort_key = sort_key(agency.name)


def _require_keeper(actor: Viewer) -> None:
    if not (actor.is_administrator or actor.committees_as(CommitteeRole.SECRETARY)):
        raise NotAllowed("not_allowed")


def _fill_agency(agency: Agency, values: AgencyValues) -> None:
    first, last = values.exists_from, values.exists_to
    if first and last and last < first:
        raise InvalidInput("term_reversed", "exists_to")
    with db.session.no_autoflush:
        agency.name = _own_name(agency, values.name)
        agency.short_name = normalise(values.short_name)
        agency.kind, agency.mailbox = values.kind, values.mailbox.strip()
        agency.telephone = values.telephone.strip()
        agency.exists_from, agency.exists_to = first, last
        _fill_aliases(agency, values.aliases)
        index_names(agency)


def _fill_group(group: AgencyGroup, values: GroupValues) -> None:
    is_fixed = values.rule is GroupRule.FIXED
    members = dict.fromkeys(values.member_ids) if is_fixed else {}
    if is_fixed and not members:
        raise InvalidInput("group_empty", "members")
    with db.session.no_autoflush:
        group.name = _own_name(group, values.name)
        group.rule = values.rule
        kept = {member.agency_id: member for member in group.members}
        group.members[:] = [
            kept.get(key) or GroupMember(agency_id=queries.get_agency(key).id) for key in members
        ]
        _fill_aliases(group, values.aliases)
        group.folded = fold(" ".join([group.name, *(one.name for one in group.aliases)]))
        group.sort_key = sort_key(group.name)


def _own_name(owner: Agency | AgencyGroup, typed: str) -> str:
    name = normalise(typed)
    if not name:
        raise InvalidInput("name_needed", "name")
    _require_free(owner, name, "name")
    return name


def _fill_aliases(owner: Agency | AgencyGroup, typed: Sequence[str]) -> None:
    names = dict.fromkeys(filter(None, map(normalise, typed)))
    names.pop(owner.name, None)
    for name in names:
        _require_free(owner, name, "aliases")
    kept = {alias.name: alias for alias in owner.aliases}
    owner.aliases[:] = [kept.get(name) or Alias(name=name) for name in names]


def _require_free(owner: Agency | AgencyGroup, name: str, field: str) -> None:
    """Two bodies under one name would make every text that uses it doubtful."""
    other = queries.find_body_by_name(name_key(name), besides=owner)
    if other is not None:
        raise InvalidInput("name_taken", field, name=name, owner=other.name)
