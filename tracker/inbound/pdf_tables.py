"""Ruled tables on a PDF page: which lines are rows, and what stands in their cells.

A PDF knows no tables, only thin lines. Two horizontal lines with at least two vertical ones
between them are a row; a vertical line that a row lacks joins its cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

_THIN = 3.0
_SHORTEST = 6.0
_NEAR = 2.5


@dataclass(frozen=True, slots=True)
class Row:
    """A row between ``bottom`` and ``top``; ``edges`` are the places of its vertical lines."""

    bottom: float
    top: float
    edges: tuple[float, ...]


@dataclass(slots=True)
class _Lines:
    across: list[tuple[float, float, float]] = field(default_factory=list)
    """left, right, height"""
    upright: list[tuple[float, float, float]] = field(default_factory=list)
    """bottom, top, place"""


def read_page(page: pypdfium2.PdfPage) -> str:
    """The page's text from top to bottom, the cells of a row joined by a bar."""
    rows = find_rows(page)
    text = page.get_textpage()
    if not rows:
        return str(text.get_text_bounded())
    _left, bottom, _right, top = page.get_bbox()
    parts: list[str] = []
    for row in rows:
        if top - row.top > _NEAR:
            parts.append(text.get_text_bounded(bottom=row.top, top=top))
        parts.append(_row_text(text, row))
        top = row.bottom
    parts.append(text.get_text_bounded(bottom=bottom, top=top))
    return "\n".join(part.strip("\r\n") for part in parts if part.strip())


def find_rows(page: pypdfium2.PdfPage) -> list[Row]:
    """The rows of the page's ruled tables, from the top; a lone box is none."""
    lines = _lines(page)
    heights = _merged([height for _, _, height in lines.across])[::-1]
    found = [_row(lines, top, bottom) for top, bottom in pairwise(heights)]
    rows = [row for row in found if row is not None]
    return rows if any(len(row.edges) > 2 for row in rows) and len(rows) > 1 else []


def _row(lines: _Lines, top: float, bottom: float) -> Row | None:
    middle = (top + bottom) / 2
    edges = _merged([x for low, high, x in lines.upright if low <= middle <= high])
    if len(edges) < 2:
        return None
    return Row(bottom, top, tuple(edges))


def _row_text(text: pypdfium2.PdfTextPage, row: Row) -> str:
    cells = [
        text.get_text_bounded(left=left, bottom=row.bottom, right=right, top=row.top)
        for left, right in pairwise(row.edges)
    ]
    return " | ".join(" ".join(cell.split()) for cell in cells)


def _lines(page: pypdfium2.PdfPage) -> _Lines:
    found = _Lines()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        for left, bottom, right, top in _strokes(item.get_bounds()):
            if top - bottom < _THIN and right - left > _SHORTEST:
                found.across.append((left, right, (top + bottom) / 2))
            elif right - left < _THIN and top - bottom > _SHORTEST:
                found.upright.append((bottom, top, (left + right) / 2))
    return found


def _strokes(
    bounds: tuple[float, float, float, float],
) -> Iterator[tuple[float, float, float, float]]:
    """A thin path is a line; a box is drawn as its four sides."""
    left, bottom, right, top = bounds
    if right - left < _THIN or top - bottom < _THIN:
        yield bounds
        return
    yield left, bottom, right, bottom
    yield left, top, right, top
    yield left, bottom, left, top
    yield right, bottom, right, top


def _merged(places: Sequence[float]) -> list[float]:
    """Places in rising order; those that nearly coincide are one."""
    merged: list[float] = []
    for place in sorted(places):
        if not merged or place - merged[-1] > _NEAR:
            merged.append(place)
    return merged
