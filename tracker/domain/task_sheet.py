"""The sheet of tasks that goes out to Excel and comes back: its columns, and how it is read.

A row is one lead's part of one task, found again by the task's code and the lead's name. The
labels are Vietnamese whatever the reader's language: the sheet is a document of the office.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.errors import InvalidInput
from tracker.domain.text import fold, normalise

MOST_ROWS = 5_000
YES = frozenset({"x", "co", "xong", "roi", "da xong", "hoan thanh", "da hoan thanh", "1"})
"""What people write into a column that is to be ticked, folded."""


class Column(StrEnum):
    """The columns, by what they hold."""

    CODE = "code"
    TITLE = "title"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DUE = "due"
    REASON = "reason"
    SAID = "said"
    WORDS = "words"
    DONE = "done"
    SOURCE = "source"
    VERSION = "version"


LABELS: Mapping[Column, str] = {
    Column.CODE: "Mã nhiệm vụ",
    Column.TITLE: "Nội dung nhiệm vụ",
    Column.LEAD: "Cơ quan chủ trì",
    Column.COORDINATING: "Cơ quan phối hợp",
    Column.DUE: "Thời hạn",
    Column.REASON: "Lý do đổi hạn",
    Column.SAID: "Tình hình đã ghi",
    Column.WORDS: "Ghi thêm tình hình thực hiện",
    Column.DONE: "Báo hoàn thành (ghi x)",
    Column.SOURCE: "Nguồn tin (điện thoại, văn bản, người báo)",
    Column.VERSION: "Phiên bản",
}
WRITABLE = (Column.DUE, Column.REASON, Column.WORDS, Column.DONE, Column.SOURCE)
"""What may be changed in the sheet; the other columns say what the row is about."""
FIXED = (Column.TITLE, Column.COORDINATING)
"""What a person may try to change there, and is told where else it is changed."""
_NEEDED = (Column.CODE, Column.LEAD, Column.VERSION)
_BY_LABEL = {fold(label): column for column, label in LABELS.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it came back; ``number`` is the row's own in the sheet, from 1."""

    number: int
    cells: Mapping[Column, str]

    def cell(self, column: Column) -> str:
        """What stands in a column, trimmed; nothing when the column was taken out."""
        return self.cells.get(column, "").strip()

    def holds(self, column: Column) -> bool:
        """Say whether the sheet still has the column."""
        return column in self.cells


def read_lines(sheets: Sequence[Sequence[Sequence[str]]]) -> list[Line]:
    """The rows under the first row of labels; other columns and empty rows are passed over.

    Raises InvalidInput("sheet_unknown") when no sheet has the labels, "sheet_column_missing"
    with the label that is gone, "rows_missing", "rows_many".
    """
    for rows in sheets:
        for place, row in enumerate(rows):
            columns = _columns(row)
            if Column.CODE in columns.values() and len(columns) > 1:
                _require_columns(columns.values())
                return _lines(rows, place + 1, columns)
    raise InvalidInput("sheet_unknown", "file")


def same(one: str, other: str) -> bool:
    """Say whether two cells hold the same words, however they are spaced."""
    return normalise(one) == normalise(other)


def _columns(row: Sequence[str]) -> dict[int, Column]:
    labels = [fold(normalise(cell)) for cell in row]
    return {place: _BY_LABEL[label] for place, label in enumerate(labels) if label in _BY_LABEL}


def _require_columns(found: Collection[Column]) -> None:
    for column in _NEEDED:
        if column not in found:
            raise InvalidInput("sheet_column_missing", "file", label=LABELS[column])


def _lines(rows: Sequence[Sequence[str]], start: int, columns: Mapping[int, Column]) -> list[Line]:
    lines = [
        Line(number, {column: row[place] for place, column in columns.items() if place < len(row)})
        for number, row in enumerate(rows[start:], start=start + 1)
    ]
    filled = [line for line in lines if any(line.cell(column) for column in line.cells)]
    if not filled:
        raise InvalidInput("rows_missing", "file")
    if len(filled) > MOST_ROWS:
        raise InvalidInput("rows_many", "file", most=MOST_ROWS)
    return filled
