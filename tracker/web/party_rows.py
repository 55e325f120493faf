"""The bodies of an open card: every one with its tick, groups with the members to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.directory import Directory
from tracker.domain.tasks import Part
from tracker.queries import agencies as agency_queries
from tracker.services.proposals import (
    PartyValues,
    ProposalValues,
    list_group_members,
    values_of,
)

if TYPE_CHECKING:
    from tracker.models.proposals import Proposal


@dataclass(frozen=True, slots=True)
class MemberRow:
    """An agency that a group may stand for."""

    id: int
    name: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A body named on the card."""

    key: str
    part: Part
    name: str
    is_ticked: bool
    is_unknown: bool
    is_group: bool
    not_followed: bool
    members: Sequence[MemberRow]

    @property
    def count(self) -> int:
        """How many members are ticked."""
        return sum(member.is_ticked for member in self.members)


def party_rows(
    row: Proposal, typed: ProposalValues | None, directory: Directory
) -> Sequence[PartyRow]:
    """The stored bodies, or those of a refused form; a body that was unticked there stays shown."""
    stored = values_of(row).parties
    sent = stored if typed is None else typed.parties
    kept = {(one.part, _key(one)) for one in sent}
    gone = [one for one in stored if (one.part, _key(one)) not in kept]
    names = {body.key: body.name for body in directory.bodies}
    return [
        *(_row(one, row, names, is_ticked=True) for one in sent),
        *(_row(one, row, names, is_ticked=False) for one in gone),
    ]


def _row(
    one: PartyValues, proposal: Proposal, names: dict[str, str], *, is_ticked: bool
) -> PartyRow:
    return PartyRow(
        key=_key(one),
        part=one.part,
        name=one.name,
        is_ticked=is_ticked,
        is_unknown=one.agency_id is None and one.group_id is None,
        is_group=one.group_id is not None,
        not_followed=one.not_followed,
        members=list(_members(one, proposal, names)),
    )


def _members(one: PartyValues, row: Proposal, names: dict[str, str]) -> Iterable[MemberRow]:
    if one.group_id is None:
        return
    group = agency_queries.get_group(one.group_id)
    offered = dict.fromkeys([*list_group_members(row.conclusion, group), *one.chosen])
    for agency_id in offered:
        name = names.get(f"{agency_queries.AGENCY_KEY}{agency_id}", "")
        yield MemberRow(agency_id, name, agency_id in one.chosen)


def _key(one: PartyValues) -> str:
    if one.group_id is not None:
        return f"{agency_queries.GROUP_KEY}{one.group_id}"
    if one.agency_id is not None:
        return f"{agency_queries.AGENCY_KEY}{one.agency_id}"
    return f"text:{one.name}"
