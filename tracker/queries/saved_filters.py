"""A person's saved filters: reading; only ever one's own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from tracker.domain.access import Viewer
from tracker.domain.errors import NotFound
from tracker.extensions import db
from tracker.models.saved_filters import SavedFilter


def list_own(listing: str, viewer: Viewer) -> Sequence[SavedFilter]:
    """The viewer's filters of a list, in the order in which they were first saved."""
    rows = select(SavedFilter).where(
        SavedFilter.user_id == viewer.user_id, SavedFilter.listing == listing
    )
    return db.session.scalars(rows.order_by(SavedFilter.id)).all()


def get_own(filter_id: int, viewer: Viewer) -> SavedFilter:
    """The viewer's filter with this key. Raises NotFound, for another person's as well."""
    found = db.session.get(SavedFilter, filter_id)
    if found is None or found.user_id != viewer.user_id:
        raise NotFound("filter")
    return found


def find_start(listing: str, viewer: Viewer) -> SavedFilter | None:
    """The filter with which the list opens for the viewer, or None."""
    return next((one for one in list_own(listing, viewer) if one.is_start), None)
