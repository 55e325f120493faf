"""Old Word files: through the real LibreOffice where there is one, and without."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import docx
import pytest

from tracker.inbound import UnreadableFile, old_word, read_file
from tracker.inbound.old_word import find_office

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh lập phương án."
needs_office = pytest.mark.skipif(find_office() is None, reason="without LibreOffice")


def code(data: bytes, name: str = "kl.doc") -> str:
    """The code with which a file is refused."""
    with pytest.raises(UnreadableFile) as caught:
        read_file(data, name)
    return caught.value.code


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A .doc with a numbered list and a table, saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("old")
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.add_paragraph("Báo cáo trước ngày 20/6/2020", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("TT", "Nội dung", "1", "Trực"), strict=True):
        cell.text = words
    document.sections[0].header.paragraphs[0].text = "MẬT"
    document.save(folder / "a.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(find_office()), profile, "--headless", "--convert-to", "doc:MS Word 97"]
    subprocess.run([*command, "a.docx"], cwd=folder, check=True, capture_output=True, timeout=90)
    content = (folder / "a.doc").read_bytes()
    assert content.startswith(MAGIC)
    return content


@needs_office
def test_a_doc_is_read_like_a_docx(old: bytes) -> None:
    read = read_file(old, "Kết luận.doc")
    assert read.kind == "doc"
    lines = read.text.split("\n")
    assert TEXT in lines
    assert "1. Báo cáo trước ngày 20/6/2020" in lines
    assert "1 | Trực" in lines
    assert "MẬT" in read.margins


@needs_office
def test_what_is_no_word_file_is_broken() -> None:
    assert code(MAGIC + b"x" * 99) == "file_broken"
    assert code(MAGIC + b"x" * 99, "kl.pdf") == "file_renamed"


def test_macros_and_outside_links_are_switched_off(tmp_path: Path) -> None:
    old_word._write_profile(tmp_path)
    written = (tmp_path / "user" / "registrymodifications.xcu").read_text("utf-8")
    assert 'name="DisableMacrosExecution" oor:op="fuse"><value>true<' in written


def test_without_libreoffice_the_clerk_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code(MAGIC + b"x" * 99) == "file_old_word"


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_one_that_hangs_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    noted = tmp_path / "pid"
    stand_in = tmp_path / "soffice"
    stand_in.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {noted}\nwait\n", "utf-8")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(old_word, "SECONDS", 1)
    assert code(MAGIC + b"x" * 99) == "file_too_slow"
    started = int(noted.read_text())
    for _attempt in range(50):
        if not _runs(started):
            return
        time.sleep(0.05)
    raise AssertionError("still running")


def _runs(pid: int) -> bool:
    """Say whether a process is alive; a zombie that waits for its parent is not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_our_environment_stays_with_us(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    stand_in = tmp_path / "soffice"
    stand_in.write_text(f"#!/bin/sh\nenv > {seen}\n", "utf-8")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TRACKER_SECRET_KEY", "not-for-others")
    assert code(MAGIC + b"x" * 99) == "file_broken"
    assert "PATH=" in seen.read_text()
    assert "not-for-others" not in seen.read_text()
