"""What a clerk does to several proposals at once, and what clerks must know of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, flash, jsonify, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput
from tracker.extensions import transaction
from tracker.queries import agencies as agency_queries
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import proposals as proposal_queries
from tracker.services import (
    body_setting,
    decisions,
    draft_readers,
    due_setting,
    proposals,
    reshaping,
    review_steps,
)
from tracker.services.proposals import State
from tracker.web.context import now, viewer
from tracker.web.forms.base import number
from tracker.web.forms.drafting import CYCLE, JOIN, LEAD, LEAD_INSTEAD, NONE, BodiesForm, BulkForm
from tracker.web.review_page import cards_of
from tracker.web.review_screen import BulkForms, other_readers, render_review, to_card
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from tracker.models.conclusions import Conclusion
    from tracker.models.proposals import Proposal

pages = Blueprint("drafting", __name__, url_prefix="/conclusions/<int:conclusion_id>")
DUE, BODIES, CONFIRM, ENTER = "due", "bodies", "confirm", "enter"


@pages.post("/bulk")
def bulk(conclusion_id: int) -> Response | tuple[str, int]:
    """Date, assign, confirm, merge or remove the ticked cards."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    forms = BulkForms(BulkForm.sent(draft), BodiesForm.sent(agency_queries.get_directory()))
    act = _wanted(forms)
    if not forms.are_valid_for(act):
        return render_review(conclusion_id, _opened(), bulk=forms), 400
    rows = _ticked(draft, with_undated=act == DUE and bool(forms.due.all_undated.data))
    try:
        if not rows:
            raise InvalidInput("nothing_ticked")
        with transaction():
            said = _perform(act, rows, forms)
    except InvalidInput as error:
        forms = replace(forms, refusal=sentence(error))
        return render_review(conclusion_id, _opened(), bulk=forms), 400
    flash(said, "said" if act == CONFIRM else "undo")
    return to_card(conclusion_id, _opened())


@pages.post("/undo")
def undo(conclusion_id: int) -> Response:
    """Take the viewer's last act on this draft back."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    try:
        with transaction():
            last = review_steps.undo(draft, actor=viewer(), now=now())
            card = last.before[0]["id"] if last and last.before else 0
        flash(_("Đã hoàn tác.") if last else _("Không có gì để hoàn tác."), "said")
    except InvalidInput as error:
        card = 0
        flash(sentence(error), "error")
    return to_card(conclusion_id, card)


@pages.post("/seen")
def seen(conclusion_id: int) -> Response:
    """The page's script says that the draft is still open, and hears who else has it."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    if not draft_readers.is_noted(draft, actor=viewer(), now=now()):
        with transaction():
            draft_readers.note(draft, actor=viewer(), now=now())
    return jsonify(said=readers_sentence(other_readers(draft)))


@pages.post("/meeting-repeats")
def add_repeats(conclusion_id: int) -> Response:
    """Add what the draft's meeting said again, each linked with the task that said it first."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    try:
        with transaction():
            made = decisions.propose_repeats(draft, actor=viewer(), now=now())
            card = made[0].id if made else 0
        flash(_("Đã thêm %(count)s nhiệm vụ dự kiến.", count=len(made)), "said")
    except InvalidInput as error:
        card = 0
        flash(sentence(error), "error")
    return to_card(conclusion_id, card)


def readers_sentence(names: Sequence[str]) -> str:
    """The warning that colleagues have the draft open; empty when nobody has."""
    return _("%(names)s cũng đang mở bản này.", names=", ".join(names)) if names else ""


def _opened() -> int:
    return request.form.get("opened", 0, type=number) or 0


def _ticked(draft: Conclusion, *, with_undated: bool) -> list[Proposal]:
    numbers = {
        int(one) for one in request.form.getlist("card") if one.isdecimal() and len(one) < 10
    }
    if with_undated:
        numbers |= {card.row.id for card in cards_of(draft, -1) if card.lacks_date}
    return list(proposal_queries.list_chosen(draft, numbers))


def _wanted(forms: BulkForms) -> str:
    """The button; with Enter in a field, what the field belongs to."""
    act = request.form.get("act", DUE)
    if act != ENTER:
        return act
    return BODIES if forms.bodies.names.data else DUE


def _perform(act: str, rows: Sequence[Proposal], forms: BulkForms) -> str:
    match act:
        case "confirm":
            for row in rows:
                proposals.set_state(row, State.CONFIRMED, actor=viewer(), now=now())
            return str(_("Đã xác nhận %(count)s mục.", count=len(rows)))
        case "merge":
            reshaping.merge(rows, actor=viewer(), now=now())
            return str(_("Đã gộp %(count)s mục thành một.", count=len(rows)))
        case "remove":
            reshaping.remove(rows, actor=viewer(), now=now())
            return str(_("Đã bỏ %(count)s mục.", count=len(rows)))
        case "bodies":
            changed = _name_bodies(rows, forms.bodies)
            return str(_("Đã đổi phân công của %(count)s mục.", count=changed))
        case _:
            _set_due(rows, forms.due)
            return str(_("Đã đặt hạn cho %(count)s mục.", count=len(rows)))


def _set_due(rows: Sequence[Proposal], form: BulkForm) -> None:
    rule = form.rule()
    if rule is not None:
        due_setting.set_due(rows, rule, actor=viewer(), now=now())
    elif form.way.data == CYCLE:
        due_setting.set_standing(rows, actor=viewer(), now=now())
    elif form.way.data == NONE:
        due_setting.set_no_date(rows, actor=viewer(), now=now())


def _name_bodies(rows: Sequence[Proposal], form: BodiesForm) -> int:
    act = {
        JOIN: body_setting.add_coordinating,
        LEAD: body_setting.add_leads,
        LEAD_INSTEAD: body_setting.replace_leads,
    }[str(form.body_way.data)]
    return act(rows, form.bodies(), actor=viewer(), now=now())
