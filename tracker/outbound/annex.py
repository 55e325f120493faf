"""*Phụ lục phân công nhiệm vụ*: a conclusion's tasks as an official table, .docx and .xlsx.

Landscape A4 after the profile of its day (``outbound.layouts``). What it says is Vietnamese,
whatever the reader's language: it is sent out with the conclusion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Pt

from tracker.outbound.layouts import Layout, Line
from tracker.outbound.official import (
    CENTRE,
    centred,
    head,
    long_date,
    mark_row,
    set_up,
    set_widths,
    text_width,
    write,
)
from tracker.outbound.xlsx import Column, write_table

TITLE = "Phân công nhiệm vụ"
COLUMNS = (
    Column("TT", 7),
    Column("Nội dung nhiệm vụ", 48),
    Column("Cơ quan chủ trì", 28),
    Column("Cơ quan phối hợp", 30),
    Column("Thời hạn", 17),
    Column("Sản phẩm", 20),
    Column("Ghi chú", 18),
)
CENTRED = ("TT", "Thời hạn")
EXTRACT = "Bản trích: nhiệm vụ giao cho cơ quan khác chỉ ghi nội dung, cơ quan chủ trì và thời hạn."


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One task; ``due`` is a day, or the words that stand for one."""

    title: str
    leads: str
    coordinating: str
    due: date | str | None
    product: str
    remark: str


@dataclass(frozen=True, slots=True)
class Annex:
    """What the table is called and what stands in it."""

    committee: str
    document: str
    """The conclusion that it goes with, as it is cited."""
    number: str
    issued_on: date | None
    rows: Sequence[AnnexRow]
    is_extract: bool = False
    """Some rows say less than there is, for this reader."""


def write_xlsx(annex: Annex) -> bytes:
    """The table as an Excel file; days are real dates."""
    meta = [annex.committee, f"(Kèm theo {annex.document})"]
    rows = [
        (place, one.title, one.leads, one.coordinating, one.due, one.product, one.remark)
        for place, one in enumerate(annex.rows, start=1)
    ]
    return write_table(
        f"Phụ lục {TITLE.lower()}", COLUMNS, rows, [*meta, EXTRACT] if annex.is_extract else meta
    )


def write_docx(annex: Annex, layout: Layout) -> bytes:
    """The table as a Word document in the form that ``layout`` describes."""
    document = docx.Document()
    set_up(document, layout, TITLE)
    day = long_date(annex.issued_on) if annex.issued_on else ""
    head(document, layout, annex.committee, number=annex.number, day=day)
    _titles(document, annex, layout)
    _table(document, annex, layout)
    if annex.is_extract:
        line = Line(EXTRACT, layout.table_size, italic=True)
        write(document.add_paragraph(), line, EXTRACT)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _titles(document: Any, annex: Annex, layout: Layout) -> None:
    values = {"title": TITLE, "document": annex.document}
    lines = (layout.label, layout.title, layout.citation, layout.mark)
    for line in filter(None, lines):
        paragraph = centred(document, line, layout, **values)
        if line is layout.label:
            paragraph.paragraph_format.space_before = Pt(12)
    document.paragraphs[-1].paragraph_format.space_after = Pt(6)


def _table(document: Any, annex: Annex, layout: Layout) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    bold = Line("", layout.table_size, bold=True)
    for cell, column in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].alignment = CENTRE
        write(cell.paragraphs[0], bold, column.label)
    mark_row(table.rows[0], "w:tblHeader")
    plain = Line("", layout.table_size)
    for place, one in enumerate(annex.rows, start=1):
        row = table.add_row()
        mark_row(row, "w:cantSplit")
        for column, cell, text in zip(COLUMNS, row.cells, _texts(place, one), strict=True):
            if column.label in CENTRED:
                cell.paragraphs[0].alignment = CENTRE
            write(cell.paragraphs[0], plain, text)
            cell.paragraphs[0].paragraph_format.space_after = Pt(3)
    whole = sum(column.width for column in COLUMNS)
    room = text_width(layout)
    set_widths(table, [int(room * column.width / whole) for column in COLUMNS])


def _texts(place: int, one: AnnexRow) -> tuple[str, ...]:
    due = one.due.strftime("%d/%m/%Y") if isinstance(one.due, date) else one.due or ""
    return (str(place), one.title, one.leads, one.coordinating, due, one.product, one.remark)
