"""Marker words: one for each thing that is said, with the log-ins that may read it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

MARKER = re.compile(r"zq[0-9]{3}x")


@dataclass(frozen=True, slots=True)
class Said:
    """What a marker word stands for."""

    what: str
    readers: frozenset[str]


@dataclass(slots=True)
class Words:
    """All marker words of a world."""

    said: dict[str, Said] = field(default_factory=dict)

    def new(self, what: str, readers: Iterable[str]) -> str:
        """A word that only ``readers`` may ever be shown, as ``what``."""
        word = f"zq{len(self.said):03d}x"
        self.said[word] = Said(what, frozenset(readers))
        return word

    def open_to(self, reader: str) -> set[str]:
        """The words that this log-in may read; none for somebody who is not signed in."""
        return {word for word, one in self.said.items() if reader in one.readers}

    def closed_to(self, reader: str) -> list[str]:
        """The words that this log-in must never be shown."""
        return sorted(self.said.keys() - self.open_to(reader))

    def leaks(self, text: str, reader: str, *, typed: str = "") -> list[str]:
        """What ``text`` shows that it must not; ``typed`` are words that the reader sent."""
        own = set(MARKER.findall(typed.lower()))
        shown = set(MARKER.findall(text.lower())) - own - self.open_to(reader)
        return sorted(f"{word} ({self.said[word].what})" for word in shown if word in self.said)
