"""Which files of the store something names."""

from __future__ import annotations

from sqlalchemy import select

from tracker.extensions import db
from tracker.models.conclusions import SourceFile
from tracker.models.journal import JournalEntry
from tracker.models.updates import Evidence

TAKEN_IN = "task_sheet_taken_in"
"""The act whose journal entry names a sheet of tasks by its digest."""


def list_named_digests() -> frozenset[str]:
    """The digests of the files that a conclusion, an update or the journal names."""
    rows = (select(SourceFile.digest), select(Evidence.digest))
    sheets = db.session.scalars(select(JournalEntry.data).where(JournalEntry.act == TAKEN_IN))
    found = {digest for one in rows for digest in db.session.scalars(one)}
    return frozenset(found | {str(data["digest"]) for data in sheets})
