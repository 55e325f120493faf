"""What each stage of the breakdown gives for one text, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.domain.breakdown import Breakdown, Event
from tracker.domain.breakdown.dates import find_dues
from tracker.domain.breakdown.dues import Bases
from tracker.domain.breakdown.header import read_header
from tracker.domain.breakdown.layout import Block, read_layout
from tracker.domain.breakdown.mentions import Mentions
from tracker.domain.breakdown.names import names_of
from tracker.domain.breakdown.orders import OrderReader
from tracker.domain.breakdown.text import Source, read_source
from tracker.domain.calendar import DEFAULT
from tracker.domain.directory import Directory

_LONGEST = 76


def stages(
    text: str, directory: Directory, found: Breakdown, events: Sequence[Event]
) -> Iterator[str]:
    """Give the lines, stage by stage; ``found`` is what the breakdown made of ``text``."""
    source = read_source(text)
    yield f"1 text      {len(source.tokens)} từ, số và dấu; {len(text)} ký tự"
    blocks = read_layout(source.tokens)
    for block in blocks:
        yield f"2 layout    {block.zone.value:<11} {_words(source, block.begin, block.end)}"
    header = read_header(source.tokens, blocks, found.held_on, found.issued_on)
    yield f"2 header    họp {found.held_on or '-'}, ban hành {found.issued_on or '-'}"
    mentions = Mentions(source, names_of(directory))
    yield from _mentions(mentions, blocks)
    bases = Bases(header.held_on, header.issued_on, DEFAULT, tuple(events), header.opening)
    for block in blocks:
        for due in find_dues(source.tokens, block.begin, block.end, bases):
            words = _words(source, due.begin, due.end)
            yield f"4 dates     {due.on or 'không rõ ngày'}: {words} ({due.rule})"
    reader = OrderReader(mentions, bases)
    reader.read(blocks)
    for order in reader.orders:
        leads = ", ".join(party.name for party in order.leads) or "-"
        yield f"5 orders    [{order.rule}] {leads}: {_words(source, order.verb, order.end)}"
    told = f"{len(found.proposals)} nhiệm vụ dự kiến từ {len(reader.orders)} lời giao"
    yield f"6 proposals {told}, {len(found.unassigned)} câu chưa rõ giao cho ai"
    yield ""


def _mentions(mentions: Mentions, blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        at = block.begin
        while at < block.end:
            found = mentions.at(at, block.end)
            if found is not None:
                names = ", ".join(party.name for party in found.parties) or found.pointer
                words = _words(mentions.source, found.begin, found.end)
                yield f"3 mentions  {found.sort.value:<11} {words} = {names}"
            at = max(found.end, at + 1) if found is not None else at + 1


def _words(source: Source, begin: int, end: int) -> str:
    if begin >= end:
        return ""
    words = source.quote(source.tokens[begin].start, source.tokens[end - 1].end)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
