"""Tables as Excel files that an office can print and filter without repair."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
A4 = 9
LINE = 15.0
FACES: Mapping[str, Mapping[str, object]] = {
    "plain": {},
    "input": {"bg_color": "#FFF6D6"},
    "wrong": {"bg_color": "#FBE0DD"},
}
"""How cells look that are to be read, to be filled in, to be looked at again."""
LETTERS = 1.1
"""Letters that go into one unit of width, which is that of a digit."""
TALLEST = 409.0
"""Points; what Excel takes at most."""


Formats = Mapping[str, Format]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, its width in characters, and whether people are to write into the column."""

    label: str
    width: float = 16
    is_input: bool = False


def write_table(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    meta: Sequence[str] = (),
    marked: Collection[tuple[int, int]] = (),
) -> bytes:
    """A workbook with one sheet: title, lines about it, headings, rows.

    ``marked`` names cells to look at, by row and column from 0. Dates become real dates shown as
    dd/mm/yyyy, numbers real numbers; a text is never read as a formula, whatever it begins with.
    """
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        formats = _formats(book)
        sheet = book.add_worksheet(_sheet_name(title))
        head = _write_top(sheet, title, meta, columns, formats)
        inputs = {place for place, column in enumerate(columns) if column.is_input}
        for number, row in enumerate(rows):
            wrong = {place for place in range(len(row)) if (number, place) in marked}
            faces = {**dict.fromkeys(inputs, "input"), **dict.fromkeys(wrong, "wrong")}
            _write_row(sheet, head + 1 + number, row, formats, faces)
            sheet.set_row(head + 1 + number, _height(row, columns))
        _set_up(sheet, head, len(columns), len(rows))
    return out.getvalue()


def _formats(book: xlsxwriter.Workbook) -> Formats:
    """The formats by name; those of cells once for each face."""
    tops: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 14},
        "meta": {"italic": True},
        "head": {"bold": True, "border": 1, "text_wrap": True, "bg_color": "#E5F0F1"},
    }
    shapes: dict[str, dict[str, object]] = {
        "cell": {"border": 1, "text_wrap": True},
        "day": {"border": 1, "num_format": "dd/mm/yyyy"},
    }
    cells = {
        f"{kind} {face}": {**shape, **colour}
        for kind, shape in shapes.items()
        for face, colour in FACES.items()
    }
    return {name: book.add_format({**FONT, **look}) for name, look in (tops | cells).items()}


def _write_top(
    sheet: Worksheet,
    title: str,
    meta: Sequence[str],
    columns: Sequence[Column],
    formats: Formats,
) -> int:
    """Write everything above the rows; gives the number of the heading's row."""
    sheet.write_string(0, 0, title, formats["title"])
    for number, line in enumerate(meta, start=1):
        sheet.write_string(number, 0, line, formats["meta"])
    head = len(meta) + 2
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(head, number, column.label, formats["head"])
    sheet.set_row(head, _height([column.label for column in columns], columns))
    return head


def _write_row(
    sheet: Worksheet,
    number: int,
    row: Sequence[object],
    formats: Formats,
    faces: Mapping[int, str],
) -> None:
    for place, value in enumerate(row):
        face = faces.get(place, "plain")
        cell, day = formats[f"cell {face}"], formats[f"day {face}"]
        match value:
            case None | "":
                sheet.write_blank(number, place, None, cell)
            case date():
                sheet.write_datetime(number, place, value, day)
            case int() | float():
                sheet.write_number(number, place, value, cell)
            case _:
                sheet.write_string(number, place, str(value), cell)


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
