"""*Tiến độ*: the leader's page, the lists behind its figures, and the same as .xlsx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from tracker.domain.access import CommitteeRole
from tracker.domain.period_figures import sum_of
from tracker.domain.periods import COUNTED
from tracker.domain.reports import AgencyLine, Cell, Figures, UpdateRate
from tracker.domain.tasks import TimeState
from tracker.queries import committees as committee_queries
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import period_figures
from tracker.queries import reports as report_queries
from tracker.queries import suspensions as suspension_queries
from tracker.queries.calendar import get_calendar
from tracker.queries.extensions import WantedExtensions, list_extended, list_extensions
from tracker.queries.repeats import Told, list_told
from tracker.queries.reports import Chosen, Scope, TaskLine
from tracker.queries.suspensions import Suspension
from tracker.services.extensions import may_decide
from tracker.web.context import now, settings, today, viewer
from tracker.web.downloads import xlsx_answer
from tracker.web.forms.base import number
from tracker.web.forms.reports import ReportFilter
from tracker.web.report_table import task_table

if TYPE_CHECKING:
    from tracker.models.committees import Committee, Event
    from tracker.models.extensions import Extension

pages = Blueprint("reports", __name__)

PAGE_SIZE = 50
ATTENTION = 6
WEEK = timedelta(days=7)


@pages.get("/progress")
def progress() -> str:
    """The leader's page."""
    asked = _asked()
    scope = _scope(asked)
    attention = _attention(scope)
    page = _figures(asked, scope)
    return render_template(
        "reports/progress.html",
        **page,
        last_week=_last_week(asked),
        attention=attention[:ATTENTION],
        suspended=_suspended(scope, attention),
        attention_all=len(attention),
        sums=_sums(page["agencies"]),
        **_periods(scope),
        event=_event(page["counted"]),
        weeks=_weeks(scope, page["day"]),
        to_decide=_to_decide(asked),
        drafts_waiting=conclusion_queries.count_waiting(viewer()),
        leads_in=viewer().committees_as(CommitteeRole.LEADER),
        acts_in=viewer().committees_as(CommitteeRole.LEADER, CommitteeRole.SECRETARY),
    )


@pages.get("/progress/print", endpoint="print")
def print_view() -> str:
    """The leader's page as paper: the same figures, with the lists of what is late or undated."""
    asked = _asked()
    scope = _scope(asked)
    late, undated, paused = (
        report_queries.list_tasks(scope, Chosen(frozenset({state})))
        for state in (TimeState.OVERDUE, TimeState.NODATE, TimeState.PAUSED)
    )
    return render_template(
        "reports/print.html",
        **_figures(asked, scope),
        **_periods(scope),
        today=today(),
        overdue=late,
        undated=undated,
        paused=paused,
        suspended=_suspended(scope, paused),
    )


