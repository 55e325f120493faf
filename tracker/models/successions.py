"""What became of agencies: renamed, merged, split, ended; each change a dated row."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.extensions import Model
from tracker.models.agencies import Agency
from tracker.models.base import Keyed, UtcDateTime, stored_enum


class How(StrEnum):
    """What happened to an agency."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    END = "end"


class AgencySuccession(Keyed, Model):
    """An agency goes on under another name, in another agency, or not at all.

    A merger leaves one row for each agency that went into it, a split one for each that came
    out of it. A rename leads from an agency to itself.
    """

    __tablename__ = "agency_successions"

    from_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    to_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    """None: nobody goes on with its work."""
    how: Mapped[How] = mapped_column(stored_enum(How))
    changed_on: Mapped[date]
    """The first day on which it holds."""
    old_name: Mapped[str]
    """The name that the agency had until then."""
    decision: Mapped[str] = mapped_column(default="")
    """The decision behind it: number, date, who took it."""
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    agency: Mapped[Agency] = relationship(foreign_keys=[from_id])
    successor: Mapped[Agency | None] = relationship(foreign_keys=[to_id])
