"""Directives on a task: a leader writes, the lead agency answers."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.access import Content
from tracker.domain.errors import InvalidInput
from tracker.extensions import transaction
from tracker.queries import directives as directive_queries
from tracker.queries import tasks as task_queries
from tracker.services import directives
from tracker.services.directives import Answer
from tracker.web.context import now, viewer
from tracker.web.forms.directives import AnswerForm, DirectiveForm
from tracker.web.task_page import Typed, task_page
from tracker.web.wording import sentence

pages = Blueprint("directives", __name__)


@pages.post("/tasks/<int:task_id>/directives")
def write(task_id: int) -> str | Redirect | tuple[str, int]:
    """Put a leader's words on the task; they stay in the form when they are refused."""
    task_queries.get_task(task_id, viewer(), Content.TASK_DETAIL)
    form = DirectiveForm()
    if not form.validate():
        return task_page(task_id, Typed(directive=form)), 400
    try:
        with transaction():
            made = directives.write_directive(
                task_id,
                text=form.text.data or "",
                answer_by=form.answer_by.day,
                form_key=form.form_key.data or None,
                actor=viewer(),
                now=now(),
            )
            anchor = f"directive-{made.id}"
    except InvalidInput as error:
        return task_page(task_id, Typed(directive=form, refusal=sentence(error))), 400
    flash(_("Đã ghi ý kiến chỉ đạo."), "said")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor=anchor))


@pages.post("/tasks/<int:task_id>/directives/<int:directive_id>/answer")
def answer(task_id: int, directive_id: int) -> str | Redirect | tuple[str, int]:
    """Answer a directive; what was typed stays when it is refused."""
    if directive_queries.get_directive(directive_id, viewer()).task_id != task_id:
        abort(404)
    form = AnswerForm()
    if not form.validate():
        return task_page(task_id, Typed(answer=form, directive_id=directive_id)), 400
    said = Answer(form.words.data or "", form.on_behalf_source.data or "")
    try:
        with transaction():
            directives.answer_directive(directive_id, said, actor=viewer(), now=now())
    except InvalidInput as error:
        typed = Typed(answer=form, directive_id=directive_id, refusal=sentence(error))
        return task_page(task_id, typed), 400
    flash(_("Đã ghi câu trả lời."), "said")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor=f"directive-{directive_id}"))
