"""Recommendations (*kiến nghị, đề xuất*): the list, one with its answer, and what handles it."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.access import Content
from tracker.domain.errors import InvalidInput, StaleForm
from tracker.extensions import transaction
from tracker.queries import recommendations as queries
from tracker.queries import tasks as task_queries
from tracker.queries.recommendations import RecommendationLine
from tracker.services import recommendations
from tracker.services.recommendations import RecommendationState
from tracker.web.context import now, today, viewer
from tracker.web.downloads import xlsx_answer
from tracker.web.forms.base import read_number
from tracker.web.forms.recommendations import (
    LinkForm,
    RecommendationAnswerForm,
    RecommendationList,
)
from tracker.web.list_tables import MOST_ROWS, recommendation_table
from tracker.web.task_page import Typed, task_page
from tracker.web.wording import sentence
from tracker.web.wording_states import (
    RECOMMENDATION_SORTS,
    RECOMMENDATION_STATE_WORDS,
    RECOMMENDATION_WORDS,
)

pages = Blueprint("recommendations", __name__)

PAGE_SIZE = 50
Answer = str | Redirect | tuple[str, int]


@pages.get("/recommendations")
def index() -> str:
    """What was asked for in one's committees, and what one's own agencies asked for."""
    asked = RecommendationList.read(request.args)
    wanted = asked.wanted()
    count = queries.count_recommendations(viewer(), wanted)
    return render_template(
        "recommendations/index.html",
        rows=queries.list_recommendations(
            viewer(), wanted, limit=PAGE_SIZE, offset=asked.offset(PAGE_SIZE)
        ),
        count=count,
        asked=asked,
        page_count=-(-count // PAGE_SIZE),
        committees=queries.list_committees(viewer()),
        kinds=RECOMMENDATION_WORDS,
        states=RECOMMENDATION_STATE_WORDS,
        sorts=RECOMMENDATION_SORTS,
        in_committee=bool(viewer().committee_roles),
    )


@pages.get("/recommendations.xlsx")
def export() -> Response:
    """The same list, whole, as an Excel file."""
    wanted = RecommendationList.read(request.args).wanted()
    rows = queries.list_recommendations(viewer(), wanted, limit=MOST_ROWS)
    return xlsx_answer(recommendation_table(rows), f"kien-nghi-{today():%Y-%m-%d}")


@pages.get("/recommendations/<int:recommendation_id>")
def show(recommendation_id: int) -> str:
    """What was asked for, by whom, which tasks handle it, what was answered."""
    return _page(queries.get_recommendation(recommendation_id, viewer()))


@pages.post("/recommendations/<int:recommendation_id>/tasks")
def link(recommendation_id: int) -> Answer:
    """Say that the task of a code handles it; what was typed stays when it is refused."""
    line = queries.get_recommendation(recommendation_id, viewer())
    form = LinkForm()
    if not form.validate():
        return _page(line, link_form=form), 400
    code = form.code.data or ""
    try:
        task = task_queries.find_by_code(line.row.committee_id, code.partition(" ")[0], viewer())
        if task is None:
            raise InvalidInput("task_unknown", "code")
        with transaction():
            recommendations.link(
                recommendation_id,
                task.id,
                version=form.version_number,
                actor=viewer(),
                now=now(),
            )
    except InvalidInput as error:
        refusal = form.refuse(error.field, sentence(error))
        return _again(recommendation_id, link_form=form, refusal=refusal), 400
    except StaleForm as stale:
        form.version.data = str(stale.current)
        return _again(recommendation_id, link_form=form, stale=True), 409
    flash(_("Đã ghi nhiệm vụ xử lý kiến nghị."), "said")
    return redirect(url_for(".show", recommendation_id=recommendation_id))


@pages.post("/recommendations/<int:recommendation_id>/tasks/<int:task_id>/remove")
def unlink(recommendation_id: int, task_id: int) -> Redirect:
    """Say that a task does not handle it after all; goes back to where the button stood."""
    with transaction():
        recommendations.unlink(recommendation_id, task_id, actor=viewer(), now=now())
    flash(_("Đã bỏ ghi nhiệm vụ xử lý kiến nghị; ghi lại được bất cứ lúc nào."), "said")
    if request.form.get("back") == "task":
        return redirect(url_for("tasks.show", task_id=task_id, _anchor="recommendations"))
    return redirect(url_for(".show", recommendation_id=recommendation_id))


@pages.post("/recommendations/<int:recommendation_id>/answer")
def answer(recommendation_id: int) -> Answer:
    """Answer it, or say why it is not taken up; what was typed stays when it is refused."""
    line = queries.get_recommendation(recommendation_id, viewer())
    form = RecommendationAnswerForm()
    if not form.validate():
        return _page(line, answer_form=form), 400
    try:
        with transaction():
            recommendations.answer(
                recommendation_id,
                form.said(),
                version=form.version_number,
                actor=viewer(),
                now=now(),
            )
    except InvalidInput as error:
        refusal = form.refuse(error.field, sentence(error))
        return _again(recommendation_id, answer_form=form, refusal=refusal), 400
    except StaleForm as stale:
        form.version.data = str(stale.current)
        return _again(recommendation_id, answer_form=form, stale=True), 409
    flash(_("Đã ghi câu trả lời; cơ quan kiến nghị được thông báo."), "said")
    return redirect(url_for(".show", recommendation_id=recommendation_id))


@pages.post("/recommendations/<int:recommendation_id>/answer/withdraw")
def take_back(recommendation_id: int) -> Answer:
    """Take the answer in force back; it stays in the history."""
    version = read_number(request.form.get("version", "")) or 0
    try:
        with transaction():
            recommendations.take_back(recommendation_id, version=version, actor=viewer(), now=now())
    except StaleForm:
        return _again(recommendation_id, stale=True), 409
    except InvalidInput as error:
        return _again(recommendation_id, refusal=sentence(error)), 400
    flash(_("Đã rút câu trả lời."), "said")
    return redirect(url_for(".show", recommendation_id=recommendation_id))


@pages.post("/tasks/<int:task_id>/recommendations")
def link_on_task(task_id: int) -> Answer:
    """Say on a task's page which recommendation it handles."""
    task_queries.get_task(task_id, viewer())
    key = read_number(request.form.get("recommendation", ""))
    if not key:
        typed = Typed(recommendation_refusal=_("Đề nghị chọn một kiến nghị."))
        return task_page(task_id, typed), 400
    try:
        with transaction():
            recommendations.link(key, task_id, actor=viewer(), now=now())
    except InvalidInput as error:
        return task_page(task_id, Typed(recommendation_refusal=sentence(error))), 400
    flash(_("Đã ghi nhiệm vụ xử lý kiến nghị."), "said")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor="recommendations"))


