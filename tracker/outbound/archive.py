"""A backup as one file: a zip whose manifest names every member with its SHA-256.

The file holds the secret key and everybody's data: it is made for its owner's eyes only, appears
whole or not at all, and on the way back nothing in it is believed before it was checked.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 1024 * 1024
_NAME = re.compile(r"secret_key|database\.(?:sqlite3|dump)|files/([0-9a-f]{2})/\1[0-9a-f]{62}")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)


class UnfitArchive(Exception):
    """The file is no backup, is damaged, or too new; the message is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself. ``made_at`` is an ISO instant in UTC."""

    version: str
    schema: str
    database: str
    """``sqlite`` or ``postgresql``"""
    made_at: str
    members: Mapping[str, str]
    """Name → SHA-256 as hexadecimal digits."""
    format: int = FORMAT


def pack(target: Path, sources: Iterable[tuple[str, Path]], manifest: Manifest) -> Manifest:
    """Write the backup with its members, and give the manifest with their digests.

    ``target`` is replaced only when everything was written. Raises OSError.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".backup-")
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            complete = _write(file, sources, manifest)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return complete


def _write(file: IO[bytes], sources: Iterable[tuple[str, Path]], manifest: Manifest) -> Manifest:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        digests = {name: _add(archive, name, path) for name, path in sources}
        complete = replace(manifest, members=digests)
        content = json.dumps(asdict(complete), ensure_ascii=False, indent=1, sort_keys=True)
        archive.writestr(MANIFEST, content)
    return complete


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


class Archive:
    """A backup opened for reading."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read the manifest and compare the names. Raises UnfitArchive."""
        self._archive = archive
        self.manifest = _manifest(archive)
        names = archive.namelist()
        named = {MANIFEST, *self.manifest.members}
        if len(names) != len(set(names)) or set(names) != named:
            raise UnfitArchive("This backup does not hold what its manifest names.")
        if not all(_NAME.fullmatch(name) for name in self.manifest.members):
            raise UnfitArchive("This backup holds a file that does not belong in one.")

    def verify(self) -> None:
        """Read every member and compare its digest. Raises UnfitArchive."""
        for name in self.manifest.members:
            for _chunk in self._chunks(name):
                pass

    def extract(self, name: str, target: Path) -> None:
        """Write a member to ``target``, for its owner only. Raises UnfitArchive, OSError."""
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for chunk in self._chunks(name):
                file.write(chunk)

    def read_text(self, name: str) -> str:
        """A small member as text. Raises UnfitArchive."""
        try:
            return b"".join(self._chunks(name)).decode()
        except UnicodeDecodeError as error:
            raise UnfitArchive(f"{name} in this backup is no text.") from error

    def _chunks(self, name: str) -> Iterator[bytes]:
        digest = hashlib.sha256()
        try:
            with self._archive.open(name) as source:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    yield chunk
        except _BROKEN as error:
            raise UnfitArchive(f"This backup is damaged: {name} cannot be read.") from error
        if digest.hexdigest() != self.manifest.members[name]:
            raise UnfitArchive(f"This backup is damaged: {name} is not what was stored.")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a backup. Raises UnfitArchive for anything else, OSError when it cannot be read."""
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise UnfitArchive(f"{path} is no backup, or was cut off.") from error
    with archive:
        yield Archive(archive)


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        found = json.loads(archive.read(MANIFEST))
        if found["format"] > FORMAT:
            raise UnfitArchive(f"This backup was made by a later version ({found['version']}).")
        return Manifest(**found)
    except (*_BROKEN, KeyError, TypeError, ValueError) as error:
        raise UnfitArchive("This file is no backup: it has no readable manifest.") from error
