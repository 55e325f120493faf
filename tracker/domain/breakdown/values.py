"""What the engine takes and gives: frozen values, all offsets in code points of the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from tracker.domain.tasks import Kind


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the source: from ``start`` up to, not including, ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event that due dates may hang on, such as a congress; both days included."""

    name: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Party:
    """An agency as a task names it.

    ``key`` is the directory's key, None for a body that is in no directory. ``start`` and ``end``
    are the place of the mention; None where the agency was carried over from another sentence.
    ``is_group`` says that the words name several bodies together.
    """

    name: str
    key: str | None = None
    start: int | None = None
    end: int | None = None
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A gap (the text does not say) or a doubt (the engine is unsure) about one field."""

    code: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task that the text seems to give; a person confirms it.

    ``due_rule`` says in Vietnamese how ``due_on`` was computed and from what; ``rule`` names the
    grammar rule that found the task and ``why`` words it.
    """

    start: int
    end: int
    title: str
    text: str
    lead: tuple[Party, ...] = ()
    coordinating: tuple[Party, ...] = ()
    due_on: date | None = None
    due_time: time | None = None
    due_text: str | None = None
    due_rule: str | None = None
    kind: Kind = Kind.ONE_OFF
    cycle: str | None = None
    report_to: tuple[str, ...] = ()
    product: str | None = None
    gaps: tuple[Note, ...] = ()
    doubts: tuple[Note, ...] = ()
    rule: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What a text says: its dates, its tasks, and orders that name nobody (``unassigned``).

    A span beside a date says where the text gives it; None when the caller gave it, or nobody.
    ``legacy_font`` names the 8-bit encoding that the text seems to be in; it is then not read.
    """

    text: str
    held_on: date | None = None
    held_on_span: Span | None = None
    issued_on: date | None = None
    issued_on_span: Span | None = None
    proposals: tuple[Proposal, ...] = ()
    unassigned: tuple[Span, ...] = ()
    legacy_font: str | None = None
