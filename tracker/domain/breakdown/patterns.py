"""Where a name ends that is in no directory: bodies, groups, places and persons by their shape."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.breakdown import bodies as words
from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.text import Token

_LONGEST = 18
STOPS = Phrases(
    """về, cho, để, tại, trong, từ, với, theo, nhằm, gồm, do, cùng, sẽ, phải, cần, và, hoặc, là, có
    được, bị, đã, đang, vừa, căn cứ, trên, khi, nếu, sau, trước, ngay, mỗi, đến, tới, vào, ra, của
    khẩn trương, nghiêm túc, thường xuyên, hằng, hàng, định kỳ, chậm nhất, cũng, không, chưa, vẫn
    còn, nhất trí, chiều, sáng, tối, ngày, tháng, này, đó, trên, như, mà, nên, bằng, qua, thì, lên
    số ra, số ngày, cuối, giữa, tổng, cam kết, cho biết, rằng, xong, phụ trách, thêm, giúp, dự, lại, xuống, nữa, ở, bên, đối, một, một số, tạm, thì"""
)
# Compounds whose second syllable is also a verb, or that stand inside names.
COMPOUNDS = Phrases(
    """quốc phòng, biên phòng, văn phòng, dự phòng, thường trực, trung cấp, sơ cấp, cao cấp, tổ chức
    xây dựng, phát triển, đầu tư, quản lý, khai thác, giải phóng mặt bằng, thi đua, khen thưởng
    đầu tư xây dựng, đầu tư phát triển, phòng chống, phòng , chống, phòng , chống thiên tai, tìm kiếm cứu nạn
    cứu hộ, cứu nạn, kiểm soát bệnh tật, kiểm nghiệm, kiểm định, xúc tiến đầu tư, xúc tiến thương mại
    khuyến nông, khuyến công, dịch vụ việc làm, đăng ký đất đai, phát thanh, truyền hình, kiểm lâm
    chỉ huy, chỉ đạo, giúp việc, thư ký, công tác, đào tạo, bồi dưỡng, hỗ trợ doanh nghiệp, bảo vệ
    tham mưu tổng hợp, dạy nghề, điều dưỡng, thi hành án, kiểm tra, thanh tra, kiểm toán, giáo dục
    bảo hiểm, cảnh sát, báo chí, báo cáo viên, tuyên giáo, dân vận, nội chính, vận tải, thủy lợi
    trật tự, trật tự đô thị, an ninh trật tự, tự vệ, tự quản, dự án đầu tư, dự án, lưới điện, công trình, giao thông, truyền thông, thông tin, quảng bá"""
)


# Words inside names that are read as part of the name wherever they stand in it.
_NAME_PARTS = Phrases(
    """vệ sinh thực phẩm, an toàn thực phẩm, bảo vệ thực vật, bảo vệ môi trường, chăn nuôi và thú y
    quản lý thị trường, quản lý đất đai, quản lý chất lượng, kiểm soát bệnh tật, kiểm soát thủ tục
    phòng cháy , chữa cháy, phòng cháy chữa cháy, phòng chống ma túy, giám định y khoa, đăng kiểm
    phòng , chống dịch, phòng , chống dịch bệnh, phòng chống dịch, phòng chống dịch bệnh, phòng , chống dịch covid - 19
    phòng , chống dịch bệnh covid - 19, phòng chống dịch covid - 19, phòng , chống tham nhũng, phòng , chống tội phạm
    phòng , chống ma túy, phòng , chống lụt bão, phòng , chống buôn lậu, phòng thủ dân sự, chuyển đổi số
    cải cách hành chính, về chuyển đổi số, về cải cách hành chính, vốn nhà nước tại doanh nghiệp, chính phủ, quốc hội, công đoàn, bí thư, vì sự tiến bộ của phụ nữ
    tài nguyên và bảo vệ môi trường, giải quyết thủ tục hành chính, xúc tiến du lịch, xúc tiến đầu tư và hỗ trợ doanh nghiệp
    cứu nạn , cứu hộ, tiếp công dân, phục vụ hành chính công, bảo trợ xã hội, nuôi dưỡng trẻ"""
)


def body_end(
    tokens: Sequence[Token], begin: int, end: int, *, headless: bool = False
) -> int | None:
    """Give the place after a body's name that starts at ``begin``, or None when none does.

    A name starts with a head noun (*Trung tâm*, *Công ty*), a capital in it or after it, and runs
    up to the first verb, preposition or mark. ``headless``: the head was named before.
    """
    bare = words.BARE_BODIES.at(tokens, begin, end)
    head = words.HEADS.at(tokens, begin, end)
    if lexicon.VERBS.at(tokens, begin, end) > max(head, bare) and not headless:
        return None
    if headless:
        head = 0
    elif not head:
        return begin + bare if bare else None
    elif not _is_proper(tokens, begin, head, end):
        return begin + bare if bare else None
    limit = min(end, begin + _LONGEST)
    place = _run(tokens, begin + head, limit, begin)
    return max(place, begin + bare)


def _is_proper(tokens: Sequence[Token], begin: int, head: int, end: int) -> bool:
    if tokens[begin].is_capital:
        return True
    after = begin + head
    return after < end and tokens[after].is_word and tokens[after].is_capital


def _run(tokens: Sequence[Token], at: int, end: int, begin: int) -> int:
    while at < end:
        level = words.LEVELS.at(tokens, at, end)
        if level and not tokens[at].is_upper:
            return _after_level(tokens, at + level, end)
        step = _step(tokens, at, end, begin)
        if not step:
            break
        at += step
    return at


def _after_level(tokens: Sequence[Token], at: int, end: int) -> int:
    while True:
        at += at + 1 < end and tokens[at].raw == "." and tokens[at - 1].low in ("tp", "tx")
        stop = at
        while stop < end and stop - at < 4 and tokens[stop].is_word and _is_name(tokens[stop]):
            stop += 1
        level = words.LEVELS.at(tokens, stop, end)
        after = stop + level
        if not level or after >= end or not tokens[after].is_word or not _is_name(tokens[after]):
            return stop
        at = after


def _is_name(token: Token) -> bool:
    return token.is_capital and not token.is_upper


def _step(tokens: Sequence[Token], at: int, end: int, begin: int) -> int:
    """Give how many tokens more belong to the name at ``at``; 0 when it ends here."""
    token = tokens[at]
    if not token.is_word:
        return _mark_step(tokens, at, end)
    if token.is_capital:
        if at > begin and not token.is_upper and _starts_new_head(tokens, at, end):
            return 0
        return max(1, _compound(tokens, at, end), _NAME_PARTS.at(tokens, at, end))
    if token.low == "và":
        return _joined(tokens, at, end)
    part = _NAME_PARTS.at(tokens, at, end)
    if part:
        return part
    compound = COMPOUNDS.at(tokens, at, end)
    if compound and (at == begin + 1 or _leads_to_name(tokens, at + compound, end)):
        if at == begin + 1 or not _governs_body(tokens, at, end):
            return compound
    if STOPS.at(tokens, at, end) or is_predicate(tokens, at, end):
        return 0
    if token.low == "các" and words.UNITS.at(tokens, at + 1, end):
        return 0  # "Ban Chỉ đạo … các huyện": several of them
    return 1


def _governs_body(tokens: Sequence[Token], at: int, end: int) -> bool:
    """*Sở Tài chính chỉ đạo Kho bạc …*: a verb and its object, no part of the name."""
    after = at + lexicon.GOVERNING.at(tokens, at, end)
    return at < after < end and tokens[after].is_capital and words.HEADS.at(tokens, after, end) > 0


def _mark_step(tokens: Sequence[Token], at: int, end: int) -> int:
    token = tokens[at]
    if token.is_number:
        return 1 if len(token.raw) < 4 and tokens[at - 1].is_word else 0
    if at + 1 >= end:
        return 0
    after = tokens[at + 1]
    if token.raw in "-&":
        return 1 if after.is_word and (after.is_capital or not tokens[at].spaced) else 0
    if token.raw == ",":
        return _listed_part(tokens, at, end)
    if token.raw == "." and tokens[at - 1].low in ("tp", "tx"):
        return int(after.is_capital)
    return 0


def _listed_part(tokens: Sequence[Token], at: int, end: int) -> int:
    """A comma is inside a name when "và" and a capital follow soon: *Văn hóa, Thể thao và Du lịch*."""
    if not tokens[at + 1].is_capital or words.HEADS.at(tokens, at + 1, end):
        return 0
    for place in range(at + 2, min(end - 1, at + 6)):
        if tokens[place].low == "và":
            after = tokens[place + 1]
            return 1 if after.is_capital and not words.HEADS.at(tokens, place + 1, end) else 0
        if not tokens[place].is_word or tokens[place].is_capital and place > at + 3:
            return 0
    return 0


def _joined(tokens: Sequence[Token], at: int, end: int) -> int:
    if at + 1 >= end or not tokens[at + 1].is_capital or tokens[at + 1].is_upper:
        return 0
    other = words.HEADS.at(tokens, at + 1, end) or words.UNITS.at(tokens, at + 1, end)
    return 0 if other or words.TITLES.at(tokens, at + 1, end) else 1


def _starts_new_head(tokens: Sequence[Token], at: int, end: int) -> bool:
    """*Sở Y tế* in *Văn phòng Sở Y tế* begins anew; in *Văn phòng Sở* there is no other name."""
    if tokens[at].low == "sở" and tokens[at - 1].low == "phòng":
        return at + 1 < end and tokens[at + 1].is_word and tokens[at + 1].is_capital
    return tokens[at].low in ("sở", "ubnd") and words.HEADS.at(tokens, at, end) > 0


def _compound(tokens: Sequence[Token], at: int, end: int) -> int:
    size = max(lexicon.VERBS.at(tokens, at, end), COMPOUNDS.at(tokens, at, end))
    size = max(size, lexicon.NOUNS.at(tokens, at, end))
    return size if all(tokens[at + i].is_word for i in range(size)) else 1


def _leads_to_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    """A verb inside a name is followed soon by the name's level or another capital."""
    for place in range(at, min(end, at + 5)):
        numbered = tokens[place].is_number and tokens[place - 1].low == "án"  # "dự án 85"
        named = tokens[place].is_capital or numbered
        if words.LEVELS.at(tokens, place, end) or named:
            return True
        if not tokens[place].is_word or STOPS.at(tokens, place, end):
            return False
    return False


