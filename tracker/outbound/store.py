"""The store of uploaded files: named by the digest of their content, written whole or not."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path


class FileStore:
    """Keeps files in a folder; the same content is kept once."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is made when the first file comes."""
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep ``content`` and give its SHA-256 as hexadecimal digits."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if not _touch(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, content)
        return digest

    def path(self, digest: str) -> Path:
        """Where the file with this digest lies. Raises ValueError for anything else."""
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise ValueError("not a digest")
        return self._folder / digest[:2] / digest

    def list_digests(self) -> list[str]:
        """The digests of the files that are kept, sorted; half-written ones are left out."""
        names = (path.name for path in self._folder.glob("[0-9a-f][0-9a-f]/*"))
        return sorted(name for name in names if len(name) == 64)

    def list_older(self, instant: datetime) -> list[str]:
        """The digests of the files that were last handed in before ``instant`` (aware), sorted."""
        return [one for one in self.list_digests() if _age_of(self.path(one)) < instant.timestamp()]

    def discard(self, digest: str, instant: datetime) -> bool:
        """Take a file away, unless it was handed in again since ``instant``; True when it went.

        It is set aside first: who hands the same content in meanwhile writes it anew, or has
        made it young, and then it comes back.
        """
        path = self.path(digest)
        aside = path.with_name(f"{path.name}.aside")
        try:
            path.rename(aside)
        except FileNotFoundError:
            return False
        if _age_of(aside) >= instant.timestamp():
            aside.rename(path)
            return False
        aside.unlink()
        return True


def _touch(path: Path) -> bool:
    """Mark a file as handed in just now; False when it isn't there."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _age_of(path: Path) -> float:
    """When the file was last handed in, in seconds of the epoch; now, when it has just gone."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _write_whole(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
