"""Stage 6a: what a clause says besides who and when: title, kind, product and receiver."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.dues import Due
from tracker.domain.breakdown.mention import Mention, Sort
from tracker.domain.breakdown.mentions import Mentions
from tracker.domain.breakdown.order import Order
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.text import Source, Token
from tracker.domain.tasks import Kind

LONGEST_TITLE = 140
_SHORTEST_CUT = 90
_LINKS = frozenset(
    """và để của cho trước do từ với về tại trong theo bằng vào đến tới hoặc hay là các những trên ở nhằm
    khi nếu mà thì bởi cùng như qua giữa sau đối được bị không phải cần vẫn còn rất""".split()
)
_ENDING_COMPOUNDS = frozenset(
    one.strip()
    for one in """tồn tại, hiện tại, tự do, lý do, ở trên, nêu trên, nói trên, kể trên, cấp trên,
    phía trước, ngày sau, tuần sau, tháng sau, năm sau, quý sau, thay cho, ra vào,
    đi vào, đưa vào, bước vào, công bằng, cân bằng, thăng bằng, thông qua, vừa qua,
    bỏ qua, ở giữa, bên trong, đằng sau, phía sau, phía trên, bên trên, đầu vào,
    cuối cùng""".split(",")
)
"""Pairs that may end a title although their last word alone may not."""
_MARKS = " ,;:.-–…"
_DANGLING = Phrases(
    """hoàn thành, xong, và hoàn thành, và xong, và, báo cáo, để, gửi, trình, hoàn thành việc này
    thực hiện xong, chậm nhất, trước, thời hạn, thời gian, thời gian hoàn thành, kết quả, và gửi"""
)
_TO = Phrases(
    """về, cho, với, lên, đến, tới, kết quả, kết quả thực hiện, kết quả về, kết quả cho, kết quả đến
    kết quả thực hiện về, kết quả thực hiện cho, kết quả lên, ý kiến, bằng văn bản, bằng văn bản cho
    bằng văn bản về, kịp thời, tình hình, kịp thời cho, ngay, nhanh, lấy ý kiến, ngay cho, ngay với, kết quả với, qua"""
)
_HIGHEST = Phrases(
    """thủ tướng chính phủ, thủ tướng, chính phủ, thường trực chính phủ, bộ chính trị, ban bí thư
    quốc hội, ủy ban thường vụ quốc hội, phó thủ tướng, bộ trưởng, thứ trưởng"""
)
_BEFORE_TRINH = frozenset("chương quá tờ công lộ quy giáo hành tiến".split())  # noqa: SIM905
_TOWARDS = frozenset({"về", "cho", "với", "lên", "tới"})
_REACH = 12
_LONGEST_THING = 12
_CAMPAIGNS = Phrases("tuyên truyền, vận động")
_STEADY_VERBS = Phrases(
    """theo dõi, đôn đốc, phòng ngừa, ngăn ngừa, đấu tranh, nắm tình hình, nắm chắc, nắm
    bảo đảm, đảm bảo, quan tâm, chú trọng, phát huy, nâng cao, giữ vững, giữ gìn, bám sát, ứng trực
    tuần tra, cung cấp kịp thời, thông tin kịp thời, kịp thời thông tin, không để, duy trì, giữ đều"""
)
_STEADY_WORDS = Phrases(
    """tăng cường, đẩy mạnh, tiếp tục, duy trì, thường xuyên, nắm tình hình, 24 / 24, 24 / 7
    24 giờ, trong suốt, trong thời gian diễn ra, trong những ngày, tăng thời lượng, liên tục
    cho đến khi, kịp thời thông tin, thông tin kịp thời, nắm chắc tình hình, kịp thời phát hiện"""
)


def title_of(source: Source, order: Order) -> str:
    """The deed in the source's own words, without addressee, due date and closing marks."""
    tokens, begin, end = source.tokens, order.verb, order.end
    pieces: list[str] = []
    ranges = [(due.begin, due.end) for due in order.dues]
    for start, stop in sorted([*ranges, *([order.left_out] if order.left_out else [])]):
        if begin <= start < end:
            pieces.append(piece(source, begin, _without_dangling(tokens, begin, start)))
            begin = stop
    pieces.append(piece(source, begin, end))
    title = " ".join(filter(None, pieces)).strip(_MARKS)
    title = title or piece(source, order.verb, end).strip(_MARKS)
    title = title.replace(" ,", ",").replace(",,", ",").replace("( )", "").replace("()", "")
    return _finished(_shortened(title[:1].upper() + title[1:]))


def _finished(title: str) -> str:
    """Leave out what a cut or a date left dangling at the end: *… cuối cùng của*."""
    words = title.split(" ")
    while len(words) > 2 and _dangles(words):
        words.pop()
    return " ".join(words).rstrip(_MARKS)


def _dangles(words: Sequence[str]) -> bool:
    last = words[-1].lower().strip(_MARKS)
    return not last or last in _LINKS and f"{words[-2].lower()} {last}" not in _ENDING_COMPOUNDS


