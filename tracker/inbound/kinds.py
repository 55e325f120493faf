"""What a file is, by its content; its name only has to agree."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePath

import puremagic

from tracker.inbound.errors import UnreadableFile

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_PARTS = 5000

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = (b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")
_OFFICE_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}


def kind_of(data: bytes, name: str, *, largest: int = LARGEST) -> str:
    """The kind of a file: docx, xlsx, pdf, png, jpeg, doc, or txt for anything that reads as text.

    Raises UnreadableFile when it is empty, too large, a zip that unpacks to too much, or of a
    kind that is used nowhere here.
    """
    if not data.strip():
        raise UnreadableFile("file_empty", name=name)
    if len(data) > largest:
        raise UnreadableFile("file_too_large", name=name, megabytes=largest // MEGABYTE)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK"):
        return _kind_of_zip(data, name)
    if data.startswith(_OLD_OFFICE):
        return "doc"
    return _kind_of_plain(data, name)


def ending(name: str) -> str:
    """The ending of a file's name, in lower case, without the dot."""
    return PurePath(name).suffix.lower().lstrip(".")


def _kind_of_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile("file_broken", name=name) from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise UnreadableFile("file_bomb", name=name)
    names = {part.filename for part in parts}
    for part, kind in _OFFICE_PARTS.items():
        if part in names:
            return kind
    raise UnreadableFile("file_unknown", name=name)


def _kind_of_plain(data: bytes, name: str) -> str:
    if data.startswith(b"\x89PNG"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not utf16 and (data.startswith(_BINARY) or b"\x00" in data[:8192] or _is_program(data)):
        raise UnreadableFile("file_unknown", name=name)
    return "txt"


def _is_program(data: bytes) -> bool:
    try:
        found = puremagic.from_string(data[:4096])
    except (puremagic.PureError, ValueError, IndexError):
        return False
    return found in {".exe", ".dll", ".elf", ".class", ".rar", ".7z", ".gz", ".bz2"}
