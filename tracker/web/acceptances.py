"""Completion reports that wait: accepted or returned, many at once; each row has its outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.errors import DomainError, NotFound
from tracker.domain.tasks import Move
from tracker.extensions import transaction
from tracker.queries import acceptances as queries
from tracker.queries import tasks as task_queries
from tracker.services import acceptances
from tracker.services.acceptances import Ticked
from tracker.services.updates import Said
from tracker.web.agency_names import as_told
from tracker.web.context import now, today, viewer
from tracker.web.forms.acceptances import AnswerManyForm
from tracker.web.forms.base import number
from tracker.web.wording import sentence

pages = Blueprint("acceptances", __name__)
PAGE_SIZE = 50
FURTHEST = 10**6
Answer = str | Redirect | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one ticked row; ``refusal`` is empty when it was done."""

    name: str
    refusal: str = ""


@pages.get("/tasks/waiting")
def index() -> str:
    """The reports that wait, the oldest first."""
    return _page(AnswerManyForm(formdata=None))


@pages.post("/tasks/waiting")
def answer_many() -> Answer:
    """Answer the ticked reports alike; one that cannot be answered leaves the others alone."""
    form = AnswerManyForm()
    move, ticked = form.chosen_move, form.ticked
    if move is None:
        abort(400)
    if not form.validate():
        return _page(form), 400
    if not ticked:
        return _page(form, _("Đề nghị chọn ít nhất một báo cáo.")), 400
    if move is Move.RETURN and not form.words.data:
        form.refuse("words", _("Đề nghị ghi rõ lý do."))
        return _page(form), 400
    if move is Move.RETURN and form.redo_on.day and form.redo_on.day < today():
        form.refuse("redo_on", _("Ngày báo cáo lại không được trước hôm nay."))
        return _page(form), 400
    outcomes = [_answer(row, move, form) for row in ticked]
    if any(one.refusal for one in outcomes):
        return _page(form, outcomes=outcomes), 409
    done = len(outcomes)
    accepted = move is Move.ACCEPT
    said = _("Đã xác nhận %(count)s báo cáo.") if accepted else _("Đã trả lại %(count)s báo cáo.")
    flash(said % {"count": done}, "said")
    return redirect(url_for("acceptances.index"))


def _answer(row: Ticked, move: Move, form: AnswerManyForm) -> Outcome:
    """Answer one report in a transaction of its own."""
    redo_on = form.redo_on.day if move is Move.RETURN else None
    said = Said(words=form.words.data or "", redo_on=redo_on)
    try:
        with transaction():
            part = acceptances.answer(row, move, said, actor=viewer(), now=now())
            name = f"{part.task.code} · {as_told(part)}"
    except DomainError as error:
        return Outcome(_name_of(row), sentence(error))
    return Outcome(name)


def _name_of(row: Ticked) -> str:
    try:
        part = task_queries.get_assignment(row.assignment_id, viewer())
    except NotFound:
        return str(_("Một báo cáo"))
    return f"{part.task.code} · {as_told(part)}"


def _page(form: AnswerManyForm, refusal: str = "", outcomes: Sequence[Outcome] = ()) -> str:
    page = min(max(1, request.args.get("page", 1, type=number) or 1), FURTHEST)
    count = queries.count_waiting(viewer())
    rows = queries.list_waiting(viewer(), limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    return render_template(
        "acceptances/index.html",
        form=form,
        refusal=refusal,
        outcomes=outcomes,
        ticked={one.assignment_id: one.version for one in form.ticked} if not outcomes else {},
        rows=rows,
        own=acceptances.list_own(rows, viewer()),
        count=count,
        page=page,
        page_count=-(-count // PAGE_SIZE),
    )
