"""The filters of the list of tasks, read from the address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from tracker.domain.tasks import Kind, Part, TimeState
from tracker.queries.task_list import Repeated, Sort, Wanted
from tracker.web.forms.base import clean, read_day

LONGEST_SEARCH = 200
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What the address asks for; unfit values count as absent, unfit days are in ``unfit``."""

    wanted: Wanted
    typed: dict[str, str] = field(default_factory=dict)
    unfit: tuple[str, ...] = ()

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> TaskFilter:
        """Read the address."""
        unfit: list[str] = []
        typed = {name: clean(args.get(name, ""))[:LONGEST_SEARCH] for name in NAMES}
        wanted = Wanted(
            words=typed["q"],
            committee_id=_key(typed["committee"]),
            conclusion_id=_key(typed["conclusion"]),
            agency_id=_key(typed["agency"]),
            part=_member(Part, typed["part"]),
            state=_member(TimeState, typed["state"]),
            kind=_member(Kind, typed["kind"]),
            repeated=_member(Repeated, typed["repeated"]),
            due_from=_day(typed["from"], "from", unfit),
            due_to=_day(typed["to"], "to", unfit),
            sort=_member(Sort, typed["sort"]) or Sort.DUE,
        )
        return cls(wanted, typed, tuple(unfit))

    def address(self, **changes: object) -> dict[str, object]:
        """The address's arguments with some changed; what is empty is left out."""
        return {name: value for name, value in (self.typed | changes).items() if value}

    @property
    def is_narrow(self) -> bool:
        """Say whether one of the rarer filters is in use."""
        return any(self.typed[name] for name in NARROW)

    @property
    def is_any(self) -> bool:
        """Say whether the list is cut down at all."""
        return any(value for name, value in self.typed.items() if name != "sort")


NAMES = (
    "q",
    "committee",
    "conclusion",
    "agency",
    "part",
    "state",
    "kind",
    "repeated",
    "from",
    "to",
    "sort",
)
NARROW = ("part", "kind", "repeated", "from", "to")


def _member(kind: type[E], value: str) -> E | None:
    return next((one for one in kind if one.value == value), None)


def _key(value: str) -> int | None:
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 10 else None


def _day(typed: str, name: str, unfit: list[str]) -> date | None:
    try:
        return read_day(typed) if typed else None
    except ValidationError:
        unfit.append(name)
        return None
