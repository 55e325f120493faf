"""Plain text in the encodings that offices still produce."""

from __future__ import annotations

import unicodedata

from tracker.domain.breakdown.legacy_fonts import legacy_font
from tracker.inbound.errors import UnreadableFile

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, name: str) -> str:
    """The text of a plain file. Raises UnreadableFile when it is none.

    The letters of an 8-bit font stay as such a font has them, for a person to agree to what they
    become; read as Windows-1258 some of them would melt into others.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        western = data.decode("cp1252", errors="replace")
        return western if legacy_font(western) else _decoded(data, "cp1258", name)


def tidy(text: str) -> str:
    """Composed letters, plain line ends, no control characters; words and order stay."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (char for char in composed if char in "\n\t" or unicodedata.category(char) != "Cc")
    return "".join(kept)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError) as error:
        raise UnreadableFile("file_broken", name=name) from error
