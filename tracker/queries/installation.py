"""Named values of the installation: reading."""

from __future__ import annotations

from sqlalchemy import select

from tracker.extensions import db
from tracker.models.installation import InstallationValue


def find_value(name: str) -> str | None:
    """The value under this name, or None."""
    row = select(InstallationValue.value).where(InstallationValue.name == name)
    return db.session.scalar(row)
