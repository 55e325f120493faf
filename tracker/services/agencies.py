"""Agencies, groups and aliases: writing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.text import fold, sort_key
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup, Alias, GroupMember, GroupRule
from tracker.queries import agencies as agency_queries
from tracker.services import journal


def create_agency(
    *,
    name: str,
    actor: Viewer,
    now: datetime,
    short_name: str = "",
    kind: str = "",
    mailbox: str = "",
    telephone: str = "",
    aliases: Iterable[str] = (),
    exists_from: date | None = None,
) -> Agency:
    """Enter an agency into the directory. Raises InvalidInput when its name is taken."""
    _require_free_name(name)
    agency = Agency(
        name=name,
        short_name=short_name,
        kind=kind,
        mailbox=mailbox,
        telephone=telephone,
        exists_from=exists_from,
        sort_key=sort_key(name),
    )
    agency.aliases = [Alias(name=alias) for alias in _distinct(aliases, name)]
    agency.folded = _folded(agency)
    db.session.add(agency)
    db.session.flush()
    journal.record("agency_created", "agency", agency.id, actor=actor, now=now)
    return agency


def change_agency(
    agency: Agency,
    *,
    name: str,
    short_name: str,
    mailbox: str,
    telephone: str,
    aliases: Iterable[str],
    actor: Viewer,
    now: datetime,
) -> None:
    """Change an agency's entry. Raises InvalidInput when the new name is another's."""
    if name != agency.name:
        _require_free_name(name)
    agency.name, agency.short_name = name, short_name
    agency.mailbox, agency.telephone = mailbox, telephone
    agency.sort_key = sort_key(name)
    _replace_aliases(agency, _distinct(aliases, name))
    agency.folded = _folded(agency)
    db.session.flush()
    journal.record("agency_changed", "agency", agency.id, actor=actor, now=now)


def add_alias(agency: Agency, alias: str, *, actor: Viewer, now: datetime) -> None:
    """Remember another name of an agency; one that it has already is left as it is."""
    if alias in {agency.name, agency.short_name, *(one.name for one in agency.aliases)}:
        return
    agency.aliases.append(Alias(name=alias))
    agency.folded = _folded(agency)
    db.session.flush()
    journal.record("alias_added", "agency", agency.id, actor=actor, now=now)


def create_group(
    *,
    name: str,
    rule: GroupRule,
    members: Sequence[Agency] = (),
    aliases: Iterable[str] = (),
    actor: Viewer,
    now: datetime,
) -> AgencyGroup:
    """Enter a group of agencies into the directory."""
    group = AgencyGroup(name=name, rule=rule, folded=fold(name), sort_key=sort_key(name))
    group.members = [GroupMember(agency_id=agency.id) for agency in members]
    group.aliases = [Alias(name=alias) for alias in _distinct(aliases, name)]
    db.session.add(group)
    db.session.flush()
    journal.record("group_created", "group", group.id, actor=actor, now=now)
    return group


def _require_free_name(name: str) -> None:
    if agency_queries.find_agency_by_name(name) is not None:
        raise InvalidInput("name_taken", field="name", name=name)


def _replace_aliases(agency: Agency, names: Sequence[str]) -> None:
    kept = {alias.name: alias for alias in agency.aliases}
    agency.aliases = [kept.get(name) or Alias(name=name) for name in names]


def _distinct(names: Iterable[str], own: str) -> list[str]:
    return [name for name in dict.fromkeys(one.strip() for one in names) if name and name != own]


def _folded(agency: Agency) -> str:
    names = (agency.name, agency.short_name, *(alias.name for alias in agency.aliases))
    return " | ".join(fold(name) for name in names if name)
