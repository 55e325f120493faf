"""Stage 5a: where a verb stands, and whether what follows a subject orders or tells."""

from __future__ import annotations

from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.dates import find_dues
from tracker.domain.breakdown.dues import Bases
from tracker.domain.breakdown.mentions import Mentions

_NO_PREDICATE = frozenset(
    """của và là tại ở về do bị được các những này đó trên khác như từ gồm nào theo hoặc đến nơi khi mà
    thì để với cho hay cùng bằng""".split()
)


class Predicates:
    """Reads verbs, adverbs and segments."""

    def __init__(self, mentions: Mentions, bases: Bases) -> None:
        self.mentions = mentions
        self.tokens = mentions.tokens
        self.bases = bases

    def is_statement(self, at: int, end: int) -> bool:
        """Say whether what follows a subject tells something instead of ordering it."""
        if lexicon.NOT_STATEMENT.at(self.tokens, at, end):
            return False
        if lexicon.CHAIRS.at(self.tokens, at, end) and self._ends_at(at + 2, end):
            return True
        size = lexicon.STATEMENT.at(self.tokens, at, end)
        if not size:
            return False
        return size >= lexicon.VERBS.at(self.tokens, at, end)

    def _ends_at(self, at: int, end: int) -> bool:
        return at >= end or self.tokens[at].raw in ".;"

    def is_predicate(self, at: int, end: int) -> bool:
        """Say whether the words at ``at`` can be what a subject is told to do."""
        if at >= end or not (self.tokens[at].is_word or self.tokens[at].is_number):
            return at + 1 < end and self.tokens[at].raw == "," and self.verb_here(at + 1, end)
        if self.tokens[at].is_capital and not self.verb_here(at, end):
            return False
        if self.verb_at(at, end) is not None:
            return True
        return self.tokens[at].is_word and self.tokens[at].low not in _NO_PREDICATE

    def verb_at(self, at: int, end: int) -> int | None:
        """Give the place of the verb behind adverbs, dates and cycles, or None."""
        for _ in range(10):
            if at >= end:
                return None
            if self.verb_here(at, end):
                return at
            size = lexicon.ADVERBS.at(self.tokens, at, end)
            if not size:
                size = self._date_size(at, end)
            if not size and self.tokens[at].raw in ",(":
                size = 1 if self.tokens[at].raw == "," else 0
            if not size:
                return None
            at += size
        return None

    def verb_here(self, at: int, end: int) -> bool:
        """Say whether a verb we know stands at ``at``."""
        size = lexicon.VERBS.at(self.tokens, at, end)
        return size > lexicon.NOUNS.at(self.tokens, at, end)

    def _date_size(self, at: int, end: int) -> int:
        dues = find_dues(self.tokens, at, min(end, at + 16), self.bases)
        return dues[0].end - at if dues and dues[0].begin == at else 0

    def next_segment(self, at: int, end: int, marks: str = ",:") -> int | None:
        """Give the beginning of the next segment after one of the marks outside brackets."""
        depth = 0
        for place in range(at, end):
            raw = self.tokens[place].raw
            depth += (raw in "(“") - (raw in ")”")
            if depth <= 0 and raw in marks and place + 1 < end:
                if self._comma_in_list(place, end):
                    continue
                return place + 1
        return None

    def _comma_in_list(self, place: int, end: int) -> bool:
        return self.tokens[place + 1].is_number and self.tokens[place - 1].is_number
