"""Pages as a scanner hands them in, and a Tesseract that only pretends."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

DOTS = 200 / 72


def scan_of(data: bytes, pages: Sequence[int] = (0,)) -> bytes:
    """Some pages of a PDF as pictures, without a text layer."""
    source, made = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    for number in pages:
        wide, high = source[number].get_size()
        picture = pypdfium2.PdfImage.new(made)
        picture.set_bitmap(source[number].render(scale=DOTS))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(wide, high))
        page = made.new_page(wide, high)
        page.insert_obj(picture)
        page.gen_content()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def png_of(data: bytes) -> bytes:
    """The first page of a PDF as a grey PNG."""
    bitmap = pypdfium2.PdfDocument(data)[0].render(scale=DOTS, grayscale=True)
    rows, stride = bytes(bitmap.buffer), bitmap.stride
    lines = b"".join(
        b"\0" + rows[at * stride : at * stride + bitmap.width] for at in range(bitmap.height)
    )
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def pretend_tesseract(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    words: str,
    *,
    languages: str = "vie",
    do: str = "",
) -> None:
    """Put a program first on the path that reads ``words`` on every page, after doing ``do``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "words").write_text(words, "utf-8")
    script = folder / "tesseract"
    script.write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && {{ echo {languages}; exit; }}\n{do}\n'
        f'cp {folder}/words "$2.txt"\n',
        "utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
