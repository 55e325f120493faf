"""Stage 3: what a mention is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from tracker.domain.breakdown.values import Party


class Sort(Enum):
    """How a mention was recognised."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    GROUP = "group"
    SHARED_HEAD = "shared_head"
    PLACE = "place"
    TITLE = "title"
    PERSON = "person"
    POINTER = "pointer"


@dataclass(frozen=True, slots=True)
class Mention:
    """Bodies named by the tokens from ``begin`` up to ``end``.

    ``pointer`` holds what an anaphora points at ("địa phương"), to be resolved by what was named
    before; ``count`` how many, None for "các"; ``near`` that they were named last ("này");
    ``default`` is the body of the province, where none was named before ("Công an").
    """

    begin: int
    end: int
    sort: Sort
    parties: tuple[Party, ...] = ()
    pointer: str = ""
    count: int | None = None
    near: bool = False
    default: Party | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Several mentions in a row; ``end`` is the place after the last."""

    mentions: tuple[Mention, ...]
    begin: int
    end: int
