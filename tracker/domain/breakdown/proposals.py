"""Stage 6: assembles proposals from orders, and says what is missing and what is unsure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.breakdown import explanations as say
from tracker.domain.breakdown.details import kind_of, piece, receivers_of, title_of
from tracker.domain.breakdown.dues import Bases
from tracker.domain.breakdown.mention import Sort
from tracker.domain.breakdown.mentions import Mentions
from tracker.domain.breakdown.order import ROW, Order
from tracker.domain.breakdown.products import product_of
from tracker.domain.breakdown.repetitions import without_repetitions
from tracker.domain.breakdown.values import Note, Party, Proposal
from tracker.domain.directory import Directory
from tracker.domain.tasks import Kind

_LONGEST_LIMIT = 240
"""Days; a limit without a year that lies further off may have been meant for the year before."""
_TRIMMED = frozenset(";,.:…–-")


class Assembler:
    """Makes proposals of the orders of one text."""

    def __init__(self, mentions: Mentions, directory: Directory, bases: Bases) -> None:
        self.mentions = mentions
        self.source = mentions.source
        self.tokens = mentions.tokens
        self.directory = directory
        self.bases = bases

    def assemble(self, orders: Sequence[Order]) -> tuple[Proposal, ...]:
        """Give one proposal per order in text order; an order told twice is given once."""
        led = [order for order in orders if order.leads and order.verb < order.end]
        ordered = sorted(without_repetitions(self.tokens, led), key=lambda order: order.begin)
        found = (self._proposal(order) for order in ordered)
        return tuple(one for one in found if one.title)

    def _proposal(self, order: Order) -> Proposal:
        named = product_of(self.mentions, order)
        product = piece(self.source, *named) if named else None
        kind = kind_of(self.source, order, product)
        start, end = self._bounds(order)
        due = order.due
        return Proposal(
            start=start,
            end=end,
            title=title_of(self.source, order),
            text=self.source.quote(start, end),
            lead=self._own(order.leads, order),
            coordinating=self._own(order.coordinating, order),
            due_on=due.on if due and not due.cycle else None,
            due_time=due.at if due and not due.cycle else None,
            due_text=self._due_text(order),
            due_rule=due.rule or None if due else None,
            kind=kind,
            cycle=self._due_text(order) if due and due.cycle else None,
            report_to=receivers_of(self.mentions, order),
            product=product or None,
            gaps=(*self._gaps(order, kind), *self._gaps_of_bodies(order)),
            doubts=tuple(self._doubts(order)),
            rule=order.rule,
            why=say.WHY[order.rule],
        )

    def _bounds(self, order: Order) -> tuple[int, int]:
        begin, end = order.begin, order.end
        while end - 1 > begin and self.tokens[end - 1].raw in _TRIMMED:
            end -= 1
        return self.tokens[begin].start, self.tokens[end - 1].end

    def _own(self, parties: Sequence[Party], order: Order) -> tuple[Party, ...]:
        """A party named outside the clause keeps no place."""
        start, end = self.tokens[order.begin].start, self.tokens[order.end - 1].end
        inside = order.rule == ROW
        return tuple(
            one
            if inside or (one.start is not None and start <= one.start < end)
            else replace(one, start=None, end=None)
            for one in parties
        )

    def _due_text(self, order: Order) -> str | None:
        due = order.due
        if due is None:
            return None
        return self.source.quote(self.tokens[due.begin].start, self.tokens[due.end - 1].end)

    def _gaps(self, order: Order, kind: Kind) -> Iterator[Note]:
        due = order.due
        if due is not None and not due.cycle and due.on is None:
            yield say.undated(self._due_text(order) or "", due.rule)
        elif kind is Kind.STANDING and (due is None or not due.cycle):
            yield say.no_cycle()
        elif due is None:
            yield say.no_due_date()

    def _doubts(self, order: Order) -> Iterator[Note]:
        if order.far:
            yield say.carried(", ".join(one.name for one in order.leads))
        if not order.sure and order.rule != ROW:
            yield say.unsure_verb()
        for mention in order.mentions:
            if mention.sort is Sort.PLACE:
                yield from (say.acting_place(party.name) for party in mention.parties)
        yield from self._doubts_of_date(order)

    def _gaps_of_bodies(self, order: Order) -> Iterator[Note]:
        """What neither text nor directory says of a body: who is in a group, or that it is known."""
        for field, parties in (("lead", order.leads), ("coordinating", order.coordinating)):
            for party in parties:
                body = self.directory.find(party.name)
                if body is None and not party.is_group:
                    yield say.unknown_body(field, party.name)
                elif body is None or body.is_open_group:
                    yield say.open_group(field, party.name)

    def _doubts_of_date(self, order: Order) -> Iterator[Note]:
        due = order.due
        if due is None or due.on is None or due.cycle:
            return
        day = f"{due.on:%d/%m/%Y}"
        if due.guessed and self._is_far_off(due.on):
            yield say.guessed_year(self._due_text(order) or "")
        if self._is_before_meeting(due.on):
            yield say.before_meeting(day)
        if not self.bases.calendar.is_working_day(due.on):
            yield say.day_off(day)

    def _is_far_off(self, day: date) -> bool:
        """Say whether a year was supplied that makes the limit longer than limits are."""
        base = self.bases.base
        return base is None or (day - base).days > _LONGEST_LIMIT

    def _is_before_meeting(self, day: date) -> bool:
        return self.bases.base is not None and day < self.bases.base
