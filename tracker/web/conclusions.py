"""Conclusions: the list, taking a text in, and the published text with its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.demo.seed import notice
from tracker.domain.access import CommitteeRole, Content
from tracker.domain.errors import InvalidInput, SecrecyRefused
from tracker.extensions import transaction
from tracker.queries import committees as committee_queries
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import meetings as meeting_queries
from tracker.queries import proposals as proposal_queries
from tracker.queries import repeats as repeat_queries
from tracker.queries import tasks as task_queries
from tracker.services import conclusions, proposing, redating
from tracker.services.conclusions import ConclusionState
from tracker.web.context import now, settings, today, viewer
from tracker.web.downloads import xlsx_answer
from tracker.web.forms.base import number, options
from tracker.web.forms.conclusions import ConclusionForm
from tracker.web.forms.lists import ConclusionList
from tracker.web.intake import find_offer, take_text
from tracker.web.list_tables import MOST_ROWS, conclusion_table
from tracker.web.marked_text import Passage, paragraphs
from tracker.web.wording import sentence
from tracker.web.wording_states import CONCLUSION_SORTS

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

pages = Blueprint("conclusions", __name__)

PAGE_SIZE = 50


@pages.get("/conclusions")
def index() -> str:
    """The conclusions that one may see, drafts of one's own committees among them."""
    asked = ConclusionList.read(request.args)
    wanted = asked.wanted()
    rows = conclusion_queries.list_conclusions(
        viewer(), wanted, limit=PAGE_SIZE, offset=asked.offset(PAGE_SIZE)
    )
    count = conclusion_queries.count_conclusions(viewer(), wanted)
    return render_template(
        "conclusions/index.html",
        rows=rows,
        count=count,
        asked=asked,
        page_count=-(-count // PAGE_SIZE),
        committees=conclusion_queries.list_committees(viewer()),
        states=_states_seen(),
        sorts=CONCLUSION_SORTS,
        waiting=conclusion_queries.count_waiting(viewer()),
        writes=viewer().committees_as(CommitteeRole.SECRETARY),
    )


@pages.get("/conclusions/export")
def export() -> Response:
    """The same list, whole, as an Excel file."""
    wanted = ConclusionList.read(request.args).wanted()
    rows = conclusion_queries.list_conclusions(viewer(), wanted, limit=MOST_ROWS)
    return xlsx_answer(conclusion_table(rows), f"ket-luan-{today():%Y-%m-%d}")


def _states_seen() -> list[ConclusionState]:
    """The states that a person can meet on the list: members see nothing but published ones."""
    if viewer().committees_seeing(Content.DRAFT):
        return list(ConclusionState)
    unseen = (ConclusionState.DRAFT,)
    leads = viewer().committees_seeing(Content.SUBMITTED_DRAFT)
    return [one for one in ConclusionState if one not in unseen] if leads else []


@pages.route("/conclusions/new", methods=["GET", "POST"])
def new() -> str | Response | tuple[str, int]:
    """Take a text in, propose its tasks, and go on to the review."""
    form = ConclusionForm()
    mine = committee_queries.list_committees(viewer(), CommitteeRole.SECRETARY)
    form.committee.choices = options((one.id, one.name) for one in mine)
    asked = request.values.get("meeting", 0, type=number) or 0
    offered = meeting_queries.list_to_choose(viewer(), also=asked)
    form.offer(offered)
    if not form.is_submitted():
        chosen = next((one for one in offered if one.id == asked), None)
        if chosen is not None:
            form.fill_from(chosen)
        return _form_page(form)
    if not form.validate():
        return _form_page(form), 400
    try:
        key = _take_in(form, form.find_meeting(offered))
        return redirect(url_for("proposals.review", conclusion_id=key))
    except (InvalidInput, SecrecyRefused) as error:
        return _form_page(form, form.refuse(getattr(error, "field", None), sentence(error))), 400


@pages.get("/conclusions/<int:conclusion_id>")
def show(conclusion_id: int) -> str | Response:
    """The text as published with its tasks; a draft goes to its review, or to its approval."""
    conclusion = conclusion_queries.get_conclusion(conclusion_id, viewer())
    writes = viewer().is_secretary(conclusion.committee_id)
    if not conclusion.is_published:
        page = "proposals.review" if writes else "approvals.show"
        return redirect(url_for(page, conclusion_id=conclusion.id))
    tasks = task_queries.list_of_conclusion(conclusion.id)
    passages = [
        Passage(task.span_start, task.span_end or 0, task.position, f"task-{task.id}")
        for task in tasks
        if task.span_start is not None
    ]
    body = conclusion.text.body if conclusion.text else ""
    return render_template(
        "conclusions/show.html",
        conclusion=conclusion,
        meeting=meeting_queries.find_meeting(conclusion.meeting_id, viewer()),
        tasks=tasks,
        told=repeat_queries.list_told([task.id for task in tasks], viewer()),
        lines=paragraphs(body, passages),
        writes=writes,
        moves=redating.list_moves(conclusion) if writes else (),
    )


def _take_in(form: ConclusionForm, meeting: Meeting | None) -> int:
    """Store the draft and its proposals; gives the conclusion's key."""
    taken = take_text(form)
    committee = committee_queries.get_committee(
        form.committee.data, viewer(), CommitteeRole.SECRETARY
    )
    values = form.values(taken.text)
    with transaction():
        made = conclusions.create(
            committee, values, meeting=meeting, actor=viewer(), now=now(), file=taken.file
        )
        found = proposal_queries.list_proposals(made) or proposing.propose(made)
        key = made.id
    if taken.text:
        flash(_("Đã nhận văn bản và đề xuất %(count)s nhiệm vụ dự kiến.", count=len(found)), "said")
    else:
        flash(_("Đã ghi nhận kết luận không có văn bản. Đề nghị thêm từng nhiệm vụ."), "said")
    return key


def _form_page(form: ConclusionForm, refusal: str = "") -> str:
    sample = notice() if settings().demo else ""
    offer = find_offer(form.text.data)
    return render_template(
        "conclusions/new.html", form=form, refusal=refusal, sample=sample, offer=offer
    )
