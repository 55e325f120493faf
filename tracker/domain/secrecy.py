"""Finds the mark of a document that bears a state secret (DESIGN 3.15).

The mark (*dấu chỉ mức độ mật*) stands by itself near the top of a document, in capitals; the
words *mật*, *bí mật* in running text are none.
"""

from __future__ import annotations

import re
import unicodedata

HEAD_LINES = 30
_MARK = re.compile(r"(?:(?:ĐỘ\s+MẬT|Độ\s+mật)\s*:?\s*)?(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)")
_EDGES = " \t|.,:;()[]*_-–"


def find_marking(text: str) -> str | None:
    """The mark among the first lines of ``text`` as it is written in law, or None."""
    composed = unicodedata.normalize("NFC", text)
    lines = [line for line in composed.splitlines() if line.strip()][:HEAD_LINES]
    for line in lines:
        for cell in line.split("|"):
            if found := _MARK.fullmatch(cell.strip(_EDGES)):
                return " ".join(found.group(1).split()).capitalize()
    return None
