"""The filters of *Số liệu*, read from the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from tracker.queries.quantities import WantedQuantities
from tracker.web.forms.base import clean, read_day, read_number, show_day


@dataclass(frozen=True, slots=True)
class QuantityFilter:
    """What the address asks for; unfit values count as absent and are named in ``unfit``."""

    wanted: WantedQuantities
    typed_first: str = ""
    typed_last: str = ""
    unfit: tuple[str, ...] = ()

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> QuantityFilter:
        """Read the address."""
        unfit: list[str] = []
        wanted = WantedQuantities(
            committee_id=read_number(args.get("committee", "")),
            agency_id=read_number(args.get("agency", "")),
            first=_day(args, "from", unfit),
            last=_day(args, "to", unfit),
            unit=clean(args["unit"])[:60] if "unit" in args else None,
        )
        first, last = (clean(args.get(name, ""))[:40] for name in ("from", "to"))
        return cls(wanted, first, last, tuple(unfit))

    @property
    def is_any(self) -> bool:
        """Say whether anything is left out."""
        return self.wanted != WantedQuantities()

    def address(self, **changes: object) -> dict[str, object]:
        """The address's arguments with some changed; what is None is left out."""
        values: dict[str, object] = {
            "committee": self.wanted.committee_id,
            "agency": self.wanted.agency_id,
            "from": show_day(self.wanted.first) or None,
            "to": show_day(self.wanted.last) or None,
            "unit": self.wanted.unit,
        }
        return {name: value for name, value in (values | changes).items() if value is not None}

    def of_month(self, first: date, last: date) -> dict[str, object]:
        """The days of a month that the filter leaves, as arguments of the address."""
        begins = max(first, self.wanted.first or first)
        ends = min(last, self.wanted.last or last)
        return {"from": show_day(begins), "to": show_day(ends)}


def _day(args: MultiDict[str, str], name: str, unfit: list[str]) -> date | None:
    typed = clean(args.get(name, ""))
    try:
        return read_day(typed) if typed else None
    except ValidationError:
        unfit.append(name)
        return None
