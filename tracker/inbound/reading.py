"""From an uploaded file to the text that a clerk reviews."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tracker.inbound import plain
from tracker.inbound.errors import UnreadableFile
from tracker.inbound.kinds import ending, kind_of
from tracker.inbound.old_word import to_docx

SECONDS = 20
LONGEST = 300_000
"""Characters; a notice of a hundred pages has about as many."""
_ENDINGS = {
    "docx": {"docx"},
    "doc": {"doc"},
    "xlsx": {"xlsx"},
    "xls": {"xls"},
    "pdf": {"pdf"},
    "txt": {"txt", "text", "md", ""},
    "png": {"png"},
    "jpeg": {"jpg", "jpeg"},
}
_PICTURES = frozenset({"png", "jpeg"})
_SHEETS = frozenset({"xlsx", "xls"})


@dataclass(frozen=True, slots=True)
class ReadText:
    """What was read, and from which kind of file."""

    text: str
    kind: str
    margins: str = ""
    """What stands in a document's page headers and footers, which are no part of its text."""


@dataclass(frozen=True, slots=True)
class ReadSheets:
    """The cells of a workbook as words, sheet by sheet and row by row."""

    sheets: list[list[list[str]]]
    margins: str = ""


def read_file(data: bytes, name: str) -> ReadText:
    """The text of a .txt, .docx, .pdf, .xlsx, .xls or (by LibreOffice) .doc, with plain line ends.

    The text is composed. Raises UnreadableFile with a code for each way in which it cannot be
    read.
    """
    kind = _kind(data, name)
    raw, margins = _raw(data, kind, name)
    text = plain.tidy(raw).strip("\n")
    if not text.strip():
        raise UnreadableFile("file_empty", name=name)
    if len(text) > LONGEST:
        raise UnreadableFile("file_too_long", name=name, characters=LONGEST)
    return ReadText(text, kind, plain.tidy(margins))


def read_sheets(data: bytes, name: str) -> ReadSheets:
    """The rows of an .xlsx or .xls. Raises UnreadableFile as :func:`read_file` does."""
    if _kind(data, name) not in _SHEETS:
        raise UnreadableFile("file_no_sheet", name=name)
    answer = _parse_apart(data, "rows", name)
    sheets = [
        [[plain.tidy(cell).strip() for cell in row] for row in rows] for rows in answer["rows"]
    ]
    if not any(cell for rows in sheets for row in rows for cell in row):
        raise UnreadableFile("file_empty", name=name)
    return ReadSheets(sheets, plain.tidy(answer["margins"]))


def _kind(data: bytes, name: str) -> str:
    kind = kind_of(data, name)
    if kind == "doc":
        kind = _kind_of_container(name)
    if kind not in _ENDINGS:
        raise UnreadableFile("file_unknown", name=name)
    if ending(name) not in _ENDINGS[kind]:
        raise UnreadableFile("file_renamed", name=name)
    if kind in _PICTURES:
        raise UnreadableFile("file_scanned", name=name)
    return kind


def _kind_of_container(name: str) -> str:
    """What the container of the older programs holds; one around newer files is their password."""
    match ending(name):
        case "xls":
            return "xls"
        case "docx" | "xlsx":
            raise UnreadableFile("file_encrypted", name=name)
        case _:
            return "doc"


def _raw(data: bytes, kind: str, name: str) -> tuple[str, str]:
    """The text and the margins as the file has them."""
    match kind:
        case "txt":
            return plain.decode(data, name), ""
        case "doc":
            answer = _parse_apart(to_docx(data, name), "docx", name)
        case _:
            answer = _parse_apart(data, "sheet" if kind in _SHEETS else kind, name)
    return answer["text"], answer["margins"]


def _parse_apart(data: bytes, kind: str, name: str) -> dict[str, Any]:
    """Parse in a child process, which a hostile file may crash, fill or hang at will."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "tracker.inbound.child", kind],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile("file_too_slow", name=name) from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise UnreadableFile("file_broken", name=name) from error
    if "code" in answer:
        raise UnreadableFile(answer["code"], name=name)
    return answer
