"""The filters of the progress report, read from the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from tracker.domain.access import Viewer
from tracker.domain.reports import Cell
from tracker.domain.tasks import DONE_STATES, TimeState
from tracker.queries.facts import AsOf
from tracker.queries.reports import Chosen, Scope
from tracker.web.forms.base import EARLIEST, read_day, read_number


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What the address asks for; unfit values count as absent and are named in ``unfit``."""

    committee_id: int | None = None
    conclusion_id: int | None = None
    agency_id: int | None = None
    cell: Cell | None = None
    state: TimeState | None = None
    waiting: bool = False
    done: bool = False
    as_of: date | None = None
    unfit: tuple[str, ...] = ()

    @classmethod
    def read(cls, args: MultiDict[str, str], *, today: date) -> ReportFilter:
        """Read the address; a day to come is unfit, for nobody knows it yet."""
        unfit: list[str] = []
        return cls(
            committee_id=_key(args, "committee"),
            conclusion_id=_key(args, "conclusion"),
            agency_id=_key(args, "agency"),
            cell=next((cell for cell in Cell if cell.value == args.get("cell")), None),
            state=next((one for one in TimeState if one.value == args.get("state")), None),
            waiting=args.get("waiting") == "1",
            done=args.get("done") == "1",
            as_of=_past_day(args.get("as_of", ""), today, unfit),
            unfit=tuple(unfit),
        )

    def scope(self, viewer: Viewer, now: datetime, zone: ZoneInfo) -> Scope:
        """What the report runs over."""
        as_of = AsOf.day_in(self.as_of, zone) if self.as_of else None
        return Scope(viewer, now, as_of, self.committee_id, self.conclusion_id)

    def chosen(self) -> Chosen:
        """Which tasks the list shows."""
        if self.state is not None:
            return Chosen(frozenset({self.state}), self.agency_id, self.waiting)
        if self.cell is not None:
            return Chosen.of_cell(self.cell, self.agency_id)
        if self.done:
            return Chosen(DONE_STATES, self.agency_id)
        return Chosen(NOT_CANCELLED, self.agency_id, self.waiting)

    def address(self, **changes: object) -> dict[str, object]:
        """The address's arguments with some changed; what is None is left out."""
        values: dict[str, object] = {
            "committee": self.committee_id,
            "conclusion": self.conclusion_id,
            "agency": self.agency_id,
            "cell": self.cell and self.cell.value,
            "state": self.state and self.state.value,
            "waiting": "1" if self.waiting else None,
            "done": "1" if self.done else None,
            "as_of": self.as_of and self.as_of.strftime("%d/%m/%Y"),
        }
        return {name: value for name, value in (values | changes).items() if value is not None}


NOT_CANCELLED = frozenset(state for state in TimeState if state is not TimeState.CANCELLED)


def _key(args: MultiDict[str, str], name: str) -> int | None:
    return read_number(args.get(name, ""))


def _past_day(typed: str, today: date, unfit: list[str]) -> date | None:
    if not typed.strip():
        return None
    try:
        day = read_day(typed.strip())
    except ValidationError:
        unfit.append("as_of")
        return None
    if day is None or day > today or day.year < EARLIEST:
        unfit.append("as_of")
        return None
    return day if day < today else None
