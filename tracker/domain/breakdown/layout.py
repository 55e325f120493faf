"""Stage 2: blocks of the page, what each of them is, and the sentences in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby, zip_longest

from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.text import Token

ROMAN = frozenset("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split())  # noqa: SIM905
ENDS = frozenset(".;:,!?…")
_BULLETS = frozenset("-+*•·»▪o")
_UNLABELLED, _ROMAN, _NUMBER, _LETTER, _BARE_HEADING, _BULLET, _PLUS = 99, 1, 2, 6, 7, 8, 9
_WRAP_SHARE = 0.75
_WRAP_FROM, _WRAP_TO = 60, 140

_ASSESSMENT = Phrases(
    """đánh giá, tình hình, kết quả, nhận định, ưu điểm, tồn tại, hạn chế, khó khăn, nguyên nhân
    thuận lợi, nhận xét, kiểm điểm, những việc đã làm, công việc đã thực hiện"""
)
_AIMS = Phrases(
    """mục đích, yêu cầu, mục tiêu, quan điểm, mục tiêu chung, mục tiêu cụ thể, chỉ tiêu, phạm vi
    đối tượng, căn cứ, sự cần thiết, thành phần, thành phần tham dự, thời gian, địa điểm, phương châm
    đối tượng áp dụng, phạm vi điều chỉnh, mục tiêu tổng quát, nguyên tắc, tầm nhìn"""
)
_PLANS = Phrases(
    """nhiệm vụ, giải pháp, phương hướng, thời gian tới, triển khai, nắm tình hình, khắc phục
    xử lý, tháo gỡ, tổ chức thực hiện"""
)
_RECIPIENTS = Phrases("nơi nhận")
_ADDRESSED = Phrases("kính gửi")
_ANNEX = Phrases("phụ lục, danh mục nhiệm vụ, bảng phân công, biểu phân công")
_TAIL = Phrases(
    """nguồn bài, nguồn tin, nguồn :, theo nguồn, [ quay lại ], in trang, đầu trang, các tin cùng
    các tin khác, tin liên quan, tags :, tag :, từ khóa, ý kiến bạn đọc, đọc nhiều, bản quyền
    bài viết khác, tin khác, tin mới, tin cũ hơn, lượt truy cập, đang trực tuyến, bình luận
    tin cùng chuyên mục, tin bài khác, xem thêm, các bài viết khác, bài liên quan, trở về đầu trang
    ( nguồn, lượt xem, gửi bình luận, tác giả :, tin tức khác, chia sẻ, quay lại trang, trở về
    tin bài liên quan, tin đọc nhiều, bài đọc nhiều, liên kết website"""
)
_SIGNATURE = Phrases("tl . , kt . , tm . , tuq . , t / l, k / t, t / m, thừa ủy quyền")
_CAPTION = Phrases(
    "ảnh :, ( ảnh, ảnh minh họa, quang cảnh cuộc họp, quang cảnh hội nghị, toàn cảnh"
)


class Zone(Enum):
    """What a block is for."""

    BODY = "body"
    ASSESSMENT = "assessment"
    HEADING = "heading"
    ROW = "row"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, item, heading or table row: tokens from ``begin`` up to ``end``.

    ``first`` is where the label starts, ``level`` how deep the label is (1 roman … 9 plus sign,
    99 no label).
    """

    first: int
    begin: int
    end: int
    level: int
    zone: Zone = Zone.BODY

    @property
    def is_labelled(self) -> bool:
        return self.level != _UNLABELLED

    @property
    def is_bullet(self) -> bool:
        return self.level in (_BULLET, _PLUS)


def read_layout(tokens: Sequence[Token]) -> list[Block]:
    """Cut tokens into blocks and say what each is; every token is in exactly one block."""
    blocks = [_block(tokens, first, end) for first, end in _paragraphs(tokens)]
    blocks = _mark_headings(tokens, blocks)
    blocks = _mark_outside(tokens, blocks)
    return _mark_assessment(tokens, blocks)


def sentences(tokens: Sequence[Token], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the sentences of a range; a full stop in an abbreviation or number is none."""
    start = begin
    for at in range(begin, end):
        if _ends_sentence(tokens, at, begin, end):
            stop = at + 1
            while stop < end and tokens[stop].raw in '.”"’)':
                stop += 1
            if start < at:
                yield start, stop
            start = stop
    if start < end:
        yield start, end


def is_terminated(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Say whether a range ends in a mark that ends or suspends a sentence."""
    last = end - 1
    while last > begin and tokens[last].raw in '”"’)]/':
        last -= 1
    return end > begin and tokens[last].raw in ENDS


def _ends_sentence(tokens: Sequence[Token], at: int, begin: int, end: int) -> bool:
    mark = tokens[at].raw
    if mark in "!?…":
        return not _goes_on_lower(tokens, at + 1, end)
    if mark != "." or at == begin:
        return False
    if at + 1 < end and tokens[at + 1].raw in "./":
        return at + 1 >= end - 2 or not tokens[at + 1].is_word
    before = tokens[at - 1]
    if at + 1 < end and not tokens[at + 1].spaced and tokens[at + 1].raw not in '”"’)]':
        return (
            before.is_word
            and tokens[at + 1].is_word
            and len(before.raw) > 2
            and (tokens[at + 1].is_capital and not before.is_upper)
        )
    if before.low in _ABBREVIATED and not tokens[at].spaced:
        return at + 1 >= end
    return not _goes_on_lower(tokens, at + 1, end)


_ABBREVIATED = frozenset("tp tx tt q p đ ths ts pgs gs bs ks đ/c v stt h x kt ub".split())  # noqa: SIM905


def _goes_on_lower(tokens: Sequence[Token], at: int, end: int) -> bool:
    while at < end and tokens[at].raw in '.…”"’)':
        at += 1
    return at < end and tokens[at].is_word and not tokens[at].is_capital


def _paragraphs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    lines = _lines(tokens)
    wrapped = _wrap_width(tokens, lines)
    begin = 0
    for line, after in zip_longest(lines, lines[1:]):
        if after is None or not _continues(tokens, line, after, wrapped):
            yield begin, line[1]
            begin = line[1]


def _lines(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    for _, group in groupby(range(len(tokens)), key=lambda at: tokens[at].line):
        places = list(group)
        lines.append((places[0], places[-1] + 1))
    return lines


def _width(tokens: Sequence[Token], line: tuple[int, int]) -> int:
    return tokens[line[1] - 1].end - tokens[line[0]].start


def _wrap_width(tokens: Sequence[Token], lines: list[tuple[int, int]]) -> int | None:
    """Give the width at which a hard-wrapped page breaks its lines; None when it is not wrapped."""
    widths = sorted(_width(tokens, line) for line in lines)
    if len(widths) < 8:
        return None
    usual = widths[int(len(widths) * 0.9)]
    return usual if _WRAP_FROM <= usual and widths[-1] <= _WRAP_TO else None


def _continues(
    tokens: Sequence[Token], line: tuple[int, int], after: tuple[int, int], wrapped: int | None
) -> bool:
    first = tokens[after[0]]
    if _is_row(tokens, *line) or _is_row(tokens, *after) or _label(tokens, *after)[1]:
        return False
    if any(phrases.at(tokens, *after) for phrases in (_RECIPIENTS, _SIGNATURE, _ANNEX)):
        return False
    last = tokens[line[1] - 1]
    if first.line - last.line > 1:
        return False
    if last.raw in ".:!?…" and not (wrapped and _width(tokens, line) >= wrapped * _WRAP_SHARE):
        return False
    if first.is_word and not first.is_capital:
        return last.raw not in ".:!?…" or wrapped is not None
    if wrapped is not None:
        return _width(tokens, line) >= wrapped * _WRAP_SHARE
    return first.is_number and last.low in {"ngày", "tháng", "số", "năm", "khóa", "điều"}


def _is_row(tokens: Sequence[Token], first: int, end: int) -> bool:
    return sum(token.raw == "|" for token in tokens[first:end]) >= 1


def _block(tokens: Sequence[Token], first: int, end: int) -> Block:
    if _is_row(tokens, first, end):
        return Block(first, first, end, _UNLABELLED, Zone.ROW)
    level, size = _label(tokens, first, end)
    return Block(first, first + size, end, level)


def _label(tokens: Sequence[Token], first: int, end: int) -> tuple[int, int]:
    """Give the level and the number of tokens of the list label that a line starts with."""
    token = tokens[first]
    if end - first < 2:
        return _UNLABELLED, 0
    if token.raw in _BULLETS and tokens[first + 1].spaced:
        return (_PLUS if token.raw == "+" else _BULLET), 1
    after = tokens[first + 1].raw
    if token.raw == "(" and end - first > 3 and tokens[first + 2].raw == ")":
        return (_LETTER, 3) if tokens[first + 1].is_number else (_UNLABELLED, 0)
    if token.low in ROMAN and token.raw.isupper() and after in ".-/)":
        return (_ROMAN, 2) if end - first > 2 else (_UNLABELLED, 0)
    if token.is_word and len(token.raw) == 1 and after in ").":
        return (_LETTER, 2) if end - first > 2 and tokens[first + 2].spaced else (_UNLABELLED, 0)
    return _number_label(tokens, first, end) if token.is_number else (_UNLABELLED, 0)


def _number_label(tokens: Sequence[Token], first: int, end: int) -> tuple[int, int]:
    at, parts = first, 0
    while at < end and tokens[at].is_number and len(tokens[at].raw) < 3:
        parts += 1
        at += 1
        if at >= end or tokens[at].raw not in ".-/)" or tokens[at].spaced:
            break
        at += 1
    opens = at < end and tokens[at].spaced and tokens[at].is_word
    marked = tokens[at - 1].raw in ".-)/" or parts > 1
    return (_NUMBER + min(parts, 4) - 1, at - first) if opens and marked else (_UNLABELLED, 0)


def _mark_headings(tokens: Sequence[Token], blocks: list[Block]) -> list[Block]:
    marked: list[Block] = []
    for block, after in zip_longest(blocks, blocks[1:]):
        if block.zone is Zone.BODY and _is_heading(tokens, block, after):
            level = block.level if block.is_labelled else _BARE_HEADING
            block = replace(block, zone=Zone.HEADING, level=level)
        marked.append(block)
    return marked


def _is_heading(tokens: Sequence[Token], block: Block, after: Block | None) -> bool:
    if block.is_bullet or block.end - block.begin > 40:
        return False
    if is_terminated(tokens, block.begin, block.end):
        return (
            tokens[block.end - 1].raw == ":"
            and block.level <= _NUMBER
            and block.end - block.begin < 8
        )
    return after is not None and (not block.is_labelled or after.level > block.level)


def _mark_outside(tokens: Sequence[Token], blocks: list[Block]) -> list[Block]:
    marked: list[Block] = []
    outside: Phrases | None = None
    seen_body = False
    for block in blocks:
        opened = _outside_opening(tokens, block, seen_body)
        if opened is not None:
            outside = opened
        elif outside in (_RECIPIENTS, _TAIL) and _returns(tokens, block, outside):
            outside = None
        elif outside is _ADDRESSED and not _is_addressee(tokens, block):
            outside = None
        if outside is not None and block.zone is not Zone.ROW:
            block = replace(block, zone=Zone.OUTSIDE)
        elif outside is _TAIL:
            block = replace(block, zone=Zone.OUTSIDE)
        seen_body = seen_body or _is_prose(tokens, block)
        marked.append(block)
    return marked


def _outside_opening(tokens: Sequence[Token], block: Block, seen_body: bool) -> Phrases | None:
    for phrases in (_RECIPIENTS, _ADDRESSED):
        if phrases.at(tokens, block.first, block.end):
            return phrases
    if seen_body and _SIGNATURE.at(tokens, block.first, block.end):
        return _RECIPIENTS
    if (
        seen_body
        and block.level in (_BARE_HEADING, _UNLABELLED)
        and _TAIL.at(tokens, block.first, block.end)
    ):
        return _TAIL
    return None


def _returns(tokens: Sequence[Token], block: Block, outside: Phrases) -> bool:
    if _ANNEX.at(tokens, block.begin, block.end):
        return True
    return outside is _RECIPIENTS and block.level in (_ROMAN, _NUMBER) and _is_prose(tokens, block)


def _is_addressee(tokens: Sequence[Token], block: Block) -> bool:
    return block.is_bullet or block.end - block.begin < 30 and tokens[block.end - 1].raw in ";,"


def _is_prose(tokens: Sequence[Token], block: Block) -> bool:
    if block.zone is not Zone.BODY or block.end - block.begin < 12:
        return False
    return is_terminated(tokens, block.begin, block.end)


def _mark_assessment(tokens: Sequence[Token], blocks: list[Block]) -> list[Block]:
    marked: list[Block] = []
    depth: int | None = None
    for block in blocks:
        if depth is not None and block.level <= depth and block.is_labelled:
            depth = None
        if depth is None and _opens_assessment(tokens, block):
            depth = block.level
        if depth is not None and block.zone is Zone.BODY:
            block = replace(block, zone=Zone.ASSESSMENT)
        marked.append(block)
    return marked


def _is_aims(tokens: Sequence[Token], block: Block) -> bool:
    """*I. MỤC ĐÍCH, YÊU CẦU*: a heading of nothing but such words."""
    at = block.begin
    while at < block.end:
        size = _AIMS.at(tokens, at, block.end) or int(
            tokens[at].raw in ",:." or tokens[at].low == "và"
        )
        if not size:
            return False
        at += size
    return block.zone is Zone.HEADING or tokens[block.end - 1].raw == ":"


def _opens_assessment(tokens: Sequence[Token], block: Block) -> bool:
    if block.zone not in (Zone.HEADING, Zone.BODY) or not block.is_labelled:
        return False
    if _is_aims(tokens, block):
        return True
    end = block.end
    if block.zone is Zone.BODY:
        colon = next((at for at in range(block.begin, end) if tokens[at].raw == ":"), end)
        if colon == end or colon - block.begin > 12:
            return False
        end = colon
    begin = block.begin + (tokens[block.begin].low in {"về", "một", "công", "những", "các"})
    near = min(end, begin + 4)
    opens = _ASSESSMENT.anywhere(tokens, begin, near)
    return opens and not _PLANS.anywhere(tokens, block.begin, end)
