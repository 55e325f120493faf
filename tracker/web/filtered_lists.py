"""The lists whose filters may be kept: their arguments, and which values still hold.

A value holds when the list still knows it and the reader may still ask for it: a committee in
which the reader has no part any more, or a conclusion that is gone, is left out on opening.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wtforms.validators import ValidationError

from tracker.domain.tasks import Kind, Part, TimeState
from tracker.queries import committees as committee_queries
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import meetings as meeting_queries
from tracker.queries import recommendations as recommendation_queries
from tracker.queries import task_list
from tracker.queries.conclusions import ConclusionSort
from tracker.queries.meetings import MeetingSort
from tracker.queries.recommendations import RecommendationSort
from tracker.queries.task_list import Repeated, Sort
from tracker.services.conclusions import ConclusionState
from tracker.services.recommendations import RecommendationKind, RecommendationState
from tracker.web.context import viewer
from tracker.web.forms.base import read_day, read_number
from tracker.web.wording_reminders import ROW_WORDS

if TYPE_CHECKING:
    from tracker.domain.access import Viewer
    from tracker.models.committees import Committee

LONGEST = 200
Holds = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class FilteredList:
    """A list: its endpoint, and by argument of its address what tells whether a value holds."""

    endpoint: str
    holds: Mapping[str, Holds]

    def read(self, args: Mapping[str, str]) -> dict[str, str]:
        """What the address asks for, without what is empty or no argument of the list."""
        typed = {name: args.get(name, "").strip()[:LONGEST] for name in self.holds}
        return {name: value for name, value in typed.items() if value}

    def kept(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """What of a saved filter still holds for the viewer."""
        return {
            name: value
            for name, value in wanted.items()
            if name in self.holds and self.holds[name](value)
        }


def _any(_value: str) -> bool:
    return True


def _one_of(*values: Iterable[str | StrEnum]) -> Holds:
    known = frozenset(str(one) for group in values for one in group)
    return known.__contains__


def _key_in(keys: Iterable[int], value: str) -> bool:
    return read_number(value) in frozenset(keys)


def _own_committee(value: str) -> bool:
    """A committee in which the reader holds a role, or a member's agency."""
    mine = viewer()
    return _key_in({*mine.committee_roles, *mine.member_committees}, value)


def _committee_of(offered: Callable[[Viewer], Iterable[Committee]]) -> Holds:
    """One's own, though no row may be there now, or another that the list's filter offers."""
    return lambda value: (
        _own_committee(value) or _key_in((one.id for one in offered(viewer())), value)
    )


def _committee_of_tasks(value: str) -> bool:
    offered = task_list.list_choices(viewer()).committees
    return _own_committee(value) or _key_in((key for key, _name in offered), value)


def _agency_of_tasks(value: str) -> bool:
    return _key_in((key for key, _name in task_list.list_choices(viewer()).agencies), value)


def _conclusion(value: str) -> bool:
    return conclusion_queries.find_conclusion(read_number(value) or 0, viewer()) is not None


def _meeting(value: str) -> bool:
    return meeting_queries.find_meeting(read_number(value), viewer()) is not None


def _agency(value: str) -> bool:
    return bool(committee_queries.list_agencies_by_id([read_number(value) or 0]))


def _day(value: str) -> bool:
    try:
        return read_day(value) is not None
    except ValidationError:
        return False


def _number(value: str) -> bool:
    return read_number(value) is not None


LISTS: Mapping[str, FilteredList] = {
    "tasks": FilteredList(
        "tasks.index",
        {
            "q": _any,
            "committee": _committee_of_tasks,
            "conclusion": _conclusion,
            "agency": _agency_of_tasks,
            "part": _one_of(Part),
            "state": _one_of(TimeState),
            "kind": _one_of(Kind),
            "repeated": _one_of(Repeated),
            "from": _day,
            "to": _day,
            "sort": _one_of(Sort),
        },
    ),
    "conclusions": FilteredList(
        "conclusions.index",
        {
            "q": _any,
            "committee": _committee_of(conclusion_queries.list_committees),
            "state": _one_of(ConclusionState),
            "sort": _one_of(ConclusionSort),
        },
    ),
    "meetings": FilteredList(
        "meetings.index",
        {"q": _any, "committee": _own_committee, "year": _number, "sort": _one_of(MeetingSort)},
    ),
    "recommendations": FilteredList(
        "recommendations.index",
        {
            "q": _any,
            "committee": _committee_of(recommendation_queries.list_committees),
            "kind": _one_of(RecommendationKind),
            "state": _one_of(RecommendationState),
            "meeting": _meeting,
            "agency": _agency,
            "sort": _one_of(RecommendationSort),
        },
    ),
    "extensions": FilteredList(
        "extensions.index", {"q": _any, "committee": _own_committee, "state": _one_of(("all",))}
    ),
    "quantities": FilteredList(
        "quantities.index",
        {"committee": _own_committee, "agency": _agency, "from": _day, "to": _day},
    ),
    "reminders": FilteredList(
        "reminders.ledger", {"q": _any, "committee": _own_committee, "state": _one_of(ROW_WORDS)}
    ),
}
"""By the word that stands in the address of what is saved."""
