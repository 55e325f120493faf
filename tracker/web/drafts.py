"""A draft's own data, and its text replaced by another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput, SecrecyRefused, StaleForm
from tracker.extensions import transaction
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import meetings as meeting_queries
from tracker.queries import proposals as proposal_queries
from tracker.services import conclusions, proposing, redating
from tracker.services.conclusions import work_seen
from tracker.services.proposals import State
from tracker.web.comparison import Difference, differences
from tracker.web.context import now, viewer
from tracker.web.filters import source_word
from tracker.web.forms.base import show_day
from tracker.web.forms.conclusions import DraftForm, TextForm
from tracker.web.intake import Taken, find_offer, take_text
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from tracker.models.conclusions import Conclusion
    from tracker.models.meetings import Meeting

pages = Blueprint("drafts", __name__, url_prefix="/conclusions/<int:conclusion_id>")

Answer = str | Response | tuple[str, int]


@pages.route("/edit", methods=["GET", "POST"])
def edit(conclusion_id: int) -> Answer:
    """Title, kind, meeting, days, number and signer; of a published one only the latter three."""
    conclusion = conclusion_queries.get_for_secretary(conclusion_id, viewer())
    if conclusion.is_published:
        return redirect(url_for("issuing.issue", conclusion_id=conclusion.id))
    offered = meeting_queries.list_to_choose(viewer(), also=conclusion.meeting_id)
    offered = [one for one in offered if one.committee_id == conclusion.committee_id]
    form = DraftForm()
    if not form.is_submitted():
        form = DraftForm.filled(conclusion)
    form.offer(offered)
    if not form.is_submitted():
        return _edit_page(conclusion, form)
    if not form.validate():
        return _edit_page(conclusion, form), 400
    return _save(conclusion_id, form, offered)


def _save(conclusion_id: int, form: DraftForm, offered: Sequence[Meeting]) -> Answer:
    meeting = form.find_meeting(offered)
    try:
        with transaction():
            saved = conclusions.edit_draft(
                conclusion_id,
                form.values(),
                meeting=meeting,
                version=form.version_number,
                actor=viewer(),
                now=now(),
            )
            moves = redating.list_moves(saved)
    except StaleForm as stale:
        stored = conclusion_queries.get_draft(conclusion_id, viewer())
        form.version.data = str(stale.current)
        return _edit_page(stored, form, _compared(stored, form)), 409
    except InvalidInput as error:
        refusal = form.refuse(error.field, sentence(error))
        stored = conclusion_queries.get_draft(conclusion_id, viewer())
        return _edit_page(stored, form, refusal=refusal), 400
    flash(_("Đã lưu thông tin bản thảo."), "said")
    page = "issuing.dates" if moves else "proposals.review"
    return redirect(url_for(page, conclusion_id=conclusion_id))


@pages.route("/text", methods=["GET", "POST"])
def text(conclusion_id: int) -> Answer:
    """Another text; the page says what gets lost, and asks for it to be confirmed."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    form = TextForm()
    if not form.is_submitted():
        form.text.data = draft.text.body if draft.text else ""
        return _text_page(draft, form)
    try:
        taken = take_text(form)
    except (InvalidInput, SecrecyRefused) as error:
        refusal = form.refuse(getattr(error, "field", None), sentence(error))
        return _text_page(draft, form, refusal=refusal), 400
    if not form.sure.data:
        form.refuse("sure", _("Đề nghị đánh dấu xác nhận trước khi thay văn bản."))
        return _text_page(draft, form), 400
    return _replace(conclusion_id, form, taken)


def _replace(conclusion_id: int, form: TextForm, taken: Taken) -> Answer:
    try:
        with transaction():
            draft = conclusions.replace_text(
                conclusion_id,
                taken.text,
                version=form.version_number,
                seen=form.seen.data or "",
                actor=viewer(),
                now=now(),
                file=taken.file,
            )
            count = len(proposing.propose(draft))
    except StaleForm:
        draft = conclusion_queries.get_draft(conclusion_id, viewer())
        form.sure.data = False
        return _text_page(draft, form, stale=True), 409
    except (InvalidInput, SecrecyRefused) as error:
        draft = conclusion_queries.get_draft(conclusion_id, viewer())
        refusal = form.refuse(getattr(error, "field", None), sentence(error))
        return _text_page(draft, form, refusal=refusal), 400
    flash(_("Đã thay văn bản và đề xuất lại %(count)s nhiệm vụ dự kiến.", count=count), "said")
    return redirect(url_for("proposals.review", conclusion_id=conclusion_id))


def _compared(stored: Conclusion, form: DraftForm) -> Sequence[Difference]:
    names = {str(one.value): str(one.label) for one in form.meeting.choices}
    return differences(_described(DraftForm.filled(stored), names), _described(form, names))


def _described(form: DraftForm, meetings: Mapping[str, str]) -> dict[str, str]:
    fields = (form.title, form.number, form.signer)
    days = (form.held_on, form.issued_on)
    return {
        **{one.label.text: one.data or "" for one in fields},
        **{one.label.text: show_day(one.day) for one in days},
        form.source.label.text: source_word(form.source.data),
        form.meeting.label.text: meetings.get(form.meeting.data or "", ""),
    }


def _edit_page(
    conclusion: Conclusion,
    form: DraftForm,
    found: Sequence[Difference] | None = None,
    *,
    refusal: str = "",
) -> str:
    return render_template(
        "conclusions/edit.html", draft=conclusion, form=form, found=found, refusal=refusal
    )


def _text_page(draft: Conclusion, form: TextForm, *, refusal: str = "", stale: bool = False) -> str:
    form.version.data, form.seen.data = str(draft.version), work_seen(draft)
    rows = proposal_queries.list_proposals(draft)
    return render_template(
        "conclusions/text.html",
        draft=draft,
        form=form,
        offer=find_offer(form.text.data),
        refusal=refusal,
        stale=stale,
        count=len(rows),
        confirmed=sum(row.state is State.CONFIRMED for row in rows),
        by_hand=sum(row.found is None for row in rows),
    )
