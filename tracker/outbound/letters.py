"""Builds the mails: plain values in, subject, text and HTML out. Vietnamese, whatever the screen.

Each mail is a folder of templates/email: subject.txt, body.txt, body.html.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app
from flask_babel import force_locale

from tracker.domain.ladder import Audience, LadderRule
from tracker.domain.tasks import Part

KINDS = {
    LadderRule.OVERDUE.value: "overdue",
    LadderRule.PERIOD_LATE.value: "period_late",
    LadderRule.ON_DUE_DAY.value: "soon",
    LadderRule.BEFORE_DUE.value: "soon",
    LadderRule.PERIOD_DUE.value: "period",
    LadderRule.PERIOD_BEFORE.value: "period",
    LadderRule.DIRECTIVE_UNANSWERED.value: "directive",
    LadderRule.RECEIPT_MISSING.value: "receipt",
    LadderRule.SILENCE.value: "silence",
    LadderRule.ACCEPTANCE_WAITING.value: "waiting",
    LadderRule.EXTENSION_UNDECIDED.value: "extension",
    LadderRule.DUE_DATE_MISSING.value: "nodate",
    LadderRule.SUSPENSION_REVIEW.value: "review",
}
"""What a rule's items are counted under, the most urgent first; notices are news."""
ORDER = tuple(dict.fromkeys(KINDS.values()))


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A period of a standing task, by what it is named after."""

    cycle: str
    starts_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a mail says about one agency's part in one task."""

    rule: str
    level: str
    audience: Audience
    title: str
    code: str
    part: Part
    agencies: Sequence[str]
    """The agencies whose part it is: one, or several where the reader stands above them."""
    partners: Sequence[str]
    deadline_on: date | None
    step_on: date
    path: str
    """The address of the task, below the site's own."""
    anchor: str
    """The agency's form on that page."""
    words: str = ""
    """What was written: an update, a reason, a directive."""
    source: str = ""
    """The conclusion that gave the task."""
    note: str = ""
    """The secretariat's words around this task's reminders."""
    is_instead: bool = False
    """Nobody holds the role that is meant; the secretariat gets it."""
    period: NamedPeriod | None = None
    """The period of a standing task that it speaks of."""
    is_objection: bool = False
    also: Sequence[str] = ()
    """Other rules that speak of the same part today."""
    is_draft: bool = False
    """It speaks of a draft under approval, not of a task."""
    is_recommendation: bool = False
    """It speaks of the answer to what the agency asked for, which ``source`` gave."""
    is_refusal: bool = False
    wanted_on: date | None = None
    """The new due date that waits for a decision."""
    is_redo: bool = False
    """``deadline_on`` is the day by which a returned part is to be reported again."""
    redo_on: date | None = None
    """Of a notice of a return: the day by which to report again."""
    is_over: bool = False
    """The agency's part has ended; neither date nor partners are its matter any more."""

    @property
    def is_task(self) -> bool:
        """Say whether it speaks of a task whose deadline concerns the reader."""
        return not (self.is_draft or self.is_recommendation or self.is_over)

    @property
    def kind(self) -> str:
        """What the item is counted under."""
        return KINDS.get(self.rule, "news")

    @property
    def urgency(self) -> tuple[int, date, str]:
        """Sorts the most urgent first: by kind, then by deadline."""
        place = ORDER.index(self.kind) if self.kind in ORDER else len(ORDER)
        return place, self.deadline_on or date.max, self.code

    @property
    def address(self) -> str:
        """Where the button leads: the agency's own form, or the task when there are several."""
        return self.path + self.anchor if len(self.agencies) == 1 else self.path

    @property
    def is_for_agency(self) -> bool:
        """Say whether the agency itself reads it."""
        return self.audience is Audience.AGENCY and not self.is_instead

    @property
    def is_extension(self) -> bool:
        """Say whether it speaks of a request for a new date."""
        return self.rule.startswith("extension_")

    def days_late(self, today: date) -> int:
        """Calendar days past the deadline; 0 before it."""
        return max(0, (today - self.deadline_on).days) if self.deadline_on else 0


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into one mail."""

    name: str
    """Whom it greets."""
    is_person: bool
    committees: Sequence[str]
    today: date
    items: Sequence[Item]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many items of each kind, the most urgent kind first."""
        kinds = [item.kind for item in self.items]
        return [(kind, kinds.count(kind)) for kind in ORDER if kind in kinds]


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished mail."""

    subject: str
    text: str
    html: str


def build(folder: str, content: Content) -> Letter:
    """Write the mail of a folder: ``digest`` or ``notice``."""
    pages = current_app.jinja_env
    base_url = current_app.extensions["tracker.settings"].base_url
    with force_locale("vi"):
        subject, text, html = (
            pages.get_template(f"email/{folder}/{name}").render(content=content, base_url=base_url)
            for name in ("subject.txt", "body.txt", "body.html")
        )
    return Letter(" ".join(subject.split()), text.strip() + "\n", html)
