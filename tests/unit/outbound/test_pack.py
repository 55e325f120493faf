"""The review before a meeting as a Word document, opened again."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from tracker.outbound.layouts import DocumentForm, find_layout
from tracker.outbound.pack import PackDocument, Section, write_docx

ROW = ("Lập <phương án> (TB-1)", "Sở Y tế", "20/06/2020", "Quá hạn 6 ngày.\x02", "Gia hạn")
PACK = PackDocument(
    committee="Tiểu ban Tuyên truyền",
    body="Tiểu ban",
    subject="Rà soát việc thực hiện các kết luận",
    summary=["Có 2 nhiệm vụ được rà soát."],
    sections=[Section("Quá hạn: 1 nhiệm vụ", [ROW]), Section("Đã hủy: 0 nhiệm vụ", []),
              Section("Đã hoàn thành: 1 nhiệm vụ", [("Việc xong", "Sở A", "", "x" * 300, "")])],
    recommendations=[("Đề nghị bố trí đường truyền", "Báo Hải Dương", "Chưa xử lý")],
    recipients=["- Các thành viên Tiểu ban;", "- Lưu: VT."],
    year=2020,
)  # fmt: skip
EMPTY = PackDocument("Ban A", "Ban A", "Rà soát", [], [], [], [], 2020)


def opened(form: DocumentForm, pack: PackDocument = PACK) -> Any:
    """The document, opened again."""
    content = write_docx(pack, find_layout(form, date(2020, 6, 16)))
    return docx.Document(BytesIO(content))


def cells(table: Any) -> list[list[str]]:
    """The texts of a table."""
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("form", "head", "body"),
    [
        (
            DocumentForm.PARTY,
            [
                "TIỂU BAN TUYÊN TRUYỀN\n*\nSố ……",
                "ĐẢNG CỘNG SẢN VIỆT NAM\n\nNgày …… tháng …… năm 2020",
            ],
            ["BÁO CÁO", "-----", "I- Tình hình thực hiện nhiệm vụ", "II- Kiến nghị, đề xuất"],
        ),
        (
            DocumentForm.STATE,
            [
                "TIỂU BAN TUYÊN TRUYỀN\n\nSố: ……",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
                "Ngày …… tháng …… năm 2020",
            ],
            ["BÁO CÁO", "I. Tình hình thực hiện nhiệm vụ", "II. Kiến nghị, đề xuất"],
        ),
    ],
)  # fmt: skip
def test_each_form_has_its_own_head_and_numbering(
    form: DocumentForm, head: list[str], body: list[str]
) -> None:
    document = opened(form)
    assert cells(document.tables[0]) == [head]
    texts = [one.text for one in document.paragraphs if one.text]
    assert [one for one in texts if one in body] == body
    assert "Có 2 nhiệm vụ được rà soát." in texts


def test_the_tables_hold_every_row_numbered_through_and_no_empty_group() -> None:
    rows = cells(opened(DocumentForm.STATE).tables[1])
    assert rows[0][:4] == ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]
    assert [row[0] for row in rows] == [
        "TT", "Quá hạn: 1 nhiệm vụ", "1", "Đã hoàn thành: 1 nhiệm vụ", "2",
    ]  # fmt: skip
    assert rows[2][1:] == [*ROW[:3], "Quá hạn 6 ngày.", "Gia hạn"]
    asked = cells(opened(DocumentForm.STATE).tables[2])
    assert asked[1] == ["1", "Đề nghị bố trí đường truyền", "Báo Hải Dương", "Chưa xử lý"]


def test_it_can_be_signed_as_it_is() -> None:
    for form, words in ((DocumentForm.PARTY, "T/M TIỂU BAN"), (DocumentForm.STATE, "TM. TIỂU BAN")):
        left, right = opened(form).tables[-1].rows[0].cells
        assert left.text == "Nơi nhận:\n- Các thành viên Tiểu ban;\n- Lưu: VT."
        assert right.text.startswith(f"{words}\n\n\n")


def test_head_rows_repeat_and_only_long_rows_break() -> None:
    table = opened(DocumentForm.PARTY).tables[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    kept = [row._tr.trPr is not None for row in table.rows]
    assert kept == [True, True, True, True, False]


def test_an_empty_review_says_so() -> None:
    texts = [one.text for one in opened(DocumentForm.STATE, EMPTY).paragraphs]
    assert "Không có nhiệm vụ nào cần rà soát." in texts
    assert "Không có kiến nghị nào chờ xử lý." in texts
