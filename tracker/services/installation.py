"""Named values of the installation: writing."""

from __future__ import annotations

from tracker.extensions import db
from tracker.models.installation import InstallationValue


def set_value(name: str, value: str) -> None:
    """Store a value under a name, replacing the one before."""
    db.session.merge(InstallationValue(name=name, value=value))
    db.session.flush()
