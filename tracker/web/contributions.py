"""The date of a contribution: set by the lead or the secretariat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.errors import InvalidInput, StaleForm
from tracker.extensions import transaction
from tracker.queries import tasks as task_queries
from tracker.services import contributions
from tracker.web.context import now, viewer
from tracker.web.forms.contributions import ContributionDateForm
from tracker.web.task_page import Typed, task_page
from tracker.web.wording import sentence

if TYPE_CHECKING:
    pass

pages = Blueprint("contributions", __name__)


@pages.post("/tasks/<int:task_id>/assignments/<int:assignment_id>/date")
def set_date(task_id: int, assignment_id: int) -> str | Redirect | tuple[str, int]:
    """Set the date of a contribution; what was typed stays when it is refused."""
    part = task_queries.get_assignment(assignment_id, viewer())
    if part.task_id != task_id:
        abort(404)
    form = ContributionDateForm()
    typed = Typed(contribution=form, part_id=assignment_id)
    if not form.validate():
        return task_page(task_id, typed), 400
    try:
        with transaction():
            contributions.set_date(
                assignment_id,
                form.wanted_on.day,
                version=form.version_number,
                actor=viewer(),
                now=now(),
            )
    except StaleForm as error:
        stale = Typed(contribution=form, part_id=assignment_id, refusal=sentence(error))
        return task_page(task_id, stale), 409
    except InvalidInput as error:
        refusal = form.refuse(error.field, sentence(error))
        return task_page(
            task_id, Typed(contribution=form, part_id=assignment_id, refusal=refusal)
        ), 400
    flash(_("Đã ghi ngày gửi phần phối hợp."), "said")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor=f"part-{assignment_id}"))
