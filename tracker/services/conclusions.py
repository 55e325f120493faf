"""Conclusions: taking in a text, and what happens to a draft before it is published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.breakdown.text import legacy_font
from tracker.domain.errors import InvalidInput, SecrecyRefused
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
from tracker.services import journal

__all__ = [
    "ConclusionState",
    "ConclusionValues",
    "KeptFile",
    "Source",
    "create",
    "issue",
    "require_storable",
]

LONGEST_TEXT = 300_000
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


def require_storable(text: str) -> None:
    """Raise SecrecyRefused or InvalidInput when a text must not, or cannot, be stored."""
    if marking := find_marking(text):
        raise SecrecyRefused(marking)
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
    InvalidInput("meeting_of_another", "text_too_long", "text_legacy_font").
    """
    require_storable(values.text)
    require_own(meeting, committee)
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
    journal.record(
        "conclusion_created",
        "conclusion",
        conclusion.id,
        actor=actor,
        now=now,
        committee_id=committee.id,
        data={"text": conclusion.text.digest if conclusion.text else None},
    )
    return conclusion


def issue(
    conclusion: Conclusion,
    *,
    number: str,
    issued_on: date,
    signer: str,
    actor: Viewer,
    now: datetime,
) -> None:
    """Add number, date and signer, before or after publishing (DESIGN 3.2)."""
    conclusion.number, conclusion.issued_on = number, issued_on
    conclusion.signer = signer
    db.session.flush()
    journal.record(
        "conclusion_issued",
        "conclusion",
        conclusion.id,
        actor=actor,
        now=now,
        committee_id=conclusion.committee_id,
        data={"issued_on": issued_on.isoformat()},
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
