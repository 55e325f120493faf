"""Stage 5a: the head of a sentence: who is told, and where the deed begins.

A head is looked for from the left, segment by segment; every rule has a name, which a proposal
carries with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.dates import find_dues
from tracker.domain.breakdown.dues import Bases
from tracker.domain.breakdown.mention import Listing, Sort
from tracker.domain.breakdown.mentions import Mentions
from tracker.domain.breakdown.phrases import Phrases

ORDER = "order"
SPEAKER_ORDER = "speaker_order"
TOPIC_ORDER = "topic_order"
SUBJECT = "subject"
DUTY = "duty"
COLON = "colon"
CARRIED = "carried"
BARE_ORDER = "bare_order"

_TOPICS = Phrases("đối với, với, riêng đối với, về phía, riêng với")
_SKIPPED = Phrases("riêng, cho, rằng, thêm, đến, các ý sau, cụ thể, như sau, lại, thì, cả")
_DOING = Phrases("chỉ đạo, lưu ý, nhắc nhở, nhắc, phân công, đôn đốc, yêu cầu, kêu gọi, ủy quyền")
_DEMANDS = Phrases("phải, cần, sẽ, có trách nhiệm, cần phải, được giao")
_PREDICATE_OPENERS = frozenset(
    {"căn cứ", "theo", "trên", "với", "bằng", "mỗi", "ngay", "từ", "trong", "khi", "nhằm"}
)
_AMBIGUOUS = Phrases(
    "thực hiện, kết thúc, chào mừng, hưởng ứng, chốt lại, kết luận, triển khai, tổ chức thực hiện, phát biểu, quán triệt"
)
_MOST_SEGMENTS = 24
"""Parts of a sentence that may stand before its head."""
_REACH_OF_SPEECH = 120
"""Tokens between who speaks and the order: what was heard, agreed and stressed stands between."""
# What shows that "thực hiện" is the deed and no preamble ("Thực hiện Kế hoạch số 12, …").
_MANNER = Phrases(
    """nghiêm túc, nghiêm, tốt, có hiệu quả, hiệu quả, đồng bộ, quyết liệt, đầy đủ, kịp thời, đúng
    chế độ, công tác, việc, các biện pháp, các giải pháp, các nội dung, các nhiệm vụ, dứt điểm
    lồng ghép, thường xuyên, ngay, triệt để, toàn diện, chính sách, đồng thời, thí điểm, kê khai, rà soát"""
)
_QUOTES = frozenset("“”\"'‘’(-")
_ANNEXED = Phrases("theo phụ lục, theo bảng, theo biểu, theo danh mục, tại phụ lục, như phụ lục")
_PREAMBLES = Phrases(
    """thực hiện, căn cứ, xét, sau khi, theo, trên cơ sở, để thực hiện, văn bản nêu rõ, công văn nêu rõ
    văn bản nêu, công văn nêu, thông báo nêu rõ, qua, tiếp theo, để triển khai"""
)
_ROLES = Phrases("với vai trò, với tư cách, với trách nhiệm, với chức năng, trong vai trò")
_TOGETHER = Phrases("cùng, cùng với")


@dataclass(frozen=True, slots=True)
class Head:
    """Who is told (None: nobody named here) and the place ``at`` where the predicate begins."""

    rule: str
    at: int
    listing: Listing | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before have settled."""

    ordering: bool = False
    issuers: frozenset[str] = frozenset()


