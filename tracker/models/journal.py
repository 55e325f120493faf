"""The journal: who did what, when. Append-only, one hash chain per committee."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.base import Keyed, UtcDateTime


class JournalEntry(Keyed, Model):
    """One act. ``data`` holds ids, dates, codes and digests, never names or texts."""

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("chain", "number"),
        Index(None, "subject", "subject_id"),
        Index(None, "committee_id", "at"),
    )

    chain: Mapped[int]
    """The committee's id; 0 for acts of the installation."""
    number: Mapped[int]
    """1, 2, 3 … within the chain; the unique constraint forbids a fork."""
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("committees.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """None for the scheduler and commands."""
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    """The agency on whose behalf it was done, if any."""
    act: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int]
    task_id: Mapped[int | None] = mapped_column(index=True)
    """The task whose page shows the entry; no foreign key, for the chain outlives rows."""
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    previous: Mapped[str]
    digest: Mapped[str]
