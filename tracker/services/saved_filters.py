"""A person keeps filters of lists under names of his or her own.

They are a person's own way of looking, like a language, and no act: the journal has no word of
them. Every function raises NotFound for a filter of somebody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.saved_filters import SavedFilter
from tracker.queries import saved_filters as queries

MOST = 20
"""Filters that a person keeps of one list; more are no shortcut any more."""
LONGEST_NAME = 60


def save(
    listing: str, name: str, wanted: Mapping[str, str], *, actor: Viewer, now: datetime
) -> SavedFilter:
    """Keep what is asked of a list under a name; a name that is there already gets this one.

    Raises InvalidInput: name_needed, filter_name_long, filters_full.
    """
    name = _require_name(name)
    known = queries.list_own(listing, actor)
    found = next((one for one in known if fold(one.name) == fold(name)), None)
    if found is None:
        if len(known) >= MOST:
            raise InvalidInput("filters_full", field="name", count=MOST)
        found = SavedFilter(user_id=actor.user_id, listing=listing, name=name)
        db.session.add(found)
    found.name, found.wanted, found.saved_at = name, dict(wanted), now
    db.session.flush()
    return found


def change(filter_id: int, name: str, *, is_start: bool, actor: Viewer) -> SavedFilter:
    """Give it another name, and let the list open with it, or no longer.

    Raises InvalidInput: name_needed, filter_name_long, filter_name_taken.
    """
    found, name = queries.get_own(filter_id, actor), _require_name(name)
    for one in queries.list_own(found.listing, actor):
        if one.id != found.id and fold(one.name) == fold(name):
            raise InvalidInput("filter_name_taken", field="name")
        if is_start:
            one.is_start = False
    found.name, found.is_start = name, is_start
    db.session.flush()
    return found


def remove(filter_id: int, *, actor: Viewer) -> None:
    """Keep it no longer."""
    db.session.delete(queries.get_own(filter_id, actor))
    db.session.flush()


def _require_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise InvalidInput("name_needed", field="name")
    if len(name) > LONGEST_NAME:
        raise InvalidInput("filter_name_long", field="name", characters=LONGEST_NAME)
    return name
