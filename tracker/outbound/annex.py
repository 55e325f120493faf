"""*Phụ lục phân công nhiệm vụ*: a conclusion's tasks as an official table, .docx and .xlsx.

Landscape A4 after the profile of its day (``outbound.layouts``). What it says is Vietnamese,
whatever the reader's language: it is sent out with the conclusion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tracker.outbound.layouts import Layout, Line
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
_LONG_SIDE, _SHORT_SIDE = Mm(297), Mm(210)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


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


def long_date(day: date) -> str:
    """*05 tháng 02 năm 2020*: days below 10 and months below 3 with a nought (both forms)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02} tháng {month} năm {day.year}"


def padded(number: str) -> str:
    """A document's number below 10 with its nought (both forms): 5-TB/TU is 05-TB/TU."""
    return re.sub(r"^(\d)(?!\d)", r"0\1", number)


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
    _set_up(document, layout)
    _head(document, annex, layout)
    _titles(document, annex, layout)
    _table(document, annex, layout)
    if annex.is_extract:
        line = Line(EXTRACT, layout.table_size, italic=True)
        _write(document.add_paragraph(), line, EXTRACT)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, layout: Layout) -> None:
    document.core_properties.title = TITLE
    document.core_properties.author = ""
    style = document.styles["Normal"]
    style.font.name, style.font.size = layout.font, Pt(layout.body_size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), layout.font)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _LONG_SIDE, _SHORT_SIDE
    for side, width in layout.margins_mm.items():
        setattr(section, f"{side}_margin", Mm(width))
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    _number_pages(section, layout)


def _number_pages(section: Any, layout: Layout) -> None:
    area = section.header if layout.page_number.place == "top" else section.footer
    paragraph = area.paragraphs[0]
    paragraph.alignment = _CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(layout.page_number.size)
    for kind in ("begin", None, "end"):
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece.text = "PAGE"
        run._r.append(piece)


def _head(document: Any, annex: Annex, layout: Layout) -> None:
    """Who issued it on the left, the state's or the Party's name on the right."""
    left, right = list(layout.left), list(layout.right)
    if annex.number:
        left.append(layout.number)
    if annex.issued_on:
        right.append(layout.date)
    values = {
        "committee": annex.committee,
        "number": padded(annex.number),
        "date": long_date(annex.issued_on) if annex.issued_on else "",
    }
    table = document.add_table(rows=1, cols=2)
    widths = (_text_width(layout) * 9 // 20, _text_width(layout) * 11 // 20)
    _set_widths(table, widths)
    for cell, lines, width in zip(table.rows[0].cells, (left, right), widths, strict=True):
        _stack(cell, lines, values, width)


def _stack(cell: Any, lines: Sequence[Line], values: dict[str, str], width: int) -> None:
    paragraph = cell.paragraphs[0]
    for place, line in enumerate(lines):
        paragraph = paragraph if place == 0 else cell.add_paragraph()
        paragraph.alignment = _CENTRE
        _write(paragraph, line, line.filled(**values))
        if line.rule:
            _draw_rule(cell.add_paragraph(), line.rule, width)


def _titles(document: Any, annex: Annex, layout: Layout) -> None:
    width = _text_width(layout)
    values = {"title": TITLE, "document": annex.document}
    lines = (layout.label, layout.title, layout.citation, layout.mark)
    for line in filter(None, lines):
        paragraph = document.add_paragraph()
        paragraph.alignment = _CENTRE
        if line is layout.label:
            paragraph.paragraph_format.space_before = Pt(12)
        _write(paragraph, line, line.filled(**values))
        if line.rule:
            _draw_rule(document.add_paragraph(), line.rule, width)
    document.paragraphs[-1].paragraph_format.space_after = Pt(6)


def _table(document: Any, annex: Annex, layout: Layout) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    head = Line("", layout.table_size, bold=True)
    for cell, column in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].alignment = _CENTRE
        _write(cell.paragraphs[0], head, column.label)
    _mark_row(table.rows[0], "w:tblHeader")
    plain = Line("", layout.table_size)
    for place, one in enumerate(annex.rows, start=1):
        row = table.add_row()
        _mark_row(row, "w:cantSplit")
        for column, cell, text in zip(COLUMNS, row.cells, _texts(place, one), strict=True):
            if column.label in CENTRED:
                cell.paragraphs[0].alignment = _CENTRE
            _write(cell.paragraphs[0], plain, text)
            cell.paragraphs[0].paragraph_format.space_after = Pt(3)
    whole = sum(column.width for column in COLUMNS)
    room = _text_width(layout)
    _set_widths(table, [int(room * column.width / whole) for column in COLUMNS])


def _texts(place: int, one: AnnexRow) -> tuple[str, ...]:
    due = one.due.strftime("%d/%m/%Y") if isinstance(one.due, date) else one.due or ""
    return (str(place), one.title, one.leads, one.coordinating, due, one.product, one.remark)


def _text_width(layout: Layout) -> int:
    margins = layout.margins_mm
    return int(_LONG_SIDE - Mm(margins["left"]) - Mm(margins["right"]))


def _set_widths(table: Any, widths: Sequence[int]) -> None:
    """Fix the columns; Word goes by the cells, others by the grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _write(paragraph: Any, line: Line, text: str) -> None:
    run = paragraph.add_run(_UNPRINTABLE.sub("", text))
    run.font.size = Pt(line.size)
    run.bold, run.italic = line.bold, line.italic


def _draw_rule(paragraph: Any, share: float, width: int) -> None:
    """A thin line in the middle of a column ``width`` wide, as the border of an empty paragraph."""
    indent = int(width * (1 - share) / 2)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = indent
    form.line_spacing = Pt(5)
    form.space_before = Pt(2)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _mark_row(row: Any, name: str) -> None:
    """``w:tblHeader`` repeats a row on every page, ``w:cantSplit`` keeps it on one."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))
