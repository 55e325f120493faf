"""What must be settled before a proposal can become a task (DESIGN 3.6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.tasks import Part


class Block(StrEnum):
    """Why a proposal cannot be published yet."""

    NO_TITLE = "no_title"
    NO_LEAD = "no_lead"
    UNKNOWN_BODY = "unknown_body"
    """A body that is in no directory: enter it, or make the words an alias of an entry."""
    EMPTY_GROUP = "empty_group"
    """A group nobody was chosen from, nor marked as not followed separately."""
    ENDED_AGENCY = "ended_agency"
    """An agency that has ended: somebody else goes on with its work, or nobody does."""


@dataclass(frozen=True, slots=True)
class Named:
    """A body or group named for a proposal, and the agencies it stands for."""

    part: Part
    name: str
    agency_ids: tuple[int, ...]
    is_group: bool = False
    not_followed: bool = False
    has_ended: bool = False
    """One of the agencies exists no longer."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One assignment to be: an agency, its part, and the group in whose name it is told."""

    agency_id: int
    part: Part
    group_name: str = ""


def blocks(title: str, named: Sequence[Named]) -> list[Block]:
    """What keeps a proposal from being published; empty when nothing does."""
    found = [Block.NO_TITLE] if not title.strip() else []
    found += [_block_of(one) for one in named if not one.agency_ids and not one.not_followed]
    if any(one.has_ended and not one.not_followed for one in named):
        found.append(Block.ENDED_AGENCY)
    if not any(one.agency_ids for one in named if one.part is Part.LEAD):
        found.append(Block.NO_LEAD)
    return list(dict.fromkeys(found))


def _block_of(one: Named) -> Block:
    return Block.EMPTY_GROUP if one.is_group else Block.UNKNOWN_BODY


def seats(named: Sequence[Named]) -> list[Seat]:
    """The assignments that publishing makes: one per agency, leads first.

    An agency that is named twice gets one seat, and leads when any of its names leads.
    """
    found: dict[int, Seat] = {}
    for one in sorted(named, key=lambda each: each.part is not Part.LEAD):
        for agency_id in () if one.not_followed else one.agency_ids:
            group = one.name if one.is_group else ""
            found.setdefault(agency_id, Seat(agency_id, one.part, group))
    return list(found.values())


def other_members(members: Iterable[int], leading: Iterable[int]) -> list[int]:
    """*Các thành viên khác*: the members whom the text names nowhere else as leads."""
    named = frozenset(leading)
    return [agency_id for agency_id in members if agency_id not in named]
