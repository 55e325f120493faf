"""Quantities of updates and period reports: sums by agency and month, and the rows behind them.

A sum and its rows are built from the same selection. What was sent back counts no more, so that
a report that is filed again is not counted twice. A period's report counts on the day the period
was due, everything else on the day it was filed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, extract, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from tracker.domain.access import Content, Viewer
from tracker.domain.quantities import normalise_unit
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.periods import Period
from tracker.models.tasks import Assignment, Task
from tracker.models.updates import Quantity, Update, UpdateKind
from tracker.queries.visibility import tasks_seen

SENT_BACK = (UpdateKind.RETURN, UpdateKind.ASKED_AGAIN)
PLACES = Decimal("0.001")
COUNTS_ON: ColumnElement[date] = func.coalesce(Period.due_on, Update.filed_on)
"""The day that a quantity counts for."""


@dataclass(frozen=True, slots=True)
class WantedQuantities:
    """What a page asks for; None and nothing leave a condition out. Both days are included."""

    committee_id: int | None = None
    agency_id: int | None = None
    first: date | None = None
    last: date | None = None
    unit: str | None = None
    """A unit as it is kept; "" for those without one."""


@dataclass(frozen=True, slots=True)
class QuantitySum:
    """One agency's sum of a unit in a month."""

    agency_id: int
    agency: str
    month: date
    """Its first day."""
    unit: str
    number: Decimal
    rows: int

    @property
    def last_day(self) -> date:
        """The month's last day."""
        return (self.month + timedelta(days=32)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuantityRow:
    """One quantity behind a sum."""

    number: Decimal
    unit: str
    counts_on: date
    update: Update
    period: Period | None


def list_sums(viewer: Viewer, wanted: WantedQuantities) -> list[QuantitySum]:
    """The sums by agency, month and unit, in this order; units written in several ways as one."""
    year, month = extract("year", COUNTS_ON), extract("month", COUNTS_ON)
    key = (Assignment.agency_id, Agency.name, year, month, Quantity.unit)
    number, rows = func.sum(Quantity.number), func.count()
    grouped = _chosen(viewer, wanted, *key, number, rows).group_by(Agency.sort_key, *key)
    found: dict[tuple[int, date, str], QuantitySum] = {}
    in_order = grouped.order_by(Agency.sort_key, Assignment.agency_id, year, month, Quantity.unit)
    for agency_id, name, in_year, in_month, unit, total, count in db.session.execute(in_order):
        first, kept = date(int(in_year), int(in_month), 1), normalise_unit(unit)
        before = found.get((agency_id, first, kept))
        found[agency_id, first, kept] = QuantitySum(
            agency_id,
            name,
            first,
            kept,
            _exact(total) + (before.number if before else Decimal()),
            count + (before.rows if before else 0),
        )
    return list(found.values())


def list_rows(
    viewer: Viewer, wanted: WantedQuantities, *, limit: int | None = None, offset: int = 0
) -> list[QuantityRow]:
    """The quantities behind a sum, the newest first."""
    rows = _chosen(viewer, wanted, Quantity, Update, Period, COUNTS_ON.label("counts_on"))
    rows = rows.options(joinedload(Update.task), joinedload(Update.assignment))
    in_order = rows.order_by(COUNTS_ON.desc(), Update.id.desc(), Quantity.id)
    found = db.session.execute(in_order.limit(limit).offset(offset))
    return [
        QuantityRow(_exact(one.number), normalise_unit(one.unit), counts_on, update, period)
        for one, update, period, counts_on in found
    ]


def count_rows(viewer: Viewer, wanted: WantedQuantities) -> int:
    """How many rows :func:`list_rows` has in all."""
    return db.session.scalar(_chosen(viewer, wanted, func.count())) or 0


def list_agencies(viewer: Viewer, wanted: WantedQuantities) -> Sequence[tuple[int, str]]:
    """The agencies that reported any quantity, by key and name."""
    rows = _chosen(viewer, wanted, Assignment.agency_id, Agency.name, Agency.sort_key).distinct()
    found = db.session.execute(rows.order_by(Agency.sort_key, Assignment.agency_id))
    return [(key, name) for key, name, _order in found]


def _chosen(viewer: Viewer, wanted: WantedQuantities, *columns: Any) -> Select[Any]:
    rows = (
        select(*columns)
        .select_from(Quantity)
        .join(Update, Update.id == Quantity.update_id)
        .join(Assignment, Assignment.id == Update.assignment_id)
        .join(Agency, Agency.id == Assignment.agency_id)
        .join(Task, Task.id == Update.task_id)
        .outerjoin(Period, Period.id == Update.period_id)
        .where(tasks_seen(viewer, Content.TASK_DETAIL), ~_was_sent_back())
    )
    if wanted.committee_id is not None:
        rows = rows.where(Update.committee_id == wanted.committee_id)
    if wanted.agency_id is not None:
        rows = rows.where(Assignment.agency_id == wanted.agency_id)
    if wanted.first is not None:
        rows = rows.where(wanted.first <= COUNTS_ON)
    if wanted.last is not None:
        rows = rows.where(wanted.last >= COUNTS_ON)
    if wanted.unit is not None:
        rows = rows.where(Quantity.unit.in_(_ways_of_writing(wanted.unit)))
    return rows


def _was_sent_back() -> ColumnElement[bool]:
    """The condition that an answer to a report, or to a contribution, sent it back."""
    later = aliased(Update)
    same_period = or_(
        later.period_id == Update.period_id,
        and_(later.period_id.is_(None), Update.period_id.is_(None)),
    )
    answered = exists().where(
        later.assignment_id == Update.assignment_id,
        later.kind.in_(SENT_BACK),
        later.id > Update.id,
        same_period,
    )
    is_report = or_(
        Update.kind.in_((UpdateKind.COMPLETION, UpdateKind.CONTRIBUTION)),
        Update.period_id.is_not(None),
    )
    return and_(is_report, answered)


def _ways_of_writing(unit: str) -> list[str]:
    stored = db.session.scalars(select(Quantity.unit).distinct().order_by(Quantity.unit))
    return [one for one in stored if normalise_unit(one) == unit]


def _exact(number: Decimal | float) -> Decimal:
    """SQLite adds decimals as floats."""
    return Decimal(number).quantize(PLACES)
