"""Periods of a standing task: reports on them, and the answers."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.errors import InvalidInput, SecrecyRefused
from tracker.extensions import transaction
from tracker.queries import periods as queries
from tracker.queries import tasks as task_queries
from tracker.services import periods
from tracker.web.context import now, viewer
from tracker.web.forms.periods import PeriodAnswerForm, PeriodReportForm
from tracker.web.period_panel import TypedPeriod, list_reportable
from tracker.web.saying import said_of
from tracker.web.task_page import Typed, task_page
from tracker.web.wording import sentence
from tracker.web.wording_periods import PERIOD_MOVE_WORDS, period_word

pages = Blueprint("periods", __name__)


@pages.post("/tasks/<int:task_id>/assignments/<int:assignment_id>/period")
def report(task_id: int, assignment_id: int) -> str | Redirect | tuple[str, int]:
    """File a report on one period; what was typed stays on the page when it is refused."""
    part = task_queries.get_assignment(assignment_id, viewer())
    if part.task_id != task_id:
        abort(404)
    today = part.task.committee.day_of(now())
    form = PeriodReportForm()
    own = [one for one in queries.list_of_task(task_id) if one.assignment_id == assignment_id]
    form.offer(list_reportable(own, viewer(), today))
    if not form.validate():
        return _refused(task_id, TypedPeriod(report=form, part_id=assignment_id)), 400
    try:
        with transaction():
            period = periods.report(form.period_id, said_of(form), actor=viewer(), now=now())
    except (InvalidInput, SecrecyRefused) as error:
        refusal = sentence(error)
        return _refused(
            task_id, TypedPeriod(report=form, part_id=assignment_id, refusal=refusal)
        ), 400
    flash(_("Đã gửi báo cáo kỳ: %(period)s.", period=period_word(period)), "said")
    if request.form.get("back") == "agency":
        return redirect(url_for("tasks.of_agency"))
    return redirect(url_for("tasks.show", task_id=task_id, _anchor="periods"))


@pages.post("/tasks/<int:task_id>/periods/<int:period_id>")
def answer(task_id: int, period_id: int) -> str | Redirect | tuple[str, int]:
    """Accept or return the report on a period."""
    if queries.get_period(period_id, viewer()).task_id != task_id:
        abort(404)
    form = PeriodAnswerForm()
    move = form.chosen_move
    if move is None:
        abort(400)
    typed = TypedPeriod(answer=form, period_id=period_id)
    if not form.validate():
        return _refused(task_id, typed), 400
    try:
        with transaction():
            periods.answer(period_id, move, form.words.data or "", actor=viewer(), now=now())
    except InvalidInput as error:
        refusal = form.refuse(error.field, sentence(error))
        typed = TypedPeriod(answer=form, period_id=period_id, refusal=refusal)
        return _refused(task_id, typed), 400
    flash(_("Đã ghi: %(act)s.", act=PERIOD_MOVE_WORDS[move]), "said")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor="periods"))


def _refused(task_id: int, typed: TypedPeriod) -> str:
    return task_page(task_id, Typed(period=typed))
