"""Tasks of agencies that have ended, and who may go on with them: for the secretariat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.models.agencies import Agency
from tracker.models.successions import AgencySuccession, How
from tracker.models.tasks import Assignment
from tracker.queries import agencies as agency_queries
from tracker.queries import successions
from tracker.queries.needs import Need
from tracker.queries.today import Today

MOST = 200
"""Parts on one page; the rest follows when these are handed over."""


@dataclass(frozen=True, slots=True)
class Estate:
    """What an ended agency still owes to one committee, and who goes on with its work."""

    agency: Agency
    committee_id: int
    ended_on: date
    """The agency's last day."""
    change: AgencySuccession | None
    """What became of it, when that is recorded."""
    heirs: Sequence[Agency]
    parts: Sequence[Assignment]


def list_estates(viewer: Viewer, now: datetime) -> list[Estate]:
    """By agency and committee, over the committees whose secretary the viewer is."""
    book = Today(viewer, now)
    found: dict[tuple[int, int], list[Assignment]] = {}
    for line in book.lines(Need.ENDED, limit=MOST):
        if line.assignment is not None:
            key = (line.assignment.agency_id, line.committee_id)
            found.setdefault(key, []).append(line.assignment)
    return [_estate(key, parts, book) for key, parts in found.items()]


def list_takers(viewer: Viewer, now: datetime) -> Sequence[Agency]:
    """The agencies that may go on with a task today, in Vietnamese order."""
    book = Today(viewer, now)
    days = [book.today(committee_id) for committee_id in book.ids]
    return agency_queries.list_existing(max(days)) if days else []


def _estate(key: tuple[int, int], parts: Sequence[Assignment], book: Today) -> Estate:
    agency_id, committee_id = key
    agency, today = parts[0].agency, book.today(committee_id)
    heirs = successions.list_heirs_of([agency_id], today)[agency_id]
    return Estate(
        agency=agency,
        committee_id=committee_id,
        ended_on=agency.exists_to or today,
        change=_change(agency_id),
        heirs=[one for one in heirs if one.exists_on(today)],
        parts=parts,
    )


def _change(agency_id: int) -> AgencySuccession | None:
    rows = successions.list_of_agency(agency_id)
    own = (one for one in rows if one.from_id == agency_id and one.how is not How.RENAME)
    return next(own, None)