@pages.get("/progress/tasks")
def tasks() -> str:
    """The tasks behind a figure, as many as it said."""
    asked = _asked()
    scope, chosen = _scope(asked), asked.chosen()
    page = max(1, request.args.get("page", 1, type=number) or 1)
    count = report_queries.count_chosen(scope, chosen)
    rows = report_queries.list_tasks(
        scope, chosen, limit=PAGE_SIZE, offset=min(page - 1, 10**6) * PAGE_SIZE
    )
    return render_template(
        "reports/tasks.html",
        asked=asked,
        day=asked.as_of or today(),
        rows=rows,
        extended=list_extended([line.task.id for line in rows], until=_until(scope)),
        told=_told(rows, scope),
        suspended=_suspended(scope, rows),
        count=count,
        page=page,
        page_count=-(-count // PAGE_SIZE),
    )


@pages.get("/progress/assignments")
def assignments() -> str:
    """The open assignments behind the rate updated."""
    asked = _asked()
    updated_only = request.args.get("updated") == "1"
    rows = report_queries.list_assignments(
        _scope(asked), updated_only=updated_only, lead_agency_id=asked.agency_id
    )
    return render_template(
        "reports/assignments.html",
        asked=asked,
        day=asked.as_of or today(),
        rows=rows,
        updated_only=updated_only,
    )


@pages.get("/progress/tasks.xlsx")
def export() -> Response:
    """The same list, whole, as an Excel file."""
    asked = _asked()
    scope, chosen = _scope(asked), asked.chosen()
    day = asked.as_of or today()
    lines = report_queries.list_tasks(scope, chosen)
    content = task_table(lines, _told(lines, scope), day=day, until=_until(scope))
    return xlsx_answer(content, f"nhiem-vu-{day:%Y-%m-%d}")


def _asked() -> ReportFilter:
    asked = ReportFilter.read(request.args, today=today())
    if "as_of" in asked.unfit:
        flash(
            _("Ngày xem báo cáo không hợp lệ hoặc chưa đến; đang hiển thị số liệu hôm nay."),
            "error",
        )
    return asked


def _scope(asked: ReportFilter) -> Scope:
    return asked.scope(viewer(), now(), settings().zone)


def _until(scope: Scope) -> datetime | None:
    """The end of the past day that is looked at; None for now."""
    return scope.as_of.end if scope.as_of else None


def _told(lines: Sequence[TaskLine], scope: Scope) -> dict[int, Told]:
    """How often each was said again by the day that is looked at."""
    return list_told([line.task.id for line in lines], viewer(), until=_until(scope))


def _last_week(asked: ReportFilter) -> tuple[Figures, UpdateRate]:
    past = _scope(replace(asked, as_of=(asked.as_of or today()) - WEEK))
    return report_queries.count_tasks(past), report_queries.count_updates(past)


def _figures(asked: ReportFilter, scope: Scope) -> dict[str, Any]:
    """What the page and its paper have in common."""
    committees = committee_queries.list_committees(viewer())
    conclusions = report_queries.list_by(scope, "conclusion_id")
    chosen = [name for key, name, _figures in conclusions if key == asked.conclusion_id]
    return {
        "asked": asked,
        "day": asked.as_of or today(),
        "committees": committees,
        "counted": [one for one in committees if one.id in scope.committee_ids],
        "one_conclusion": next(iter(chosen), ""),
        "figures": report_queries.count_tasks(scope),
        "cells": Cell,
        "waiting": report_queries.count_waiting(scope),
        "updates": report_queries.count_updates(scope),
        "agencies": report_queries.list_agencies(scope),
        "conclusions": conclusions,
        "by_committee": report_queries.list_by(scope, "committee_id"),
    }


def _sums(agencies: Sequence[AgencyLine]) -> dict[str, int]:
    return {
        "soon": sum(line.figures.count(TimeState.SOON) for line in agencies),
        "overdue": sum(line.figures.cell(Cell.OVERDUE) for line in agencies),
    }


def _periods(scope: Scope) -> dict[str, Any]:
    """The periods of standing tasks by agency, and all together."""
    lines = period_figures.list_agencies(scope)
    return {"periods": lines, "period_sums": sum_of(lines), "period_states": COUNTED}


def _event(counted: Sequence[Committee]) -> Event | None:
    """The date that one committee's work runs towards; none when several are counted."""
    return counted[0].main_event if len(counted) == 1 else None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the calendar under the figures."""

    day: date
    is_worked: bool
    lines: Sequence[TaskLine]


def _weeks(scope: Scope, day: date) -> list[CalendarDay]:
    """Three weeks from the Monday of this one, with what is open and due on each day."""
    days = [day - timedelta(days=day.weekday()) + timedelta(days=one) for one in range(21)]
    due: dict[date, list[TaskLine]] = {}
    for line in report_queries.list_due(scope, days[0], days[-1]):
        due.setdefault(line.deadline_on or days[0], []).append(line)
    calendar = get_calendar()
    return [CalendarDay(one, calendar.is_working_day(one), due.get(one, [])) for one in days]


def _to_decide(asked: ReportFilter) -> list[tuple[Extension, bool]]:
    """Requests for a new date that wait now, and whether the viewer decides on each."""
    if asked.as_of:
        return []
    wanted = WantedExtensions(committee_id=asked.committee_id)
    rows = list_extensions(viewer(), wanted, limit=ATTENTION)
    return [(one, may_decide(one, viewer())) for one in rows]


def _suspended(scope: Scope, lines: Sequence[TaskLine]) -> Mapping[int, Suspension]:
    """Since when the suspended ones are, and when they are looked at again, on the report's day."""
    ids = [line.task.id for line in lines if line.state is TimeState.PAUSED]
    until = scope.as_of.end if scope.as_of else None
    return suspension_queries.list_in_force(ids, until=until)


def _attention(scope: Scope) -> list[TaskLine]:
    """What to look at: the longest overdue first, then without date, then suspended."""
    found: list[TaskLine] = []
    for state in (TimeState.OVERDUE, TimeState.NODATE, TimeState.PAUSED):
        room = ATTENTION + 1 - len(found)
        found += report_queries.list_tasks(scope, Chosen(frozenset({state})), limit=room)
    return found
