"""The text layer of a PDF. Runs in the child process only: PDFium is not thread-safe."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pypdfium2

from tracker.inbound.pdf_tables import read_page

MOST_PAGES = 500
_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*\d{1,3}\s*[-–]?\s*")
_HYPHEN = "\ufffe"
"""PDFium's mark for a hyphen at a line's end."""


class Encrypted(Exception):
    """The file wants a password."""


class Scanned(Exception):
    """The file has pages and no text."""


def read(data: bytes) -> str:
    """The text, one line as printed, without page numbers.

    Raises Encrypted, Scanned, or ValueError when it is no PDF or too long a one.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Encrypted from error
        raise ValueError("not a readable PDF") from error
    count = len(document)
    if count > MOST_PAGES:
        raise ValueError("too many pages")
    texts = [read_page(document[number]) for number in range(count)]
    if not any(text.strip() for text in texts):
        raise Scanned
    return "\n".join(line for text in texts for line in lines_of(text))


def lines_of(text: str) -> Sequence[str]:
    """The lines of a page without blank ones at its top and without its number."""
    lines = text.replace(_HYPHEN, "-").replace("\r\n", "\n").split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    if lines and _PAGE_NUMBER.fullmatch(lines[0]):
        lines.pop(0)
    if lines and _PAGE_NUMBER.fullmatch(lines[-1]):
        lines.pop()
    return [line.rstrip() for line in lines]
