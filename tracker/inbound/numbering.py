"""The list labels that Word writes by itself: 1., a), I-, and bullets.

Word keeps them as counters beside the text; python-docx does not show them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from docx.oxml.ns import qn

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_BULLET = "-"


def roman(number: int) -> str:
    """A number in small Roman figures."""
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def latin(number: int) -> str:
    """a, b … z, aa, bb … as Word counts letters."""
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "lowerLetter": latin,
    "upperLetter": lambda number: latin(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
}


class Numbering:
    """Counts through a document's lists; ask for each paragraph once, in order."""

    def __init__(self, document: Any) -> None:
        """Read the document's list definitions and the lists of its styles."""
        self._levels = _levels(document)
        self._styles = _style_lists(document)
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, paragraph: Any) -> str:
        """The label that Word shows before a paragraph; empty when it is in no list."""
        found = self._place(paragraph)
        if found is None:
            return ""
        list_id, depth = found
        levels = self._levels.get(list_id, {})
        if depth not in levels:
            return ""
        start, shape, pattern = levels[depth]
        counters = self._counters[list_id]
        counters[depth] = counters.get(depth, start - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            del counters[deeper]
        if shape == "bullet":
            return _BULLET
        return "" if shape == "none" else self._filled(pattern, levels, counters)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        numbers = properties.find(qn("w:numPr"))
        if numbers is not None:
            return _list_place(numbers)
        style = properties.find(qn("w:pStyle"))
        return self._styles.get(style.get(qn("w:val"))) if style is not None else None

    @staticmethod
    def _filled(
        pattern: str, levels: Mapping[int, tuple[int, str, str]], counters: Mapping[int, int]
    ) -> str:
        def number(found: re.Match[str]) -> str:
            depth = int(found.group(1)) - 1
            start, shape, _pattern = levels.get(depth, (1, "decimal", ""))
            return _FORMATS.get(shape, str)(max(1, counters.get(depth, start)))

        return re.sub(r"%(\d)", number, pattern)


def _list_place(numbers: Any) -> tuple[str, int] | None:
    list_id = numbers.find(qn("w:numId"))
    depth = numbers.find(qn("w:ilvl"))
    if list_id is None or list_id.get(qn("w:val")) == "0":
        return None
    return list_id.get(qn("w:val")), int(depth.get(qn("w:val"))) if depth is not None else 0


def _levels(document: Any) -> dict[str, dict[int, tuple[int, str, str]]]:
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    shapes = {
        one.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl"))): _level(level) for level in one.findall(qn("w:lvl"))
        }
        for one in root.findall(qn("w:abstractNum"))
    }
    return {
        one.get(qn("w:numId")): _with_overrides(one, shapes) for one in root.findall(qn("w:num"))
    }


def _with_overrides(
    one: Any, shapes: Mapping[str, dict[int, tuple[int, str, str]]]
) -> dict[int, tuple[int, str, str]]:
    reference = one.find(qn("w:abstractNumId"))
    levels = dict(shapes.get(reference.get(qn("w:val")), {})) if reference is not None else {}
    for change in one.findall(qn("w:lvlOverride")):
        depth = int(change.get(qn("w:ilvl")))
        level, start = change.find(qn("w:lvl")), change.find(qn("w:startOverride"))
        if level is not None:
            levels[depth] = _level(level)
        elif start is not None and depth in levels:
            levels[depth] = (int(start.get(qn("w:val"))), *levels[depth][1:])
    return levels


def _level(level: Any) -> tuple[int, str, str]:
    def value(name: str, default: str) -> str:
        found = level.find(qn(name))
        return found.get(qn("w:val"), default) if found is not None else default

    return int(value("w:start", "1")), value("w:numFmt", "decimal"), value("w:lvlText", "")


def _style_lists(document: Any) -> dict[str, tuple[str, int]]:
    found = {}
    for style in document.styles.element.findall(qn("w:style")):
        numbers = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        place = _list_place(numbers) if numbers is not None else None
        if place is not None:
            found[style.get(qn("w:styleId"))] = place
    return found
