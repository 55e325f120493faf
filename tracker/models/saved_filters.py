"""Filters of lists that a person keeps under a name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model
from tracker.models.base import Keyed, UtcDateTime


class SavedFilter(Keyed, Model):
    """What one person asks of one list, again and again; nobody else sees it."""

    __tablename__ = "saved_filters"
    __table_args__ = (UniqueConstraint("user_id", "listing", "name"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    listing: Mapped[str]
    name: Mapped[str]
    wanted: Mapped[dict[str, str]] = mapped_column(JSON)
    """The arguments of the list's address, as they were typed."""
    is_start: Mapped[bool] = mapped_column(default=False)
    """The list opens with it; one of each list at most."""
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
