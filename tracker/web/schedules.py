"""How a standing task is reported on: cycle and end, with what would change; and its ending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.errors import InvalidInput, InvalidMove, StaleForm
from tracker.domain.tasks import Kind
from tracker.extensions import transaction
from tracker.queries import periods as queries
from tracker.queries import tasks as task_queries
from tracker.services import schedules
from tracker.services.period_opening import cycle_of
from tracker.services.schedules import Foreseen
from tracker.web.context import now, viewer
from tracker.web.forms.schedules import EndForm, ScheduleForm, schedule_form
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from tracker.models.tasks import Task

pages = Blueprint("schedules", __name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows besides the task: forms with what was typed, and what would change."""

    form: ScheduleForm | None = None
    ending: EndForm | None = None
    foreseen: Sequence[Foreseen] | None = None
    refusal: str = ""
    stale: bool = False


@pages.get("/tasks/<int:task_id>/schedule")
def edit(task_id: int) -> str:
    """The form of cycle and end, and the form that ends the task."""
    return _page(_get(task_id), Shown())


@pages.post("/tasks/<int:task_id>/schedule")
def save(task_id: int) -> str | Redirect | tuple[str, int]:
    """List what would change; written only when that list is confirmed."""
    task, form = _get(task_id), ScheduleForm()
    if not form.validate():
        return _page(task, Shown(form=form)), 400
    try:
        if request.form.get("act") != "save":
            found = schedules.foresee(task_id, form.schedule, actor=viewer(), now=now())
            return _page(task, Shown(form=form, foreseen=found))
        with transaction():
            schedules.change(
                task_id,
                form.schedule,
                reason=form.reason.data or "",
                version=form.version_number,
                actor=viewer(),
                now=now(),
            )
    except StaleForm:
        return _page(_get(task_id), Shown(form=form, stale=True)), 409
    except InvalidInput as error:
        refusal = form.refuse(error.field, sentence(error))
        return _page(_get(task_id), Shown(form=form, refusal=refusal)), 400
    flash(_("Đã đổi kỳ báo cáo, ngày kết thúc."), "said")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor="periods"))


@pages.post("/tasks/<int:task_id>/end")
def end(task_id: int) -> str | Redirect | tuple[str, int]:
    """End the task; it is completed, and periods to come are no longer asked for."""
    task, form = _get(task_id), EndForm()
    if not form.validate():
        return _page(task, Shown(ending=form)), 400
    try:
        with transaction():
            schedules.end(task_id, reason=form.reason.data or "", actor=viewer(), now=now())
    except (InvalidInput, InvalidMove) as error:
        refusal = form.refuse(getattr(error, "field", None), sentence(error))
        return _page(_get(task_id), Shown(ending=form, refusal=refusal)), 400
    flash(_("Đã kết thúc nhiệm vụ thường xuyên."), "said")
    return redirect(url_for("tasks.show", task_id=task_id))


def _get(task_id: int) -> Task:
    """The standing task of the viewer's secretariat; aborts with 404 for any other."""
    task = task_queries.get_task(task_id, viewer())
    if task.kind is not Kind.STANDING or not viewer().is_secretary(task.committee_id):
        abort(404)
    return task


def _page(task: Task, shown: Shown) -> str:
    today = task.committee.day_of(now())
    return render_template(
        "periods/schedule.html",
        task=task,
        shown=shown,
        form=shown.form or schedule_form(task),
        ending=shown.ending or EndForm(formdata=None),
        default=task.committee.default_cycle,
        in_force=cycle_of(task).code,
        cycles=queries.list_cycles(task.id),
        is_over=schedules.is_over(task, today),
        today=today,
    )
