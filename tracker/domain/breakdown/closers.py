"""Stage 5c: sentences and clauses that only date what stands before them.

*Hoàn thành trước ngày 20/9.*, *Kết quả báo cáo UBND tỉnh trước ngày 30/6.*, *Sơ đồ chỗ ngồi gửi
Văn phòng trước ngày 30/9.*: no tasks of their own (annotation rule 5).
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.dates import find_dues
from tracker.domain.breakdown.dues import Bases, Due
from tracker.domain.breakdown.mentions import Mentions
from tracker.domain.breakdown.phrases import Phrases

_FINISH = Phrases(
    "hoàn thành, xong, hoàn tất, kết thúc, thời gian hoàn thành, thời hạn, thời gian thực hiện, thời gian, thời hạn hoàn thành, dứt điểm, thực hiện xong, hạn, hoàn thiện"
)
_FILLERS = Phrases(
    """kết quả, kết quả thực hiện, về, cho, với, lên, xong, toàn bộ, tất cả, các nội dung trên, nội dung trên
    cả hai nội dung trên, hai nội dung trên, các nội dung này, nội dung này, các việc trên, việc này
    để tổng hợp, để theo dõi, ban hành, công bố, báo cáo, tổng hợp, xem xét, quyết định, phê duyệt, cho ý kiến, ký, phải
    được, cần, bằng văn bản, chỉ đạo, theo quy định, ký ban hành, và, các nhiệm vụ trên, trên, này
    công việc trên, ý kiến, thẩm định, duyệt, thông qua, để báo cáo, là, hoàn thành, việc thực hiện
    kết quả xác minh, kết quả kiểm tra, kết quả rà soát, kết quả xử lý, kết quả giải quyết, lấy ý kiến
    thứ trưởng, bộ trưởng, thủ tướng, thủ tướng chính phủ, chính phủ, kết quả triển khai, xin ý kiến, góp ý, tình hình, tình hình thực hiện, cả, các công việc trên, những việc trên, thực hiện, theo dõi"""
)
_ASKED = Phrases(
    "yêu cầu, đề nghị, tất cả, các nội dung trên, các nhiệm vụ trên, việc này, các việc trên, toàn bộ, nội dung này, công việc này, phải, các công việc trên, những việc trên"
)
_GENERIC = Phrases(
    "kết quả, báo cáo, kết quả thực hiện, văn bản, hồ sơ, dự thảo, thời gian, báo cáo kết quả, việc, công việc"
)
_MODAL = Phrases(
    "phải, cần, được, phải được, cần được, phải trình, đề nghị, yêu cầu, này, trên, nêu trên, xong, sẽ"
)


_THINGS = frozenset("việc nội công nhiệm dự mẫu toàn kết số quy".split())
"""First words of what may be finished by a date: *việc*, *nội dung*, *dự thảo*, *kết quả* …"""
_LONGEST_DEED = 4
_RESULT = Phrases("kết quả xác minh, kết quả kiểm tra, kết quả rà soát, kết quả quan trắc")
_TERMS = Phrases("thời hạn, thời gian, thời điểm, hạn, hạn chót, thời hạn hoàn thành việc")


@dataclass(frozen=True, slots=True)
class Closer:
    """A date and a receiver for earlier tasks; ``topic`` are the words naming one of them."""

    due: Due
    begin: int
    end: int
    topic: tuple[str, ...] = ()


def read_closer(mentions: Mentions, begin: int, end: int, bases: Bases) -> Closer | None:
    """Read a range as a closer, or give None when it is something else."""
    tokens = mentions.tokens
    dues = find_dues(tokens, begin, end, bases)
    if not dues or dues[-1].cycle:
        return None
    due = dues[-1]
    at = begin + _ASKED.at(tokens, begin, end)
    verb = _verb_size(mentions, at, end)
    if verb and _is_empty(mentions, at + verb, due.begin):
        return Closer(due, begin, end, _result_of(mentions, at + verb, due.begin))
    done = _done(mentions, at, due)
    if done:
        return Closer(due, begin, end, done)
    term = _TERMS.at(tokens, begin, end)
    if term and begin + term < due.begin:
        return _term_of(mentions, begin + term, end, due)
    return _about_a_thing(mentions, begin, end, due)


def _result_of(mentions: Mentions, at: int, stop: int) -> tuple[str, ...]:
    """*báo cáo UBND tỉnh kết quả xác minh trước …*: the deed whose result is meant."""
    tokens = mentions.tokens
    for place in range(at, stop - 2):
        if _RESULT.at(tokens, place, stop):
            return (tokens[place + 2].low, tokens[place + 3].low)
    return ()


def _done(mentions: Mentions, at: int, due: Due) -> tuple[str, ...]:
    """*Yêu cầu dự thảo xong trước ngày 25/5.*: the words of the deed that is to be finished."""
    tokens = mentions.tokens
    stop = due.begin - (tokens[due.begin - 1].low == "xong")
    ends = tokens[stop].low == "xong" and 0 < stop - at <= _LONGEST_DEED
    if not ends or not all(token.is_word for token in tokens[at:stop]):
        return ()
    if any(mentions.at(place, stop) is not None for place in range(at, stop)):
        return ()
    return tuple(token.low for token in tokens[at:stop])


def _term_of(mentions: Mentions, at: int, end: int, due: Due) -> Closer | None:
    """*Thời hạn cắm mốc là trước ngày 31/10.*: the deed stands between term and date."""
    tokens = mentions.tokens
    stop = due.begin - (tokens[due.begin - 1].low in ("là", ":"))
    if stop - at > 8 or any(not token.is_word for token in tokens[at:stop]):
        return None
    return Closer(due, at, end, _topic(mentions, at, stop))


def _verb_size(mentions: Mentions, at: int, end: int) -> int:
    tokens = mentions.tokens
    return max(lexicon.REPORTING.at(tokens, at, end), _FINISH.at(tokens, at, end))


def _is_empty(mentions: Mentions, at: int, end: int) -> bool:
    """Say whether only receivers and fillers stand in a range: no object of its own."""
    tokens = mentions.tokens
    while at < end:
        size = _FILLERS.at(tokens, at, end) or _bracket(mentions, at, end)
        mention = mentions.at(at, end)
        if mention is not None:
            size = max(size, mention.end - at)
        if not size and tokens[at].raw in ",:":
            size = 1
        if not size:
            size = lexicon.REPORTING.at(tokens, at, end)
        if not size:
            return False
        at += size
    return True


def _bracket(mentions: Mentions, at: int, end: int) -> int:
    """*(qua Tổ Giúp việc)*: on which way."""
    tokens = mentions.tokens
    if tokens[at].raw != "(":
        return 0
    return next((stop + 1 - at for stop in range(at, end) if tokens[stop].raw == ")"), 0)


def _about_a_thing(mentions: Mentions, begin: int, end: int, due: Due) -> Closer | None:
    """*Phương án này phải được báo cáo Thủ tướng trong tháng 11.*: a thing is the subject."""
    tokens = mentions.tokens
    if mentions.at(begin, end) is not None or lexicon.ADVERBS.at(tokens, begin, end):
        return None
    if not _names_a_thing(tokens[begin].low, lexicon.PRODUCTS.at(tokens, begin, end)):
        return None
    for at in reversed(range(begin + 1, min(due.begin, begin + 9))):
        modal = _MODAL.at(tokens, at, end)
        verb = _verb_size(mentions, at + modal, end)
        if verb and _is_empty(mentions, at + modal + verb, due.begin):
            return Closer(due, begin, end, _topic(mentions, begin, at))
    return None


def _names_a_thing(word: str, product: int) -> bool:
    return product > 0 or word in _THINGS


def _topic(mentions: Mentions, begin: int, end: int) -> tuple[str, ...]:
    tokens = mentions.tokens
    generic = _GENERIC.at(tokens, begin, end)
    if generic >= end - begin:
        return ()
    begin += generic
    words = [token.low for token in tokens[begin:end] if token.is_word]
    return tuple(word for word in words if word not in ("này", "trên", "nêu", "phải", "được"))
