"""The top bar: which pages each role is offered, and which comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.domain.access import CommitteeRole, Viewer
from tracker.web.access import ROUTES, admits
from tracker.web.context import find_viewer, settings


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the top bar."""

    endpoint: str
    label: str
    url: str
    active: bool


ENTRIES: tuple[tuple[str, LazyString], ...] = (
    ("tasks.today", _l("Hôm nay")),
    ("tasks.of_agency", _l("Việc của cơ quan")),
    ("reports.progress", _l("Tiến độ")),
    ("conclusions.index", _l("Kết luận")),
    ("meetings.index", _l("Cuộc họp")),
    ("tasks.index", _l("Nhiệm vụ")),
    ("reminders.plan", _l("Nhắc việc")),
    ("admin.index", _l("Quản trị")),
)
PARTS = dict.fromkeys(("proposals", "drafts", "approvals", "issuing"), "conclusions") | {
    "recommendations": "meetings",
    "packs": "meetings",
}
"""Pages that have no entry of their own stand under another's."""

PARENTS: Mapping[str, str] = {
    "tasks.show": "tasks.index",
    "tasks.move": "tasks.index",
    "tasks.to_call": "tasks.today",
    "due_dates.save": "tasks.index",
    "receipts.index": "tasks.today",
    "acceptances.index": "tasks.today",
    "acceptances.answer_many": "tasks.today",
    "handovers.change": "tasks.index",
    "handovers.add": "tasks.index",
    "extensions.index": "tasks.today",
    "extensions.decide_many": "tasks.today",
    "contributions.set_date": "tasks.index",
    "extensions.ask": "tasks.index",
    "extensions.decide": "tasks.index",
    "extensions.withdraw": "tasks.index",
    "directives.write": "tasks.index",
    "directives.answer": "tasks.index",
}
"""Under which entry a page stands whose blueprint has several entries, or none."""


WORK = frozenset({"conclusions.index", "tasks.index"})
"""Open to everybody signed in, and empty for who holds no role in a committee or an agency."""


def nav_items() -> list[NavItem]:
    """The entries that the signed-in person may open, in the order of the bar."""
    found = find_viewer()
    if found is None:
        return []
    return [
        NavItem(endpoint, str(label), url_for(endpoint), _is_active(endpoint))
        for endpoint, label in ENTRIES
        if _open_to(endpoint, found)
    ]


def first_page() -> str:
    """The endpoint that a person lands on: the first entry that is open; else the account."""
    found = find_viewer()
    return next(_offered(found), "people.account") if found else "people.log_in"


def _offered(found: Viewer) -> Iterator[str]:
    if not has_work(found):
        # Lists of contents would be empty: whoever only administers, or holds no role yet.
        yield from (name for name in ("admin.index",) if _open_to(name, found))
        yield "people.account"
    if not found.committees_as(CommitteeRole.SECRETARY):
        yield from (name for name in ("reports.progress",) if _open_to(name, found))
    yield from (endpoint for endpoint, _label in ENTRIES if _open_to(endpoint, found))


def has_work(found: Viewer) -> bool:
    """Say whether a person has anything to do with tasks: who only administers sees none."""
    return bool(found.committee_roles or found.agency_roles)


def _open_to(endpoint: str, found: Viewer) -> bool:
    if endpoint not in current_app.view_functions:
        return False
    is_idle = endpoint in WORK and not has_work(found)
    return not is_idle and admits(ROUTES[endpoint], found, demo=settings().demo)


def _is_active(endpoint: str) -> bool:
    here = request.endpoint or ""
    if here in PARENTS or any(here == name for name, _label in ENTRIES):
        return PARENTS.get(here, here) == endpoint
    part = here.partition(".")[0]
    return PARTS.get(part, part) == endpoint.partition(".")[0]
