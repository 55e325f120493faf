"""Named values of the installation, and the files that its rows name: reading."""

from __future__ import annotations

from sqlalchemy import select, union

from tracker.extensions import db
from tracker.models.conclusions import SourceFile
from tracker.models.installation import InstallationValue
from tracker.models.updates import Evidence


def find_value(name: str) -> str | None:
    """The value under this name, or None."""
    row = select(InstallationValue.value).where(InstallationValue.name == name)
    return db.session.scalar(row)


def list_digests() -> frozenset[str]:
    """The digests of all files in the store that some row names."""
    return frozenset(db.session.scalars(union(select(Evidence.digest), select(SourceFile.digest))))
