"""Uploaded files of a request: checked by content, then kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import FileStorage

from tracker.inbound import UnreadableFile, check_evidence, read_file
from tracker.outbound.store import FileStore
from tracker.services.conclusions import KeptFile, require_unmarked
from tracker.services.updates import KeptEvidence
from tracker.web.context import settings


@dataclass(frozen=True, slots=True)
class ReadUpload:
    """An uploaded text: what it says, and the file itself, kept."""

    text: str
    file: KeptFile


def read_upload(file: FileStorage) -> ReadUpload:
    """Read a text and keep its file.

    Raises UnreadableFile or SecrecyRefused; then nothing is kept.
    """
    name = _plain_name(file)
    content = file.read()
    read = read_file(content, name)
    require_unmarked(read.margins)
    require_unmarked(read.text)
    digest = FileStore(settings().files_dir).put(content)
    kept = KeptFile(name, check_evidence(content, name), len(content), digest)
    return ReadUpload(read.text, kept)


def keep_evidence(files: Iterable[FileStorage]) -> list[KeptEvidence]:
    """Check and keep what was attached; empty fields are passed over.

    Raises UnreadableFile, and SecrecyRefused when a document bears a mark (DESIGN 3.15).
    """
    store = FileStore(settings().files_dir)
    kept = []
    for file in files:
        name = _plain_name(file)
        if not name:
            continue
        content = file.read()
        media_type = check_evidence(content, name)
        _refuse_marked(content, name)
        kept.append(KeptEvidence(name, media_type, len(content), store.put(content)))
    return kept


def _refuse_marked(content: bytes, name: str) -> None:
    """Look for a mark in what has a text; a picture, or a scan, has none to look in."""
    try:
        read = read_file(content, name)
    except UnreadableFile:
        return
    require_unmarked(read.margins)
    require_unmarked(read.text)


def _plain_name(file: FileStorage) -> str:
    """The file's own name, without the folders that some browsers send along."""
    return (file.filename or "").replace("\\", "/").rsplit("/", maxsplit=1)[-1][-200:]
