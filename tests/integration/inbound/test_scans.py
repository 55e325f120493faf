"""Scans: through the real Tesseract where there is one, through a stand-in, and without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.factories.files import pdf_of
from tests.factories.scans import png_of, pretend_tesseract, scan_of
from tests.goldens.scoring import HERE
from tracker.inbound import UnreadableFile, read_file, read_scan, scans

NOTICE = HERE / "pdf" / "15-haiduong-tb-tieuban-phucvu.pdf"
WORDS = "Giao Sở Y tế lập phương án trực trước ngày 20/6/2020."
needs_reader = pytest.mark.skipif(scans.find_reader() is None, reason="without Tesseract")
needs_shell = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")


def code(data: bytes, name: str = "quet.pdf") -> str:
    """The code with which a scan is refused."""
    with pytest.raises(UnreadableFile) as caught:
        read_scan(data, name)
    return caught.value.code


@needs_reader
def test_a_printed_page_is_read_with_its_marks() -> None:
    data = scan_of(NOTICE.read_bytes())
    with pytest.raises(UnreadableFile, match="file_scanned"):
        read_file(data, "quet.pdf")
    typed = set(read_file(NOTICE.read_bytes(), "kl.pdf").text.split())
    read = read_scan(data, "quet.pdf").split()
    assert len(read) > 100
    assert sum(word in typed for word in read) / len(read) > 0.9


@needs_reader
def test_a_picture_of_a_page_is_read_as_well() -> None:
    read = read_scan(png_of(NOTICE.read_bytes()), "anh.png")
    assert "kết luận" in read.lower()


@needs_reader
def test_what_is_no_picture_is_broken() -> None:
    assert code(b"\x89PNG\r\n\x1a\n" + b"x" * 999, "anh.png") == "file_broken"
    assert code(b"%PDF-1.7 nothing") == "file_broken"


@needs_shell
def test_pages_are_told_one_by_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend_tesseract(monkeypatch, tmp_path / "bin", f"- 2 -\n{WORDS}\n\f")
    data, told = scan_of(NOTICE.read_bytes(), (0, 1, 0)), []
    text = read_scan(data, "quet.pdf", lambda page, count: told.append((page, count)))
    assert text == "\n".join([WORDS] * 3)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert read_scan(png_of(NOTICE.read_bytes()), "anh.png") == WORDS


@needs_shell
def test_limits_hold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = scan_of(NOTICE.read_bytes(), (0, 0))
    pretend_tesseract(monkeypatch, tmp_path / "blank", "\n")
    assert code(data) == "file_empty"
    pretend_tesseract(monkeypatch, tmp_path / "fails", WORDS, do="exit 1")
    assert code(data) == "file_broken"
    pretend_tesseract(monkeypatch, tmp_path / "nosy", WORDS, do=f"env > {tmp_path}/seen")
    monkeypatch.setenv("TRACKER_SECRET_KEY", "not-for-others")
    assert read_scan(data, "quet.pdf")
    assert "not-for-others" not in (tmp_path / "seen").read_text()
    monkeypatch.setattr(scans, "MOST_PAGES", 1)
    assert code(data) == "file_many_pages"
    pretend_tesseract(monkeypatch, tmp_path / "slow", WORDS, do="sleep 60")
    monkeypatch.setattr(scans, "SECONDS", 1)
    assert code(png_of(NOTICE.read_bytes()), "anh.png") == "file_too_slow"


@needs_shell
def test_without_tesseract_or_vietnamese_the_clerk_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend_tesseract(monkeypatch, tmp_path / "bin", WORDS, languages="eng")
    assert code(pdf_of(b"0 0 100 100 re f")) == "file_scanned"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code(pdf_of(b"0 0 100 100 re f")) == "file_scanned"


@pytest.mark.parametrize(
    ("name", "refused"), [("anh.png", "file_scanned"), ("anh.pdf", "file_renamed")]
)
def test_a_picture_where_a_text_is_expected(name: str, refused: str) -> None:
    with pytest.raises(UnreadableFile, match=refused):
        read_file(b"\x89PNG\r\n\x1a\n" + b"x" * 99, name)
