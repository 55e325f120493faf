"""Answers to completion reports, given from a list: each row is an act of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.access import Viewer
from tracker.domain.tasks import Move
from tracker.models.tasks import Assignment
from tracker.queries import tasks as task_queries
from tracker.queries.acceptances import WaitingReport
from tracker.services import updates
from tracker.services.dated import require_version
from tracker.services.updates import Said

ANSWERS = (Move.ACCEPT, Move.RETURN)


@dataclass(frozen=True, slots=True)
class Ticked:
    """A row that was ticked, as the page showed it."""

    assignment_id: int
    version: int


def answer(row: Ticked, move: Move, said: Said, *, actor: Viewer, now: datetime) -> Assignment:
    """Accept or return one report, unless the part changed since the list was opened.

    Raises NotFound, NotAllowed, InvalidMove, InvalidInput as a single answer does, and StaleForm.
    """
    part = task_queries.get_assignment(row.assignment_id, actor, lock=True)
    require_version(part, row.version)
    return updates.make_move(row.assignment_id, move, said, actor=actor, now=now)


def list_own(rows: Iterable[WaitingReport], actor: Viewer) -> frozenset[int]:
    """The parts that the actor must leave to somebody else of the secretariat (DESIGN 3.6)."""
    mine = [one.assignment for one in rows if _is_own(one, actor)]
    alone: dict[int, bool] = {}
    for part in mine:
        if part.committee_id not in alone:
            alone[part.committee_id] = updates.only_secretary_left(part, actor)
    return frozenset(part.id for part in mine if not alone[part.committee_id])


def _is_own(row: WaitingReport, actor: Viewer) -> bool:
    filed = row.report is not None and row.report.filed_by_id == actor.user_id
    return filed or updates.acts_for(row.assignment, actor)
