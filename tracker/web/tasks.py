"""Tasks: what an agency owes, the page of one task, and every move on it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.errors import InvalidInput, SecrecyRefused
from tracker.extensions import transaction
from tracker.outbound.store import FileStore
from tracker.queries import tasks as task_queries
from tracker.queries import updates as update_queries
from tracker.services import updates
from tracker.web import task_lists
from tracker.web.agency_page import agency_page
from tracker.web.context import now, settings, viewer
from tracker.web.downloads import file_answer
from tracker.web.forms.tasks import MoveForm
from tracker.web.saying import said_of
from tracker.web.task_page import Typed, task_page
from tracker.web.wording import sentence
from tracker.web.wording_states import MOVE_WORDS

pages = Blueprint("tasks", __name__)


pages.add_url_rule("/today", "today", task_lists.today_page)
pages.add_url_rule("/tasks", "index", task_lists.index)
pages.add_url_rule("/tasks.xlsx", "export", task_lists.export)
pages.add_url_rule("/tasks/to-call", "to_call", task_lists.to_call)
pages.add_url_rule("/tasks/to-call/<int:agency_id>/letter", "letter", task_lists.letter)
pages.add_url_rule("/my-agency", "of_agency", agency_page)


@pages.get("/tasks/<int:task_id>")
def show(task_id: int) -> str:
    """One task: what, by when, who else, what is owed next, what happened so far."""
    return task_page(task_id)


@pages.post("/tasks/<int:task_id>/assignments/<int:assignment_id>")
def move(task_id: int, assignment_id: int) -> str | Redirect | tuple[str, int]:
    """Make one move; what was typed stays on the page when it is refused."""
    form = MoveForm()
    chosen = form.chosen_move
    if chosen is None:
        abort(400)
    if not form.validate():
        return task_page(task_id, Typed(move=form, part_id=assignment_id)), 400
    try:
        with transaction():
            said = replace(
                said_of(form, product_on=form.product_on.day),
                proposed_owner=form.proposed_owner.data or "",
                redo_on=form.redo_on.day,
            )
            updates.make_move(assignment_id, chosen, said, actor=viewer(), now=now())
    except (InvalidInput, SecrecyRefused) as error:
        typed = Typed(move=form, part_id=assignment_id, refusal=sentence(error))
        return task_page(task_id, typed), 400
    flash(_("Đã ghi: %(act)s.", act=MOVE_WORDS[chosen]), "said")
    if request.form.get("back") == "agency":
        return redirect(url_for("tasks.of_agency"))
    return redirect(url_for("tasks.show", task_id=task_id))


@pages.get("/tasks/<int:task_id>/evidence/<int:evidence_id>")
def evidence(task_id: int, evidence_id: int) -> Response:
    """A file that was handed in, for whoever sees the task's details."""
    task = task_queries.get_task(task_id, viewer())
    detail = task_queries.find_detail(task.id, viewer())
    if detail is None:
        abort(404)
    found = update_queries.get_evidence(task.id, evidence_id, until=detail.until)
    content = FileStore(settings().files_dir).path(found.digest).read_bytes()
    return file_answer(content, found.name, found.media_type)
