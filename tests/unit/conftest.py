"""Unit tests touch no database."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, event


@pytest.fixture(autouse=True)
def no_database() -> object:
    """Fail a unit test that opens a connection."""

    def refuse(*_arguments: object) -> None:
        raise AssertionError("a unit test touches the database")

    event.listen(Engine, "do_connect", refuse)
    yield
    event.remove(Engine, "do_connect", refuse)
