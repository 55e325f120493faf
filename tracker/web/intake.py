"""The text of a form that takes one in: from its file or pasted, and out of a font of old.

A text for .VnTime or VNI-Times is refused with its converted form beside it, and stored converted
once a person agreed. A browser does not send a file twice, so the refused form carries a seal of
the file that is already kept.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass

from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from tracker.domain.breakdown import legacy_font, to_unicode
from tracker.services.conclusions import KeptFile, require_storable
from tracker.web.context import settings
from tracker.web.forms.conclusions import IntakeForm
from tracker.web.uploads import read_upload

SEAL_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Taken:
    """A text that may be stored, and the file that it was read from."""

    text: str
    file: KeptFile | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a text in a font of old becomes in Unicode."""

    font: str
    text: str


def take_text(form: IntakeForm) -> Taken:
    """Read what was uploaded or pasted; the form then shows it, whatever comes next.

    Raises UnreadableFile, SecrecyRefused, InvalidInput("text_too_long", "text_legacy_font").
    """
    upload: FileStorage | None = form.file.data or None
    read = read_upload(upload) if upload and upload.filename else None
    text = read.text if read else form.text.data or ""
    file = read.file if read else _unsealed(form.kept.data or "", text)
    if read:
        form.text.data = text
    if file:
        form.kept.data = _sealed(file, text)
    if form.convert.data and (offer := find_offer(text)):
        form.text.data = text = offer.text
    require_storable(text)
    return Taken(text, file)


def find_offer(text: str | None) -> Offer | None:
    """The converted form of a text in a font of old; None for any other."""
    font = legacy_font(text) if text else None
    return Offer(font, to_unicode(text or "", font)) if font else None


def _sealed(file: KeptFile, text: str) -> str:
    """Name the file and the texts, as read and converted, that it may be handed in with again."""
    offer = find_offer(text)
    marks = [_mark(text), _mark(offer.text)] if offer else [_mark(text)]
    return str(_sealer().dumps([astuple(file), marks]))


def _unsealed(seal: str, text: str) -> KeptFile | None:
    """The file of a seal, unless it is too old, not ours, or the text is another by now."""
    try:
        file, marks = _sealer().loads(seal, max_age=SEAL_SECONDS)
    except BadData:
        return None
    return KeptFile(*file) if _mark(text) in marks else None


def _mark(text: str) -> str:
    """A digest that ends of lines and trimming leave alone."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def _sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="kept-file")
