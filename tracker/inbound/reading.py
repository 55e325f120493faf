"""From an uploaded file to the text that a clerk reviews."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from tracker.inbound import plain
from tracker.inbound.errors import UnreadableFile
from tracker.inbound.kinds import ending, kind_of
from tracker.inbound.old_word import to_docx

SECONDS = 20
LONGEST = 300_000
"""Characters; a notice of a hundred pages has about as many."""
_ENDINGS = {"docx": {"docx"}, "doc": {"doc"}, "pdf": {"pdf"}, "txt": {"txt", "text", "md", ""}}


@dataclass(frozen=True, slots=True)
class ReadText:
    """What was read, and from which kind of file."""

    text: str
    kind: str
    margins: str = ""
    """What stands in a document's page headers and footers, which are no part of its text."""


def read_file(data: bytes, name: str) -> ReadText:
    """The text of a .txt, .docx, .pdf or (by LibreOffice) .doc, composed, with plain line ends.

    Raises UnreadableFile with a code for each way in which it cannot be read.
    """
    kind = kind_of(data, name)
    if kind not in _ENDINGS:
        raise UnreadableFile("file_unknown", name=name)
    if ending(name) not in _ENDINGS[kind]:
        raise UnreadableFile("file_renamed", name=name)
    raw, margins = _raw(data, kind, name)
    text = plain.tidy(raw).strip("\n")
    if not text.strip():
        raise UnreadableFile("file_empty", name=name)
    if len(text) > LONGEST:
        raise UnreadableFile("file_too_long", name=name, characters=LONGEST)
    return ReadText(text, kind, plain.tidy(margins))


def _raw(data: bytes, kind: str, name: str) -> tuple[str, str]:
    """The text and the margins as the file has them."""
    match kind:
        case "txt":
            return plain.decode(data, name), ""
        case "doc":
            return _parse_apart(to_docx(data, name), "docx", name)
        case _:
            return _parse_apart(data, kind, name)


def _parse_apart(data: bytes, kind: str, name: str) -> tuple[str, str]:
    """Parse in a child process, which a hostile file may crash, fill or hang at will."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "tracker.inbound.child", kind],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile("file_too_slow", name=name) from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise UnreadableFile("file_broken", name=name) from error
    if "code" in answer:
        raise UnreadableFile(answer["code"], name=name)
    return str(answer["text"]), str(answer["margins"])
