"""The review: a draft's text beside its proposals, and everything a clerk does to them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput, StaleForm
from tracker.domain.proposals import blocks
from tracker.extensions import transaction
from tracker.queries import agencies as agency_queries
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import proposals as proposal_queries
from tracker.queries.calendar import get_horizon
from tracker.services import proposals, publishing
from tracker.services.proposals import State, named_of
from tracker.web.context import now, viewer
from tracker.web.forms.proposals import ProposalForm
from tracker.web.marked_text import Passage, paragraphs, sentences
from tracker.web.review_page import Card, cards_of, next_card
from tracker.web.wording import sentence

pages = Blueprint("proposals", __name__, url_prefix="/conclusions/<int:conclusion_id>")


@pages.get("/review")
def review(conclusion_id: int) -> str | Response:
    """The text left, the cards right; the card named in the address is open."""
    draft = conclusion_queries.get_for_secretary(conclusion_id, viewer())
    if draft.is_published:
        return redirect(url_for("conclusions.show", conclusion_id=draft.id))
    return _review_page(conclusion_id, request.args.get("card", 0, type=int) or 0)


@pages.post("/proposals/<int:proposal_id>")
def save(conclusion_id: int, proposal_id: int) -> Response | tuple[str, int]:
    """Keep what a card says; *confirm* goes on to the next one."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    row = proposal_queries.get_proposal(draft, proposal_id)
    form = ProposalForm()
    if not form.validate():
        return _review_page(conclusion_id, proposal_id, form), 400
    values = form.values(request.form, agency_queries.get_directory())
    version = form.version_number
    try:
        with transaction():
            proposals.save(row, values, version=version, actor=viewer(), now=now())
            if "confirm" in request.form:
                proposals.set_state(row, State.CONFIRMED, actor=viewer(), now=now())
    except StaleForm:
        return _review_page(conclusion_id, proposal_id, form, stale=True), 409
    except InvalidInput as error:
        return _review_page(conclusion_id, proposal_id, form, refusal=sentence(error)), 400
    after = next_card(draft, proposal_id) if "confirm" in request.form else proposal_id
    return _to_card(conclusion_id, after)


@pages.post("/proposals/<int:proposal_id>/state")
def set_state(conclusion_id: int, proposal_id: int) -> Response:
    """Remove a proposal, bring it back, or take its confirmation back."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    row = proposal_queries.get_proposal(draft, proposal_id)
    wanted = next((one for one in State if one.value == request.form.get("state")), None)
    if wanted is None:
        return _to_card(conclusion_id, proposal_id)
    with transaction():
        proposals.set_state(row, wanted, actor=viewer(), now=now())
    if wanted is State.REMOVED:
        flash(_("Đã bỏ một nhiệm vụ dự kiến. Có thể lấy lại ở cuối trang."), "said")
        return _to_card(conclusion_id, next_card(draft, proposal_id))
    return _to_card(conclusion_id, proposal_id)


@pages.route("/sentences", methods=["GET", "POST"])
def add(conclusion_id: int) -> str | Response:
    """Make tasks of ticked sentences, or of a title without a place in the text."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    body = draft.text.body if draft.text else ""
    places = sentences(body)
    if request.method == "GET":
        taken = [
            (row.span_start, row.span_end or 0)
            for row in proposal_queries.list_proposals(draft)
            if row.span_start is not None
        ]
        offered = [
            (number, body[start:end], any(a < end and start < b for a, b in taken))
            for number, (start, end) in enumerate(places)
        ]
        return render_template("proposals/sentences.html", draft=draft, offered=offered)
    ticked = [int(one) for one in request.form.getlist("sentence") if one.isdigit()]
    spans = [places[number] for number in ticked if number < len(places)]
    title = (request.form.get("title") or "").strip()
    with transaction():
        made = [
            proposals.add(draft, title="", span=span, actor=viewer(), now=now()) for span in spans
        ]
        if title:
            made.append(proposals.add(draft, title=title, actor=viewer(), now=now()))
        last = made[-1].id if made else 0
    flash(_("Đã thêm %(count)s nhiệm vụ dự kiến.", count=len(made)), "said")
    return _to_card(conclusion_id, last)


@pages.route("/publish", methods=["GET", "POST"])
def publish(conclusion_id: int) -> str | Response | tuple[str, int]:
    """Ask once, then make the tasks live; a double click lands on the same page."""
    draft = conclusion_queries.get_for_secretary(conclusion_id, viewer())
    if draft.is_published:
        return redirect(url_for("conclusions.show", conclusion_id=draft.id))
    refusal = ""
    if request.method == "POST":
        try:
            with transaction():
                made = publishing.publish(conclusion_id, actor=viewer(), now=now())
                count = len(made)
            flash(_("Đã công bố %(count)s nhiệm vụ.", count=count), "said")
            return redirect(url_for("conclusions.show", conclusion_id=conclusion_id))
        except InvalidInput as error:
            refusal = sentence(error)
            draft = conclusion_queries.get_for_secretary(conclusion_id, viewer())
    page = render_template(
        "proposals/publish.html",
        draft=draft,
        preview=publishing.preview(draft),
        refusal=refusal,
    )
    return (page, 400) if refusal else page


def _review_page(
    conclusion_id: int,
    open_id: int,
    form: ProposalForm | None = None,
    *,
    stale: bool = False,
    refusal: str = "",
) -> str:
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    cards = cards_of(draft, open_id)
    opened = next((card for card in cards if card.is_open), None)
    body = draft.text.body if draft.text else ""
    passages = [_passage(card) for card in cards if card.row.span_start is not None]
    removed = proposal_queries.list_removed(draft)
    return render_template(
        "proposals/review.html",
        draft=draft,
        cards=cards,
        opened=opened,
        form=form or (_filled(opened) if opened else None),
        lines=paragraphs(body, passages),
        removed=removed,
        horizon=get_horizon(draft.committee, now()),
        directory=agency_queries.get_directory(),
        blocked=sum(bool(blocks(card.row.title, named_of(card.row))) for card in cards),
        stale=stale,
        refusal=refusal,
    )


def _passage(card: Card) -> Passage:
    row = card.row
    return Passage(row.span_start or 0, row.span_end or 0, card.number, f"card-{row.id}")


def _filled(card: Card) -> ProposalForm:
    form = ProposalForm(formdata=None, obj=card.row)
    form.kind.data = card.row.kind.value
    form.version.data = str(card.row.version)
    return form


def _to_card(conclusion_id: int, proposal_id: int) -> Response:
    card = proposal_id or None
    anchor = f"card-{proposal_id}" if proposal_id else None
    return redirect(
        url_for("proposals.review", conclusion_id=conclusion_id, card=card, _anchor=anchor)
    )
