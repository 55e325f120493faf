"""The store of uploaded files: named by the digest of their content, written whole or not."""

from __future__ import annotations

import hashlib
import os
import tempfile
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
        if not path.exists():
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


def _write_whole(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
