"""How official documents are laid out: dated profiles, one list a form, kept as data.

The rules change every few years and a document keeps those of its day, so each profile says from
when it holds and which rule it comes from. Sizes are points, margins millimetres; a rule's length
is a share of its column.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LINES = (
    "number",
    "date",
    "label",
    "title",
    "citation",
    "section",
    "signature",
    "recipients",
)


class DocumentForm(StrEnum):
    """Whose rules a document follows."""

    PARTY = "party"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a layout: a text with names to fill in, and its looks."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    caps: bool = False
    underline: bool = False
    rule: float = 0
    """The length of the rule below, as a share of the column; 0: none."""

    def filled(self, **values: str) -> str:
        """The text with its names filled in, in capitals where the form wants them."""
        text = self.text.format(**values)
        return text.upper() if self.caps else text


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Where the page's number stands, ``top`` or ``bottom``, centred; never on the first page."""

    place: str
    size: float


@dataclass(frozen=True, slots=True)
class Layout:
    """One form as it holds from a day on."""

    valid_from: date
    source: str
    font: str
    margins_mm: Mapping[str, float]
    body_size: float
    table_size: float
    left: Sequence[Line]
    number: Line
    right: Sequence[Line]
    date: Line
    label: Line
    title: Line
    citation: Line
    mark: Line | None
    """What closes the head of a Party document."""
    section: Line
    """The heading of a numbered part."""
    signature: Line
    """In whose name a document is signed."""
    recipients: Line
    page_number: PageNumber


def find_layout(form: DocumentForm, day: date) -> Layout:
    """The profile of ``form`` in force on ``day``; before the first one, the first."""
    profiles = load_layouts(form)
    return next((one for one in reversed(profiles) if one.valid_from <= day), profiles[0])


@cache
def load_layouts(form: DocumentForm) -> tuple[Layout, ...]:
    """Every profile of ``form``, the oldest first."""
    kept = json.loads((HERE / f"{form.value}.json").read_text("utf-8"))
    return tuple(sorted((_layout(one) for one in kept), key=lambda one: one.valid_from))


def _layout(kept: dict[str, Any]) -> Layout:
    lines = {name: Line(**kept[name]) for name in LINES}
    return Layout(
        valid_from=date.fromisoformat(kept["valid_from"]),
        source=kept["source"],
        font=kept["font"],
        margins_mm=kept["margins_mm"],
        body_size=kept["body_size"],
        table_size=kept["table_size"],
        left=tuple(Line(**one) for one in kept["left"]),
        right=tuple(Line(**one) for one in kept["right"]),
        mark=Line(**kept["mark"]) if "mark" in kept else None,
        page_number=PageNumber(**kept["page_number"]),
        **lines,
    )
