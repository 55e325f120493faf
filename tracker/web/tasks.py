"""Tasks: what an agency owes, the page of one task, and every move on it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.access import Content
from tracker.domain.errors import InvalidInput
from tracker.domain.tasks import DONE_STATES, AssignmentState, Part, TimeState
from tracker.extensions import transaction
from tracker.outbound.store import FileStore
from tracker.queries import tasks as task_queries
from tracker.queries import updates as update_queries
from tracker.queries.calendar import Horizons
from tracker.queries.tasks import AssignmentLine
from tracker.services import updates
from tracker.services.updates import Said
from tracker.web.context import now, settings, viewer
from tracker.web.downloads import file_answer
from tracker.web.forms.tasks import MoveForm
from tracker.web.task_page import Typed, task_page
from tracker.web.uploads import keep_evidence
from tracker.web.wording import sentence
from tracker.web.wording_states import MOVE_WORDS

pages = Blueprint("tasks", __name__)

ANSWERED = (AssignmentState.REPORTED, AssignmentState.DELIVERED)


@pages.get("/my-agency")
def of_agency() -> str:
    """What the agency owes, the most urgent first."""
    horizons = Horizons(now())
    lines = task_queries.list_of_agencies(viewer(), horizons)
    return render_template("tasks/of_agency.html", sections=_sections(lines), horizons=horizons)


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
            updates.make_move(assignment_id, chosen, _said(form), actor=viewer(), now=now())
    except InvalidInput as error:
        typed = Typed(move=form, part_id=assignment_id, refusal=sentence(error))
        return task_page(task_id, typed), 400
    flash(_("Đã ghi: %(act)s.", act=MOVE_WORDS[chosen]), "said")
    return redirect(url_for("tasks.show", task_id=task_id))


@pages.get("/tasks/<int:task_id>/evidence/<int:evidence_id>")
def evidence(task_id: int, evidence_id: int) -> Response:
    """A file that was handed in, for whoever sees the task's details."""
    task = task_queries.get_task(task_id, viewer(), Content.TASK_DETAIL)
    found = update_queries.get_evidence(task.id, evidence_id)
    content = FileStore(settings().files_dir).path(found.digest).read_bytes()
    return file_answer(content, found.name, found.media_type)


def _said(form: MoveForm) -> Said:
    return Said(
        words=form.words.data or "",
        document_number=form.document_number.data or "",
        document_date=form.document_date.day,
        quantities=form.quantities,
        evidence=keep_evidence(form.files.data or []),
        on_behalf_source=form.on_behalf_source.data or "",
        product_on=form.product_on.day,
        form_key=form.form_key.data or None,
    )


def _sections(lines: list[AssignmentLine]) -> list[tuple[str, str, list[AssignmentLine]]]:
    """The sections of *Việc của cơ quan*: name, heading, lines; each line stands in one."""
    found: dict[str, list[AssignmentLine]] = {}
    for line in lines:
        found.setdefault(_section_of(line), []).append(line)
    headings = {
        "overdue": _("Quá hạn"),
        "soon": _("Sắp đến hạn"),
        "within": _("Đang thực hiện"),
        "coordinating": _("Phối hợp"),
        "waiting": _("Chờ xác nhận hoàn thành"),
        "done": _("Đã xong"),
    }
    return [(key, words, found[key]) for key, words in headings.items() if key in found]


def _section_of(line: AssignmentLine) -> str:
    if line.assignment.state in ANSWERED:
        return "waiting"
    if line.state in DONE_STATES or line.state is TimeState.CANCELLED:
        return "done"
    if line.assignment.part is Part.COORDINATING:
        return "coordinating"
    urgent = {TimeState.OVERDUE: "overdue", TimeState.SOON: "soon"}
    return urgent.get(line.state, "within")
