"""*Nhắc lại* on a published task: linked with an earlier one, or unlinked, by the secretariat."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.errors import InvalidInput, StaleForm
from tracker.extensions import transaction
from tracker.queries import tasks as task_queries
from tracker.services import repeat_links
from tracker.web.context import now, viewer
from tracker.web.forms.repeats import LinkForm, UnlinkForm
from tracker.web.repeat_panel import TypedRepeat
from tracker.web.task_page import Typed, task_page
from tracker.web.wording import sentence

pages = Blueprint("repeats", __name__)
Answer = str | Redirect | tuple[str, int]


@pages.post("/tasks/<int:task_id>/repeats")
def link(task_id: int) -> Answer:
    """Say which earlier task this one says again; what was typed stays when it is refused."""
    task_queries.get_task(task_id, viewer())
    form = LinkForm()
    if not form.validate():
        return _refused(task_id, TypedRepeat(form)), 400
    try:
        with transaction():
            first = repeat_links.link(
                task_id,
                form.code.data or "",
                reason=form.reason.data or "",
                opened_with=form.first_id,
                actor=viewer(),
                now=now(),
            )
            said = _("Đã ghi là nhắc lại %(code)s.", code=first.code)
    except StaleForm:
        return _refused(task_id, TypedRepeat(form, stale=True)), 409
    except InvalidInput as error:
        words = form.refuse(error.field, sentence(error))
        return _refused(task_id, TypedRepeat(form, words)), 400
    return _done(task_id, said)


@pages.post("/tasks/<int:task_id>/repeats/remove")
def unlink(task_id: int) -> Answer:
    """Say that the task repeats no other."""
    task_queries.get_task(task_id, viewer())
    form = UnlinkForm()
    if not form.validate():
        return _refused(task_id, TypedRepeat(form)), 400
    try:
        with transaction():
            repeat_links.unlink(
                task_id,
                reason=form.reason.data or "",
                opened_with=form.first_id,
                actor=viewer(),
                now=now(),
            )
    except StaleForm:
        return _refused(task_id, TypedRepeat(form, stale=True)), 409
    except InvalidInput as error:
        words = form.refuse(error.field, sentence(error))
        return _refused(task_id, TypedRepeat(form, words)), 400
    return _done(task_id, _("Đã bỏ ghi nhắc lại."))


def _refused(task_id: int, typed: TypedRepeat) -> str:
    return task_page(task_id, Typed(repeat=typed))


def _done(task_id: int, said: str) -> Redirect:
    flash(said, "said")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor="same"))
