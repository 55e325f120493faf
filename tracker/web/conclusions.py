"""Conclusions: the list, taking a text in, and the published text with its tasks."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from tracker.demo.seed import notice
from tracker.domain.access import CommitteeRole
from tracker.domain.errors import InvalidInput, SecrecyRefused
from tracker.extensions import transaction
from tracker.queries import committees as committee_queries
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import tasks as task_queries
from tracker.services import conclusions, proposing
from tracker.services.conclusions import ConclusionValues, KeptFile, require_storable
from tracker.web.context import now, settings, viewer
from tracker.web.forms.base import options
from tracker.web.forms.conclusions import ConclusionForm, source_of
from tracker.web.marked_text import Passage, paragraphs
from tracker.web.uploads import read_upload
from tracker.web.wording import sentence

pages = Blueprint("conclusions", __name__)

PAGE_SIZE = 50


@pages.get("/conclusions")
def index() -> str:
    """The conclusions that one may see, drafts of one's own committees among them."""
    search = request.args.get("q", "")[:200]
    page = max(1, request.args.get("page", 1, type=int) or 1)
    offset = min(page - 1, 10**6) * PAGE_SIZE
    rows = conclusion_queries.list_conclusions(viewer(), search, limit=PAGE_SIZE, offset=offset)
    count = conclusion_queries.count_conclusions(viewer(), search)
    return render_template(
        "conclusions/index.html",
        rows=rows,
        count=count,
        search=search,
        page=page,
        page_count=-(-count // PAGE_SIZE),
        writes=viewer().committees_as(CommitteeRole.SECRETARY),
    )


@pages.route("/conclusions/new", methods=["GET", "POST"])
def new() -> str | Response | tuple[str, int]:
    """Take a text in, propose its tasks, and go on to the review."""
    form = ConclusionForm()
    mine = committee_queries.list_committees(viewer(), CommitteeRole.SECRETARY)
    form.committee.choices = options((one.id, one.name) for one in mine)
    if not form.is_submitted():
        return _form_page(form)
    if not form.validate():
        return _form_page(form), 400
    try:
        return redirect(url_for("proposals.review", conclusion_id=_take_in(form)))
    except (InvalidInput, SecrecyRefused) as error:
        return _form_page(form, sentence(error)), 400


@pages.get("/conclusions/<int:conclusion_id>")
def show(conclusion_id: int) -> str | Response:
    """The text as published with its tasks; a draft goes to its review."""
    conclusion = conclusion_queries.get_conclusion(conclusion_id, viewer())
    if not conclusion.is_published:
        return redirect(url_for("proposals.review", conclusion_id=conclusion.id))
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
        tasks=tasks,
        lines=paragraphs(body, passages),
    )


def _take_in(form: ConclusionForm) -> int:
    """Store the draft and its proposals; gives the conclusion's key."""
    upload: FileStorage | None = form.file.data or None
    read = read_upload(upload) if upload and upload.filename else None
    text = read.text if read else form.text.data or ""
    require_storable(text)
    committee = committee_queries.get_committee(
        form.committee.data, viewer(), CommitteeRole.SECRETARY
    )
    values = ConclusionValues(
        title=form.title.data or "",
        source=source_of(form),
        text=text,
        held_on=form.held_on.day,
        number=form.number.data or "",
        issued_on=form.issued_on.day,
        signer=form.signer.data or "",
    )
    file = KeptFile(read.name, read.media_type, read.size, read.digest) if read else None
    with transaction():
        made = conclusions.create(committee, values, actor=viewer(), now=now(), file=file)
        found = proposing.propose(made)
        key = made.id
    flash(_("Đã nhận văn bản và đề xuất %(count)s nhiệm vụ dự kiến.", count=len(found)), "said")
    return key


def _form_page(form: ConclusionForm, refusal: str = "") -> str:
    sample = notice() if settings().demo else ""
    return render_template("conclusions/new.html", form=form, refusal=refusal, sample=sample)
