"""Backup and restore of a whole installation: database, evidence files, secret key.

The database is copied first and the files afterwards: files are kept before the rows that name
them and never change, so whatever a copied row names is there.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import inspect

from tracker.extensions import db
from tracker.outbound.archive import Archive, Manifest, UnfitArchive, pack
from tracker.outbound.databases import copy_sqlite, dump_postgresql, load_postgresql
from tracker.outbound.store import FileStore
from tracker.queries import installation as installation_queries
from tracker.queries import journal as journal_queries
from tracker.services import journal, schema
from tracker.settings import Settings

SECRET_KEY = "secret_key"
DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class BackupError(Exception):
    """Nothing was made or restored, and why; the message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds, and how many files the database names that were nowhere."""

    files: int
    missing: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back; ``breaks`` are the journal's chains that do not hold: chain, entry."""

    files: int
    chains: int
    breaks: tuple[tuple[int, int], ...]


def make(settings: Settings, target: Path, *, version: str, now: datetime) -> Made:
    """Write a backup of the installation, which may be running, to ``target``.

    ``version`` is the program's, ``now`` is aware. Raises BackupError,
    DatabaseToolError, OSError; then no file is left.
    """
    kind = db.engine.dialect.name
    if kind == "sqlite" and not _sqlite_file().is_file():
        raise BackupError(f"There is no installation in {settings.data_dir}.")
    state = schema.get_state()
    if state.current is None:
        raise BackupError("The database is empty: there is nothing to back up.")
    named = installation_queries.list_digests()
    db.session.rollback()
    manifest = Manifest(
        version=version,
        schema=state.current,
        database=kind,
        made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        members={},
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as scratch:
        made = pack(target, _sources(settings, kind, Path(scratch)), manifest)
    kept = {Path(name).name for name in made.members if name.startswith("files/")}
    return Made(files=len(kept), missing=len(named - kept))


def check(archive: Archive, *, version: str) -> None:
    """Raise UnfitArchive unless every member is whole and this version knows the schema."""
    manifest = archive.manifest
    if not schema.is_known(manifest.schema):
        raise UnfitArchive(
            f"This backup was made by a later version ({manifest.version}, "
            f"schema {manifest.schema}); this is {version}."
        )
    wanted = {SECRET_KEY, DATABASE.get(manifest.database, "")}
    if not wanted <= manifest.members.keys():
        raise UnfitArchive("This backup lacks the database or the secret key.")
    archive.verify()


def restore(archive: Archive, settings: Settings) -> Restored:
    """Put a checked backup into an empty folder and an empty database, and look it over.

    The schema is brought up to this version's. Raises BackupError, DatabaseToolError,
    UnfitArchive, OSError; then the folder is as empty as it was.
    """
    _require_empty(archive.manifest, settings.data_dir)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        _put_back(archive, settings.data_dir)
        schema.bring_up()
    except BaseException:
        db.engine.dispose()
        _empty(settings.data_dir)
        raise
    files = sum(name.startswith("files/") for name in archive.manifest.members)
    chains = journal_queries.list_chains()
    return Restored(files, len(chains), tuple(_breaks(chains)))


def _sources(settings: Settings, kind: str, scratch: Path) -> Iterator[tuple[str, Path]]:
    """The members in their order: the database's copy is made before the files are looked up."""
    copy, key = scratch / DATABASE[kind], scratch / SECRET_KEY
    if kind == "sqlite":
        copy_sqlite(_sqlite_file(), copy)
    else:
        dump_postgresql(_address(), copy)
    yield copy.name, copy
    key.write_text(settings.secret_key, "utf-8")
    yield SECRET_KEY, key
    store = FileStore(settings.files_dir)
    for digest in filter(lambda one: store.path(one).exists(), store.list_digests()):
        yield f"files/{digest[:2]}/{digest}", store.path(digest)


def _put_back(archive: Archive, folder: Path) -> None:
    kind = archive.manifest.database
    for name in archive.manifest.members:
        if name != DATABASE[kind]:
            archive.extract(name, folder / name)
    if kind == "sqlite":
        archive.extract(DATABASE[kind], _sqlite_file())
        return
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        dump = Path(scratch) / DATABASE[kind]
        archive.extract(DATABASE[kind], dump)
        load_postgresql(_address(), dump)


def _require_empty(manifest: Manifest, folder: Path) -> None:
    kind = db.engine.dialect.name
    if manifest.database != kind:
        raise BackupError(
            f"This is a backup of a {manifest.database} database; DATABASE_URL names a {kind} one."
        )
    if folder.exists() and any(folder.iterdir()):
        raise BackupError(f"{folder} is not empty; nothing was changed.")
    if kind == "sqlite":
        is_taken = _sqlite_file().exists()
    else:
        is_taken = bool(inspect(db.engine).get_table_names())
    if is_taken:
        raise BackupError("The database is not empty; nothing was changed.")


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _breaks(chains: Sequence[int]) -> Iterator[tuple[int, int]]:
    for chain in chains:
        entry = journal.first_break(journal_queries.list_chain(chain))
        if entry is not None:
            yield chain, entry


def _sqlite_file() -> Path:
    return Path(db.engine.url.database or "")


def _address() -> str:
    plain = db.engine.url.set(drivername="postgresql")
    return plain.render_as_string(hide_password=False)
