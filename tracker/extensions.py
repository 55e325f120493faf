"""The extensions that the application is put together from, and the transaction of an edge."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from flask_babel import Babel
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Engine, MetaData, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm.exc import StaleDataError

from tracker.domain.errors import StaleForm

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every table shares: names of constraints by one convention."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base, session_options={"autoflush": True})
babel = Babel()
csrf = CSRFProtect()

if TYPE_CHECKING:

    class Model(Base):
        """The declarative base as type checkers see it."""

        __abstract__ = True
else:
    Model = db.Model

_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


def only_reads(value: bool) -> None:
    """Say for the running request whether it only reads.

    A reading transaction takes no write lock on SQLite; every other one takes it at once, for
    a transaction that reads first and writes later loses updates there without any error.
    """
    _only_reads.set(value)


def end_reading() -> None:
    """End a transaction in which nothing was written, so that a writing one can begin."""
    db.session.rollback()


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what happens inside, or roll it back when it raises. Edges only.

    Two people (or two clicks) at the same moment pass every check and meet in the database: the
    second one gets StaleForm, as if his form had come later.
    """
    try:
        yield
        db.session.commit()
    except (StaleDataError, IntegrityError) as error:
        db.session.rollback()
        if isinstance(error, IntegrityError) and not _is_taken(error):
            raise
        raise StaleForm(current=0) from error
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def dry_run() -> Iterator[None]:
    """Take back whatever happens inside: for a preview that is the act itself. Edges only."""
    try:
        yield
    finally:
        db.session.rollback()


def _is_taken(error: IntegrityError) -> bool:
    """Say whether a unique constraint refused the row; any other refusal is a mistake of ours."""
    unique_violation = getattr(error.orig, "sqlstate", "") == "23505"
    return unique_violation or "UNIQUE constraint failed" in str(error.orig)


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # SQLAlchemy's BEGIN is ours to write, below
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA busy_timeout = 15000")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Any) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _only_reads.get() else "BEGIN IMMEDIATE")
