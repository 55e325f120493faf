"""What a form said, as the services take it."""

from __future__ import annotations

from datetime import date

from tracker.services.updates import Said
from tracker.web.forms.tasks import SaidForm
from tracker.web.uploads import keep_evidence


def said_of(form: SaidForm, *, product_on: date | None = None) -> Said:
    """Words, document, numbers, files and source of a form; the files are kept in the store.

    Raises UnreadableFile, and SecrecyRefused when a document bears a mark (DESIGN 3.15).
    """
    return Said(
        words=form.words.data or "",
        document_number=form.document_number.data or "",
        document_date=form.document_date.day,
        quantities=form.quantities,
        evidence=keep_evidence(form.files.data or []),
        on_behalf_source=form.on_behalf_source.data or "",
        product_on=product_on,
        form_key=form.form_key.data or None,
    )
