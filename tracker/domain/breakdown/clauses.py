"""Stage 5b: the clauses of one sentence, each with who leads it and who joins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.head import AGENT, CARRIED, ORDER, SUBJECT, Context, Head
from tracker.domain.breakdown.heads import HeadFinder
from tracker.domain.breakdown.mention import Listing, Mention, Sort
from tracker.domain.breakdown.phrases import Phrases

_JOIN = Phrases(
    """phối hợp với, phối hợp, phối hợp cùng, phối hợp cùng với, phối hợp chặt chẽ với
    phối hợp chặt chẽ cùng, phối hợp tốt với, phối hợp thường xuyên với, phối hợp cùng các
    chủ động phối hợp với, tiếp tục phối hợp với, phối hợp chặt chẽ, phối kết hợp với, phối hợp trực tiếp với
    phối kết hợp, có sự phối hợp của, với sự phối hợp của, với sự tham gia của"""
)
_TOGETHER = Phrases("cùng, cùng với")
_COLLEAGUES = Phrases("phối hợp, cùng phối hợp, tham gia, cùng tham gia, phối hợp thực hiện")
_LEADS = Phrases(
    "chủ trì, chủ trì và, làm đầu mối, là cơ quan chủ trì, chủ trì thực hiện, làm chủ trì"
)
_LEAD_ADVERBS = Phrases(
    "chủ động, tích cực, tiếp tục, kịp thời, khẩn trương, phải, cần, sẽ, cần phải, có trách nhiệm, có nhiệm vụ, được giao, và, trực tiếp, thường xuyên, đồng thời"
)
_CHAIR = Phrases("chủ trì, chủ trì thực hiện, làm đầu mối")


@dataclass(frozen=True, slots=True)
class Clause:
    """One deed: tokens from ``begin`` to ``end``, its verb at ``verb``.

    ``leads`` is None when the subject is carried over; ``coordinating`` are those named in the
    clause itself, ``shared`` those of the sentence's head.
    """

    begin: int
    end: int
    verb: int
    rule: str
    leads: Listing | None = None
    coordinating: tuple[Mention, ...] = ()
    shared: tuple[Mention, ...] = ()
    sure: bool = True
    left_out: tuple[int, int] | None = None


@dataclass(slots=True)
class _Part:
    begin: int
    end: int
    head: Head
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class ClauseReader:
    """Cuts a sentence with a known head into clauses."""

    heads: HeadFinder

    def joining(self, head: Head, end: int) -> tuple[Mention, ...]:
        """Give who joins in an introducing line: *X chủ trì, phối hợp với Y:*."""
        return tuple(self._coordinators(head.at, end))

    def read(self, begin: int, end: int, head: Head, context: Context) -> list[Clause]:
        """Give the clauses of a sentence; ``head`` is what its beginning was read as."""
        clauses: list[Clause] = []
        shared: tuple[Mention, ...] = ()
        for part in self._parts(begin, end, head, context):
            clause = self._clause(part)
            if part.head.listing is not None or not clauses:
                shared = self._head_coordinators(part.head.at, clause.verb, part.end)
            clauses.append(replace(clause, shared=shared))
        return clauses

    def _clause(self, part: _Part) -> Clause:
        verb, sure = self._verb(part.head.at, part.end)
        coordinating = self._coordinators(part.head.at, part.end)
        return Clause(
            part.begin,
            part.end,
            verb,
            part.head.rule,
            part.head.listing,
            tuple(coordinating),
            sure=sure or part.head.rule == AGENT,
            left_out=part.head.left_out,
        )

    def _parts(self, begin: int, end: int, head: Head, context: Context) -> Iterator[_Part]:
        part = _Part(begin, end, head)
        at, depth = max(begin, head.at), 0
        while at < end:
            raw = self.heads.tokens[at].raw
            depth += (raw in "(“") - (raw in ")”")
            following = self._following(at, end, part, context) if depth <= 0 else None
            if following is not None:
                yield _ending_at(part, at)
                if following.skipped:
                    following.end = self._next_semicolon(at + 1, end)
                    at = following.end
                    part = following
                    if at >= end:
                        return
                    part = _Part(at, end, Head(CARRIED, at), skipped=True)
                    continue
                part = following
                at = max(at + 1, part.head.at)
            else:
                at = self._past_list(at, end, part)
        if not part.skipped:
            yield _ending_at(part, end)

    def _past_list(self, at: int, end: int, part: _Part) -> int:
        """Step on; a list of coordinators is stepped over whole, since it may hold semicolons."""
        size = _JOIN.at(self.heads.tokens, at, end)
        if size:
            listing = self._joined(at + size, end, across=self._is_early(part, at))
            if listing is not None:
                return max(listing.end, at + 1)
        return at + 1

    def _is_early(self, part: _Part, at: int) -> bool:
        return at - part.head.at < 6

    def _next_semicolon(self, at: int, end: int) -> int:
        return next((i for i in range(at, end) if self.heads.tokens[i].raw == ";"), end)

    def _following(self, at: int, end: int, part: _Part, context: Context) -> _Part | None:
        raw = self.heads.tokens[at].raw
        if raw == ";":
            return self._after_semicolon(at, end, context)
        if raw == "," and not part.skipped:
            return self._after_comma(at, end, part, context)
        return None

    def _after_semicolon(self, at: int, end: int, context: Context) -> _Part | None:
        begin = self.heads.skip_opening(at + 1, end)
        if begin >= end:
            return None
        passed = lexicon.PARTICIPANTS.at(self.heads.tokens, begin, end)
        if passed or lexicon.CONDITION.at(self.heads.tokens, begin, end):
            return _Part(begin, end, Head(CARRIED, begin), skipped=True)
        head = self.heads.find(begin, end, replace(context, ordering=True))
        if head is None:
            return None
        together = self.heads.acts_together(begin, end)
        acts = together or self.heads.verb_at(begin, end) is not None
        if head.rule == CARRIED and head.listing is None and not acts:
            return None
        if head.rule == ORDER and self.heads.tokens[begin].low == "phân":
            return _Part(begin, end, Head(CARRIED, begin))  # "…; phân công B trực": the lead's duty
        return _Part(begin, end, head)

    def _after_comma(self, at: int, end: int, part: _Part, context: Context) -> _Part | None:
        """A second agency with a verb of its own: *A làm …, B làm …*."""
        begin = at + 1
        tokens = self.heads.tokens
        alone = begin < end and tokens[begin].low == "riêng"
        if begin < end and tokens[begin].low in ("và", "còn", "riêng"):
            begin += 1
        listing = self.heads.mentions.listing(begin, end) if begin < end else None
        if listing is None or listing.mentions[0].sort is Sort.POINTER:
            return None
        if not alone and (self._follows_mention(at, part) or self._governs(part, at)):
            return None
        place = listing.end
        if not self.heads.verb_here(place, end) or self.heads.is_statement(place, end):
            return None
        if _COLLEAGUES.at(tokens, place, end) and self._has_chair(part, at):
            return None
        return _Part(begin, end, Head(SUBJECT, place, listing))

    def _has_chair(self, part: _Part, at: int) -> bool:
        return _CHAIR.anywhere(self.heads.tokens, part.head.at, at + 1)

    def _follows_mention(self, at: int, part: _Part) -> bool:
        """Say whether a body stands right before the comma: the next one continues its list."""
        for place in range(max(part.head.at, at - 14), at):
            mention = self.heads.mentions.at(place, at)
            if mention is not None and mention.end == at:
                return True
        return False

    def _governs(self, part: _Part, at: int) -> bool:
        verb, _ = self._verb(part.head.at, at)
        return lexicon.GOVERNING.at(self.heads.tokens, verb, at) > 0

    def _verb(self, at: int, end: int) -> tuple[int, bool]:
        """Give the main verb's place behind everything that only says how and with whom."""
        begin = at
        for _ in range(12):
            step = self._before_verb(at, end)
            if not step:
                break
            at += step
        verb = self.heads.verb_at(at, end)
        if verb is not None:
            return verb, True
        return (at if at < end else begin), False

    def _before_verb(self, at: int, end: int) -> int:
        tokens = self.heads.tokens
        if at >= end:
            return 0
        size = lexicon.PASSIVE_DUTY.at(tokens, at, end)
        if size:
            return size
        joined = self._join_size(at, end)
        if joined:
            return joined
        colleagues = self._colleagues(at, end)
        if colleagues is not None:
            return colleagues[1] - at
        size = _LEADS.at(tokens, at, end)
        if size and at + size < end:
            return size
        if tokens[at].raw in ",:":
            return 1
        if tokens[at].raw == "(":
            closing = next((i for i in range(at, end) if tokens[i].raw == ")"), None)
            return 0 if closing is None else closing + 1 - at
        size = _LEAD_ADVERBS.at(tokens, at, end)
        if size and self._join_size(at + size, end) or size and _LEADS.at(tokens, at + size, end):
            return size
        basis = lexicon.ADVERBS.at(tokens, at, end)
        if basis > 2:  # "theo chức năng, nhiệm vụ được giao"
            return basis
        opens_aside = tokens[at].low in ("căn", "theo", "trên")
        if opens_aside and not self.heads.verb_here(at, end) and self._aside(at, end):
            return self._aside(at, end)
        return 0

    def _aside(self, at: int, end: int) -> int:
        """*căn cứ thẩm quyền …,* before the verb."""
        after = self.heads.next_segment(at, end)
        while after is not None and after < end:
            if self.heads.verb_at(after, end) is not None:
                return after - at
            after = self.heads.next_segment(after, end)
        return 0

    def _join_size(self, at: int, end: int) -> int:
        size = _JOIN.at(self.heads.tokens, at, end) or _TOGETHER.at(self.heads.tokens, at, end)
        if not size:
            return 0
        listing = self._joined(at + size, end, across=True)
        return 0 if listing is None else listing.end - at

    def _joined(self, at: int, end: int, *, across: bool) -> Listing | None:
        listing = self.heads.mentions.listing(at, end, across=across)
        if listing is None and at < end and self.heads.tokens[at].raw == ":":
            listing = self.heads.mentions.listing(at + 1, end, across=across)
        return listing

    def _colleagues(self, at: int, end: int) -> tuple[Listing, int] | None:
        """*A chủ trì, B và C phối hợp …*: at "B"."""
        tokens = self.heads.tokens
        if tokens[at].raw != "," and not _CHAIR.at(tokens, at - 1, end):
            return None
        begin = at + (tokens[at].raw in ",;")
        listing = self.heads.mentions.listing(begin, end) if begin < end else None
        if listing is None:
            return None
        size = _COLLEAGUES.at(tokens, listing.end, end)
        return (listing, listing.end + size) if size else None

    def _head_coordinators(self, at: int, verb: int, end: int) -> tuple[Mention, ...]:
        return tuple(self._coordinators(at, min(verb + 1, end), limit=end))

    def _coordinators(self, at: int, end: int, limit: int | None = None) -> list[Mention]:
        """Give the bodies that join in a range; *cùng* counts only before the verb."""
        tokens = self.heads.tokens
        found: list[Mention] = []
        verb, _ = self._verb(at, limit or end)
        stop = limit or end
        place = at
        while place < end:
            colleagues = self._colleagues(place, stop) if place < verb else None
            size = _JOIN.at(tokens, place, stop)
            if not size and place < verb:
                size = _TOGETHER.at(tokens, place, stop)
            listing = colleagues[0] if colleagues else None
            if listing is None and size:
                listing = self._joined(place + size, stop, across=place < verb)
            if listing is None:
                place += 1
                continue
            found += listing.mentions
            place = max(listing.end, place + 1)
        return found


def _ending_at(part: _Part, end: int) -> _Part:
    """Give the part ending at ``end``."""
    return _Part(part.begin, end, part.head, part.skipped)
