"""Figures of periods in a report: counts by agency, and the lists behind every count.

A count and its list are built from the same selection, so a figure always opens as many rows as
it says; a past day is read from the dated rows (DESIGN 3.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, select
from sqlalchemy.orm import joinedload

from tracker.domain.period_figures import AgencyPeriods, PeriodFigures
from tracker.domain.periods import COUNTED, PeriodState, Progress
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.periods import Period, PeriodChange, period_state_sql
from tracker.models.tasks import Assignment
from tracker.queries.facts import AsOf
from tracker.queries.reports import Scope, Selection


@dataclass(frozen=True, slots=True)
class ChosenPeriods:
    """Which of a report's periods a list shows; every figure is one such choice."""

    state: PeriodState | None = None
    """None: all that are counted."""
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One row of a list behind a figure, as it stood on the report's day."""

    period: Period
    state: PeriodState
    progress: Progress
    answered_on: date | None


def list_agencies(scope: Scope) -> list[AgencyPeriods]:
    """The counted periods by agency, the most urgent agency first."""
    tables = _Tables(scope)
    rows = tables.counted(tables.agency_id, tables.state.label("state"), func.count())
    counts: dict[int, dict[PeriodState, int]] = {}
    for agency_id, state, number in db.session.execute(
        rows.group_by(tables.agency_id, tables.state)
    ):
        counts.setdefault(agency_id, {})[PeriodState(state)] = number
    agencies = select(Agency.id, Agency.name).where(Agency.id.in_(counts))
    in_order = db.session.execute(agencies.order_by(Agency.sort_key, Agency.id))
    lines = [AgencyPeriods(key, name, PeriodFigures(counts[key])) for key, name in in_order]
    return sorted(lines, key=lambda line: line.urgency)


def list_periods(
    scope: Scope, chosen: ChosenPeriods, *, limit: int | None = None, offset: int = 0
) -> list[PeriodRow]:
    """The periods behind a figure, the earliest due date first."""
    tables = _Tables(scope)
    facts = tables.facts
    rows = tables.chosen(
        chosen, Period, tables.state, facts.c.progress, facts.c.answered_on
    ).options(joinedload(Period.task), joinedload(Period.assignment))
    in_order = rows.order_by(Period.due_on, Period.task_id, Period.id)
    found = db.session.execute(in_order.limit(limit).offset(offset))
    return [PeriodRow(one, PeriodState(state), *facts) for one, state, *facts in found]


def count_periods(scope: Scope, chosen: ChosenPeriods) -> int:
    """How many rows :func:`list_periods` has in all."""
    return db.session.scalar(_Tables(scope).chosen(chosen, func.count())) or 0


class _Tables:
    """The facts of a report's periods, with their states, joined to tasks and assignments."""

    def __init__(self, scope: Scope) -> None:
        self._selection = Selection(scope)
        self.facts = facts = _period_facts(scope.as_of)
        self.agency_id = Assignment.agency_id
        self.state: ColumnElement[str] = period_state_sql(
            progress=facts.c.progress,
            starts_on=facts.c.starts_on,
            due_on=facts.c.due_on,
            missed_after=facts.c.missed_after,
            answered_on=facts.c.answered_on,
            today=scope.horizons.today_sql(facts.c.committee_id),
        )

    def counted(self, *columns: Any) -> Select[Any]:
        """The rows of the periods that a report counts."""
        facts, tasks = self.facts, self._selection.facts
        return (
            select(*columns)
            .select_from(facts)
            .join(Period, Period.id == facts.c.period_id)
            .join(Assignment, Assignment.id == facts.c.assignment_id)
            .join(tasks, tasks.c.task_id == facts.c.task_id)
            .where(
                self._selection.inside,
                tasks.c.state != TaskState.CANCELLED,
                self.state.in_([one.value for one in COUNTED]),
            )
        )

    def chosen(self, chosen: ChosenPeriods, *columns: Any) -> Select[Any]:
        """Those of a state and of an agency."""
        rows = self.counted(*columns)
        if chosen.state is not None:
            rows = rows.where(self.state == chosen.state.value)
        if chosen.agency_id is not None:
            rows = rows.where(self.agency_id == chosen.agency_id)
        return rows


def _period_facts(as_of: AsOf | None) -> Subquery:
    head = (
        Period.id.label("period_id"),
        Period.assignment_id,
        Period.task_id,
        Period.committee_id,
        Period.due_on,
    )
    if as_of is None:
        now = (Period.progress, Period.starts_on, Period.missed_after, Period.answered_on)
        return select(*head, *now).subquery("period_facts")
    newest = _newest_rows(as_of)
    then = (newest.c.progress, newest.c.starts_on, newest.c.missed_after, newest.c.answered_on)
    rows = select(*head, *then).join(
        newest, and_(newest.c.period_id == Period.id, newest.c.age == 1)
    )
    return rows.subquery("period_facts")


def _newest_rows(as_of: AsOf) -> Subquery:
    rows = PeriodChange
    age = func.row_number().over(
        partition_by=rows.period_id, order_by=(rows.recorded_at.desc(), rows.id.desc())
    )
    columns = (
        rows.period_id,
        rows.progress,
        rows.starts_on,
        rows.missed_after,
        rows.answered_on,
        age.label("age"),
    )
    return select(*columns).where(rows.recorded_at < as_of.end).subquery("newest_periods")
