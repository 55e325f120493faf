"""*Tiến độ*: the leader's page, the lists behind its figures, and the same as .xlsx."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from tracker.domain.reports import Cell, Figures, UpdateRate
from tracker.domain.tasks import TimeState
from tracker.queries import committees as committee_queries
from tracker.queries import reports as report_queries
from tracker.queries.reports import Chosen, Scope, TaskLine
from tracker.web.context import now, settings, today, viewer
from tracker.web.downloads import xlsx_answer
from tracker.web.forms.reports import ReportFilter
from tracker.web.report_table import task_table

pages = Blueprint("reports", __name__)

PAGE_SIZE = 50
ATTENTION = 6
WEEK = timedelta(days=7)


@pages.get("/progress")
def progress() -> str:
    """The leader's page."""
    asked = _asked()
    scope = _scope(asked)
    figures = report_queries.count_tasks(scope)
    return render_template(
        "reports/progress.html",
        asked=asked,
        day=asked.as_of or today(),
        committees=committee_queries.list_committees(viewer()),
        figures=figures,
        cells=Cell,
        waiting=report_queries.count_waiting(scope),
        updates=report_queries.count_updates(scope),
        last_week=_last_week(asked),
        agencies=report_queries.list_agencies(scope),
        conclusions=report_queries.list_by(scope, "conclusion_id"),
        by_committee=report_queries.list_by(scope, "committee_id"),
        attention=_attention(scope),
    )


@pages.get("/progress/tasks")
def tasks() -> str:
    """The tasks behind a figure, as many as it said."""
    asked = _asked()
    scope, chosen = _scope(asked), asked.chosen()
    page = max(1, request.args.get("page", 1, type=int) or 1)
    count = report_queries.count_chosen(scope, chosen)
    rows = report_queries.list_tasks(
        scope, chosen, limit=PAGE_SIZE, offset=min(page - 1, 10**6) * PAGE_SIZE
    )
    return render_template(
        "reports/tasks.html",
        asked=asked,
        day=asked.as_of or today(),
        rows=rows,
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
    content = task_table(report_queries.list_tasks(scope, chosen), day=day)
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


def _last_week(asked: ReportFilter) -> tuple[Figures, UpdateRate]:
    past = _scope(replace(asked, as_of=(asked.as_of or today()) - WEEK))
    return report_queries.count_tasks(past), report_queries.count_updates(past)


def _attention(scope: Scope) -> list[TaskLine]:
    """What to look at: the longest overdue first, then without date, then suspended."""
    found: list[TaskLine] = []
    for state in (TimeState.OVERDUE, TimeState.NODATE, TimeState.PAUSED):
        room = ATTENTION - len(found)
        found += report_queries.list_tasks(scope, Chosen(frozenset({state})), limit=room)
    return found
