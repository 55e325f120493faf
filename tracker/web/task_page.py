"""The page of one task, put together once for every form on it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template

from tracker.queries import tasks as task_queries
from tracker.queries import updates as update_queries
from tracker.queries.calendar import get_horizon
from tracker.services import updates
from tracker.web.context import now, viewer
from tracker.web.forms.due_dates import DueDateForm, due_date_form
from tracker.web.forms.tasks import MoveForm, fresh_form


@dataclass(frozen=True, slots=True)
class Typed:
    """The form that was refused, with what was typed into it; nothing on a fresh page."""

    move: MoveForm | None = None
    part_id: int | None = None
    due: DueDateForm | None = None
    refusal: str = ""
    stale: bool = False


FRESH = Typed()


def task_page(task_id: int, typed: Typed = FRESH) -> str:
    """What, by when, who else, what is owed next, what happened so far. Raises NotFound."""
    task = task_queries.get_task(task_id, viewer())
    is_detailed = bool(task_queries.count_detailed(task.id, viewer()))
    parts = [one for one in task.assignments if one.is_current]
    sets_dates = viewer().is_secretary(task.committee_id)
    return render_template(
        "tasks/show.html",
        task=task,
        horizon=get_horizon(task.committee, now()),
        is_detailed=is_detailed,
        parts=parts,
        offers={one.id: updates.offered(one, viewer()) for one in parts} if is_detailed else {},
        on_behalf={one.id for one in parts if not updates.acts_for(one, viewer())},
        course=update_queries.list_of_task(task.id) if is_detailed else [],
        form=typed.move or fresh_form(),
        due_form=(typed.due or due_date_form(task)) if sets_dates else None,
        typed=typed,
    )
