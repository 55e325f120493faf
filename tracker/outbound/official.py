"""The parts of official Word documents: page, head, titles, tables, rules, by a dated profile."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tracker.outbound.layouts import Layout, Line

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_LONG_SIDE, _SHORT_SIDE = Mm(297), Mm(210)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def long_date(day: date) -> str:
    """*05 tháng 02 năm 2020*: days below 10 and months below 3 with a nought (both forms)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02} tháng {month} năm {day.year}"


def padded(number: str) -> str:
    """A document's number below 10 with its nought (both forms): 5-TB/TU is 05-TB/TU."""
    return re.sub(r"^(\d)(?!\d)", r"0\1", number)


def set_up(document: Any, layout: Layout, title: str) -> None:
    """A4 across with the profile's margins and font; page numbers from the second page on."""
    document.core_properties.title = title
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


def head(document: Any, layout: Layout, committee: str, *, number: str, day: str) -> None:
    """Who issued it on the left, the state's or the Party's name on the right.

    ``number`` and ``day`` in words are left out when empty.
    """
    left, right = list(layout.left), list(layout.right)
    if number:
        left.append(layout.number)
    if day:
        right.append(layout.date)
    values = {"committee": committee, "number": padded(number), "date": day}
    room = text_width(layout)
    halves(document, (left, right), values, (room * 9 // 20, room * 11 // 20))


def halves(
    document: Any,
    columns: Sequence[Sequence[Line]],
    values: Mapping[str, str],
    widths: Sequence[int],
) -> None:
    """Two columns without borders, each a stack of centred lines."""
    table = document.add_table(rows=1, cols=2)
    set_widths(table, widths)
    for cell, lines, width in zip(table.rows[0].cells, columns, widths, strict=True):
        _stack(cell, lines, values, width)


def centred(document: Any, line: Line, layout: Layout, /, **values: str) -> Any:
    """A centred paragraph with the line's rule below; gives the paragraph."""
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    write(paragraph, line, line.filled(**values))
    if line.rule:
        draw_rule(document.add_paragraph(), line.rule, text_width(layout))
    return paragraph


def text_width(layout: Layout) -> int:
    """The room between the margins."""
    margins = layout.margins_mm
    return int(_LONG_SIDE - Mm(margins["left"]) - Mm(margins["right"]))


def set_widths(table: Any, widths: Sequence[int]) -> None:
    """Fix the columns; Word goes by the cells, others by the grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def write(paragraph: Any, line: Line, text: str) -> None:
    """Add a text in the looks of a line."""
    run = paragraph.add_run(_UNPRINTABLE.sub("", text))
    run.font.size = Pt(line.size)
    run.bold, run.italic, run.underline = line.bold, line.italic, line.underline


def draw_rule(paragraph: Any, share: float, width: int) -> None:
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


def mark_row(row: Any, name: str) -> None:
    """``w:tblHeader`` repeats a row on every page, ``w:cantSplit`` keeps it on one."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _stack(cell: Any, lines: Sequence[Line], values: Mapping[str, str], width: int) -> None:
    paragraph = cell.paragraphs[0]
    for place, line in enumerate(lines):
        paragraph = paragraph if place == 0 else cell.add_paragraph()
        paragraph.alignment = CENTRE
        write(paragraph, line, line.filled(**values))
        if line.rule:
            draw_rule(cell.add_paragraph(), line.rule, width)


def _number_pages(section: Any, layout: Layout) -> None:
    area = section.header if layout.page_number.place == "top" else section.footer
    paragraph = area.paragraphs[0]
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(layout.page_number.size)
    for kind in ("begin", None, "end"):
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece.text = "PAGE"
        run._r.append(piece)
