"""The cells of a workbook (.xlsx, .xls), as a reader sees them.

Runs in the child process only. Hidden sheets are no part of it; a cell merged over several rows
counts for each of them, as a column of agencies is often drawn.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time
from html import unescape
from io import BytesIO

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

CELLS = " | "
MOST_ROWS, MOST_COLUMNS = 6_000, 60
"""More than any table of tasks has; what lies beyond is formatting that somebody left behind."""
Rows = list[list[str]]

_MARGIN = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>(.*?)</", re.DOTALL)


def read_rows(data: bytes) -> list[Rows]:
    """The rows of each visible sheet, cells as words; dates as dd/mm/yyyy."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    shown = [
        one.name
        for one in book.sheets_metadata
        if one.typ is SheetTypeEnum.WorkSheet and one.visible is SheetVisibleEnum.Visible
    ]
    return [_rows(book.get_sheet_by_name(name)) for name in shown]


def read(data: bytes) -> str:
    """The sheets as a text: one line a row, cells between bars as in a table of a document."""
    return "\n".join(_line(row) for rows in read_rows(data) for row in rows)


def read_margins(data: bytes) -> str:
    """What stands in the page headers and footers of an .xlsx; of an .xls nothing is told."""
    if not data.startswith(b"PK"):
        return ""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [one for one in archive.namelist() if one.startswith("xl/worksheets/sheet")]
        pages = [archive.read(name).decode(errors="replace") for name in sheets]
    return "\n".join(unescape(found) for page in pages for found in _MARGIN.findall(page))


def _rows(sheet: CalamineSheet) -> Rows:
    cells = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    rows = [[_words(cell) for cell in row[:MOST_COLUMNS]] for row in cells]
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = rows[top][left]
    return rows


def _line(row: list[str]) -> str:
    """A table's row, or a line that stands alone, such as a title over the whole width."""
    cells = [" ".join(cell.split()) for cell in row]
    filled = [cell for cell in cells if cell]
    return filled[0] if len(filled) == 1 else CELLS.join(cells) if filled else ""


def _words(cell: object) -> str:
    match cell:
        case bool():
            return "x" if cell else ""
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() != time.min:
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return str(cell).strip()