def piece(source: Source, begin: int, end: int) -> str:
    """Give the source of a range of tokens on one line."""
    if begin >= end:
        return ""
    tokens = source.tokens
    return source.quote(tokens[begin].start, tokens[end - 1].end)


def _without_dangling(tokens: Sequence[Token], begin: int, end: int) -> int:
    """Leave out the *, hoàn thành* that only led to the due date."""
    for at in range(max(begin, end - 4), end):
        if _DANGLING.at(tokens, at, end) == end - at:
            end = at
            break
    while end > begin and tokens[end - 1].raw in ",;(:":
        end -= 1
    return end


def _shortened(title: str) -> str:
    """Cut at a comma or else at a word, so that a list of tasks can show it."""
    if len(title) <= LONGEST_TITLE:
        return title
    head = title[: LONGEST_TITLE + 1]
    cut = max(head.rfind(", "), head.rfind("; "))
    if cut < _SHORTEST_CUT:  # a comma early on would leave too little
        cut = head.rfind(" ")
    return head[: cut if cut > 0 else LONGEST_TITLE].rstrip(" ,;")


def kind_of(source: Source, order: Order, product: str | None) -> Kind:
    """Say whether the duty goes on: a cycle wins, then a day or a product, then the words."""
    if order.due is not None and order.due.cycle:
        return Kind.STANDING
    if product is not None or (order.due is not None and order.due.on is not None):
        return Kind.ONE_OFF
    tokens = source.tokens
    verb, end = order.verb, order.end
    for at in range(max(order.begin, verb - 3), end):
        if _STEADY_WORDS.at(tokens, at, end) and not _is_named(tokens, at):
            return Kind.STANDING
    while size := lexicon.ADVERBS.at(tokens, verb, end):
        verb += size
    steady = _STEADY_VERBS.at(tokens, verb, end) or _CAMPAIGNS.at(tokens, verb, end)
    return Kind.STANDING if steady else Kind.ONE_OFF


def _is_named(tokens: Sequence[Token], at: int) -> bool:
    """*giáo dục thường xuyên*, *chi thường xuyên*: a part of what something is called."""
    return at > 0 and tokens[at].low == "thường" and tokens[at - 1].low in ("dục", "chi", "trực")


def receivers_of(mentions: Mentions, order: Order) -> tuple[str, ...]:
    """Who receives the result: the first receiver after the first word of reporting."""
    row = order.row
    if row is not None and row.report is not None:
        listing = mentions.listing(*row.report, across=True)
        return _as_written(mentions, listing.mentions[0]) if listing else ()
    ranges = [(order.verb, order.end)]
    if order.closer is not None:
        ranges.append((order.closer.begin, order.closer.end))
    for begin, end in ranges:
        for at in range(begin, end):
            size = 0 if _reports_for(mentions, begin, at) else _reporting(mentions.tokens, at, end)
            found = _receiver(mentions, at + size, end, order.dues) if size else ()
            if found:
                return found
    return ()


def _reporting(tokens: Sequence[Token], at: int, end: int) -> int:
    """The words of reporting at a place; *Báo* with a capital is a newspaper."""
    size = lexicon.REPORTING.at(tokens, at, end)
    inside = at > 0 and tokens[at].low == "trình" and tokens[at - 1].low in _BEFORE_TRINH
    return 0 if inside or size == 1 and tokens[at].raw == "Báo" else size


def _reports_for(mentions: Mentions, begin: int, at: int) -> bool:
    """*để Ban Cán sự xin ý kiến X*: another body reports."""
    for place in range(max(begin + 1, at - _REACH), at):
        mention = mentions.at(place, at) if mentions.tokens[place - 1].low == "để" else None
        if mention is not None and mention.end == at:
            return True
    return False


def _receiver(mentions: Mentions, at: int, end: int, dues: Sequence[Due]) -> tuple[str, ...]:
    tokens = mentions.tokens
    while at < end:
        highest = _HIGHEST.at(tokens, at, end)
        mention = mentions.at(at, end)
        if mention is not None and mention.end - at >= highest:
            return _as_written(mentions, mention)
        if highest:
            return (mentions.naming.spelled(at, at + highest),)
        size = _TO.at(tokens, at, end) or next((due.end - at for due in dues if due.begin == at), 0)
        if not size:
            return _behind_thing(mentions, at, end)
        at += size
    return ()


def _behind_thing(mentions: Mentions, at: int, end: int) -> tuple[str, ...]:
    """*nộp bản vẽ hoàn công cho Sở Xây dựng*: the thing stands before who receives it."""
    tokens = mentions.tokens
    for place in range(at, min(end - 1, at + _LONGEST_THING)):
        if not (tokens[place].is_word or tokens[place].is_number):
            return ()
        if tokens[place].low in _TOWARDS:
            mention = mentions.at(place + 1, end)
            return _as_written(mentions, mention) if mention is not None else ()
    return ()


def _as_written(mentions: Mentions, mention: Mention) -> tuple[str, ...]:
    if mention.sort in (Sort.TITLE, Sort.PERSON):
        return (mentions.naming.spelled(mention.begin, mention.end),)
    return tuple(party.name for party in mention.parties)