def _again(
    recommendation_id: int,
    *,
    link_form: LinkForm | None = None,
    answer_form: RecommendationAnswerForm | None = None,
    refusal: str = "",
    stale: bool = False,
) -> str:
    """The page as it is now, around a form that was refused."""
    line = queries.get_recommendation(recommendation_id, viewer())
    return _page(line, link_form=link_form, answer_form=answer_form, refusal=refusal, stale=stale)


def _page(
    line: RecommendationLine,
    *,
    link_form: LinkForm | None = None,
    answer_form: RecommendationAnswerForm | None = None,
    refusal: str = "",
    stale: bool = False,
) -> str:
    row, who = line.row, viewer()
    links = recommendations.may_link(row, who)
    return render_template(
        "recommendations/show.html",
        line=line,
        row=row,
        in_committee=row.committee_id in who.committees_seeing(Content.MEETING),
        links=links,
        answers=recommendations.may_answer(row, who),
        offered=queries.list_to_handle(row.committee_id, who) if links else (),
        link_form=link_form or _fresh_link(row.version),
        answer_form=answer_form
        or RecommendationAnswerForm.fresh(row.version, answered_by=who.name, today=today()),
        typed=link_form or answer_form,
        refusal=refusal,
        stale=stale,
        is_open=line.state in (RecommendationState.OPEN, RecommendationState.ASSIGNED),
    )


def _fresh_link(version: int) -> LinkForm:
    form = LinkForm(formdata=None)
    form.version.data = str(version)
    return form
