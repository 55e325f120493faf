"""Stage 5a: the head of a sentence: who is told, and where the deed begins.

A head is looked for from the left, segment by segment; every rule has a name, which a proposal
carries with it.
"""

from __future__ import annotations

from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.dates import find_dues
from tracker.domain.breakdown.head import (
    AGENT,
    BARE_ORDER,
    CARRIED,
    COLON,
    DUTY,
    ORDER,
    SUBJECT,
    TOPIC_ORDER,
    Context,
    Head,
)
from tracker.domain.breakdown.mention import Listing
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.speakers import Speakers

_AFFAIRS = Phrases(
    """việc, công tác, trách nhiệm, nội dung, phần, nhiệm vụ, kinh phí, chi phí, khâu, khách mời, nhân sự
    thủ tục, hồ sơ, hậu cần, phần việc, nguồn kinh phí"""
)
_BELONGS = Phrases(
    "thuộc về, thuộc trách nhiệm của, là trách nhiệm của, là nhiệm vụ của, thuộc nhiệm vụ của"
)
_DOES = Phrases(
    """thực hiện, đảm nhiệm, chịu trách nhiệm, phụ trách, chủ trì, hướng dẫn, bố trí, lo, bảo đảm, đảm bảo
    cung cấp, giới thiệu, quyết định, tổ chức, triển khai, tổ chức thực hiện, chủ trì thực hiện, cử, chuẩn bị
    chịu trách nhiệm chính, chi trả, tiến hành, phối hợp thực hiện, chịu trách nhiệm thực hiện, đảm trách"""
)
_LONGEST_AFFAIR = 40
_TOPICS = Phrases("đối với, với, riêng đối với, về phía, riêng với")
_DEMANDS = Phrases("phải, cần, sẽ, có trách nhiệm, cần phải, được giao")
_PREDICATE_OPENERS = frozenset(
    {"căn cứ", "theo", "trên", "với", "bằng", "mỗi", "ngay", "từ", "trong", "khi", "nhằm"}
)
_AMBIGUOUS = Phrases(
    "thực hiện, kết thúc, chào mừng, hưởng ứng, chốt lại, kết luận, triển khai, tổ chức thực hiện, phát biểu, quán triệt"
)
_MOST_SEGMENTS = 24
"""Parts of a sentence that may stand before its head."""
# What shows that "thực hiện" is the deed and no preamble ("Thực hiện Kế hoạch số 12, …").
_MANNER = Phrases(
    """nghiêm túc, nghiêm, tốt, có hiệu quả, hiệu quả, đồng bộ, quyết liệt, đầy đủ, kịp thời, đúng
    chế độ, công tác, việc, các biện pháp, các giải pháp, các nội dung, các nhiệm vụ, dứt điểm
    lồng ghép, thường xuyên, ngay, triệt để, toàn diện, chính sách, đồng thời, thí điểm, kê khai, rà soát"""
)
_QUOTES = frozenset("“”\"'‘’(-")
_ANNEXED = Phrases("theo phụ lục, theo bảng, theo biểu, theo danh mục, tại phụ lục, như phụ lục")
_AIMS = Phrases("với mục tiêu, nhằm, để, với mục đích, với quyết tâm")
_PREAMBLES = Phrases(
    """đối với, liên quan, liên quan đến, về, thực hiện, căn cứ, xét, sau khi, theo, trên cơ sở, để thực hiện, văn bản nêu rõ, công văn nêu rõ
    văn bản nêu, công văn nêu, thông báo nêu rõ, qua, tiếp theo, để triển khai"""
)
_ROLES = Phrases("với vai trò, với tư cách, với trách nhiệm, với chức năng, trong vai trò")
_TOGETHER = Phrases("cùng, cùng với")


