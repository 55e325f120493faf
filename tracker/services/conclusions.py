"""Conclusions: taking in a text, and what happens to a draft before it is published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.domain.access import Viewer
from tracker.domain.breakdown.legacy_fonts import FONTS, legacy_font, to_unicode
from tracker.domain.errors import InvalidInput, SecrecyRefused, StaleForm
from tracker.domain.secrecy import find_marking
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.conclusions import (
    Conclusion,
    ConclusionState,
    ConclusionText,
    Source,
    SourceFile,
)
from tracker.models.meetings import Meeting
from tracker.queries import conclusions as queries
from tracker.queries import proposals as proposal_queries
from tracker.services import journal
from tracker.services.dated import require_version

__all__ = [
    "ConclusionState",
    "ConclusionValues",
    "KeptFile",
    "Source",
    "create",
    "edit_draft",
    "issue",
    "replace_text",
    "require_storable",
]

LONGEST_TEXT = 300_000
DOUBLE_CLICK = timedelta(seconds=30)
"""The same form again within it is the same click."""
"""Characters; a notice of a hundred pages has about as many."""


@dataclass(frozen=True, slots=True)
class ConclusionValues:
    """What the secretariat enters about a conclusion."""

    title: str
    source: Source
    text: str = ""
    held_on: date | None = None
    number: str = ""
    issued_on: date | None = None
    signer: str = ""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The uploaded file that the text was read from, already in the store."""

    name: str
    media_type: str
    size: int
    digest: str


def require_unmarked(text: str) -> None:
    """Raise SecrecyRefused when a text bears the mark of a state secret (DESIGN 3.15).

    A mark typed for a font of old (*MËT*) is one too.
    """
    for spelled in (text, *(to_unicode(text, font) for font in FONTS)):
        if marking := find_marking(spelled):
            raise SecrecyRefused(marking)


def require_storable(text: str) -> None:
    """Raise SecrecyRefused or InvalidInput when a text must not, or cannot, be stored."""
    require_unmarked(text)
    if font := legacy_font(text):
        raise InvalidInput("text_legacy_font", field="text", font=font)
    if len(text) > LONGEST_TEXT:
        raise InvalidInput("text_too_long", field="text", characters=LONGEST_TEXT)


def require_own(meeting: Meeting | None, committee: Committee) -> None:
    """Raise InvalidInput when a conclusion is hung on the meeting of another committee."""
    if meeting is not None and meeting.committee_id != committee.id:
        raise InvalidInput("meeting_of_another", "meeting")


def create(
    committee: Committee,
    values: ConclusionValues,
    *,
    actor: Viewer,
    now: datetime,
    meeting: Meeting | None = None,
    file: KeptFile | None = None,
) -> Conclusion:
    """Store a draft with the first version of its text, if it has one.

    Without a day of its own it takes the meeting's. Raises SecrecyRefused, and
    InvalidInput("meeting_of_another", "text_too_long", "text_legacy_font"). The same form sent
    twice, by a double click, stores one draft and gives it back.
    """
    require_storable(values.text)
    require_own(meeting, committee)
    twin = queries.find_twin(committee.id, values.title, actor, since=now - DOUBLE_CLICK)
    if twin is not None and (twin.text.body if twin.text else "") == values.text:
        return twin
    conclusion = Conclusion(
        committee_id=committee.id,
        meeting_id=meeting.id if meeting else None,
        title=values.title,
        source=values.source,
        held_on=values.held_on or (meeting.held_on if meeting else None),
        number=values.number,
        issued_on=values.issued_on,
        signer=values.signer,
        created_at=now,
        created_by_id=actor.user_id or None,
        folded=fold(f"{values.title} {values.number} {values.text}"),
    )
    if values.text:
        conclusion.texts.append(_version(values.text, 1, actor, now))
    if file is not None:
        conclusion.files.append(_source_file(file, actor, now))
    db.session.add(conclusion)
    db.session.flush()
    digest = conclusion.text.digest if conclusion.text else None
    _note("conclusion_created", conclusion, actor, now, text=digest)
    return conclusion


def edit_draft(
    conclusion_id: int,
    values: ConclusionValues,
    *,
    meeting: Meeting | None,
    version: int,
    actor: Viewer,
    now: datetime,
) -> Conclusion:
    """Change what is kept about a draft, its text apart.

    Number, day of issue and signer leave an approval standing; anything else makes it void.

    Raises NotFound, StaleForm, InvalidInput("title_missing", "meeting_of_another").
    """
    conclusion = queries.get_draft(conclusion_id, actor, lock=True)
    require_version(conclusion, version)
    require_own(meeting, conclusion.committee)
    if not values.title.strip():
        raise InvalidInput("title_missing", "title")
    head = (values.title.strip(), values.source, meeting.id if meeting else None, values.held_on)
    if head != _head(conclusion):
        withdraw_approval(conclusion, actor=actor, now=now)
    conclusion.title, conclusion.source, conclusion.meeting_id, conclusion.held_on = head
    _set_issue(conclusion, values.number, values.issued_on, values.signer)
    _note("conclusion_changed", conclusion, actor, now)
    return conclusion


