"""Administration: the directory, people, committees and the calendar, under ``/admin``.

One blueprint; each file adds its pages to it.
"""

from __future__ import annotations

from tracker.web.admin import (
    agencies,
    calendar,
    committee_copies,
    committees,
    events,
    groups,
    home,
    ladder,
    mail,
    people,
    people_import,
    posts,
    seats,
    successions,
)
from tracker.web.admin.blueprint import pages

__all__ = [
    "agencies",
    "calendar",
    "committee_copies",
    "committees",
    "events",
    "groups",
    "home",
    "ladder",
    "mail",
    "pages",
    "people",
    "people_import",
    "posts",
    "seats",
    "successions",
]
