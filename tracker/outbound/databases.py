"""Copies of a whole database as one file: SQLite by its backup call, PostgreSQL by its tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path


class DatabaseToolError(Exception):
    """A database's tool is missing or refused; the message is one sentence for the operator."""


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database that others may be writing to, as of one instant.

    One step, so that a writer cannot make it start again; in write-ahead mode nobody waits.
    """
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.execute("PRAGMA busy_timeout = 15000")
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")  # one file: nothing stays in a side file
        found = new.execute("PRAGMA quick_check").fetchone()[0]
    if found != "ok":
        raise DatabaseToolError(f"The database is damaged, so no backup was made: {found}")


def dump_postgresql(address: str, target: Path) -> None:
    """Write the database at ``address`` into a file, as of one instant."""
    options = ["--format=custom", f"--file={target}", *_PLAIN]
    _run("pg_dump", address, options)


def load_postgresql(address: str, source: Path) -> None:
    """Fill the empty database at ``address`` from such a file, whole or not at all."""
    options = ["--single-transaction", "--exit-on-error", *_PLAIN]
    _run("pg_restore", address, options, str(source))


_PLAIN = ("--no-owner", "--no-privileges", "--no-password")


def _run(program: str, address: str, options: list[str], *arguments: str) -> None:
    """Run a tool of PostgreSQL; the password travels in the environment, unseen by others."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    found = shutil.which(program)
    if found is None:
        raise DatabaseToolError(
            f"{program} was not found: install PostgreSQL's client programs, of the server's "
            "version or newer."
        )
    values = conninfo_to_dict(address)
    password = str(values.pop("password", None) or "")
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    where = make_conninfo("", **values)
    command = [found, *options, f"--dbname={where}", *arguments]
    done = subprocess.run(  # noqa: S603 - our own words and the installation's own address
        command, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        said = "; ".join(done.stderr.split("\n")[:2]).strip("; ") or str(done.returncode)
        raise DatabaseToolError(f"{program} failed: {said}")
