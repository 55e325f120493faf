"""Sets of phrases, matched against tokens by longest match in one walk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tracker.domain.breakdown.text import Token

_END = ""


class Phrases:
    """Phrases written as text, one a line or separated by commas; " , " is a comma inside one."""

    def __init__(self, *texts: str) -> None:
        self._root: dict[str, Any] = {}
        for text in texts:
            for phrase in text.replace("\n", ",").replace(" , ", "\0").split(","):
                self._add(phrase.replace("\0", " , ").split())

    def _add(self, words: Iterable[str]) -> None:
        node, deep = self._root, False
        for word in words:
            node = node.setdefault(word, {})
            deep = True
        if deep:
            node[_END] = True

    def at(self, tokens: Sequence[Token], begin: int, end: int | None = None) -> int:
        """Give the number of tokens of the longest phrase at ``begin``; 0 when there is none."""
        limit = len(tokens) if end is None else end
        node, longest = self._root, 0
        for place in range(begin, limit):
            deeper = node.get(tokens[place].low)
            if deeper is None:
                break
            node = deeper
            if _END in node:
                longest = place - begin + 1
        return longest

    def find(self, tokens: Sequence[Token], begin: int, end: int) -> int | None:
        """Give the first place in a range where a phrase stands, or None."""
        return next((at for at in range(begin, end) if self.at(tokens, at, end)), None)

    def anywhere(self, tokens: Sequence[Token], begin: int, end: int) -> bool:
        """Say whether one of the phrases stands in the range."""
        return self.find(tokens, begin, end) is not None
