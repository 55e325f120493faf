"""Uploaded files of a request: checked by content, then kept."""

from __future__ import annotations

from collections.abc import Iterable

from werkzeug.datastructures import FileStorage

from tracker.inbound import check_evidence
from tracker.outbound.store import FileStore
from tracker.services.updates import KeptEvidence
from tracker.web.context import settings


def keep_evidence(files: Iterable[FileStorage]) -> list[KeptEvidence]:
    """Check and keep what was attached. Raises UnreadableFile; empty fields are passed over."""
    store = FileStore(settings().files_dir)
    kept = []
    for file in files:
        name = (file.filename or "").rsplit("/")[-1].rsplit("\\")[-1][:200]
        if not name:
            continue
        content = file.read()
        media_type = check_evidence(content, name)
        kept.append(KeptEvidence(name, media_type, len(content), store.put(content)))
    return kept
