"""Updates and what goes with them: reading. The caller has checked that the task may be seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.errors import NotFound
from tracker.extensions import db
from tracker.models.updates import Evidence, Update, UpdateKind


def find_by_form(form_key: str) -> Update | None:
    """The update that came from this form, or None."""
    return db.session.scalar(select(Update).where(Update.form_key == form_key))


def find_last(assignment_id: int, kind: UpdateKind) -> Update | None:
    """The newest update of a kind on an assignment, or None."""
    rows = select(Update).where(Update.assignment_id == assignment_id, Update.kind == kind)
    return db.session.scalar(rows.order_by(Update.filed_at.desc(), Update.id.desc()).limit(1))


def find_last_objection(assignment_id: int) -> Update | None:
    """The newest objection of an agency, with who filed it, or None."""
    return find_last(assignment_id, UpdateKind.OBJECTION)


def get_evidence(task_id: int, evidence_id: int, *, until: datetime | None = None) -> Evidence:
    """A file handed in on this task, and not later than ``until``. Raises NotFound."""
    rows = select(Evidence).join(Update, Update.id == Evidence.update_id)
    rows = rows.where(Evidence.id == evidence_id, Update.task_id == task_id)
    if until is not None:
        rows = rows.where(Update.filed_at <= until)
    found = db.session.scalar(rows)
    if found is None:
        raise NotFound("evidence")
    return found


def list_of_task(task_id: int, *, until: datetime | None = None) -> Sequence[Update]:
    """The course of a task up to an instant, newest first, with people, quantities, evidence."""
    rows = (
        select(Update)
        .where(Update.task_id == task_id)
        .options(
            joinedload(Update.filed_by),
            joinedload(Update.assignment),
            joinedload(Update.period),
            selectinload(Update.quantities),
            selectinload(Update.evidence),
        )
    )
    if until is not None:
        rows = rows.where(Update.filed_at <= until)
    return db.session.scalars(rows.order_by(Update.filed_at.desc(), Update.id.desc())).all()
