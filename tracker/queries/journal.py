"""The journal: reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.installation import InstallationValue
from tracker.models.journal import JournalEntry
from tracker.models.people import User


@dataclass(frozen=True, slots=True)
class Act:
    """An entry, and the person who did it; None: a job, or somebody who is gone."""

    entry: JournalEntry
    user: User | None


def find_last(chain: int) -> JournalEntry | None:
    """The newest entry of a chain, after taking the chain's lock for this transaction.

    Two transactions that append to one chain would fork it; the second waits here.
    """
    _lock(chain)
    newest = select(JournalEntry).where(JournalEntry.chain == chain)
    return db.session.scalar(newest.order_by(JournalEntry.number.desc()).limit(1))


def list_chain(chain: int) -> Sequence[JournalEntry]:
    """A chain from its first entry to its last."""
    entries = select(JournalEntry).where(JournalEntry.chain == chain)
    return db.session.scalars(entries.order_by(JournalEntry.number)).all()


def list_chains() -> Sequence[int]:
    """The chains that have entries, the installation's first."""
    chains = select(JournalEntry.chain).distinct()
    return db.session.scalars(chains.order_by(JournalEntry.chain)).all()


def list_of_task(task_id: int, *, until: datetime | None = None) -> Sequence[JournalEntry]:
    """A task's entries up to an instant, oldest first.

    The caller has checked that the task may be seen.
    """
    entries = select(JournalEntry).where(JournalEntry.task_id == task_id)
    if until is not None:
        entries = entries.where(JournalEntry.at <= until)
    return db.session.scalars(entries.order_by(JournalEntry.at, JournalEntry.id)).all()


def list_acts(subject: str, subject_id: int, acts: Sequence[str]) -> Sequence[Act]:
    """The acts of these names on a thing, oldest first, with who did them.

    The caller has checked that the thing may be seen.
    """
    rows = (
        select(JournalEntry, User)
        .outerjoin(User, User.id == JournalEntry.user_id)
        .where(
            JournalEntry.subject == subject,
            JournalEntry.subject_id == subject_id,
            JournalEntry.act.in_(acts),
        )
    )
    found = db.session.execute(rows.order_by(JournalEntry.at, JournalEntry.id))
    return [Act(entry, user) for entry, user in found]


def _lock(chain: int) -> None:
    if chain:
        rows = select(Committee.id).where(Committee.id == chain)
        db.session.execute(rows.with_for_update()).first()
    else:
        names = select(InstallationValue.name).where(InstallationValue.name == "journal")
        db.session.execute(names.with_for_update()).first()
