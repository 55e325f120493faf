"""Stage 5d: sentences that give no work: what was, what guests wish, brackets, captions, names."""

from __future__ import annotations

from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.dues import Bases
from tracker.domain.breakdown.formulas import is_name_only, was_ordered_before
from tracker.domain.breakdown.heads import HeadFinder
from tracker.domain.breakdown.mention import Sort
from tracker.domain.breakdown.moments import read_stretch
from tracker.domain.breakdown.phrases import Phrases

DETAIL = Phrases("trong đó , , trong đó")
TIMES_OF_DAY = Phrases(
    "ngày, sáng, chiều, tối, sáng ngày, chiều ngày, tối ngày, vào ngày, sáng nay"
)
_SKIPPED = Phrases("ảnh :, ( ảnh, ảnh minh họa, quang cảnh, toàn cảnh, ảnh")
_LONGEST_NAME = 6
_PARTS = Phrases("đầu, cuối, giữa")
_GUESTS = ("hiệp hội", "công ty", "hợp tác xã", "câu lạc bộ", "doanh nghiệp", "tổ dân phố")


class Outsiders:
    """Knows the sentences that the reader of orders passes over."""

    def __init__(self, heads: HeadFinder, bases: Bases) -> None:
        self.heads = heads
        self.mentions = heads.mentions
        self.tokens = heads.tokens
        self.bases = bases

    def is_passed_over(self, begin: int, end: int) -> bool:
        """Say whether a sentence tells, wishes or threatens instead of ordering."""
        if self._is_bracketed(begin, end):
            return True
        if end - begin < _LONGEST_NAME and is_name_only(self.tokens, begin, end):
            return True
        if DETAIL.at(self.tokens, begin, end):
            return not any(token.raw == ":" for token in self.tokens[begin:end])
        at = self.heads.skip_opening(begin, end)
        if at >= end:
            return True
        passed = (lexicon.HISTORY, lexicon.SANCTION, lexicon.CONDITION, lexicon.PARTICIPANTS)
        if any(phrases.at(self.tokens, at, end) for phrases in (*passed, _SKIPPED)):
            return True
        if was_ordered_before(self.tokens, at, end) or self._is_of_the_past(begin, at, end):
            return True
        if self._is_a_contribution(at, end):
            return True
        return lexicon.CLOSING.anywhere(self.tokens, begin, end)

    def _is_of_the_past(self, begin: int, at: int, end: int) -> bool:
        """*Ngày 14/9/2018, UBND tỉnh đã yêu cầu …* in a conclusion of October."""
        base = self.bases.held_on
        place = begin + TIMES_OF_DAY.at(self.tokens, begin, end)
        place += _PARTS.at(self.tokens, place, end)
        moment = read_stretch(self.tokens, place - (place > begin), end) or read_stretch(
            self.tokens, place, end
        )
        if base is None or moment is None:
            return False
        day = moment.last_day(None) or moment.last_day(base.replace(month=1, day=1))
        before = day is not None and day < base
        return before and any(token.low == "đã" for token in self.tokens[at:end])

    def _is_a_contribution(self, at: int, end: int) -> bool:
        """*Đ/c Trần Văn Tú (Sở Y tế): …*, *Bà X, Chủ tịch Hiệp hội Y, đề nghị …*: no chair."""
        person = self.mentions.at(at, end)
        if person is None or person.sort is not Sort.PERSON or person.end >= end:
            return False
        if self.tokens[person.end].raw == "(":
            closing = self._closing(person.end, end)
            return closing is not None and self.tokens[min(closing + 1, end - 1)].raw != ","
        name = person.parties[0].name.lower() if person.parties else ""
        return any(word in name for word in _GUESTS)

    def _closing(self, at: int, end: int) -> int | None:
        return next((i for i in range(at, end) if self.tokens[i].raw == ")"), None)

    def _is_bracketed(self, begin: int, end: int) -> bool:
        """*(Gửi kèm bản sao Công văn số 12.)*: the bracket holds the whole sentence."""
        if self.tokens[begin].raw != "(":
            return False
        closing = next((at for at in range(begin, end) if self.tokens[at].raw == ")"), end)
        return all(not token.is_word for token in self.tokens[closing:end])