class HeadFinder(Speakers):
    """Reads the beginnings of sentences and clauses."""

    def find(self, begin: int, end: int, context: Context) -> Head | None:
        """Give the head of the sentence in a range, or None when it is no order."""
        agent = self._agent(begin, end)
        if agent is not None:
            return agent
        at, topic = begin, None
        for _ in range(_MOST_SEGMENTS):
            at = self.skip_opening(at, end)
            if at >= end:
                return None
            at = self._past_then(at, end)
            topic_end = self._topic(at, end)
            if topic_end is not None:
                topic, at = topic_end
                continue
            head = self._at_segment(at, end, topic, context)
            if head is not None:
                return head if head.at <= end else None
            opens = self._is_opener(at, end) and not self._dates_a_deed(at, end)
            after = self.next_segment(at, end, marks=",:;") if opens else None
            after = after or (self._past_date(at, end) if opens else None)
            inner = self._speaker_inside(at, after or end, end, topic) if opens else None
            if inner is not None:
                return inner
            if after is None:
                bare = self._behind_aims(begin, at, end) or self._bare(at, end, topic)
                after = self._past_preamble(begin, at, end) if bare is None else None
                if after is None:
                    return bare
            at = after
        return None

    def _past_then(self, at: int, end: int) -> int:
        """*Tài chính thì Sở Tài chính xem lại …*: a topic of a few words before *thì*."""
        for place in range(at + 1, min(end - 1, at + 5)):
            if self.tokens[place].low == "thì" and self.mentions.at(place + 1, end) is not None:
                return place + 1
        return at

    def _past_date(self, at: int, end: int) -> int | None:
        """*Định kỳ hằng quý Sở Y tế báo cáo …*: no comma behind the words about time."""
        size = self._date_size(at, end)
        return at + size if size else None

    def _behind_aims(self, begin: int, at: int, end: int) -> Head | None:
        """*Với mục tiêu giảm …, giảm …, UBND huyện yêu cầu X …*: who is told after the aims."""
        opening = self.skip_opening(begin, end)
        if not (_AIMS.at(self.tokens, opening, end) or _PREAMBLES.at(self.tokens, opening, end)):
            return None
        place = self.next_segment(at, end, marks=",;")
        while place is not None:
            listing = self.mentions.listing(place, end)
            head = self._ordered(listing, listing.end, end, None, Context()) if listing else None
            if head is not None:
                return head
            place = self.next_segment(place, end, marks=",;")
        return None

    def _past_preamble(self, begin: int, at: int, end: int) -> int | None:
        """*Thực hiện Văn bản số 12 …, …; UBND tỉnh giao …*: the next part of a preamble."""
        opens = _PREAMBLES.at(self.tokens, self.skip_opening(begin, end), end) > 0
        return self.next_segment(at, end, marks=",:;") if opens else None

    def _agent(self, begin: int, end: int) -> Head | None:
        """*Việc bảo dưỡng do Sở X thực hiện*, *Trách nhiệm cấp điện thuộc về Công ty Y*."""
        at = self.skip_opening(begin, end)
        if _TOPICS.at(self.tokens, at, end):
            at = self.next_segment(at, end, marks=",") or at
        affair = _AFFAIRS.at(self.tokens, at, end)
        if not affair:
            return None
        for place in range(at + affair, min(end - 1, at + _LONGEST_AFFAIR)):
            left_out = self._left_out(place, end)
            if left_out is not None:
                listing, stop = left_out
                bare = at + affair if self.tokens[at].low in ("việc", "trách") else at
                return Head(AGENT, bare, listing, (place, stop))
        return None

    def _left_out(self, place: int, end: int) -> tuple[Listing, int] | None:
        size = _BELONGS.at(self.tokens, place, end)
        does = self.tokens[place].low == "do"
        listing = self.mentions.listing(place + (size or 1), end) if size or does else None
        if listing is None:
            return None
        verb = _DOES.at(self.tokens, listing.end, end)
        ends = listing.end >= end or self.tokens[listing.end].raw in ",.;"
        return (listing, listing.end + verb) if verb or size and ends else None

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
            return self._named_after(place + 1, end) or Head(COLON, place + 1, listing)
        if self.is_statement(place, end):
            return None
        if self.is_predicate(place, end) or self.acts_together(place, end):
            return Head(SUBJECT, place, listing)
        return None

    def _named_after(self, at: int, end: int) -> Head | None:
        """*Các đơn vị liên quan: Công an tỉnh, Sở Y tế tăng cường …*: the group is spelled out."""
        named = self.mentions.listing(at, end)
        if named is None or len(named.mentions) < 2 or self.is_statement(named.end, end):
            return None
        acts = self.verb_at(named.end, end) is not None
        return Head(SUBJECT, named.end, named) if acts else None

    def _past_role(self, at: int, end: int) -> int:
        """*X với vai trò bộ phận thường trực sẽ …*: at "sẽ"."""
        if not _ROLES.at(self.tokens, at, end):
            return at
        places = range(at + 2, min(end, at + 16))
        return next((place for place in places if _DEMANDS.at(self.tokens, place, end)), at)

    def acts_together(self, at: int, end: int) -> bool:
        """Say whether *cùng (với) B làm …* stands at ``at``: who was named before leads."""
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

    def _bare(self, at: int, end: int, topic: Listing | None) -> Head | None:
        """No subject: a verb opens the sentence."""
        verb = self.verb_at(at, end)
        if verb is None and not self.acts_together(at, end):
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
        if self.acts_together(at, end):
            return False
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
