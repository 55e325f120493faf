"""Compares proposals with annotated texts: detection, and tasks with all main fields right.

``python -m tests.goldens.scoring`` prints the figures of every set (docs/breakdown.md).
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.breakdown import Breakdown, Proposal, break_down
from tracker.domain.directory import Directory
from tracker.domain.text import fold
from tracker.inbound import read_file
from tracker.inbound.official_days import calendar_for

HERE = Path(__file__).parent
_SLACK = 60
"""Characters by which a proposal may start before its annotated clause."""


SETS = {
    "texts": ("texts", "[0-2]*"),
    "unseen": ("texts", "[34]*"),
    "later": ("texts", "[5-7]*"),
    "docx": ("docx", "*"),
    "pdf": ("pdf", "*"),
}
"""What is scored apart: a folder and the files of it. ``unseen`` are the texts that were written
and annotated without the engine (docs/breakdown.md)."""
FIELDS = ("lead", "coordinating", "due", "kind", "report_to", "product")


@dataclass
class Score:
    """Counts over several texts; ``fields`` counts the right fields of the clauses found."""

    annotated: int = 0
    proposed: int = 0
    detected: int = 0
    right: int = 0
    certain: int = 0
    certain_right: int = 0
    fields: Counter[str] = field(default_factory=Counter)

    @property
    def detection(self) -> float:
        """F1 of the clauses found."""
        return 2 * self.detected / (self.annotated + self.proposed)

    @property
    def strict(self) -> float:
        """F1 where leads, coordinators and due date must be right, too."""
        return 2 * self.right / (self.annotated + self.proposed)

    def share(self, name: str) -> float:
        """How many of the clauses found have this field right."""
        return self.fields[name] / self.detected

    @property
    def certainty(self) -> float:
        """How many proposals come without a doubt."""
        return self.certain / self.proposed

    @property
    def certain_precision(self) -> float:
        """How many of the proposals without a doubt have all main fields right."""
        return self.certain_right / self.certain


def score(name: str) -> Score:
    """Break down every file of a set and compare."""
    total = Score()
    folder, pattern = SETS[name]
    for file in sorted((HERE / folder).glob(pattern)):
        gold = json.loads((HERE / "gold" / f"{file.stem}.json").read_text("utf-8"))
        found = read(file, gold)
        total.annotated += len(gold["tasks"])
        total.proposed += len(found.proposals)
        total.certain += sum(not one.doubts for one in found.proposals)
        for one, task in pairs(found, gold["tasks"]):
            right = agreement(one, task)
            total.fields.update(right)
            total.detected += 1
            if right >= {"lead", "coordinating", "due"}:
                total.right += 1
                total.certain_right += not one.doubts
    return total


def read(file: Path, gold: dict[str, Any]) -> Breakdown:
    """Break one file down, with the agencies that its annotation knows."""
    entries = json.loads((HERE / "directory.json").read_text("utf-8")) + gold.get("directory", [])
    held_on = date.fromisoformat(gold["held_on"]) if gold.get("held_on") else None
    text = read_file(file.read_bytes(), file.name).text
    calendar = calendar_for(f"{text} {held_on}")
    return break_down(text, Directory.from_json(entries), held_on=held_on, calendar=calendar)


def pairs(found: Breakdown, tasks: Sequence[dict[str, Any]]) -> Iterator[tuple[Proposal, Any]]:
    """Every proposal that starts at an annotated clause, with the annotation."""
    starts = _starts(found.text, tasks)
    free = list(found.proposals)
    for place, (start, task) in enumerate(zip(starts, tasks, strict=True)):
        end = starts[place + 1] if place + 1 < len(starts) else len(found.text)
        near = [one for one in free if start - _SLACK <= one.start < end and one.end > start]
        if near:
            best = min(near, key=lambda one: abs(one.start - start))
            free.remove(best)
            yield best, task


def _starts(text: str, tasks: Sequence[dict[str, Any]]) -> list[int]:
    kept = [place for place, char in enumerate(text) if not char.isspace()]
    flat = unicodedata.normalize("NFC", "".join(text[place] for place in kept))
    assert len(flat) == len(kept), "reading a file composes it"
    starts: list[int] = []
    at = 0
    for task in tasks:
        needle = unicodedata.normalize("NFC", "".join(task["source_start"].split()))
        at = flat.find(needle, at)
        assert at >= 0, f"{needle} is not in the text"
        starts.append(kept[at])
        at += 1
    return starts


def agreement(one: Proposal, task: dict[str, Any]) -> set[str]:
    """The fields in which a proposal says what its annotation says."""
    due = one.due_on.isoformat() if one.due_on else None
    right = {
        "lead": _same([party.name for party in one.lead], task["lead"]),
        "coordinating": _same([party.name for party in one.coordinating], task["coordinating"]),
        "due": due == task["due_on"],
        "kind": one.kind == task["kind"],
        "report_to": _same(one.report_to, filter(None, [task["report_to"]])),
        "product": _same(filter(None, [one.product]), filter(None, [task["product"]])),
    }
    return {name for name in FIELDS if right[name]}


def _same(ones: Iterable[str], others: Iterable[str]) -> bool:
    return _names(ones) == _names(others)


def _names(names: Iterable[str]) -> set[str]:
    return {fold(name).replace("-", " ").removesuffix(" tinh") for name in names}


def _table() -> None:
    print(f"{'':10}detect strict   {'  '.join(FIELDS)}  certain (right)")
    for name in SETS:
        found = score(name)
        shares = "  ".join(f"{found.share(one):{len(one)}.3f}" for one in FIELDS)
        print(
            f"{name:10}{found.detection:.3f}  {found.strict:.3f}   {shares}"
            f"  {found.certainty:.3f} ({found.certain_precision:.3f})"
        )


if __name__ == "__main__":
    _table()
