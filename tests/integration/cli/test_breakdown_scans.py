"""``tracker breakdown`` of scans: read page by page, with the progress beside the answer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.factories.files import pdf_of
from tests.factories.scans import pretend_tesseract, scan_of
from tests.goldens.scoring import HERE
from tracker.cli.breakdown import breakdown

NOTICE = HERE / "pdf" / "15-haiduong-tb-tieuban-phucvu.pdf"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")


def test_a_scan_is_broken_down_with_its_progress_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    words = "Giao Sở Y tế lập phương án trực trước ngày 20/6/2020.\n"
    pretend_tesseract(monkeypatch, tmp_path / "bin", words)
    file = tmp_path / "quet.pdf"
    file.write_bytes(scan_of(NOTICE.read_bytes(), (0, 1)))
    told = CliRunner().invoke(breakdown, [str(file)])
    assert told.exit_code == 0
    assert "1 nhiệm vụ dự kiến" in told.stdout
    assert "trang 1/2" in told.stderr
    assert "trang 2/2" in told.stderr
    assert "so lại với bản gốc" in told.stderr
    assert "trang" not in told.stdout


def test_without_tesseract_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "quet.pdf"
    file.write_bytes(pdf_of(b"0 0 100 100 re f"))
    told = CliRunner().invoke(breakdown, [str(file)])
    assert told.exit_code == 1
    assert "tesseract-ocr-vie" in told.stderr
