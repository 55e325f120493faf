"""Values of the whole installation that change while it runs."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Model


class InstallationValue(Model):
    """A named value: mail settings an administrator entered, the demo's clock."""

    __tablename__ = "installation_values"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
