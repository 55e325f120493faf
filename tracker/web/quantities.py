"""*Số liệu*: what agencies reported in numbers, summed, with the rows behind every sum."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from tracker.outbound.xlsx import Column, write_table
from tracker.queries import committees as committee_queries
from tracker.queries import quantities as queries
from tracker.queries.quantities import QuantityRow, QuantitySum, WantedQuantities
from tracker.web.agency_names import as_told
from tracker.web.context import today, viewer
from tracker.web.downloads import xlsx_answer
from tracker.web.forms.base import number
from tracker.web.forms.quantities import QuantityFilter
from tracker.web.wording_periods import period_word

pages = Blueprint("quantities", __name__)

PAGE_SIZE = 50


@pages.get("/quantities")
def index() -> str:
    """The sums by agency and month."""
    asked = QuantityFilter.read(request.args)
    sums = queries.list_sums(viewer(), asked.wanted)
    return render_template(
        "quantities/index.html",
        asked=asked,
        sums=sums,
        totals=_totals(sums),
        committees=committee_queries.list_committees(viewer()),
        agencies=queries.list_agencies(viewer(), WantedQuantities()),
    )


@pages.get("/quantities.xlsx")
def export() -> Response:
    """The same sums as an Excel file."""
    asked = QuantityFilter.read(request.args)
    sums = queries.list_sums(viewer(), asked.wanted)
    columns = (
        Column(_("TT"), width=5),
        Column(_("Cơ quan"), width=40),
        Column(_("Tháng"), width=12),
        Column(_("Đơn vị tính"), width=18),
        Column(_("Số lượng"), width=14),
        Column(_("Số lần báo"), width=12),
    )
    rows = [
        (place, one.agency, f"{one.month:%m/%Y}", one.unit, _plain(one.number), one.rows)
        for place, one in enumerate(sums, start=1)
    ]
    content = write_table(_("Số liệu"), columns, rows, _meta(asked))
    return xlsx_answer(content, f"so-lieu-{today():%Y-%m-%d}")


@pages.get("/quantities/rows")
def rows() -> str:
    """What was reported behind a sum, as many rows as it says."""
    asked = QuantityFilter.read(request.args)
    page = max(1, request.args.get("page", 1, type=number) or 1)
    count = queries.count_rows(viewer(), asked.wanted)
    found = queries.list_rows(
        viewer(), asked.wanted, limit=PAGE_SIZE, offset=min(page - 1, 10**6) * PAGE_SIZE
    )
    return render_template(
        "quantities/rows.html",
        asked=asked,
        rows=found,
        totals=_totals(queries.list_sums(viewer(), asked.wanted)),
        count=count,
        page=page,
        page_count=-(-count // PAGE_SIZE),
    )


@pages.get("/quantities/rows.xlsx")
def export_rows() -> Response:
    """The same rows, all of them, as an Excel file."""
    asked = QuantityFilter.read(request.args)
    columns = (
        Column(_("TT"), width=5),
        Column(_("Ngày tính"), width=12),
        Column(_("Cơ quan"), width=34),
        Column(_("Mã nhiệm vụ"), width=12),
        Column(_("Nội dung nhiệm vụ"), width=44),
        Column(_("Kỳ báo cáo"), width=24),
        Column(_("Số lượng"), width=12),
        Column(_("Đơn vị tính"), width=16),
        Column(_("Tiểu ban, ban chỉ đạo"), width=30),
    )
    lines = [
        _row(place, one) for place, one in enumerate(queries.list_rows(viewer(), asked.wanted), 1)
    ]
    content = write_table(_("Số liệu"), columns, lines, _meta(asked))
    return xlsx_answer(content, f"so-lieu-chi-tiet-{today():%Y-%m-%d}")


def _row(place: int, row: QuantityRow) -> tuple[object, ...]:
    task = row.update.task
    return (
        place,
        row.counts_on,
        as_told(row.update.assignment),
        task.code,
        task.title,
        period_word(row.period) if row.period else None,
        _plain(row.number),
        row.unit,
        task.committee.name,
    )


def _totals(sums: Sequence[QuantitySum]) -> list[tuple[str, Decimal]]:
    """All agencies and months together, by unit, the largest first."""
    found: dict[str, Decimal] = {}
    for one in sums:
        found[one.unit] = found.get(one.unit, Decimal()) + one.number
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _meta(asked: QuantityFilter) -> list[str]:
    first, last = asked.address().get("from"), asked.address().get("to")
    said = []
    if first:
        said.append(_("Từ ngày %(day)s", day=first))
    if last:
        said.append(_("Đến ngày %(day)s", day=last))
    return said
