"""The due date of a task: set and changed by the secretariat."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.errors import InvalidInput, StaleForm
from tracker.extensions import transaction
from tracker.queries import tasks as task_queries
from tracker.services import due_dates
from tracker.web.context import now, viewer
from tracker.web.forms.due_dates import DueDateForm
from tracker.web.task_page import Typed, task_page
from tracker.web.wording import sentence

pages = Blueprint("due_dates", __name__)


@pages.post("/tasks/<int:task_id>/due-date")
def save(task_id: int) -> str | Redirect | tuple[str, int]:
    """Set or change the date; what was typed stays when it is refused."""
    task_queries.get_task(task_id, viewer())
    form = DueDateForm()
    if not form.validate():
        return task_page(task_id, Typed(due=form)), 400
    try:
        with transaction():
            due_dates.set_due_date(
                task_id,
                due_on=form.due_on.day,
                due_time=form.due_time.hour,
                reason=form.reason.data or "",
                version=form.version_number,
                sure=form.sure.data,
                actor=viewer(),
                now=now(),
            )
    except StaleForm:
        return task_page(task_id, Typed(due=form, stale=True)), 409
    except InvalidInput as error:
        form.asks_sure = error.code == "due_before_meeting"
        return task_page(task_id, Typed(due=form, refusal=sentence(error))), 400
    flash(_("Đã ghi hạn."), "said")
    return redirect(url_for("tasks.show", task_id=task_id))
