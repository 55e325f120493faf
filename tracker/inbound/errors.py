"""Why a file cannot be read; the code names the sentence that the clerk gets."""

from __future__ import annotations

from tracker.domain.errors import InvalidInput


class UnreadableFile(InvalidInput):
    """The file is of no use here. Codes, each with its sentence in ``web.wording``:

    ``file_unknown``, ``file_renamed``, ``file_too_large``, ``file_bomb``, ``file_encrypted``,
    ``file_scanned``, ``file_broken``, ``file_old_word``, ``file_too_slow``, ``file_empty``,
    ``file_many_pages``, ``file_too_long``, ``file_refused``, ``file_no_sheet``.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, field="file", **params)
