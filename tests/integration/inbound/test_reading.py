"""Uploaded files, good and bad, through the real child process."""

from __future__ import annotations

from datetime import date

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.files import ENCRYPTED, docx_of, pdf_of, xlsx_of, zip_of
from tracker.inbound import UnreadableFile, check_evidence, read_file, read_sheets, reading
from tracker.inbound.kinds import MEGABYTE


def code(data: bytes, name: str) -> str:
    """The code with which a file is refused."""
    with pytest.raises(UnreadableFile) as caught:
        read_file(data, name)
    return caught.value.code


def test_plain_text_in_every_usual_encoding() -> None:
    text = "Đề nghị Sở Y tế\nbáo cáo"
    for data in (
        text.encode(),
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        text.replace("\n", "\r\n").encode(),
    ):
        assert read_file(data, "kl.txt").text == text


def test_word_shows_what_a_reader_sees() -> None:
    document = docx.Document()
    for words in ("Sở Y tế lập phương án", "Sở Tài chính bố trí kinh phí"):
        document.add_paragraph(words, style="List Number")
    changed = document.add_paragraph("Công an tỉnh ")
    changed._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>chủ trì</w:t></w:r></w:ins>"))
    changed._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>phối hợp</w:delText></w:r></w:del>")
    )
    table = document.add_table(rows=2, cols=3)
    for row, words in enumerate((("TT", "Việc", "Chủ trì"), ("1", "Lập sơ đồ", "Sở Xây dựng"))):
        for place, one in enumerate(words):
            table.cell(row, place).text = one
    lines = read_file(docx_of(document), "kl.docx").text.splitlines()
    assert lines == [
        "1. Sở Y tế lập phương án",
        "2. Sở Tài chính bố trí kinh phí",
        "Công an tỉnh chủ trì",
        "TT | Việc | Chủ trì",
        "1 | Lập sơ đồ | Sở Xây dựng",
    ]


def test_merged_and_nested_cells_are_read_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    merged = table.cell(1, 0).merge(table.cell(2, 0))
    merged.text = "Sở Y tế"
    table.cell(0, 0).text, table.cell(0, 1).text = "Cơ quan", "Việc"
    table.cell(1, 1).text = "Cử tổ trực"
    inner = table.cell(2, 1).add_table(rows=2, cols=1)
    inner.cell(0, 0).text, inner.cell(1, 0).text = "Chuẩn bị xe", "và thuốc"
    text = read_file(docx_of(document), "kl.docx").text
    assert text.splitlines()[1] == "Sở Y tế | Cử tổ trực"
    for words in ("Sở Y tế", "Chuẩn bị xe", "và thuốc"):
        assert text.count(words) == 1


def test_a_table_of_excel_reads_like_one_of_word() -> None:
    book = xlsx_of(
        ["DANH MỤC NHIỆM VỤ"],
        [],
        ["TT", "Nội dung", "Chủ trì", "Thời hạn"],
        [1, "Lập sơ đồ\nchỗ ngồi", "Sở Xây dựng", date(2020, 6, 20)],
        [2.5, "In giấy mời", "", "trước Đại hội"],
        merged=[(3, 2, 4, 2, "Sở Xây dựng")],
    )
    assert read_file(book, "bang.xlsx").text.splitlines() == [
        "DANH MỤC NHIỆM VỤ",
        "",
        "TT | Nội dung | Chủ trì | Thời hạn",
        "1 | Lập sơ đồ chỗ ngồi | Sở Xây dựng | 20/06/2020",
        "2.5 | In giấy mời | Sở Xây dựng | trước Đại hội",
    ]
    assert read_sheets(book, "bang.xlsx").sheets[0][3][1] == "Lập sơ đồ\nchỗ ngồi"


def test_hidden_sheets_stay_out_and_margins_are_told_apart() -> None:
    book = xlsx_of(["Việc"], hidden=["Nháp"], header="MẬT")
    read = read_file(book, "bang.xlsx")
    assert (read.text, read.margins) == ("Việc", "MẬT")


def test_a_workbook_that_cannot_be_read_says_why() -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    assert code(container, "bang.xls") == "file_broken"
    assert code(container, "bang.xlsx") == "file_encrypted"
    assert code(zip_of(xl__workbook_dot_xml=b"<not xml"), "bang.xlsx") == "file_broken"
    assert code(xlsx_of([]), "bang.xlsx") == "file_empty"
    with pytest.raises(UnreadableFile) as caught:
        read_sheets("Việc".encode(), "viec.txt")
    assert caught.value.code == "file_no_sheet"


def test_a_pdf_with_text_is_read() -> None:
    data = pdf_of(b"BT /F1 12 Tf 72 700 Td (Ket luan cuoc hop) Tj ET")
    assert read_file(data, "kl.pdf").text == "Ket luan cuoc hop"


def test_what_cannot_be_read_says_why() -> None:
    assert code(b"MZ\x90\x00" + b"\x00" * 99, "kl.docx") == "file_unknown"
    assert code(b"just words", "a.docx") == "file_renamed"
    assert code(pdf_of(b"0 0 100 100 re f"), "quet.pdf") == "file_scanned"
    assert code(b"%PDF-1.4\nrubbish", "kl.pdf") == "file_broken"
    assert code(b"PK\x03\x04rubbish", "kl.docx") == "file_broken"
    assert code(zip_of(word__document_dot_xml=b"<not xml"), "kl.docx") == "file_broken"
    assert code(b"  \n", "kl.txt") == "file_empty"
    assert code(b"a" * (21 * MEGABYTE), "kl.txt") == "file_too_large"
    assert code("chữ ".encode() * 1_000_000, "kl.txt") == "file_too_long"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zip_of(word__document_dot_xml=b"\x00" * (210 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    assert code(bomb, "kl.docx") == "file_bomb"


def test_an_encrypted_pdf_asks_for_one_without_password() -> None:
    assert code(pdf_of(b"BT ET", ENCRYPTED), "kl.pdf") == "file_encrypted"


def test_a_file_that_hangs_the_parser_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    assert code(pdf_of(b"BT ET"), "kl.pdf") == "file_too_slow"


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.xlsx", "a"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_give_text_or_a_named_error(data: bytes, name: str) -> None:
    try:
        assert read_file(data, name).text.strip()
    except UnreadableFile as error:
        assert error.code.startswith("file_")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "anh.png", "image/png"),
        (b"\xff\xd8\xff\xe0....", "anh.JPG", "image/jpeg"),
        (b"%PDF-1.7 ...", "vb.pdf", "application/pdf"),
        (b"so lieu", "a.csv", "text/plain"),
    ],
)
def test_evidence_is_kept_as_what_it_is(data: bytes, name: str, kind: str) -> None:
    assert check_evidence(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MZ....", "anh.png"),
        (b"<html><script>", "trang.html"),
        (b"<svg onload=x>", "anh.svg"),
        (b"%PDF-1.7", "a.docx"),
        (b"#!/bin/sh", "chay.sh"),
    ],
)
def test_what_could_run_is_no_evidence(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableFile):
        check_evidence(data, name)
