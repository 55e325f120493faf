"""The world that the walks over all routes share, and a browser for everybody in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import empty_tables
from tests.world.build import World, build, note_log_ins
from tests.world.people import VISITOR
from tests.world.undo import let_undo
from tracker.extensions import db, only_reads
from tracker.services import people
from tracker.web.context import TOKEN


@pytest.fixture(scope="module")
def world(migrated: Flask) -> Iterator[World]:
    """A filled database for a whole module; its tests take back what they change."""
    only_reads(False)
    let_undo()
    files = migrated.extensions["tracker.settings"].files_dir
    yield build(datetime.now(UTC), files)
    db.session.rollback()
    empty_tables()
    db.session.remove()


class Doors:
    """Opens a browser for anybody in the world; the visitor's is not signed in."""

    def __init__(self, app: Flask, world: World) -> None:
        """Log everybody in once."""
        self._app = app
        self._tokens = {
            login: people.open_session(user, address="127.0.0.1", now=world.now)
            for login, user in world.users.items()
        }
        self._kept = {login: self.new(login) for login in (VISITOR, *self._tokens)}

    def new(self, login: str) -> FlaskClient:
        """A browser that has seen nothing yet."""
        browser = self._app.test_client()
        if login != VISITOR:
            with browser.session_transaction() as session:
                session[TOKEN] = self._tokens[login]
        return browser

    def __getitem__(self, login: str) -> FlaskClient:
        """The browser that this person keeps using."""
        return self._kept[login]


@pytest.fixture(scope="module")
def doors(world: World, migrated: Flask) -> Doors:
    """Browsers for everybody."""
    found = Doors(migrated, world)
    note_log_ins(world)
    db.session.commit()
    return found
