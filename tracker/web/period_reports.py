"""The periods behind the figures of *Kỳ báo cáo* in the leader's report, and as .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from tracker.domain.periods import COUNTED, PeriodState, Progress
from tracker.outbound.xlsx import Column, write_table
from tracker.queries import period_figures
from tracker.queries.period_figures import ChosenPeriods, PeriodRow
from tracker.queries.reports import Scope
from tracker.web.agency_names import as_told
from tracker.web.context import now, settings, today, viewer
from tracker.web.downloads import xlsx_answer
from tracker.web.forms.base import number
from tracker.web.forms.reports import ReportFilter
from tracker.web.wording_periods import period_face, period_word

pages = Blueprint("period_reports", __name__)

PAGE_SIZE = 50


@pages.get("/progress/periods")
def index() -> str:
    """The periods behind a figure, as many as it said."""
    asked, scope, chosen = _asked()
    page = max(1, request.args.get("page", 1, type=number) or 1)
    count = period_figures.count_periods(scope, chosen)
    rows = period_figures.list_periods(
        scope, chosen, limit=PAGE_SIZE, offset=min(page - 1, 10**6) * PAGE_SIZE
    )
    return render_template(
        "periods/index.html",
        asked=asked,
        chosen=chosen,
        day=asked.as_of or today(),
        rows=rows,
        count=count,
        page=page,
        page_count=-(-count // PAGE_SIZE),
    )


@pages.get("/progress/periods.xlsx")
def export() -> Response:
    """The same list, whole, as an Excel file."""
    asked, scope, chosen = _asked()
    day = asked.as_of or today()
    content = _table(period_figures.list_periods(scope, chosen), day)
    return xlsx_answer(content, f"ky-bao-cao-{day:%Y-%m-%d}")


def _asked() -> tuple[ReportFilter, Scope, ChosenPeriods]:
    asked = ReportFilter.read(request.args, today=today())
    scope = asked.scope(viewer(), now(), settings().zone)
    wanted = request.args.get("period")
    state: PeriodState | None = next((one for one in COUNTED if one.value == wanted), None)
    return asked, scope, ChosenPeriods(state, asked.agency_id)


def _table(rows: Sequence[PeriodRow], day: date) -> bytes:
    columns = (
        Column(_("TT"), width=5),
        Column(_("Mã nhiệm vụ"), width=12),
        Column(_("Nội dung nhiệm vụ"), width=48),
        Column(_("Cơ quan chủ trì"), width=30),
        Column(_("Kỳ báo cáo"), width=26),
        Column(_("Hạn báo cáo"), width=12),
        Column(_("Ngày báo cáo"), width=12),
        Column(_("Tình trạng"), width=18),
        Column(_("Đã xác nhận"), width=12),
        Column(_("Tiểu ban, ban chỉ đạo"), width=30),
    )
    lines = [_row(place, one) for place, one in enumerate(rows, start=1)]
    meta = [_("Tính đến hết ngày %(day)s", day=day.strftime("%d/%m/%Y"))]
    return write_table(_("Kỳ báo cáo"), columns, lines, meta)


def _row(place: int, row: PeriodRow) -> tuple[object, ...]:
    period = row.period
    return (
        place,
        period.task.code,
        period.task.title,
        as_told(period.assignment),
        period_word(period),
        period.due_on,
        row.answered_on,
        str(period_face(row.state).word),
        str(_("Có")) if row.progress is Progress.ACCEPTED else None,
        period.task.committee.name,
    )
