"""Excel files, read back by another library."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl

from tracker.outbound.xlsx import Column, write_table

HEAD = 4
ROWS = [
    (1, "Lập kế hoạch", date(2020, 7, 10), None),
    (2, "=HYPERLINK(1)", None, 2.5),
]


def read() -> openpyxl.worksheet.worksheet.Worksheet:
    """The sheet of a small table."""
    columns = [Column("TT", 5), Column("Nội dung", 40), Column("Hạn"), Column("Số")]
    content = write_table("Nhiệm vụ: [2020]", columns, ROWS, ["Tính đến 15/07/2020"])
    return openpyxl.load_workbook(BytesIO(content)).active


def test_dates_and_numbers_are_real() -> None:
    sheet = read()
    cell = sheet.cell(HEAD + 1, 3)
    assert (cell.value, cell.number_format) == (datetime(2020, 7, 10), "dd/mm/yyyy")
    assert sheet.cell(HEAD + 2, 4).value == 2.5


def test_no_text_becomes_a_formula() -> None:
    cell = read().cell(HEAD + 2, 2)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_a_row_has_room_for_its_longest_text() -> None:
    columns = [Column("Nội dung", 10)]
    content = write_table("A", columns, [("chữ " * 10,), ("chữ " * 1000,)])
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    heights = [sheet.row_dimensions[row].height for row in (4, 5)]
    assert heights == [60, 408.75]


def test_the_sheet_is_set_up_for_reading_and_print() -> None:
    sheet = read()
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:D6"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"
