"""Runs migrations: numbered, in both directions, with the models' naming convention."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from tracker.extensions import db
from tracker.models.base import UtcDateTime

if TYPE_CHECKING:
    from alembic.operations import MigrationScript


def _number(_context: Any, _revision: Any, directives: list[MigrationScript]) -> None:
    """Name a new revision 0001, 0002 … in place of a hash; leave out an empty one."""
    script = directives[0]
    if script.upgrade_ops is not None and script.upgrade_ops.is_empty():
        directives[:] = []
        return
    head = context.script.get_current_head() or "0"
    script.rev_id = f"{int(head) + 1:04d}"


def _plain_type(kind: str, item: Any, _autogen: Any) -> str | bool:
    """Write our own column types as what they are: a migration never imports the models."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


@contextmanager
def _tables_may_be_rebuilt(connection: Connection) -> Iterator[None]:
    """On SQLite, let a table be rebuilt although rows of others point at its rows.

    SQLite changes a column by copying the table and dropping the old one, which it refuses, or
    deletes rows for, while it watches over foreign keys. They are watched again afterwards.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
        broken = driver.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"rows that point at nothing after the migration: {broken[:5]}")
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def run() -> None:
    """Migrate over the application's own engine."""
    with db.engine.connect() as connection, _tables_may_be_rebuilt(connection):
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET lock_timeout = '10s'")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=current_app.extensions["migrate"].db.metadata,
            process_revision_directives=_number,
            render_as_batch=True,
            render_item=_plain_type,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
