"""Compares proposals with annotated texts: detection, and tasks with all main fields right."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.breakdown import Breakdown, Proposal, break_down
from tracker.domain.directory import Directory
from tracker.domain.text import fold
from tracker.inbound import read_file

HERE = Path(__file__).parent
_SLACK = 60
"""Characters by which a proposal may start before its annotated clause."""


@dataclass
class Score:
    """Counts over several texts."""

    annotated: int = 0
    proposed: int = 0
    detected: int = 0
    right: int = 0

    @property
    def detection(self) -> float:
        """F1 of the clauses found."""
        return 2 * self.detected / (self.annotated + self.proposed)

    @property
    def strict(self) -> float:
        """F1 where leads, coordinators and due date must be right, too."""
        return 2 * self.right / (self.annotated + self.proposed)


def score(folder: str) -> Score:
    """Break down every file of a folder (texts, docx or pdf) and compare."""
    total = Score()
    for file in sorted((HERE / folder).iterdir()):
        gold = json.loads((HERE / "gold" / f"{file.stem}.json").read_text("utf-8"))
        found = read(file, gold)
        pairs = list(_pairs(found, gold["tasks"]))
        total.annotated += len(gold["tasks"])
        total.proposed += len(found.proposals)
        total.detected += len(pairs)
        total.right += sum(_agrees(one, task) for one, task in pairs)
    return total


def read(file: Path, gold: dict[str, Any]) -> Breakdown:
    """Break one file down, with the agencies that its annotation knows."""
    entries = json.loads((HERE / "directory.json").read_text("utf-8")) + gold.get("directory", [])
    held_on = date.fromisoformat(gold["held_on"]) if gold.get("held_on") else None
    text = read_file(file.read_bytes(), file.name).text
    return break_down(text, Directory.from_json(entries), held_on=held_on)


def _pairs(found: Breakdown, tasks: Sequence[dict[str, Any]]) -> Iterator[tuple[Proposal, Any]]:
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


def _agrees(one: Proposal, task: dict[str, Any]) -> bool:
    due = one.due_on.isoformat() if one.due_on else None
    return (
        _names([party.name for party in one.lead]) == _names(task["lead"])
        and _names([party.name for party in one.coordinating]) == _names(task["coordinating"])
        and due == task["due_on"]
    )


def _names(names: Sequence[str]) -> set[str]:
    return {fold(name).replace("-", " ").removesuffix(" tinh") for name in names}
