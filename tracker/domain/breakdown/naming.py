"""Stage 3: how what a text names is spelled, and whether the directory knows it."""

from __future__ import annotations

from tracker.domain.breakdown.lexicon import ABBREVIATIONS
from tracker.domain.breakdown.names import Names
from tracker.domain.breakdown.text import Source, spelling
from tracker.domain.breakdown.values import Party
from tracker.domain.text import normalise


class Naming:
    """Makes parties of ranges of tokens."""

    def __init__(self, source: Source, names: Names) -> None:
        self.source = source
        self.tokens = source.tokens
        self.names = names

    def party(self, name: str, begin: int, end: int) -> Party:
        """Give the party of a name, as the directory writes it when it is there."""
        body = self.names.directory.find(name)
        name, key = (body.name, body.key) if body else (name, None)
        return Party(name, key, *self.bounds(begin, end))

    def bounds(self, begin: int, end: int) -> tuple[int, int]:
        """Give the place of a range in the source."""
        return self.tokens[begin].start, self.tokens[end - 1].end

    def spelled(self, begin: int, end: int) -> str:
        """Give the words of a range with abbreviations spelled out."""
        if begin >= end:
            return ""
        parts: list[str] = []
        for token in self.tokens[begin:end]:
            full = (
                ABBREVIATIONS.get(token.low)
                if token.is_upper or token.low in ("tp", "tx", "cty")
                else None
            )
            gap = (
                " " if parts and (token.spaced or token.is_word and parts[-1][-1].isalpha()) else ""
            )
            parts.append(gap + (full or spelling(token)))
        return normalise("".join(parts).replace("dân&Ủy", "dân và Ủy"))
