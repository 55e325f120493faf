"""Writes the journal: append-only, one hash chain per committee (DESIGN 3.13)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from tracker.domain.access import Viewer
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.queries import journal as journal_queries

INSTALLATION = 0
FIRST = "0" * 64


def record(
    act: str,
    subject: str,
    subject_id: int,
    *,
    actor: Viewer,
    now: datetime,
    committee_id: int | None = None,
    task_id: int | None = None,
    agency_id: int | None = None,
    data: Mapping[str, object] | None = None,
) -> JournalEntry:
    """Append one act to its chain and give the entry back.

    ``data`` holds ids, codes, numbers, ISO dates and digests: names and texts stay out, so
    that the journal can be kept longer than what it speaks of. ``agency_id`` names the agency
    in whose name it was done; a deputy's act also names the person in whose place it was done.
    """
    chain = committee_id or INSTALLATION
    last = journal_queries.find_last(chain)
    entry = JournalEntry(
        chain=chain,
        number=last.number + 1 if last else 1,
        committee_id=committee_id,
        at=now,
        user_id=actor.user_id or None,
        agency_id=agency_id,
        act=act,
        subject=subject,
        subject_id=subject_id,
        task_id=task_id,
        data=dict(data or {}) | _stood_in(actor, agency_id),
        previous=last.digest if last else FIRST,
    )
    entry.digest = digest_of(entry)
    db.session.add(entry)
    db.session.flush()
    return entry


def _stood_in(actor: Viewer, agency_id: int | None) -> dict[str, object]:
    person = actor.stands_in.get(agency_id) if agency_id is not None else None
    return {} if person is None else {"stands_in_for": person}


def digest_of(entry: JournalEntry) -> str:
    """The SHA-256 of an entry and the digest before it, as hexadecimal digits."""
    content = [
        entry.chain,
        entry.number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.user_id,
        entry.agency_id,
        entry.act,
        entry.subject,
        entry.subject_id,
        entry.task_id,
        entry.data,
        entry.previous,
    ]
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_break(entries: Sequence[JournalEntry]) -> int | None:
    """The number of the first entry that does not follow from the one before; None: unbroken."""
    previous = FIRST
    for number, entry in enumerate(entries, start=1):
        fits = entry.number == number and entry.previous == previous
        if not fits or entry.digest != digest_of(entry):
            return number
        previous = entry.digest
    return None
