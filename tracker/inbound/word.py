"""The text of a .docx, as a reader sees it: automatic numbers, tables, tracked changes.

Runs in the child process only. Inserted text counts and deleted text does not; each row of a
table becomes one line, its cells joined by " | ", unless a single row only sets things side by
side. Headers and footers are no part of the text: they are read apart, for the mark of secrecy.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from tracker.inbound.numbering import Numbering

CELLS = " | "
_BREAKS = {
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): "\t",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",  # the letter ư of an 8-bit font
}
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(data: bytes) -> str:
    """The text of a document, one line a paragraph or table row."""
    document = docx.Document(BytesIO(data))
    numbering = Numbering(document)
    return "\n".join(_blocks(document.element.body, numbering))


def read_margins(data: bytes) -> str:
    """What stands in the headers and footers of a document, one line a paragraph."""
    document = docx.Document(BytesIO(data))
    parts = (one.target_part for one in document.part.rels.values() if _is_margin(one))
    lines = ("".join(_pieces(line)) for part in parts for line in part.element.iter(qn("w:p")))
    return "\n".join(line for line in lines if line.strip())


def _is_margin(relation: Any) -> bool:
    return not relation.is_external and relation.reltype.endswith(("/header", "/footer"))


def _blocks(parent: Any, numbering: Numbering) -> Iterator[str]:
    for child in parent:
        if child.tag == qn("w:p"):
            yield _paragraph(child, numbering)
        elif child.tag == qn("w:tbl"):
            yield from _rows(child, numbering)
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            yield from _blocks(content if content is not None else (), numbering)
        elif child.tag in (qn("w:ins"), qn("w:moveTo")):
            yield from _blocks(child, numbering)


def _paragraph(element: Any, numbering: Numbering) -> str:
    text = "".join(_pieces(element)).strip()
    label = numbering.label(element)
    return f"{label} {text}" if label and text else text


def _pieces(element: Any) -> Iterator[str]:
    """The text inside a paragraph, box texts as lines of their own."""
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or tag == _FALLBACK:
            continue
        if tag == qn("w:t"):
            yield child.text or ""
        elif tag in _BREAKS:
            yield _BREAKS[tag]
        elif tag == qn("w:p"):
            yield "\n" + "".join(_pieces(child))
        else:
            yield from _pieces(child)


def _rows(table: Any, numbering: Numbering) -> Iterator[str]:
    rows = [row for row in table.iter(qn("w:tr")) if _owner(row) is table]
    if len(rows) == 1:  # a table for layout: the head of a notice, recipients beside a signature
        for cell in _cells(rows[0]):
            yield from _blocks(cell, numbering)
        return
    for row in rows:
        cells = (_cell(cell, numbering) for cell in _cells(row) if not _is_continued(cell))
        yield CELLS.join(cells)


def _owner(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != qn("w:tbl"):
        parent = parent.getparent()
    return parent


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            yield from _cells(child)


def _is_continued(cell: Any) -> bool:
    """Say whether a cell only goes on with the merged one above it."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _cell(cell: Any, numbering: Numbering) -> str:
    lines = (line.replace("\n", " ").strip() for line in _blocks(cell, numbering))
    return " ".join(line for line in lines if line)
