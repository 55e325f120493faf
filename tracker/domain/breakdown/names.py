"""The directory as a trie over syllables: every name, alias and usual short form in one walk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from tracker.domain.breakdown.lexicon import ABBREVIATIONS
from tracker.domain.breakdown.text import Token, read_source
from tracker.domain.directory import Body, Directory

_END = ""
_LEVELS = frozenset({"tỉnh", "huyện", "thành phố", "tỉnh ủy", "huyện ủy", "thành ủy"})
JOINERS = frozenset({",", "-", "&", "và", ".", "/"})
_HEADS = frozenset({"sở", "bộ", "ban", "phòng", "hội", "đài", "trường", "cục", "ủy"})
_EXPANDED = {
    short: tuple(token.low for token in read_source(full).tokens if token.is_word)
    for short, full in ABBREVIATIONS.items()
}
_LONGEST_RUN = 30
"""Letters of initials; no name has as many, and a longer run is not worth walking."""
Node = dict[str, Any]


class Names:
    """All names of a directory, found by longest match.

    Between the words of a name, commas, hyphens, ampersands and *và* don't count, so that
    *Phát thanh - Truyền hình* finds *Phát thanh và Truyền hình*; abbreviations are read both as
    they stand and spelled out, and a run such as *VH,TT&DL* as the initials of a name.
    """

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self._root: Node = {}
        for body in reversed(directory.bodies):
            for name in body.aliases[::-1] + (body.short_name, body.name):
                self._add(_words(name), body)
        for body in directory.bodies:
            self._add(_words(body.name), body)
        self._add_short_forms()

    def longest(
        self, tokens: Sequence[Token], begin: int, end: int, head: str = ""
    ) -> tuple[Body, int] | None:
        """Give the body with the longest name at ``begin`` and the place after it, or None.

        With ``head``, names that start with these words are looked for without them.
        """
        node = self._descend(self._root, tuple(head.split()))
        if node is None:
            return None
        best: tuple[Body, int] | None = None
        waiting: list[tuple[Node, int]] = [(node, begin)]
        while waiting:
            node, at = waiting.pop()
            if at >= end or at - begin > 40:
                continue
            if at > begin and tokens[at].low in JOINERS:
                waiting.append((node, at + 1))
            if at > begin and (short := _abbreviated(tokens, at, end)):
                waiting.append((node, short))
            for after, place in self._steps(node, tokens, at, end):
                if _END in after and (best is None or place > best[1]):
                    best = after[_END], place
                waiting.append((after, place))
        return best

    def completions(self, head: str) -> set[Body]:
        """Give the bodies whose names start with the words of ``head``."""
        node = self._descend(self._root, tuple(head.split()))
        return set() if node is None else set(_below(node))

    def _steps(
        self, node: Node, tokens: Sequence[Token], at: int, end: int
    ) -> Iterator[tuple[Node, int]]:
        token = tokens[at]
        if token.low in node:
            yield node[token.low], at + 1
        if not token.raw[0].isupper() and token.low not in ("tp", "tx"):
            return
        expanded = _EXPANDED.get(token.low) if len(token.raw) > 1 else None
        if expanded and (token.is_upper or token.low in ("tp", "tx")):
            after = self._descend(node, expanded)
            if after is not None:
                yield after, at + 1
        if token.is_upper:
            initials, place = _initials(tokens, at, end)
            if initials in node:
                yield node[initials], place

    @staticmethod
    def _descend(node: Node | None, words: tuple[str, ...]) -> Node | None:
        for word in words:
            node = node.get(word) if node else None
        return node

    def _add(self, words: Sequence[str], body: Body, *, replace: bool = True) -> None:
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        if words and (replace or _END not in node):
            node[_END] = body

    def _add_short_forms(self) -> None:
        found: dict[tuple[str, ...], Body | None] = {}
        for body in self.directory.bodies:
            if not body.is_group:
                for words in set(_short_forms(_words(body.name))):
                    known = found.get(words, body)
                    found[words] = body if known is body else None
        for words, owner in found.items():
            if owner is not None:
                self._add(words, owner, replace=False)


def _abbreviated(tokens: Sequence[Token], at: int, end: int) -> int:
    """*Ủy ban nhân dân (UBND) tỉnh*: the place after an abbreviation in brackets, or 0."""
    if at + 2 >= end or tokens[at].raw != "(" or tokens[at + 2].raw != ")":
        return 0
    return at + 3 if tokens[at + 1].is_upper else 0


@lru_cache(maxsize=8)
def names_of(directory: Directory) -> Names:
    """The names of a directory; kept, for text after text is read with the same one."""
    return Names(directory)


def _below(node: Node) -> Iterator[Body]:
    for word, after in node.items():
        if word == _END:
            yield after
        else:
            yield from _below(after)


def _words(name: str) -> tuple[str, ...]:
    words: list[str] = []
    tokens = read_source(name).tokens
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.is_upper and token.low in _EXPANDED:
            words += _EXPANDED[token.low]
        elif token.is_upper:
            initials, at = _initials(tokens, at, len(tokens))
            words.append(initials)
            continue
        elif token.low not in JOINERS and (token.is_word or token.is_number):
            words.append(token.low)
        at += 1
    return tuple(words)


def _initials(tokens: Sequence[Token], at: int, end: int) -> tuple[str, int]:
    """Read *VH,TT&DL* as one word, "^vhttdl": capitals joined without spaces."""
    run = tokens[at].low
    at += 1
    while at < end and not tokens[at].spaced and len(run) < _LONGEST_RUN:
        if tokens[at].raw in "&,-" and at + 1 < end and tokens[at + 1].raw.isupper():
            if tokens[at + 1].spaced:
                break
            at += 1
            continue
        if not (tokens[at].is_word and tokens[at].raw.isupper()):
            break
        run += tokens[at].low
        at += 1
    return f"^{run}", at


def _short_forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the usual short forms: without the level, without *Việt Nam*, by initials, by prefix."""
    base, level = _split_level(words)
    without = tuple(word for word in base if word not in ("việt", "nam"))
    if len(without) > 2:
        yield without + level
    if level and len(base) > 2:
        yield base
        yield without
    if len(base) > 2:
        yield (base[0], "^" + "".join(word[0] for word in base[1:]), *level)
        yield (base[0], "^" + "".join(word[0] for word in base[1:]))
        yield ("^" + "".join(word[0] for word in base), *level)
    if base[0] in ("sở", "bộ", "phòng"):
        for size in range(3, len(base)):
            yield base[:size]


def _split_level(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    for size in (2, 1):
        if len(words) > size and " ".join(words[-size:]) in _LEVELS:
            return words[:-size], words[-size:]
    return words, ()
