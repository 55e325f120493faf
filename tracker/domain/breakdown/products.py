"""Stage 6c: the document or programme that a clause says is to be delivered."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.mentions import Mentions
from tracker.domain.breakdown.order import Order
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.text import Token

_REACH = 8
_LONGEST = 14
_LONGEST_LINK = 5
"""Tokens of a further noun behind a comma: *…, thuốc men*, *…, video dùng chung*."""
_ENDS = frozenset(
    """để cho gửi trình trước theo tại trong vào với nhằm từ đến do ở trên bằng khi đối phục và là
    gồm xong báo nộp về của có cùng chậm hoàn phối được như sau nếu thì căn kể không dưới từng
    hằng hàng làm đăng phát quý kèm cuối""".split()
)
_INSIDE = Phrases("dự báo, cảnh báo, báo chí, phòng , chống, hoàn công, phát triển, phát thanh")
_NO_OBJECT = frozenset("theo của tại trên về với để từ nếu".split())  # noqa: SIM905
_ASIDE = Phrases("trước khi, sau khi, nếu, khi có, trong quá trình")
_CITED = Phrases("số, này, trên, nêu trên, nói trên, đã")
_BOTH = Phrases("báo cáo, thông báo, hướng dẫn, quyết định, quy định, thiết kế, đề xuất")
_HANDING_OVER = Phrases("gửi, trình, nộp, báo cáo, tham mưu, đề xuất")
_QUOTES = {"“": "”", '"': '"', "‘": "’"}


def product_of(mentions: Mentions, order: Order) -> tuple[int, int] | None:
    """Give the tokens that name what is to be delivered, as the text names it, or None."""
    if order.row is not None and order.row.product is not None:
        return order.row.product
    return _Reader(mentions, order).read()


class _Reader:
    """Reads one clause."""

    def __init__(self, mentions: Mentions, order: Order) -> None:
        self.mentions = mentions
        self.tokens: Sequence[Token] = mentions.tokens
        self.end = order.end
        self.begin = order.verb
        self.stops = {due.begin for due in order.dues}

    def read(self) -> tuple[int, int] | None:
        depth = 0
        for at in range(self.begin, self.end):
            depth += (self.tokens[at].raw == "(") - (self.tokens[at].raw == ")")
            if _ASIDE.at(self.tokens, at, self.end):
                return None
            made = 0 if depth > 0 else lexicon.PRODUCING.at(self.tokens, at, self.end)
            found = self._after(at, at + made) if made else None
            if found is not None:
                return found
        return None

    def _after(self, verb: int, begin: int) -> tuple[int, int] | None:
        at = begin
        while at < min(begin + _REACH, self.end):
            if self.tokens[at].raw in ";.:(" or self.tokens[at].low in _NO_OBJECT:
                return None
            mention = self.mentions.at(at, self.end)
            if mention is not None and not lexicon.PRODUCTS.at(self.tokens, at, self.end):
                if not _HANDING_OVER.at(self.tokens, verb, self.end):
                    return None
                at = mention.end
                continue
            size = lexicon.PRODUCTS.at(self.tokens, at, self.end)
            if size:
                return self._named(at, at + size)
            at += 1
        return None

    def _named(self, at: int, stop: int) -> tuple[int, int] | None:
        if _CITED.at(self.tokens, stop, self.end) or self._is_verb(at, stop):
            return None
        return at, self._stop(stop, min(self.end, at + _LONGEST))

    def _is_verb(self, at: int, stop: int) -> bool:
        """*tổng hợp, báo cáo UBND tỉnh*: a word that can be both is a verb before a body."""
        if not _BOTH.at(self.tokens, at, stop) or self.tokens[at].is_capital:
            return False
        receiver = stop < self.end and self.mentions.at(stop, self.end) is not None
        return receiver or self.tokens[at - 1].raw == "," or self._acts(at)

    def _acts(self, at: int) -> bool:
        """*tham mưu UBND tỉnh quyết định hỗ trợ*: a body before it makes it a verb."""
        places = range(max(self.begin, at - _REACH), at)
        found = (self.mentions.at(place, at) for place in places)
        return any(one is not None and one.end == at for one in found)

    def _stop(self, at: int, end: int) -> int:
        while at < end and at not in self.stops:
            step = self._step(at, end)
            if not step:
                break
            at += step
        return at

    def _step(self, at: int, end: int) -> int:
        token = self.tokens[at]
        inside = _INSIDE.at(self.tokens, at, end)
        if inside:
            return inside
        if token.raw in _QUOTES:
            return self._quoted(at)
        if token.raw == "-" and at + 1 < end:
            joined = self.tokens[at + 1].is_word or not self.tokens[at + 1].spaced
            return 2 if joined else 0
        if token.raw == ",":
            return self._linked(at + 1, end)
        if not (token.is_word or token.is_number) or token.low in _ENDS:
            return 0
        return 0 if token.is_capital and self.mentions.at(at, self.end) is not None else 1

    def _quoted(self, at: int) -> int:
        """*chuyên mục “Vượt qua đại dịch”*: a name in quotation marks is taken whole."""
        closing = _QUOTES[self.tokens[at].raw]
        places = range(at + 1, min(self.end, at + _LONGEST))
        return next((i + 1 - at for i in places if self.tokens[i].raw == closing), 0)

    def _linked(self, begin: int, end: int) -> int:
        """*kế hoạch dự trữ lương thực, thuốc men cho …*: a noun behind the comma, no verb."""
        for at in range(begin, min(end, begin + _LONGEST_LINK)):
            token = self.tokens[at]
            if at == begin and not self._continues(at):
                return 0
            if at > begin and (token.low in _ENDS or token.raw in ",;.") or at in self.stops:
                return at - begin + 1
            if not token.is_word:
                return 0
        return min(end, begin + _LONGEST_LINK) - begin + 1 if end == self.end else 0

    def _continues(self, at: int) -> bool:
        verb = lexicon.VERBS.at(self.tokens, at, self.end)
        noun = lexicon.NOUNS.at(self.tokens, at, self.end)
        how = lexicon.ADVERBS.at(self.tokens, at, self.end)
        named = lexicon.PRODUCTS.at(self.tokens, at, self.end)
        ends = self.tokens[at].low in _ENDS - {"có"} or self.mentions.at(at, self.end) is not None
        return (verb <= noun or bool(named)) and not how and not ends and at not in self.stops
