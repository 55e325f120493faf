"""Uploaded files of a request: checked by content, then kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import FileStorage

from tracker.inbound import check_evidence, read_file
from tracker.outbound.store import FileStore
from tracker.services.conclusions import require_storable
from tracker.services.updates import KeptEvidence
from tracker.web.context import settings


@dataclass(frozen=True, slots=True)
class ReadUpload:
    """An uploaded text: what it says, and the file itself, kept."""

    text: str
    name: str
    media_type: str
    size: int
    digest: str


def read_upload(file: FileStorage) -> ReadUpload:
    """Read a text and keep its file.

    Raises UnreadableFile or SecrecyRefused; then nothing is kept.
    """
    name = _plain_name(file)
    content = file.read()
    text = read_file(content, name).text
    require_storable(text)
    digest = FileStore(settings().files_dir).put(content)
    return ReadUpload(text, name, check_evidence(content, name), len(content), digest)


def keep_evidence(files: Iterable[FileStorage]) -> list[KeptEvidence]:
    """Check and keep what was attached. Raises UnreadableFile; empty fields are passed over."""
    store = FileStore(settings().files_dir)
    kept = []
    for file in files:
        name = _plain_name(file)
        if not name:
            continue
        content = file.read()
        media_type = check_evidence(content, name)
        kept.append(KeptEvidence(name, media_type, len(content), store.put(content)))
    return kept


def _plain_name(file: FileStorage) -> str:
    """The file's own name, without the folders that some browsers send along."""
    return (file.filename or "").replace("\\", "/").rsplit("/", maxsplit=1)[-1][-200:]
