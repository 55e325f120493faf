"""What the lists of meetings and conclusions are asked for, read from the address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from tracker.queries.conclusions import ConclusionFilter, ConclusionSort
from tracker.queries.meetings import MeetingFilter, MeetingSort
from tracker.services.conclusions import ConclusionState

LAST_PAGE, LAST_YEAR = 10**6, 9999
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Listed:
    """Search, committee and page; unfit values count as absent."""

    search: str = ""
    committee_id: int | None = None
    page: int = 1

    def offset(self, size: int) -> int:
        """How many rows come before this page."""
        return (self.page - 1) * size

    @property
    def narrows(self) -> bool:
        """Say whether anything besides the page is asked for."""
        return any(self.own().values())

    def own(self) -> dict[str, object]:
        """The arguments of the address, without the page."""
        return {"q": self.search or None, "committee": self.committee_id}


@dataclass(frozen=True, slots=True)
class MeetingList(Listed):
    """The list of meetings: also the year."""

    year: int | None = None
    sort: MeetingSort = MeetingSort.LATEST

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> MeetingList:
        """Read the address."""
        year = key_of(args, "year")
        return cls(
            *shared_of(args),
            year=year if year and year <= LAST_YEAR else None,
            sort=choice_of(MeetingSort, args, "sort") or MeetingSort.LATEST,
        )

    def own(self) -> dict[str, object]:
        """The arguments of the address, without the page."""
        return Listed.own(self) | {"year": self.year}

    def wanted(self) -> MeetingFilter:
        """The filter of the query."""
        return MeetingFilter(self.search, self.committee_id, self.year, self.sort)

    def address(self, **changed: object) -> dict[str, object]:
        """The arguments of the address, some of them changed; the page begins anew."""
        sort = self.sort.value if self.sort is not MeetingSort.LATEST else None
        return self.own() | {"sort": sort} | changed


@dataclass(frozen=True, slots=True)
class ConclusionList(Listed):
    """The list of conclusions: also how far they have come."""

    state: ConclusionState | None = None
    sort: ConclusionSort = ConclusionSort.NEWEST

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> ConclusionList:
        """Read the address."""
        return cls(
            *shared_of(args),
            state=choice_of(ConclusionState, args, "state"),
            sort=choice_of(ConclusionSort, args, "sort") or ConclusionSort.NEWEST,
        )

    def own(self) -> dict[str, object]:
        """The arguments of the address, without the page."""
        return Listed.own(self) | {"state": self.state and self.state.value}

    def wanted(self) -> ConclusionFilter:
        """The filter of the query."""
        return ConclusionFilter(self.search, self.committee_id, self.state, self.sort)

    def address(self, **changed: object) -> dict[str, object]:
        """The arguments of the address, some of them changed; the page begins anew."""
        sort = self.sort.value if self.sort is not ConclusionSort.NEWEST else None
        return self.own() | {"sort": sort} | changed


def choice_of(kind: type[Choice], args: MultiDict[str, str], name: str) -> Choice | None:
    """The member of an enumeration that the address names, or None."""
    return next((one for one in kind if one.value == args.get(name)), None)


def shared_of(args: MultiDict[str, str]) -> tuple[str, int | None, int]:
    """Search, committee and page of the address."""
    page = min(key_of(args, "page") or 1, LAST_PAGE)
    return args.get("q", "")[:200], key_of(args, "committee"), page


def key_of(args: MultiDict[str, str], name: str) -> int | None:
    """A number above zero that a database can hold, or None."""
    raw = args.get(name, "")
    return int(raw) or None if raw.isdecimal() and raw.isascii() and len(raw) < 10 else None
