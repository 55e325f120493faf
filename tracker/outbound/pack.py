"""*Báo cáo rà soát*: the review before a meeting as an official Word document, to be signed.

Number and date are left to be filled in by hand, as an office does at signing. What it says is
Vietnamese, whatever the reader's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt

from tracker.outbound.layouts import Layout, Line
from tracker.outbound.official import (
    CENTRE,
    centred,
    halves,
    head,
    mark_row,
    set_up,
    set_widths,
    text_width,
    write,
)
from tracker.outbound.xlsx import Column

TITLE = "Báo cáo"
BLANK = "……"
TASK_COLUMNS = (
    Column("TT", 7),
    Column("Nội dung nhiệm vụ", 46),
    Column("Cơ quan chủ trì", 26),
    Column("Thời hạn", 20),
    Column("Tình hình thực hiện", 40),
    Column("Quyết định của cuộc họp", 28),
)
RECOMMENDATION_COLUMNS = (
    Column("TT", 7),
    Column("Nội dung kiến nghị", 70),
    Column("Cơ quan kiến nghị", 34),
    Column("Kết quả xử lý", 56),
)
LONG_CELL = 200
"""Characters from which a row may go over to the next page: it would leave this one empty."""
SIGNING_ROOM = 4
"""Empty lines for the signature."""


@dataclass(frozen=True, slots=True)
class Section:
    """The tasks of one group; each row has the cells of ``TASK_COLUMNS`` without the first."""

    heading: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class PackDocument:
    """What the document says."""

    committee: str
    body: str
    """The committee as it signs: *Tiểu ban*."""
    subject: str
    summary: Sequence[str]
    """Paragraphs."""
    sections: Sequence[Section]
    recommendations: Sequence[Sequence[str]]
    """The cells of ``RECOMMENDATION_COLUMNS`` without the first."""
    recipients: Sequence[str]
    year: int


def write_docx(pack: PackDocument, layout: Layout) -> bytes:
    """The document in the form that ``layout`` describes."""
    document = docx.Document()
    set_up(document, layout, f"{TITLE} {pack.subject}")
    day = f"{BLANK} tháng {BLANK} năm {pack.year}"
    head(document, layout, pack.committee, number=BLANK, day=day)
    _titles(document, pack, layout)
    for text in pack.summary:
        _paragraph(document, layout, text)
    _heading(document, layout, "I", "Tình hình thực hiện nhiệm vụ")
    _tasks(document, pack, layout)
    _heading(document, layout, "II", "Kiến nghị, đề xuất")
    if pack.recommendations:
        _table(document, layout, RECOMMENDATION_COLUMNS, pack.recommendations)
    else:
        _paragraph(document, layout, "Không có kiến nghị nào chờ xử lý.")
    _signature(document, pack, layout)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _titles(document: Any, pack: PackDocument, layout: Layout) -> None:
    first = centred(document, layout.title, layout, title=TITLE)
    first.paragraph_format.space_before = Pt(12)
    subject = Line("{subject}", layout.body_size, bold=True, rule=layout.citation.rule)
    centred(document, subject, layout, subject=pack.subject)
    if layout.mark:
        centred(document, layout.mark, layout)
    document.paragraphs[-1].paragraph_format.space_after = Pt(6)


def _paragraph(document: Any, layout: Layout, text: str) -> None:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after = Mm(10), Pt(6)
    write(paragraph, Line("", layout.body_size), text)


def _heading(document: Any, layout: Layout, number: str, words: str) -> None:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(8), Pt(6), True
    write(paragraph, layout.section, layout.section.filled(number=number, heading=words))


def _tasks(document: Any, pack: PackDocument, layout: Layout) -> None:
    if not any(section.rows for section in pack.sections):
        _paragraph(document, layout, "Không có nhiệm vụ nào cần rà soát.")
        return
    table = _begin_table(document, layout, TASK_COLUMNS)
    place = 0
    for section in pack.sections:
        if not section.rows:
            continue
        row = table.add_row()
        mark_row(row, "w:cantSplit")
        cell = row.cells[0].merge(row.cells[-1])
        write(cell.paragraphs[0], Line("", layout.table_size, bold=True), section.heading)
        for cells in section.rows:
            place += 1
            _add_row(table, layout, (str(place), *cells))


def _table(
    document: Any, layout: Layout, columns: Sequence[Column], rows: Sequence[Sequence[str]]
) -> None:
    table = _begin_table(document, layout, columns)
    for place, cells in enumerate(rows, start=1):
        _add_row(table, layout, (str(place), *cells))


def _begin_table(document: Any, layout: Layout, columns: Sequence[Column]) -> Any:
    """A table with its head row, the columns as wide as the page allows."""
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    bold = Line("", layout.table_size, bold=True)
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].alignment = CENTRE
        write(cell.paragraphs[0], bold, column.label)
    mark_row(table.rows[0], "w:tblHeader")
    whole, room = sum(column.width for column in columns), text_width(layout)
    set_widths(table, [int(room * column.width / whole) for column in columns])
    return table


def _add_row(table: Any, layout: Layout, cells: Sequence[str]) -> None:
    row = table.add_row()
    if max(map(len, cells)) < LONG_CELL:
        mark_row(row, "w:cantSplit")
    plain = Line("", layout.table_size)
    for place, (cell, text, column) in enumerate(zip(row.cells, cells, table.columns, strict=True)):
        cell.width = column.width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(3)
        if place == 0:
            paragraph.alignment = CENTRE
        write(paragraph, plain, text)


def _signature(document: Any, pack: PackDocument, layout: Layout) -> None:
    """Whom it goes to on the left, who signs on the right."""
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(6)
    room = text_width(layout)
    signing = [layout.signature, *[Line("", layout.body_size)] * SIGNING_ROOM]
    halves(document, ([], signing), {"body": pack.body}, (room // 2, room - room // 2))
    cell = document.tables[-1].rows[0].cells[0]
    mark_row(document.tables[-1].rows[0], "w:cantSplit")
    write(cell.paragraphs[0], layout.recipients, layout.recipients.text)
    for one in pack.recipients:
        write(cell.add_paragraph(), Line("", 11), one)
