"""Conclusions: reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import NotFound
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.conclusions import Conclusion, ConclusionState, ConclusionText
from tracker.queries.visibility import conclusions_seen


class ConclusionSort(StrEnum):
    """The orders of the list of conclusions."""

    NEWEST = "newest"
    HELD = "held"
    ISSUED = "issued"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class ConclusionFilter:
    """What a list of conclusions asks for; None and the empty string ask for all."""

    search: str = ""
    committee_id: int | None = None
    state: ConclusionState | None = None
    sort: ConclusionSort = ConclusionSort.NEWEST


EVERYTHING = ConclusionFilter()


def get_conclusion(conclusion_id: int, viewer: Viewer) -> Conclusion:
    """The conclusion, when the viewer may see it. Raises NotFound."""
    rows = select(Conclusion).where(Conclusion.id == conclusion_id, conclusions_seen(viewer))
    found = db.session.scalar(rows.options(joinedload(Conclusion.committee)))
    if found is None:
        raise NotFound("conclusion")
    return found


def find_conclusion(conclusion_id: int, viewer: Viewer) -> Conclusion | None:
    """The conclusion, when the viewer may see it whole, or None."""
    rows = select(Conclusion).where(Conclusion.id == conclusion_id, conclusions_seen(viewer))
    return db.session.scalar(rows)


def find_text(text_id: int | None) -> ConclusionText | None:
    """One version of a text. The caller has checked that its conclusion may be seen."""
    return db.session.get(ConclusionText, text_id) if text_id else None


def get_draft(conclusion_id: int, viewer: Viewer, *, lock: bool = False) -> Conclusion:
    """A conclusion that is not published yet, for its secretariat. Raises NotFound.

    ``lock`` keeps every other writer out until the transaction ends.
    """
    conclusion = get_for_secretary(conclusion_id, viewer, lock=lock)
    if conclusion.state is ConclusionState.PUBLISHED:
        raise NotFound("draft")
    return conclusion


def get_for_secretary(conclusion_id: int, viewer: Viewer, *, lock: bool = False) -> Conclusion:
    """A conclusion of a committee whose secretary the viewer is. Raises NotFound."""
    rows = select(Conclusion).where(
        Conclusion.id == conclusion_id,
        Conclusion.committee_id.in_(viewer.committees_as(CommitteeRole.SECRETARY)),
    )
    if lock:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(rows)
    if found is None:
        raise NotFound("conclusion")
    return found


def get_for_approval(conclusion_id: int, viewer: Viewer, *, lock: bool = False) -> Conclusion:
    """A draft that its secretariat works on, or that waits for (or has) a leader's approval.

    For secretaries and leaders of its committee. Raises NotFound, for a published one as well.
    """
    open_draft = Conclusion.state != ConclusionState.PUBLISHED
    rows = select(Conclusion).where(
        Conclusion.id == conclusion_id, open_draft, conclusions_seen(viewer)
    )
    if lock:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(rows)
    if found is None:
        raise NotFound("draft")
    return found


def find_twin(
    committee_id: int, title: str, viewer: Viewer, *, since: datetime
) -> Conclusion | None:
    """The draft of this title that the viewer made since an instant, or None.

    Keeps other writers of the committee out until the transaction ends, so that two clicks at
    the same moment see each other.
    """
    committee = select(Committee.id).where(Committee.id == committee_id)
    db.session.execute(committee.with_for_update()).first()
    rows = select(Conclusion).where(
        Conclusion.committee_id == committee_id,
        Conclusion.title == title,
        Conclusion.created_by_id == viewer.user_id,
        Conclusion.created_at >= since,
        Conclusion.state == ConclusionState.DRAFT,
    )
    return db.session.scalar(rows.order_by(Conclusion.id.desc()).limit(1))


def list_conclusions(
    viewer: Viewer,
    wanted: ConclusionFilter = EVERYTHING,
    *,
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Conclusion]:
    """The conclusions that the viewer may see, as ordered; search works without marks."""
    rows = _found(select(Conclusion), viewer, wanted)
    in_order = rows.order_by(*_order(wanted.sort))
    return db.session.scalars(
        in_order.options(joinedload(Conclusion.committee)).limit(limit).offset(offset)
    ).all()


def count_conclusions(viewer: Viewer, wanted: ConclusionFilter = EVERYTHING) -> int:
    """How many :func:`list_conclusions` has in all."""
    rows = _found(select(func.count()).select_from(Conclusion), viewer, wanted)
    return db.session.scalar(rows) or 0


def list_of_meeting(meeting_id: int, viewer: Viewer) -> Sequence[Conclusion]:
    """The conclusions of a meeting that the viewer may see, oldest first."""
    rows = select(Conclusion).where(Conclusion.meeting_id == meeting_id, conclusions_seen(viewer))
    return db.session.scalars(rows.order_by(Conclusion.created_at, Conclusion.id)).all()


def list_committees(viewer: Viewer) -> Sequence[Committee]:
    """The committees of which the viewer may see conclusions, by name."""
    seen = select(Conclusion.committee_id).where(conclusions_seen(viewer))
    rows = select(Committee).where(Committee.id.in_(seen))
    return db.session.scalars(rows.order_by(Committee.name, Committee.id)).all()


def count_waiting(viewer: Viewer) -> int:
    """How many drafts wait for the viewer's approval as a leader."""
    rows = select(func.count()).where(
        Conclusion.state == ConclusionState.SUBMITTED,
        Conclusion.committee_id.in_(viewer.committees_as(CommitteeRole.LEADER)),
    )
    return db.session.scalar(rows) or 0


def _order(sort: ConclusionSort) -> tuple[Any, ...]:
    """Days go from the latest, those without a day last; titles by their letters without marks."""
    match sort:
        case ConclusionSort.NEWEST:
            return (Conclusion.created_at.desc(), Conclusion.id.desc())
        case ConclusionSort.HELD:
            return (*_latest(Conclusion.held_on), Conclusion.id.desc())
        case ConclusionSort.ISSUED:
            return (*_latest(Conclusion.issued_on), Conclusion.id.desc())
        case ConclusionSort.TITLE:
            return (Conclusion.folded, Conclusion.id)


def _latest(day: Any) -> tuple[Any, ...]:
    return (day.is_(None), day.desc())


def _found(rows: Select[Any], viewer: Viewer, wanted: ConclusionFilter) -> Select[Any]:
    rows = rows.where(conclusions_seen(viewer))
    if wanted.committee_id is not None:
        rows = rows.where(Conclusion.committee_id == wanted.committee_id)
    if wanted.state is not None:
        rows = rows.where(Conclusion.state == wanted.state)
    for word in fold(wanted.search).split():
        rows = rows.where(Conclusion.folded.contains(word, autoescape=True))
    return rows
