"""The sheet of tasks as an Excel file, to be filled in and taken back in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.domain.task_sheet import LABELS, WRITABLE, Column
from tracker.outbound.xlsx import Column as Heading
from tracker.outbound.xlsx import write_table

WIDTHS: Mapping[Column, float] = {
    Column.CODE: 12,
    Column.TITLE: 44,
    Column.LEAD: 28,
    Column.COORDINATING: 26,
    Column.DUE: 12,
    Column.REASON: 22,
    Column.SAID: 28,
    Column.WORDS: 32,
    Column.DONE: 12,
    Column.SOURCE: 24,
    Column.VERSION: 9,
}
TITLE = "Bảng cập nhật nhiệm vụ"
HOW = (
    "Chỉ sửa các cột tô vàng, rồi tải bảng lên lại. Giữ nguyên mã nhiệm vụ và phiên bản.",
    "Thời hạn: ngày/tháng/năm hoặc “15 ngày làm việc”; muốn bỏ hạn thì ghi “không”.",
)
FAULT = "Chỗ cần sửa"


def write_sheet(rows: Sequence[Mapping[Column, object]], committee: str) -> bytes:
    """The sheet of a committee: a row for each lead of each open task."""
    columns = [_heading(column) for column in Column]
    cells = [[row.get(column) for column in Column] for row in rows]
    return write_table(TITLE, columns, cells, (committee, *HOW))


def write_faults(
    rows: Sequence[tuple[Mapping[Column, str], Mapping[Column | None, str]]], committee: str
) -> bytes:
    """The rows that cannot be taken in, as they came, what is wrong in words, its cells marked.

    Each of ``rows`` is the cells and the sentences by column (None: about the whole row).
    """
    columns = [*(_heading(column) for column in Column), Heading(FAULT, width=48)]
    cells = [
        [*(row.get(column, "") for column in Column), "\n".join(faults.values())]
        for row, faults in rows
    ]
    places = list(Column)
    marked = {
        (number, places.index(column))
        for number, (_row, faults) in enumerate(rows)
        for column in faults
        if column is not None
    }
    return write_table(TITLE, columns, cells, (committee, *HOW), marked)


def _heading(column: Column) -> Heading:
    return Heading(LABELS[column], WIDTHS[column], is_input=column in WRITABLE)
