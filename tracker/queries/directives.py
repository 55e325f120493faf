"""Directives: reading. They are a task's detail (DESIGN 3.12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.domain.access import Content, Viewer
from tracker.domain.errors import NotFound
from tracker.domain.tasks import Part
from tracker.extensions import db
from tracker.models.tasks import Assignment, Task
from tracker.models.updates import Directive
from tracker.queries.visibility import tasks_seen


def get_directive(directive_id: int, viewer: Viewer, *, fresh: bool = False) -> Directive:
    """A directive on a task that the viewer sees in detail. Raises NotFound.

    ``fresh`` reads the row again, after a lock was waited for.
    """
    rows = (
        select(Directive)
        .join(Task, Task.id == Directive.task_id)
        .where(Directive.id == directive_id, tasks_seen(viewer, Content.TASK_DETAIL))
        .execution_options(populate_existing=fresh)
    )
    found = db.session.scalar(rows)
    if found is None:
        raise NotFound("directive")
    return found


def find_by_form(form_key: str) -> Directive | None:
    """The directive that came from this form, or None."""
    return db.session.scalar(select(Directive).where(Directive.form_key == form_key))


def list_of_task(task_id: int, *, until: datetime | None = None) -> Sequence[Directive]:
    """A task's directives up to an instant, newest first.

    The caller has checked that details may be seen.
    """
    rows = select(Directive).where(Directive.task_id == task_id).options(*_WITH_PEOPLE)
    if until is not None:
        rows = rows.where(Directive.written_at <= until)
    in_order = rows.order_by(Directive.written_at.desc(), Directive.id.desc())
    return db.session.scalars(in_order).all()


def list_unanswered_by_agencies(viewer: Viewer) -> Sequence[Directive]:
    """What the viewer's agencies, as leads, have not answered; the earliest day first."""
    leads = select(Assignment.task_id).where(
        Assignment.agency_id.in_(viewer.agency_ids),
        Assignment.part == Part.LEAD,
        Assignment.ended_at.is_(None),
    )
    rows = (
        select(Directive)
        .where(Directive.answered_at.is_(None), Directive.task_id.in_(leads))
        .options(joinedload(Directive.task), *_WITH_PEOPLE)
        .order_by(Directive.answer_by.is_(None), Directive.answer_by, Directive.id)
    )
    return db.session.scalars(rows).all()


_WITH_PEOPLE = (joinedload(Directive.written_by), joinedload(Directive.answered_by))
