"""Stage 5d: sentences in the form of an order that give no work of their own.

*Yêu cầu các đơn vị nghiêm túc thực hiện.*, *Giao các đơn vị thực hiện nhiệm vụ theo Phụ lục.*,
*Tại Công văn số 12 …, UBND tỉnh đã yêu cầu …*: what stands elsewhere, or was ordered before.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.text import Token

_CARRYING_OUT = Phrases(
    """nghiêm túc, nghiêm, triển khai, tổ chức, thực hiện, triển khai thực hiện, tổ chức thực hiện
    chủ động, tích cực, kịp thời, nghiêm túc triển khai thực hiện, khẩn trương, đồng bộ, hiệu quả, và, có hiệu quả, chấp hành"""
)
_ANYTHING = Phrases(
    """nhiệm vụ, các nhiệm vụ, nội dung, các nội dung, công việc, cụ thể, chi tiết, các công việc
    nhiệm vụ cụ thể, nhiệm vụ chi tiết, thực hiện, phân công, triển khai, như, được nêu, nêu, giao
    cho, các, cơ quan, đơn vị, địa phương, sở, ngành, thống nhất, việc, phần việc, được giao, tổ chức"""
)
_SOME_TASKS = Phrases(
    "một số nhiệm vụ, các nhiệm vụ sau, những nhiệm vụ sau, một số nội dung, một số việc"
)
_HOW = Phrases("tuyệt đối, phải, không được, cần, không")
_SLOGANS = Phrases("chủ quan, lơ là, chủ quan , lơ là, để bị động, bất ngờ")
_ANNEXED = Phrases(
    """theo phụ lục, theo bảng, theo biểu, theo danh mục, tại phụ lục, như phụ lục, ở phụ lục
    tại biểu, tại bảng, trong phụ lục, theo các phụ lục"""
)
_EARLIER = Phrases(
    """tại công văn, tại văn bản, tại kế hoạch, tại thông báo, tại chỉ thị, tại quyết định
    tại công điện, tại kết luận, tại nghị quyết, tại cuộc họp, tại phiên họp, tại hội nghị"""
)
_MARKS = frozenset(",./:;!")


def is_formula(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Say whether the predicate in a range only says to carry out what stands elsewhere."""
    if _SLOGANS.at(tokens, _past(_HOW, tokens, begin, end), end) or _names_no_deed(
        tokens, begin, end
    ):
        return True
    return _only_carries_out(tokens, begin, end) or _points_at_annex(tokens, begin, end)


def _names_no_deed(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """*giao các đơn vị một số nhiệm vụ cụ thể.*: the deeds follow."""
    if not _SOME_TASKS.at(tokens, begin, end):
        return False
    at = _past(_ANYTHING, tokens, begin + _SOME_TASKS.at(tokens, begin, end), end)
    return all(tokens[place].raw in _MARKS for place in range(at, end))


def _only_carries_out(tokens: Sequence[Token], begin: int, end: int) -> bool:
    at = _past(_CARRYING_OUT, tokens, begin, end)
    return at > begin and all(tokens[place].raw in _MARKS for place in range(at, end))


def _points_at_annex(tokens: Sequence[Token], begin: int, end: int) -> bool:
    at = _past(_ANYTHING, tokens, begin, end)
    return bool(_ANNEXED.at(tokens, at, end))


def _past(phrases: Phrases, tokens: Sequence[Token], at: int, end: int) -> int:
    while at < end:
        size = phrases.at(tokens, at, end) or int(tokens[at].raw == ",")
        if not size:
            break
        at += size
    return at


def was_ordered_before(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """*Tại Kế hoạch số 45 ngày 20/02, UBND thành phố đã giao …*: history, whatever it names."""
    if not _EARLIER.at(tokens, begin, end):
        return False
    return lexicon.DONE_ORDERS.anywhere(tokens, begin, end)


def is_name_only(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """*Chi Linh*: two words or more, each with a capital, and nothing else: who wrote the news."""
    return end - begin > 1 and all(one.is_word and one.is_capital for one in tokens[begin:end])