class HeadFinder:
    """Reads the beginnings of sentences and clauses."""

    def __init__(self, mentions: Mentions, bases: Bases) -> None:
        self.mentions = mentions
        self.tokens = mentions.tokens
        self.bases = bases

    def find(self, begin: int, end: int, context: Context) -> Head | None:
        """Give the head of the sentence in a range, or None when it is no order."""
        at, topic = begin, None
        for _ in range(_MOST_SEGMENTS):
            at = self.skip_opening(at, end)
            if at >= end:
                return None
            topic_end = self._topic(at, end)
            if topic_end is not None:
                topic, at = topic_end
                continue
            head = self._at_segment(at, end, topic, context)
            if head is not None:
                return head if head.at <= end else None
            opens = self._is_opener(at, end) and not self._dates_a_deed(at, end)
            after = self.next_segment(at, end, marks=",:;") if opens else None
            if after is None:
                bare = self._bare(at, end, topic)
                after = self._past_preamble(begin, at, end) if bare is None else None
                if after is None:
                    return bare
            at = after
        return None

    def _past_preamble(self, begin: int, at: int, end: int) -> int | None:
        """*Thực hiện Văn bản số 12 …, …; UBND tỉnh giao …*: the next part of a preamble."""
        opens = _PREAMBLES.at(self.tokens, self.skip_opening(begin, end), end) > 0
        return self.next_segment(at, end, marks=",:;") if opens else None

    def _at_segment(
        self, at: int, end: int, topic: Listing | None, context: Context
    ) -> Head | None:
        return (
            self._order(at, end, topic)
            or self._listed(at, end, topic, context)
            or self._speaker(at, end, topic)
        )

    def skip_opening(self, at: int, end: int) -> int:
        """Skip quotation marks and connectives such as *Đồng thời,*."""
        at = self._past_dateline(at, end)
        while at < end:
            size = lexicon.CONNECTIVES.at(self.tokens, at, end) or self._only(at, end)
            if size and at + size < end:
                at += size
            elif self.tokens[at].raw in _QUOTES or self.tokens[at].raw in ",:":
                at += 1
            else:
                break
        return at

    def _past_dateline(self, at: int, end: int) -> int:
        """*(BĐ) - UBND tỉnh …*: the paper's name before the news."""
        if at + 3 >= end or self.tokens[at].raw != "(":
            return at
        closing = next((i for i in range(at, min(end, at + 6)) if self.tokens[i].raw == ")"), at)
        dash = closing > at and closing + 1 < end and self.tokens[closing + 1].raw == "-"
        return closing + 2 if dash else at

    def _only(self, at: int, end: int) -> int:
        """*Riêng Đài Phát thanh …*: the word before the body that is told apart."""
        only = self.tokens[at].low in ("riêng", "còn")
        return int(only and self.mentions.at(at + 1, end) is not None)

    def _topic(self, at: int, end: int) -> tuple[Listing, int] | None:
        size = _TOPICS.at(self.tokens, at, end)
        listing = self.mentions.listing(at + size, end) if size else None
        if listing is None:
            return None
        listing = self._without_speaker(listing, end)
        if listing.end >= end or self.tokens[listing.end].raw not in ",:":
            return None
        return listing, listing.end + 1

    def _without_speaker(self, listing: Listing, end: int) -> Listing:
        """*Đối với các xã, đồng chí Chủ tịch yêu cầu:*: who speaks is none of those told."""
        told = listing.mentions[:-1]
        if not told or not lexicon.ORDERS.at(self.tokens, listing.end, end):
            return listing
        return Listing(told, listing.begin, told[-1].end)

    def _order(self, at: int, end: int, topic: Listing | None) -> Head | None:
        """*Giao X …*, *Yêu cầu X …* at the beginning."""
        size = lexicon.OPENING_ORDERS.at(self.tokens, at, end)
        if not size:
            return None
        if self._is_one_of_deeds(at + size, end):
            return None
        after = self._addressee_at(at + size, end)
        listing = self.mentions.listing(after, end, across=True)
        if listing is not None and _ANNEXED.at(self.tokens, listing.end, end):
            return None
        if listing is not None:
            return Head(ORDER, self._after_colon(listing.end, end), listing)
        if topic is not None:
            return Head(TOPIC_ORDER, after, topic)
        return Head(BARE_ORDER, after) if self.verb_at(after, end) is not None else None

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

    def _listed(self, at: int, end: int, topic: Listing | None, context: Context) -> Head | None:
        """A list of bodies: they speak, have a duty, or do something."""
        listing = self.mentions.listing(at, end, across=True)
        if listing is None:
            return None
        place = self._past_role(listing.end, end)
        ordered = self._ordered(listing, place, end, topic, context)
        if ordered is not None:
            return ordered
        duty = self._duty(place, end)
        if duty:
            return Head(DUTY, place + duty, listing)
        if place < end and self.tokens[place].raw == ":":
            return Head(COLON, place + 1, listing)
        if self.is_statement(place, end):
            return None
        if self.is_predicate(place, end) or self._acts_together(place, end):
            return Head(SUBJECT, place, listing)
        return None

    def _past_role(self, at: int, end: int) -> int:
        """*X với vai trò bộ phận thường trực sẽ …*: at "sẽ"."""
        if not _ROLES.at(self.tokens, at, end):
            return at
        places = range(at + 2, min(end, at + 16))
        return next((place for place in places if _DEMANDS.at(self.tokens, place, end)), at)

    def _acts_together(self, at: int, end: int) -> bool:
        """*A cùng (với) B làm …*: A leads."""
        size = _TOGETHER.at(self.tokens, at, end)
        others = self.mentions.listing(at + size, end) if size else None
        return others is not None and self.verb_at(others.end, end) is not None

    def _duty(self, at: int, end: int) -> int:
        told = self._told_by(at, end)
        if told:
            return told
        size = lexicon.ADVERBS.at(self.tokens, at, end)
        return lexicon.PASSIVE_DUTY.at(self.tokens, at, end) or (
            size + lexicon.PASSIVE_DUTY.at(self.tokens, at + size, end)
            if size and lexicon.PASSIVE_DUTY.at(self.tokens, at + size, end)
            else 0
        )

    def _told_by(self, at: int, end: int) -> int:
        """*X được UBND tỉnh giao …*: who gave the duty stands in the middle."""
        if at + 2 >= end or self.tokens[at].low != "được":
            return 0
        giver = self.mentions.at(at + 1, end)
        size = lexicon.OPENING_ORDERS.at(self.tokens, giver.end, end) if giver else 0
        return giver.end + size - at if giver and size else 0

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
        return Head(BARE_ORDER, after) if self.verb_at(after, end) is not None else None

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
        if not spoken or self.tokens[at + spoken].raw in ",;" and self.verb_here(at, end):
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

    def _bare(self, at: int, end: int, topic: Listing | None) -> Head | None:
        """No subject: a verb opens the sentence."""
        verb = self.verb_at(at, end)
        if verb is None and not self._acts_together(at, end):
            return None
        if verb is not None and self._is_remark(verb, end):
            return None
        person = self.mentions.at(at, end)
        if person is not None and self.is_statement(person.end, end):
            return None  # "Lãnh đạo Sở X cam kết …"
        return Head(TOPIC_ORDER, at, topic) if topic is not None else Head(CARRIED, at)

    def _is_remark(self, verb: int, end: int) -> bool:
        """*kiểm tra còn nể nang*: the verb is the subject of a remark."""
        after = verb + lexicon.VERBS.at(self.tokens, verb, end)
        return lexicon.REMARKS.at(self.tokens, after, end) > 0

    def _is_opener(self, at: int, end: int) -> bool:
        """Say whether a segment only says when, why or about what."""
        if lexicon.OPENERS.at(self.tokens, at, end):
            size = lexicon.VERBS.at(self.tokens, at, end)
            if size and not _AMBIGUOUS.at(self.tokens, at, end):
                return False
            return not size or not _MANNER.at(self.tokens, at + size, end)
        dues = find_dues(self.tokens, at, min(end, at + 12), self.bases)
        return bool(dues) and dues[0].begin == at

    def _dates_a_deed(self, at: int, end: int) -> bool:
        """*Định kỳ hằng quý báo cáo …*: the words about time belong to the verb behind them."""
        verb = self.verb_at(at, end)
        return verb is not None and verb > at and self.tokens[verb - 1].raw != ","

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

    def is_statement(self, at: int, end: int) -> bool:
        """Say whether what follows a subject tells something instead of ordering it."""
        if lexicon.NOT_STATEMENT.at(self.tokens, at, end):
            return False
        size = lexicon.STATEMENT.at(self.tokens, at, end)
        if not size:
            return False
        return size >= lexicon.VERBS.at(self.tokens, at, end)

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