def is_predicate(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Say whether a verb, an adverb or the beginning of a statement stands at ``at``."""
    if lexicon.NOUNS.at(tokens, at, end):
        return False
    phrases = (lexicon.VERBS, lexicon.ADVERBS, lexicon.STATEMENT, lexicon.PASSIVE_DUTY)
    return any(group.at(tokens, at, end) for group in phrases)


def place_end(tokens: Sequence[Token], begin: int, end: int) -> int | None:
    """Give the place after *huyện Nam Sách*: a unit and its name, or None."""
    unit = words.UNITS.at(tokens, begin, end)
    at = begin + unit
    if at < end and tokens[at].raw == ".":
        at += 1
    if not unit or at >= end or not _is_name(tokens[at]) or words.UNITS.at(tokens, at, end):
        return None
    while at < end and tokens[at].is_word and _is_name(tokens[at]) and at - begin < 6:
        at += 1
    return at


def officer_end(tokens: Sequence[Token], begin: int, end: int) -> int | None:
    """Give the place after *công chức địa chính - xây dựng*, or None."""
    size = _OFFICERS.at(tokens, begin, end)
    at = begin + size
    while size and at < min(end, begin + _LONGEST):
        joined = tokens[at].raw == "-" or tokens[at].low == "và"
        if joined and at + 1 < end and tokens[at + 1].is_word:
            at += 1 + max(1, lexicon.VERBS.at(tokens, at + 1, end))
            continue
        if not tokens[at].is_word or STOPS.at(tokens, at, end) or is_predicate(tokens, at, end):
            break
        at += 1
    return at if size and at > begin + size else None


_OFFICERS = Phrases("công chức, cán bộ phụ trách")


def person_end(tokens: Sequence[Token], begin: int, end: int) -> int | None:
    """Give the place after a title and a personal name, or None.

    *đồng chí Mạc Thanh Tùng*, *Phó Giám đốc Sở Cao Thị Bích Nguyệt*.
    """
    size = words.PERSON_WORDS.at(tokens, begin, end)
    title = words.TITLES.at(tokens, begin + size, end)
    if not size and not title:
        return None
    at = begin + size + title
    for place in range(at, min(end, at + 12)):
        if title and words.QUANTIFIERS.at(tokens, place, end):
            return None
        if tokens[place].low in words.SURNAMES and _is_personal(tokens, place, end):
            if _names_a_place(tokens, place, end):
                return None
            return _personal_end(tokens, place, end)
        if not title or not (tokens[place].is_word or tokens[place].raw in "()-"):
            return None
    return None


def _is_personal(tokens: Sequence[Token], at: int, end: int) -> bool:
    stop = _personal_end(tokens, at, end)
    return 2 <= stop - at <= 5


def _names_a_place(tokens: Sequence[Token], at: int, end: int) -> bool:
    """*Chủ tịch UBND huyện Thái Thụy*: two syllables behind a unit are its name."""
    return bool(words.UNITS.at(tokens, at - 1, at)) and _personal_end(tokens, at, end) - at == 2


def _personal_end(tokens: Sequence[Token], at: int, end: int) -> int:
    while at < end and tokens[at].is_word and _is_name(tokens[at]):
        at += 1
    return at
