"""The annex of tasks, opened again by other libraries."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from tracker.outbound.annex import Annex, AnnexRow, write_docx, write_xlsx
from tracker.outbound.layouts import DocumentForm, find_layout, load_layouts
from tracker.outbound.official import long_date, padded

ROWS = (
    AnnexRow("Lập phương án <trực> & báo cáo", "Sở Y tế", "Công an tỉnh", date(2020, 7, 1), "", ""),
    AnnexRow('=HYPERLINK("x")\x02', "Báo Hải Dương", "", "Hằng tháng, ngày 25", "Bài viết", "+1"),
    AnnexRow("Tuyên truyền", "Sở Nội vụ", "", None, "", ""),
)
ISSUED = Annex(
    "Tiểu ban Tuyên truyền",
    "Thông báo kết luận số 05-TB/TU",
    "5-TB/TU",
    date(2020, 2, 5),
    ROWS,
)


def opened(form: DocumentForm, annex: Annex = ISSUED, day: date = date(2020, 6, 11)) -> Any:
    """The Word document, opened again."""
    return docx.Document(BytesIO(write_docx(annex, find_layout(form, day))))


def texts(document: Any) -> list[str]:
    """The paragraphs of the head's two cells, then those of the body."""
    cells = document.tables[0].rows[0].cells
    paragraphs = [one for cell in cells for one in cell.paragraphs] + document.paragraphs
    return [one.text for one in paragraphs if one.text]


def test_the_party_form_has_its_head_its_number_without_colon_and_its_marks() -> None:
    assert texts(opened(DocumentForm.PARTY)) == [
        "TIỂU BAN TUYÊN TRUYỀN",
        "*",
        "Số 05-TB/TU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Ngày 05 tháng 02 năm 2020",
        "PHỤ LỤC",
        "PHÂN CÔNG NHIỆM VỤ",
        "(Kèm theo Thông báo kết luận số 05-TB/TU)",
        "-----",
    ]


def test_the_state_form_has_its_head_and_its_number_with_colon() -> None:
    assert texts(opened(DocumentForm.STATE)) == [
        "TIỂU BAN TUYÊN TRUYỀN",
        "Số: 05-TB/TU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Ngày 05 tháng 02 năm 2020",
        "Phụ lục",
        "PHÂN CÔNG NHIỆM VỤ",
        "(Kèm theo Thông báo kết luận số 05-TB/TU)",
    ]


def test_without_number_and_day_the_head_says_neither() -> None:
    bare = Annex("Ban A", "Kết luận", "", None, ROWS)
    assert not [one for one in texts(opened(DocumentForm.PARTY, bare)) if "Số" in one]
    assert not [one for one in texts(opened(DocumentForm.STATE, bare)) if "Ngày" in one]


@pytest.mark.parametrize("form", DocumentForm)
def test_the_table_has_the_seven_columns_and_every_row_in_order(form: DocumentForm) -> None:
    table = opened(form).tables[1]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == [
        "TT",
        "Nội dung nhiệm vụ",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Thời hạn",
        "Sản phẩm",
        "Ghi chú",
    ]
    assert cells[1] == [
        "1",
        "Lập phương án <trực> & báo cáo",
        "Sở Y tế",
        "Công an tỉnh",
        "01/07/2020",
        "",
        "",
    ]
    assert cells[2][1:5] == ['=HYPERLINK("x")', "Báo Hải Dương", "", "Hằng tháng, ngày 25"]
    assert [row[0] for row in cells[1:]] == ["1", "2", "3"]


def test_the_page_is_a4_across_with_a_repeated_head_row_and_page_numbers_from_the_second() -> None:
    document = opened(DocumentForm.PARTY)
    section, first = document.sections[0], document.tables[1].rows[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert [round(side.mm) for side in (section.left_margin, section.right_margin)] == [30, 15]
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert "PAGE" in section.header._element.xml
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_a_reader_of_heads_only_is_told_that_it_is_an_extract() -> None:
    part = Annex("Ban A", "Kết luận", "", None, ROWS, is_extract=True)
    assert "Bản trích" in texts(opened(DocumentForm.STATE, part))[-1]
    assert "Bản trích" not in " ".join(texts(opened(DocumentForm.STATE)))


def test_the_excel_file_has_real_days_and_no_formula() -> None:
    sheet = openpyxl.load_workbook(BytesIO(write_xlsx(ISSUED))).active
    lines = list(sheet.iter_rows())
    head = next(place for place, row in enumerate(lines) if row[0].value == "TT")
    first, second = lines[head + 1], lines[head + 2]
    assert first[4].value == datetime(2020, 7, 1)
    assert first[4].number_format == "dd/mm/yyyy"
    assert second[4].value == "Hằng tháng, ngày 25"
    assert {cell.data_type for row in lines for cell in row} <= {"s", "n", "d"}
    assert "HYPERLINK" in second[1].value


def test_a_layout_is_that_of_its_day() -> None:
    older, newer = load_layouts(DocumentForm.PARTY)
    assert find_layout(DocumentForm.PARTY, date(2025, 12, 31)) == older
    assert find_layout(DocumentForm.PARTY, newer.valid_from) == newer
    assert find_layout(DocumentForm.PARTY, date(2010, 1, 1)) == older
    assert "36-HD/VPTW" in older.source


def test_days_below_ten_and_the_first_months_get_their_nought() -> None:
    assert long_date(date(2020, 3, 9)) == "09 tháng 3 năm 2020"
    assert padded("9/TB-UBND") == "09/TB-UBND"
    assert padded("15/TB-UBND") == "15/TB-UBND"
