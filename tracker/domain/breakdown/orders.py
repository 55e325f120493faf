"""Stage 5: walks through the page and gives every order with who leads and who joins.

Keeps what the reader of a page keeps in mind: the agency named last, the heading or introducing
line an item stands under, who speaks, and what was ordered since the lead changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.anaphora import resolve
from tracker.domain.breakdown.clauses import Clause, ClauseReader
from tracker.domain.breakdown.closers import Closer, read_closer
from tracker.domain.breakdown.dates import DAY_OF_ACT, find_cell_dues, find_dues
from tracker.domain.breakdown.dues import Bases
from tracker.domain.breakdown.formulas import is_formula
from tracker.domain.breakdown.head import (
    BARE_ORDER,
    CARRIED,
    COLON,
    DUTY,
    SPEAKER_ORDER,
    SUBJECT,
    Context,
    Head,
)
from tracker.domain.breakdown.heads import HeadFinder
from tracker.domain.breakdown.layout import Block, Zone, sentences
from tracker.domain.breakdown.memory import DEPTH, Frame, Memory
from tracker.domain.breakdown.mention import Listing, Mention
from tracker.domain.breakdown.mentions import Mentions
from tracker.domain.breakdown.moments import read_day
from tracker.domain.breakdown.order import ROW, Order, choose_due
from tracker.domain.breakdown.outsiders import DETAIL, TIMES_OF_DAY, Outsiders
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.tables import Row, Tables
from tracker.domain.breakdown.values import Party

_LOOKED_BACK = 24
_CONCLUDES = Phrases(
    """kết luận, chủ trì, có ý kiến, chỉ đạo như sau, yêu cầu như sau, phát biểu kết luận, thống nhất kết luận
    kiểm tra, thông báo kết luận, phát biểu chỉ đạo, ban hành kế hoạch, khảo sát, làm việc, gặp mặt"""
)
_NEAR = 5
_TELLING = frozenset("đã đang còn chưa bị được là có không vẫn do của".split())  # noqa: SIM905
_NO_DEEDS = frozenset(
    """việc các những công tình kết số tỷ tổng một hai ba mỗi đây đó thời địa kinh nguồn mức giá đối về với
    theo tại trong từ nếu khi sau trước nhằm để ngoài năm quý tháng ngày nội mục yêu đồng ông bà
    phần toàn hiện nhiệm chỉ""".split()
)
_TASKS_FOLLOW = Phrases(
    """sau, sau đây, như sau, các nhiệm vụ, nhiệm vụ, các nội dung, nội dung, công việc, các việc
    một số việc, một số nội dung, các công việc, trọng tâm, cụ thể"""
)


class OrderReader:
    """Reads a page's blocks in order; use once."""

    def __init__(self, mentions: Mentions, bases: Bases) -> None:
        self.mentions = mentions
        self.tokens = mentions.tokens
        self.bases = bases
        self.heads = HeadFinder(mentions, bases)
        self.clauses = ClauseReader(self.heads)
        self.outsiders = Outsiders(self.heads, bases)
        self.orders: list[Order] = []
        self.unassigned: list[tuple[int, int]] = []
        self._memory = Memory()

    def read(self, blocks: Sequence[Block]) -> None:
        """Fill ``orders`` and ``unassigned``."""
        tables = Tables(self.mentions)
        for block, after in zip_longest(blocks, blocks[1:]):
            self._memory.items = after.level if after and after.is_labelled else DEPTH
            if block.zone is Zone.ROW:
                self._row(tables.read(block))
                continue
            tables.leave()
            if block.zone in (Zone.BODY, Zone.HEADING):
                self._open(block)
            if block.zone is Zone.HEADING:
                self._heading(block)
            elif block.zone is Zone.BODY:
                self._body(block)
            elif block.zone is Zone.ASSESSMENT:
                self._remember(block.begin, block.end)

    def _open(self, block: Block) -> None:
        """Leave the frames that this block does not stand under."""
        frames = self._memory.frames
        level = block.level if block.is_labelled else DEPTH
        while frames and frames[-1].level >= level:
            frames.pop()
        if block.is_labelled and frames and not block.is_bullet:
            self._lead(frames[-1].leads)

    def _heading(self, block: Block) -> None:
        """A heading that is an agency leads what stands under it; a topic leads nothing."""
        at = self.heads.skip_opening(block.begin, block.end)
        size = lexicon.OPENING_ORDERS.at(self.tokens, at, block.end)
        topic = Phrases("đối với, về phía, với").at(self.tokens, at + size, block.end)
        listing = self.mentions.listing(at + size + topic, block.end, across=True)
        rest = block.end - listing.end if listing is not None else 99
        if listing is None or rest > 1:
            return
        parties = self._resolved(listing.mentions)
        if self._is_letterhead(block):
            self._memory.issuer = parties[0] if parties else None
            self._memory.context = self._spoken_by({party.name for party in parties})
            return
        self._memory.context = replace(self._memory.context, ordering=True)
        self._memory.frames.append(Frame(block.level, parties))
        self._lead(parties)
        self._memory.name(parties)

    def _is_letterhead(self, block: Block) -> bool:
        """Capitals above the first sentence name who issues the document, and order nothing."""
        words = [token for token in self.tokens[block.begin : block.end] if token.is_word]
        capitals = all(token.raw.isupper() for token in words)
        return block.first == block.begin and not self._memory.begun and capitals

    def _spoken_by(self, names: set[str]) -> Context:
        context = self._memory.context
        return replace(context, issuers=context.issuers | names)

    def _body(self, block: Block) -> None:
        self._memory.begun = True
        self._memory.paragraph = block.begin
        for begin, end in sentences(self.tokens, block.begin, block.end):
            self._sentence(block, begin, end)
            self._remember(begin, end)

    def _sentence(self, block: Block, begin: int, end: int) -> None:
        if self.outsiders.is_passed_over(begin, end):
            return
        closer = read_closer(self.mentions, begin, end, self.bases)
        if closer is not None and self._reports_alone(block, begin, end):
            closer = None
        if closer is not None and self._memory.context.ordering:
            if not self._close(closer, self._memory.since_change):
                self._clauses(block, Head(CARRIED, begin), begin, end)
            return
        head = self.heads.find(begin, end, self._memory.context) or self._item(block, begin, end)
        if head is None or self._is_news(head, begin, end):
            return
        if is_formula(self.tokens, head.at, end):
            return
        if self._introduces(block, head, begin, end):
            return
        if head.listing is None and not self._may_carry(block):
            self._miss(head, begin, end)
            return
        if self._exhorts(block, head, begin):
            self.unassigned.append((begin, end))
            return
        if self.orders and DETAIL.at(self.tokens, begin, end):
            self._frame(block, self._memory.leads, self.orders[-1].coordinating)
        self._clauses(block, head, begin, end)

    def _item(self, block: Block, begin: int, end: int) -> Head | None:
        """An item under an agency is a deed, also with a verb that no list has."""
        frames = self._memory.frames
        if not (frames and frames[-1].leads and block.is_labelled and begin == block.begin):
            return None
        near = self.tokens[begin : min(end, begin + _NEAR)]
        tells = any(token.low in _TELLING or not token.is_word for token in near)
        opens = self.tokens[begin].low in _NO_DEEDS or self.mentions.at(begin, end) is not None
        return None if tells or opens or end - begin < _NEAR else Head(CARRIED, begin)

    def _exhorts(self, block: Block, head: Head, begin: int) -> bool:
        """*Cần thu hút thêm doanh nghiệp.* as a paragraph of its own is said to nobody."""
        frame = self._memory.frames[-1] if self._memory.frames else None
        opens = begin == block.begin and not block.is_labelled and frame is None
        return opens and head.rule == CARRIED and self.tokens[begin].low == "cần"

    def _reports_alone(self, block: Block, begin: int, end: int) -> bool:
        """A report that is an item of its own is a task: *- Gửi báo cáo kết quả về Ban …*."""
        whole = block.is_labelled and begin == block.begin and end == block.end
        size = lexicon.REPORTING.at(self.tokens, begin, end)
        return whole and size > 0 and lexicon.PRODUCTS.at(self.tokens, begin + size, end) > 0

    def _is_news(self, head: Head, begin: int, end: int) -> bool:
        """*Sáng 11/6, Tiểu ban … họp*: before the first order, a dated sentence tells what was."""
        if self.orders or head.rule not in (SUBJECT, DUTY, COLON):
            return False
        at = begin + TIMES_OF_DAY.at(self.tokens, begin, end)
        return at > begin and read_day(self.tokens, at, end) is not None

    def _introduces(self, block: Block, head: Head, begin: int, end: int) -> bool:
        """Say whether a line ends in a colon and only says who the items below are for."""
        if end != block.end or self.tokens[end - 1].raw != ":":
            return False
        listing = head.listing
        self._memory.context = self._with_issuer(head, begin, end)
        leads = self._resolved(listing.mentions) if listing is not None else self._memory.leads
        clauses = self.clauses.read(begin, end, head, self._memory.context)
        coordinating = self._resolved(clauses[-1].shared) if clauses else ()
        coordinating = coordinating or self._resolved(self.clauses.joining(head, end))
        self._frame(block, leads, coordinating)
        self._lead(leads)
        self._memory.context = replace(self._memory.context, ordering=True)
        return True

    def _frame(
        self, block: Block, leads: tuple[Party, ...], coordinating: tuple[Party, ...]
    ) -> None:
        level = block.level if block.is_labelled else self._memory.items - 1
        self._memory.leave_loose()
        frame = Frame(level, leads, coordinating, is_loose=not block.is_labelled)
        self._memory.frames.append(frame)

    def _may_carry(self, block: Block) -> bool:
        memory = self._memory
        return memory.context.ordering and bool(memory.leads)

    def _miss(self, head: Head, begin: int, end: int) -> None:
        told = head.rule == CARRIED and self._memory.context.ordering
        if told or head.rule == BARE_ORDER:
            self.unassigned.append((begin, end))

    def _clauses(self, block: Block, head: Head, begin: int, end: int) -> None:
        self._memory.context = self._with_issuer(head, begin, end)
        first = len(self.orders)
        for number, clause in enumerate(self.clauses.read(begin, end, head, self._memory.context)):
            closer = (
                read_closer(self.mentions, clause.begin, clause.end, self.bases) if number else None
            )
            if closer is not None:
                self._close(closer, first)
            else:
                self._order(clause)
        self._memory.context = replace(self._memory.context, ordering=True)

    def _order(self, clause: Clause) -> None:
        carried = clause.leads is None
        if clause.leads is not None:
            leads = self._resolved(clause.leads.mentions)
            if leads:
                self._lead(leads)
                self._memory.leave_loose_of_another(leads)
        frame = self._memory.frames[-1] if self._memory.frames else None
        mentions = clause.coordinating or clause.shared
        coordinating = self._resolved(mentions)
        if not mentions and frame is not None and carried:
            coordinating = frame.coordinating
        leads = self._memory.leads
        dues = tuple(
            due
            for due in find_dues(self.tokens, clause.begin, clause.end, self.bases)
            if due.rule != DAY_OF_ACT or due.begin > clause.verb
        )
        self.orders.append(
            Order(
                clause.begin,
                clause.end,
                clause.verb,
                clause.rule,
                leads,
                tuple(one for one in coordinating if one.name not in {p.name for p in leads}),
                clause.leads.mentions if clause.leads is not None else (),
                due=choose_due(dues),
                dues=dues,
                carried=carried,
                far=carried and self._is_far(clause),
                sure=clause.sure,
                left_out=clause.left_out,
            )
        )

    def _is_far(self, clause: Clause) -> bool:
        """Say whether the lead stands neither in this paragraph nor over it.

        In the same sentence, under a heading or an introducing line, and right behind a sentence
        of one lead there is nothing to doubt.
        """
        frame = self._memory.frames[-1] if self._memory.frames else None
        if frame is not None and frame.leads == self._memory.leads:
            return False
        before = [one for one in self.orders if one.begin >= self._memory.paragraph]
        if not before:
            return True
        return any(one.leads != before[-1].leads for one in before[-3:])

    def _row(self, row: Row | None) -> None:
        if row is None:
            return
        leads = self._resolved(row.leads.mentions) if row.leads is not None else self._memory.leads
        if not leads:
            return
        dues = find_cell_dues(self.tokens, *row.due, self.bases) if row.due else ()
        inner = tuple(find_dues(self.tokens, *row.deed, self.bases))
        self.orders.append(
            Order(
                row.deed[0],
                row.deed[1],
                self.heads.skip_opening(*row.deed),
                ROW,
                leads,
                self._resolved(row.coordinating.mentions) if row.coordinating else (),
                due=choose_due(dues) or choose_due(inner),
                dues=inner,
                row=row,
            )
        )

    def _close(self, closer: Closer, since: int) -> bool:
        """Give a closer's date and receiver to the undated orders since a place.

        A day that an order has of its own stays. False when the closer is about a thing that
        none of these orders speaks of: handing it over is then an order of its own.
        """
        found = not closer.topic
        if closer.topic and not any(
            self._is_about(one, closer.topic) for one in self.orders[since:]
        ):
            since = self._last_about(closer.topic, since)
        for place in range(since, len(self.orders)):
            order = self.orders[place]
            dated = order.due is not None and order.due.on is not None
            if closer.topic and not self._is_about(order, closer.topic):
                continue
            found = True
            if order.due is not None and order.due.cycle:
                continue
            if closer.topic and dated:
                self.orders[place] = replace(order, closer=closer)
            elif not dated:
                self.orders[place] = replace(order, due=closer.due, closer=closer)
        return found

    def _last_about(self, topic: tuple[str, ...], since: int) -> int:
        """*Thời hạn cắm mốc là …*: the last order of all that has every word of the topic."""
        for place in range(since - 1, max(-1, since - _LOOKED_BACK), -1):
            order = self.orders[place]
            words = [token.low for token in self.tokens[order.begin : order.end]]
            if len(topic) > 1 and set(topic) <= set(words):
                return place
        return since

    def _is_about(self, order: Order, topic: tuple[str, ...]) -> bool:
        words = {token.low for token in self.tokens[order.begin : order.end]}
        return sum(word in words for word in topic) * 3 >= len(topic) * 2

    def _with_issuer(self, head: Head, begin: int, end: int) -> Context:
        context = self._memory.context
        if head.rule != SPEAKER_ORDER:
            return context
        at = self.heads.skip_opening(begin, end)
        speaker: Listing | None = self.mentions.listing(at, end)
        if speaker is None:
            return context
        names = {party.name for mention in speaker.mentions for party in mention.parties}
        parties = [party for mention in speaker.mentions for party in mention.parties]
        self._memory.issuer = parties[0] if parties else self._memory.issuer
        return self._spoken_by(names)

    def _resolved(self, mentions: Sequence[Mention]) -> tuple[Party, ...]:
        memory = self._memory
        joined = self.orders[-1].coordinating if self.orders else ()
        return resolve(mentions, memory.recent, memory.issuer, memory.leads, joined)

    def _lead(self, leads: tuple[Party, ...]) -> None:
        if {one.name for one in leads} != {one.name for one in self._memory.leads}:
            self._memory.since_change = len(self.orders)
        if leads:
            self._memory.leads = leads

    def _remember(self, begin: int, end: int) -> None:
        at = begin
        while at < end:
            mention = self.mentions.at(at, end)
            if mention is None:
                at += 1
                continue
            self._memory.name(mention.parties)
            if _CONCLUDES.at(self.tokens, mention.end, end):
                self._memory.context = self._spoken_by({one.name for one in mention.parties})
            at = max(mention.end, at + 1)
