"""Takes back what requests did, so that one world serves a whole module."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import Table, select

from tracker.extensions import db

MOVING = frozenset({"login_sessions", "login_failures", "heartbeats", "draft_readers"})
"""Tables that reading touches: who was last seen when, and on which draft; wrong guesses."""


@contextmanager
def undone(app: Flask) -> Iterator[None]:
    """Whatever is committed inside is rolled back at the end.

    Every session works on one connection and commits into savepoints of its transaction.
    """
    engines = db._app_engines[app]
    engine = engines[None]
    db.session.rollback()
    with engine.connect() as connection:
        outer = connection.begin()
        engines[None] = connection
        try:
            yield
        finally:
            db.session.rollback()
            engines[None] = engine
            outer.rollback()


def let_undo() -> None:
    """Let sessions commit into savepoints of a transaction that is there already.

    To be called before a world is built: sessions that are open keep what they were made with.
    """
    db.session.remove()
    db.session.session_factory.configure(join_transaction_mode="create_savepoint")


def digests(keep: Callable[[Table, dict[str, object]], bool] | None = None) -> dict[str, str]:
    """What every table holds now, as one digest each; ``keep`` chooses the rows that count."""
    db.session.commit()
    return {
        table.name: _digest(table, keep)
        for table in db.metadata.sorted_tables
        if table.name not in MOVING
    }


def _digest(table: Table, keep: Callable[[Table, dict[str, object]], bool] | None) -> str:
    rows = db.session.execute(select(table).order_by(*table.primary_key)).mappings()
    wanted = [str(dict(row)) for row in rows if keep is None or keep(table, dict(row))]
    return hashlib.sha256("\n".join(wanted).encode()).hexdigest() + f" {len(wanted)} rows"


def changed(before: dict[str, str]) -> list[str]:
    """The tables that hold something else now than ``before``, a call of :func:`digests`."""
    return sorted(name for name, digest in digests().items() if digest != before[name])
