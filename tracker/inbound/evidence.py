"""Evidence: files that are kept and handed out again, never parsed."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.inbound.errors import UnreadableFile
from tracker.inbound.kinds import LARGEST, ending, kind_of

MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "doc": "application/octet-stream",
    "txt": "text/plain",
}
_ENDINGS: Mapping[str, frozenset[str]] = {
    "jpeg": frozenset({"jpg", "jpeg"}),
    "doc": frozenset({"doc", "xls", "ppt"}),
    "txt": frozenset({"txt", "csv"}),
}


def check_evidence(data: bytes, name: str, *, largest: int = LARGEST) -> str:
    """The media type under which a file is kept.

    Raises UnreadableFile when it is none that an office hands in, or is named as something else.
    """
    kind = kind_of(data, name, largest=largest)
    if ending(name) not in _ENDINGS.get(kind, frozenset({kind})):
        raise UnreadableFile("file_renamed", name=name)
    return MEDIA_TYPES[kind]
