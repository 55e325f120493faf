"""The breakdown engine: the text of a conclusion in, proposed tasks out (DESIGN 5).

Pure, offline and deterministic. Six stages, each in files of its own and tested alone: ``text``,
``layout``, ``mentions``, ``dates``, ``orders`` and ``proposals``; docs/breakdown.md names the files of
each and walks through an example. The words of the administrative language stand in ``lexicon``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.domain.breakdown.dues import Bases
from tracker.domain.breakdown.header import read_header
from tracker.domain.breakdown.layout import read_layout
from tracker.domain.breakdown.legacy_fonts import legacy_font, to_unicode
from tracker.domain.breakdown.mentions import Mentions
from tracker.domain.breakdown.names import names_of
from tracker.domain.breakdown.orders import OrderReader
from tracker.domain.breakdown.proposals import Assembler
from tracker.domain.breakdown.succession import follow_successors
from tracker.domain.breakdown.text import Source, read_source
from tracker.domain.breakdown.values import Breakdown, Event, Note, Party, Proposal, Span
from tracker.domain.calendar import DEFAULT, WorkingCalendar
from tracker.domain.directory import Directory

__all__ = [
    "Breakdown",
    "Event",
    "Note",
    "Party",
    "Proposal",
    "Span",
    "break_down",
    "legacy_font",
    "to_unicode",
]


def break_down(
    text: str,
    directory: Directory,
    held_on: date | None = None,
    issued_on: date | None = None,
    calendar: WorkingCalendar = DEFAULT,
    events: Sequence[Event] = (),
) -> Breakdown:
    """Propose the tasks that ``text`` hands out.

    ``held_on`` is the day of the meeting, ``issued_on`` that of the document; what is not given is
    read from the text. ``events`` are dates that due dates may hang on. All offsets in the answer
    are code points of ``text`` as given. Never raises: a text without orders gives no proposals,
    a text in a legacy font is named and not read (``to_unicode`` converts it).
    """
    font = legacy_font(text)
    if font is not None:
        return Breakdown(text, held_on=held_on, issued_on=issued_on, legacy_font=font)
    source = read_source(text)
    blocks = read_layout(source.tokens)
    header = read_header(source.tokens, blocks, held_on, issued_on)
    bases = Bases(
        header.held_on, header.issued_on, calendar, tuple(events), header.opening, header.dated
    )
    mentions = Mentions(source, names_of(directory))
    reader = OrderReader(mentions, bases)
    reader.read(blocks)
    proposals = Assembler(mentions, directory, bases).assemble(reader.orders)
    return Breakdown(
        text,
        held_on=header.held_on,
        held_on_span=header.held_on_span,
        issued_on=header.issued_on,
        issued_on_span=header.issued_on_span,
        proposals=follow_successors(proposals, directory, bases.base),
        unassigned=_spans(source, reader.unassigned),
    )


def _spans(source: Source, ranges: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    tokens = source.tokens
    return tuple(Span(tokens[begin].start, tokens[end - 1].end) for begin, end in ranges)
