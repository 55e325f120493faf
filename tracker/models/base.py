"""What the tables share: aware instants, stored enums, optimistic versions."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy import Dialect, Enum, Integer, TypeDecorator
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored as UTC on every database; refuses naive ones."""

    impl = SqlDateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into what the database keeps. Raises ValueError on a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=UTC if dialect.name != "sqlite" else None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def stored_enum(kind: type[StrEnum]) -> Enum:
    """A column type that keeps the enum's values as text, with a check constraint."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=24,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


class Keyed:
    """A surrogate key."""

    id: Mapped[int] = mapped_column(primary_key=True)


class Versioned(Keyed):
    """A row that forms edit: a form carries ``version``, and a stale one is refused.

    The number grows by itself with each change that is flushed, and a second session that
    changed the same version in between fails at its flush.
    """

    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]
