"""Approval: the draft as its leaders read and print it, and what they and the secretariat do."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import Length

from tracker.domain.access import CommitteeRole
from tracker.domain.errors import DomainError, InvalidInput, NotAllowed, StaleForm
from tracker.extensions import transaction
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import journal as journal_queries
from tracker.queries import meetings as meeting_queries
from tracker.queries import people as people_queries
from tracker.queries.calendar import get_horizon
from tracker.services import approvals, publishing
from tracker.services.approvals import LONGEST_NOTE
from tracker.web.context import now, viewer
from tracker.web.forms.base import EditForm
from tracker.web.marked_text import Passage, paragraphs
from tracker.web.review_page import cards_of
from tracker.web.wording import sentence
from tracker.web.wording_states import APPROVAL_WORDS

pages = Blueprint("approvals", __name__, url_prefix="/conclusions/<int:conclusion_id>/approval")


class DecisionForm(EditForm):
    """A leader's word on a draft."""

    note = TextAreaField(_l("Ý kiến"), [Length(max=LONGEST_NOTE)])


@pages.get("")
def show(conclusion_id: int) -> str | Response:
    """Text and proposed tasks, to read and to print; a published one stands on its own page."""
    conclusion = conclusion_queries.get_conclusion(conclusion_id, viewer())
    if conclusion.is_published:
        return redirect(url_for("conclusions.show", conclusion_id=conclusion.id))
    return _page(conclusion_id)


@pages.post("/submit")
def submit(conclusion_id: int) -> Response | tuple[str, int]:
    """Put the draft before the leaders."""
    conclusion_queries.get_draft(conclusion_id, viewer())
    try:
        with transaction():
            approvals.submit(conclusion_id, actor=viewer(), now=now())
    except InvalidInput as error:
        return _page(conclusion_id, refusal=sentence(error)), 400
    flash(_("Đã trình lãnh đạo duyệt."), "said")
    return _back(conclusion_id)


@pages.post("/take-back")
def take_back(conclusion_id: int) -> Response:
    """Take the submission back."""
    with transaction():
        approvals.take_back(conclusion_id, actor=viewer(), now=now())
    flash(_("Đã rút lại bản trình. Bản thảo trở lại cho Tổ giúp việc rà soát."), "said")
    return _back(conclusion_id)


@pages.post("/approve")
def approve(conclusion_id: int) -> Response | tuple[str, int]:
    """Approve; words may go with it."""
    form = DecisionForm()
    conclusion_queries.get_for_approval(conclusion_id, viewer())
    if not form.validate():
        return _page(conclusion_id, form), 400
    try:
        with transaction():
            approvals.approve(
                conclusion_id,
                note=form.note.data or "",
                version=form.version_number,
                actor=viewer(),
                now=now(),
            )
    except (InvalidInput, NotAllowed, StaleForm) as error:
        return _refused(conclusion_id, form, error)
    flash(_("Đã duyệt bản thảo. Tổ giúp việc được công bố nhiệm vụ."), "said")
    return _back(conclusion_id)


@pages.post("/send-back")
def send_back(conclusion_id: int) -> Response | tuple[str, int]:
    """Send the draft back with words; the leader then no longer sees it."""
    form = DecisionForm()
    conclusion_queries.get_for_approval(conclusion_id, viewer())
    if not form.validate():
        return _page(conclusion_id, form), 400
    try:
        with transaction():
            approvals.send_back(
                conclusion_id,
                words=form.note.data or "",
                version=form.version_number,
                actor=viewer(),
                now=now(),
            )
    except (InvalidInput, NotAllowed, StaleForm) as error:
        return _refused(conclusion_id, form, error)
    flash(_("Đã trả lại bản thảo kèm ý kiến cho Tổ giúp việc."), "said")
    return redirect(url_for("conclusions.index"))


def _refused(conclusion_id: int, form: DecisionForm, error: DomainError) -> tuple[str, int]:
    """The page again with the reason; the words stay, and the version is the present one."""
    code = {StaleForm: 409, NotAllowed: 403}.get(type(error), 400)
    words = sentence(error)
    if isinstance(error, StaleForm):
        words = _("Bản thảo đã thay đổi hoặc đã được xử lý sau khi đồng chí mở trang này.")
    refusal = form.refuse(getattr(error, "field", None), words)
    return _page(conclusion_id, form, refusal=refusal), code


def _page(conclusion_id: int, form: DecisionForm | None = None, refusal: str = "") -> str:
    draft = conclusion_queries.get_for_approval(conclusion_id, viewer())
    cards = cards_of(draft, 0)
    form = form or DecisionForm(formdata=None)
    form.version.data = str(draft.version)
    passages = [
        Passage(one.row.span_start, one.row.span_end or 0, one.number, f"task-{one.number}")
        for one in cards
        if one.row.span_start is not None
    ]
    return render_template(
        "conclusions/approval.html",
        draft=draft,
        cards=cards,
        lines=paragraphs(draft.text.body if draft.text else "", passages),
        meeting=meeting_queries.find_meeting(draft.meeting_id, viewer()),
        form=form,
        refusal=refusal,
        leaders=people_queries.list_leaders(draft.committee_id),
        acts=journal_queries.list_acts("conclusion", draft.id, list(APPROVAL_WORDS)),
        horizon=get_horizon(draft.committee, now()),
        preview=publishing.preview(draft, now=now()),
        writes=viewer().is_secretary(draft.committee_id),
        decides=viewer().is_in(draft.committee_id, CommitteeRole.LEADER),
    )


def _back(conclusion_id: int) -> Response:
    return redirect(url_for("approvals.show", conclusion_id=conclusion_id))
