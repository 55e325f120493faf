"""Tables as Excel files that an office can print and filter without repair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
A4 = 9
LINE = 15.0
LETTERS = 1.1
"""Letters that go into one unit of width, which is that of a digit."""
TALLEST = 409.0
"""Points; what Excel takes at most."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and its width in characters."""

    label: str
    width: float = 16


def write_table(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    meta: Sequence[str] = (),
) -> bytes:
    """A workbook with one sheet: title, lines about it, headings, rows.

    Dates become real dates shown as dd/mm/yyyy, numbers real numbers; a text is never read as a
    formula, whatever it begins with.
    """
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        formats = {
            "title": book.add_format({**FONT, "bold": True, "font_size": 14}),
            "meta": book.add_format({**FONT, "italic": True}),
            "head": book.add_format(
                {**FONT, "bold": True, "border": 1, "text_wrap": True, "bg_color": "#E5F0F1"}
            ),
            "cell": book.add_format({**FONT, "border": 1, "text_wrap": True}),
            "day": book.add_format({**FONT, "border": 1, "num_format": "dd/mm/yyyy"}),
        }
        sheet = book.add_worksheet(_sheet_name(title))
        head = _write_top(sheet, title, meta, columns, formats)
        for number, row in enumerate(rows, start=head + 1):
            _write_row(sheet, number, row, formats)
            sheet.set_row(number, _height(row, columns))
        _set_up(sheet, head, len(columns), len(rows))
    return out.getvalue()


def _write_top(
    sheet: Worksheet,
    title: str,
    meta: Sequence[str],
    columns: Sequence[Column],
    formats: dict[str, Format],
) -> int:
    """Write everything above the rows; gives the number of the heading's row."""
    sheet.write_string(0, 0, title, formats["title"])
    for number, line in enumerate(meta, start=1):
        sheet.write_string(number, 0, line, formats["meta"])
    head = len(meta) + 2
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(head, number, column.label, formats["head"])
    return head


def _write_row(
    sheet: Worksheet, number: int, row: Sequence[object], formats: dict[str, Format]
) -> None:
    for place, value in enumerate(row):
        match value:
            case None | "":
                sheet.write_blank(number, place, None, formats["cell"])
            case date():
                sheet.write_datetime(number, place, value, formats["day"])
            case int() | float():
                sheet.write_number(number, place, value, formats["cell"])
            case _:
                sheet.write_string(number, place, str(value), formats["cell"])


def _height(row: Sequence[object], columns: Sequence[Column]) -> float:
    """Room for the longest cell: not every program finds the height of wrapped text itself."""
    lines = max(
        sum(1 + int(len(part) / (column.width * LETTERS)) for part in value.split("\n"))
        if isinstance(value, str)
        else 1
        for value, column in zip(row, columns, strict=True)
    )
    return min(LINE * lines, TALLEST)


def _set_up(sheet: Worksheet, head: int, width: int, height: int) -> None:
    sheet.freeze_panes(head + 1, 0)
    sheet.autofilter(head, 0, head + height, width - 1)
    sheet.repeat_rows(head)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")


def _sheet_name(title: str) -> str:
    plain = "".join(" " if char in "[]:*?/\\'" else char for char in title)
    return plain[:31].strip() or "1"
