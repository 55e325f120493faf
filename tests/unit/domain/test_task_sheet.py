"""Reading the sheet of tasks: where its labels stand, what is passed over, what is refused."""

from __future__ import annotations

import pytest

from tracker.domain.errors import InvalidInput
from tracker.domain.task_sheet import LABELS, Column, read_lines

HEAD = [LABELS[one] for one in (Column.CODE, Column.LEAD, Column.DUE, Column.VERSION)]
ROW = ["TBTT-1", "Sở Y tế", "20/06/2020", "3"]


def test_rows_are_found_under_their_labels_wherever_they_stand() -> None:
    notes = [["Ghi chú"], []]
    head = ["STT", *(label.upper() for label in HEAD), "Cột riêng"]
    rows = [["Tiểu ban"], head, ["1", *ROW, "riêng"], ["", "", ""], ["2", "TBTT-2", "Báo"]]
    first, second = read_lines([notes, rows])
    assert (first.number, first.cell(Column.DUE)) == (3, "20/06/2020")
    assert (second.number, second.cell(Column.CODE), second.cell(Column.DUE)) == (5, "TBTT-2", "")
    assert not first.holds(Column.WORDS)


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ([], "sheet_unknown"),
        ([[["Mã nhiệm vụ"], ["TBTT-1"]]], "sheet_unknown"),
        ([[HEAD[:-1], ROW]], "sheet_column_missing"),
        ([[HEAD]], "rows_missing"),
        ([[HEAD, *[ROW] * 5001]], "rows_many"),
    ],
)
def test_what_is_no_such_sheet_says_why(sheets: list[list[list[str]]], code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_lines(sheets)
    assert (caught.value.code, caught.value.field) == (code, "file")