def issue(
    conclusion_id: int,
    *,
    number: str,
    issued_on: date,
    signer: str,
    version: int,
    actor: Viewer,
    now: datetime,
) -> Conclusion:
    """Add number, date and signer, before or after publishing (DESIGN 3.2).

    No due date moves by it; ``services.redating`` lists those that would. Raises NotFound,
    StaleForm.
    """
    conclusion = queries.get_for_secretary(conclusion_id, actor, lock=True)
    require_version(conclusion, version)
    _set_issue(conclusion, number, issued_on, signer)
    _note("conclusion_issued", conclusion, actor, now, issued_on=issued_on.isoformat())
    return conclusion


def replace_text(
    conclusion_id: int,
    text: str,
    *,
    version: int,
    seen: str,
    actor: Viewer,
    now: datetime,
    file: KeptFile | None = None,
) -> Conclusion:
    """Give a draft another text and drop the proposals of the one before; an approval is void.

    ``seen`` is :func:`work_seen` as the person who confirmed it was shown. The earlier text stays
    as a version. The caller breaks the new one down. Raises NotFound, StaleForm, SecrecyRefused,
    InvalidInput("text_missing", "text_too_long", "text_legacy_font").
    """
    conclusion = queries.get_draft(conclusion_id, actor, lock=True)
    require_version(conclusion, version)
    if not text.strip():
        raise InvalidInput("text_missing", "text")
    require_storable(text)
    if seen != work_seen(conclusion):
        raise StaleForm(current=conclusion.version)
    withdraw_approval(conclusion, actor=actor, now=now)
    dropped = proposal_queries.list_with_removed(conclusion)
    for row in dropped:
        db.session.delete(row)
    number = 1 + (conclusion.text.number if conclusion.text else 0)
    conclusion.texts.append(_version(text, number, actor, now))
    if file is not None:
        conclusion.files.append(_source_file(file, actor, now))
    conclusion.folded = _searched(conclusion)
    digest = conclusion.texts[-1].digest
    _note("conclusion_text_replaced", conclusion, actor, now, text=digest, dropped=len(dropped))
    return conclusion


def work_seen(conclusion: Conclusion) -> str:
    """A mark of the review as it stands; another one means that somebody worked on it."""
    rows = proposal_queries.list_with_removed(conclusion)
    return f"{len(rows)}-{sum(row.version for row in rows)}"


def withdraw_approval(conclusion: Conclusion, *, actor: Viewer, now: datetime) -> None:
    """Make a submission or an approval void, for the draft is about to change; else nothing."""
    if conclusion.state not in (ConclusionState.SUBMITTED, ConclusionState.APPROVED):
        return
    was = conclusion.state
    reopen(conclusion)
    _note("approval_withdrawn", conclusion, actor, now, was=was.value)


def reopen(conclusion: Conclusion) -> None:
    """Make a submitted or approved conclusion a plain draft again."""
    conclusion.state = ConclusionState.DRAFT
    conclusion.submitted_at = conclusion.submitted_by_id = None
    conclusion.approved_at = conclusion.approved_by_id = None
    conclusion.approval_note = ""
    db.session.flush()


def _set_issue(conclusion: Conclusion, number: str, issued_on: date | None, signer: str) -> None:
    conclusion.number, conclusion.issued_on = number.strip(), issued_on
    conclusion.signer = signer.strip()
    conclusion.folded = _searched(conclusion)
    db.session.flush()


def _head(conclusion: Conclusion) -> tuple[str, Source, int | None, date | None]:
    return (conclusion.title, conclusion.source, conclusion.meeting_id, conclusion.held_on)


def _searched(conclusion: Conclusion) -> str:
    body = conclusion.text.body if conclusion.text else ""
    return fold(f"{conclusion.title} {conclusion.number} {body}")


def _note(act: str, conclusion: Conclusion, actor: Viewer, now: datetime, **data: object) -> None:
    journal.record(
        act,
        "conclusion",
        conclusion.id,
        actor=actor,
        now=now,
        committee_id=conclusion.committee_id,
        data=data,
    )


def _version(text: str, number: int, actor: Viewer, now: datetime) -> ConclusionText:
    return ConclusionText(
        number=number,
        body=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        created_at=now,
        created_by_id=actor.user_id or None,
    )


def _source_file(file: KeptFile, actor: Viewer, now: datetime) -> SourceFile:
    return SourceFile(
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        digest=file.digest,
        uploaded_at=now,
        uploaded_by_id=actor.user_id or None,
    )
