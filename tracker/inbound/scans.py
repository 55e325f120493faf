"""Scanned PDFs and pictures of pages, read by Tesseract where the machine has it with Vietnamese.

A page at a time: PDFium draws it in a child process, Tesseract reads the picture in another, both
with limits, one of them at a time. What comes out must be compared with the original by a person.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.inbound import plain
from tracker.inbound.errors import UnreadableFile
from tracker.inbound.kinds import kind_of
from tracker.inbound.pdf import lines_of
from tracker.inbound.programs import run_program

LANGUAGE = "vie"
MOST_PAGES = 60
"""Pages of one scan; a minute of work each, at worst."""
SECONDS = 120
"""For one page."""
MEMORY = 2 * 1024 * 1024 * 1024
_ASKED_SECONDS = 10
_PICTURES = frozenset({"png", "jpeg"})
_ONE_AT_A_TIME = threading.Lock()
Said = Callable[[int, int], None]
"""Told before each page: its number, and how many there are."""


def find_reader() -> str | None:
    """Where a Tesseract that knows Vietnamese is, or None."""
    found = shutil.which("tesseract")
    return found if found and _knows_vietnamese(found) else None


def read_scan(data: bytes, name: str, said: Said = lambda _page, _count: None) -> str:
    """The words of all pages, to be compared with the original by a person.

    Raises UnreadableFile: file_scanned without Tesseract, file_many_pages,
    file_too_slow, file_broken, file_empty when nothing was recognised.
    """
    count = count_pages(data, name)
    pages = []
    for number in range(1, count + 1):
        said(number, count)
        pages.append(read_page(data, name, number))
    text = "\n".join(pages).strip("\n")
    if not text.strip():
        raise UnreadableFile("file_empty", name=name)
    return text


def count_pages(data: bytes, name: str) -> int:
    """How many pages a scan has.

    Raises UnreadableFile("file_scanned", "file_many_pages", "file_broken").
    """
    if find_reader() is None:
        raise UnreadableFile("file_scanned", name=name)
    if kind_of(data, name) in _PICTURES:
        return 1
    try:
        count = int(_render(data, name, 0))
    except ValueError as error:
        raise UnreadableFile("file_broken", name=name) from error
    if count > MOST_PAGES:
        raise UnreadableFile("file_many_pages", name=name, pages=MOST_PAGES)
    return count


def read_page(data: bytes, name: str, number: int) -> str:
    """The words of one page, numbered from 1, a line as printed.

    Raises UnreadableFile("file_scanned", "file_too_slow", "file_broken").
    """
    reader = find_reader()
    if reader is None:
        raise UnreadableFile("file_scanned", name=name)
    is_picture = kind_of(data, name) in _PICTURES
    picture = data if is_picture else _render(data, name, number)
    if not _ONE_AT_A_TIME.acquire(timeout=2 * SECONDS):
        raise UnreadableFile("file_too_slow", name=name)
    try:
        with TemporaryDirectory(prefix="scan-", ignore_cleanup_errors=True) as folder:
            return _recognised(reader, picture, name, Path(folder))
    finally:
        _ONE_AT_A_TIME.release()


def _recognised(reader: str, picture: bytes, name: str, folder: Path) -> str:
    source, made = folder / "page", folder / "words.txt"
    source.write_bytes(picture)
    command = [reader, str(source), str(folder / "words"), "-l", LANGUAGE]
    one_thread = {"OMP_THREAD_LIMIT": "1"}
    status = run_program(
        command, name, folder, seconds=SECONDS, memory=MEMORY, variables=one_thread
    )
    if status or not made.exists():
        raise UnreadableFile("file_broken", name=name)
    words = plain.tidy(made.read_text("utf-8", errors="replace").replace("\f", "\n"))
    return "\n".join(lines_of(words.strip("\n")))


def _render(data: bytes, name: str, page: int) -> bytes:
    """Draw in a child process, which a hostile file may crash, fill or hang at will."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "tracker.inbound.rendering", str(page)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile("file_too_slow", name=name) from error
    except subprocess.CalledProcessError as error:
        raise UnreadableFile("file_broken", name=name) from error
    return done.stdout


@lru_cache(maxsize=8)
def _knows_vietnamese(reader: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - what stands on the machine's path, no shell
            [reader, "--list-langs"], capture_output=True, timeout=_ASKED_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in (done.stdout + done.stderr).decode(errors="replace").split()
