"""Stage 5a: who hands out work in a sentence, and to whom: *UBND tỉnh giao X*, *đồng chí yêu cầu X*."""

from __future__ import annotations

import re

from tracker.domain.breakdown import bodies as words
from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.head import BARE_ORDER, SPEAKER_ORDER, TOPIC_ORDER, Context, Head
from tracker.domain.breakdown.mention import Listing, Sort
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.predicates import Predicates

_SKIPPED = Phrases("riêng, cho, rằng, thêm, đến, các ý sau, cụ thể, như sau, lại, thì, cả")
_DOING = Phrases("chỉ đạo, lưu ý, nhắc nhở, nhắc, phân công, đôn đốc, yêu cầu, kêu gọi, ủy quyền")
_REACH_OF_SPEECH = 120
"""Tokens between who speaks and the order: what was heard, agreed and stressed stands between."""
_SPEECH_ADVERBS = frozenset(
    "cũng đã vừa tiếp tục thống nhất còn đồng thời kiên quyết ngay lập tức khẩn trương mới lại".split()
)  # noqa: SIM905
_NOUN_ENDS = frozenset({"kiến", "thần", "sự", "cầu"})
_LEADING_ON = frozenset({";", ",", "vậy", "đó", "thời", "và", "thế"})
"""What stands before an order behind a semicolon: *…; vì vậy đề nghị X …*."""
_ABOVE = re.compile(
    r"(chính phủ|thủ tướng.*|tỉnh ủy|(ban thường vụ|thường trực) (tỉnh|thành) ủy"
    r"|(hội đồng|ủy ban) nhân dân (tỉnh( [^,]+)?|thành phố( (hà nội|đà nẵng|hải phòng|cần thơ|huế"
    r"|hồ chí minh))?))"
)


_ASKING = frozenset({"yêu", "đề", "lưu"})


class Speakers(Predicates):
    """Reads speakers and the bodies they order."""

    def _ordered(
        self, listing: Listing, at: int, end: int, topic: Listing | None, context: Context
    ) -> Head | None:
        """The listed bodies are the speaker of an order: *UBND tỉnh giao X*."""
        news = self._news(at, end)
        cue = self._skip_speech_adverbs(news or at, end)
        size = lexicon.ORDERS.at(self.tokens, cue, end)
        if not size:
            return None
        after = self._addressee_at(cue + size, end)
        told = self.mentions.listing(after, end, across=True)
        if not news and not self._speaks(listing, cue, context):
            return None
        if told is not None:
            return Head(SPEAKER_ORDER, self._after_colon(told.end, end), told)
        if topic is not None:
            return Head(TOPIC_ORDER, after, topic)
        asks = self.tokens[cue].low in _ASKING and self.verb_at(after, end) is not None
        return Head(BARE_ORDER, after) if asks else None

    def _news(self, at: int, end: int) -> int | None:
        """The place of the order in *ra văn bản chỉ đạo*, *có Công văn số … giao*."""
        at = self._skip_speech_adverbs(at, end)
        size = lexicon.NEWS_ORDERS.at(self.tokens, at, end)
        if not size:
            return None
        for place in range(at + size, min(end, at + _REACH_OF_SPEECH)):
            if self.tokens[place].raw in ":;":
                told = lexicon.OPENING_ORDERS.at(self.tokens, place + 1, end)
                return place + 1 if told else None
            if lexicon.ORDERS.at(self.tokens, place, end) and not self._is_noun(place):
                return place
        return None

    def _is_noun(self, place: int) -> bool:
        """*ý kiến chỉ đạo*, *văn bản đề nghị*: what looks like an order is part of a noun."""
        before = self.tokens[place - 1].low
        return before in _NOUN_ENDS or lexicon.DOCUMENT_NOUNS.at(self.tokens, place - 1, place) > 0

    def _skip_speech_adverbs(self, at: int, end: int) -> int:
        while at < end and self.tokens[at].low in _SPEECH_ADVERBS:
            at += 1
        return at

    def _speaks(self, listing: Listing, cue: int, context: Context) -> bool:
        """Say whether these bodies hand out work here rather than do their own."""
        if any(mention.sort is Sort.PERSON for mention in listing.mentions):
            return True
        names = {party.name for mention in listing.mentions for party in mention.parties}
        if not context.ordering or any(_is_same(one, context.issuers) for one in names):
            return True
        if self.tokens[cue - 1].low == "cũng" or self._is_above(names, cue):
            return True
        if len(names) > 1 or _DOING.at(self.tokens, cue):
            return False
        if listing.mentions[0].sort is Sort.TITLE:
            return True
        return self.tokens[cue].low == "giao"

    def _is_above(self, names: set[str], cue: int) -> bool:
        """*UBND tỉnh yêu cầu …*: the head of the province hands out, whoever spoke before."""
        return self.tokens[cue].low in ("giao", "yêu", "đề", "lưu") and all(
            _ABOVE.fullmatch(name.lower()) for name in names
        )

    def _speaker(self, at: int, end: int, topic: Listing | None) -> Head | None:
        """A speaker that is no body we know: *Phó Thủ tướng chỉ đạo X …*."""
        if lexicon.PARTICIPANTS.at(self.tokens, at, end):
            return None
        spoken = lexicon.SPEAKER_WORDS.at(self.tokens, at, end)
        if not spoken or self.verb_here(at, end) and self._is_one_of_deeds(at + spoken, end):
            return None  # "Chủ trì, phối hợp với …" is a deed
        crossed = False
        for place in range(at + 1, min(end, at + _REACH_OF_SPEECH)):
            size = lexicon.ORDERS.at(self.tokens, place, end)
            crossed = crossed or self.tokens[place].raw == ";"
            if not size or self._is_noun(place):
                continue
            if self.tokens[place - 1].low in ("đã", "từng", "được"):
                continue
            if crossed and self.tokens[place - 1].low not in _LEADING_ON:
                continue
            after = self._addressee_at(place + size, end)
            told = self.mentions.listing(after, end, across=True)
            if told is not None:
                return Head(SPEAKER_ORDER, self._after_colon(told.end, end), told)
            if topic is not None:
                return Head(TOPIC_ORDER, after, topic)
            if self.tokens[after - 1].raw == ":" and self.verb_at(after, end) is not None:
                return Head(BARE_ORDER, after)
        return None

    def _speaker_inside(self, at: int, stop: int, end: int, topic: Listing | None) -> Head | None:
        """*Phát biểu tại hội nghị đồng chí Chủ tịch yêu cầu X …*: no comma before who speaks."""
        for place in range(at + 1, stop):
            if words.PERSON_WORDS.at(self.tokens, place, stop):
                return self._speaker(place, end, topic)
        return None

    def _is_one_of_deeds(self, at: int, end: int) -> bool:
        """*phân công, bố trí cán bộ trực*: the first of several verbs orders nobody."""
        return at + 1 < end and self.tokens[at].raw == "," and self.verb_here(at + 1, end)

    def _addressee_at(self, at: int, end: int) -> int:
        while at < end:
            size = _SKIPPED.at(self.tokens, at, end)
            if self.tokens[at].raw in ",:":
                size = max(size, 1)
            if not size:
                return at
            at += size
        return at

    def _after_colon(self, at: int, end: int) -> int:
        return at + 1 if at < end and self.tokens[at].raw in ":," else at


def _is_same(name: str, others: frozenset[str]) -> bool:
    """*UBND tỉnh* is the *UBND tỉnh Lâm Đồng* that spoke before."""
    return any(f"{one} ".startswith(f"{name} ") for one in others)
