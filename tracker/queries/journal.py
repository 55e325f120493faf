"""The journal: reading."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.installation import InstallationValue
from tracker.models.journal import JournalEntry


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


def list_of_task(task_id: int) -> Sequence[JournalEntry]:
    """A task's entries, oldest first. The caller has checked that the task may be seen."""
    entries = select(JournalEntry).where(JournalEntry.task_id == task_id)
    return db.session.scalars(entries.order_by(JournalEntry.at, JournalEntry.id)).all()


def _lock(chain: int) -> None:
    if chain:
        rows = select(Committee.id).where(Committee.id == chain)
        db.session.execute(rows.with_for_update()).first()
    else:
        names = select(InstallationValue.name).where(InstallationValue.name == "journal")
        db.session.execute(names.with_for_update()).first()