_ABOVE = re.compile(
    r"(chính phủ|thủ tướng.*|tỉnh ủy|(ban thường vụ|thường trực) (tỉnh|thành) ủy"
    r"|(hội đồng|ủy ban) nhân dân (tỉnh( [^,]+)?|thành phố( (hà nội|đà nẵng|hải phòng|cần thơ|huế"
    r"|hồ chí minh))?))"
)


def _is_same(name: str, others: frozenset[str]) -> bool:
    """*UBND tỉnh* is the *UBND tỉnh Lâm Đồng* that spoke before."""
    return any(f"{one} ".startswith(f"{name} ") for one in others)


_SPEECH_ADVERBS = frozenset(
    "cũng đã vừa tiếp tục thống nhất còn đồng thời kiên quyết ngay lập tức khẩn trương mới lại".split()
)  # noqa: SIM905
_NOUN_ENDS = frozenset({"kiến", "thần", "sự", "cầu"})
_LEADING_ON = frozenset({";", ",", "vậy", "đó", "thời", "và", "thế"})
"""What stands before an order behind a semicolon: *…; vì vậy đề nghị X …*."""
_NO_PREDICATE = frozenset(
    """của và là tại ở về do bị được các những này đó trên khác như từ gồm nào theo hoặc đến nơi khi mà
    thì để với cho hay cùng bằng""".split()
)
