"""The review: a draft's text beside its proposals, and everything a clerk does to one of them.

What is done to several at once, or between clerks, stands in ``drafting``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput, NotAllowed, StaleForm
from tracker.extensions import transaction
from tracker.queries import agencies as agency_queries
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import proposals as proposal_queries
from tracker.services import proposals, publishing, repeats
from tracker.services.date_sense import is_before_meeting
from tracker.services.proposals import State
from tracker.web.card_versions import choose, differences
from tracker.web.context import now, viewer
from tracker.web.forms.base import number, read_number
from tracker.web.forms.proposals import ProposalForm, list_unknown_members
from tracker.web.marked_text import sentences
from tracker.web.review_acts import perform
from tracker.web.review_page import next_card
from tracker.web.review_screen import Refused, clock_time, note_reader, render_review, to_card
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from tracker.models.conclusions import Conclusion

pages = Blueprint("proposals", __name__, url_prefix="/conclusions/<int:conclusion_id>")
Answer = Response | tuple[str, int] | tuple[Response, int]


@pages.get("/review")
def review(conclusion_id: int) -> str | Response:
    """The text left, the cards right; the card named in the address is open."""
    draft = conclusion_queries.get_for_secretary(conclusion_id, viewer())
    if draft.is_published:
        return redirect(url_for("conclusions.show", conclusion_id=draft.id))
    note_reader(draft)
    return render_review(conclusion_id, request.args.get("card", 0, type=number) or 0)


@pages.post("/proposals/<int:proposal_id>")
def save(conclusion_id: int, proposal_id: int) -> Answer:
    """Keep what a card says, then do what the pressed button says: confirm, split, move …"""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    row = proposal_queries.get_proposal(draft, proposal_id)
    directory = agency_queries.get_directory()
    form = ProposalForm.sent(row)
    if not form.validate():
        return _refused(conclusion_id, proposal_id, form)
    values = form.values(request.form, directory, row)
    try:
        if unknown := list_unknown_members(request.form, directory):
            raise InvalidInput("member_unknown", name=unknown[0])
        with transaction():
            chosen = choose(values, row, request.form)
            known = is_before_meeting(row)
            proposals.save(row, chosen, version=form.version_number, actor=viewer(), now=now())
            asks = is_before_meeting(row) and not known
            done = perform(row, "" if asks else request.form.get("act", ""), request.form)
    except StaleForm:
        return _stale(conclusion_id, proposal_id, form)
    except (InvalidInput, NotAllowed) as error:
        return _refused(conclusion_id, proposal_id, form, sentence(error))
    if _by_script():
        return jsonify(version=row.version, said=_("Đã lưu lúc %(time)s", time=clock_time()))
    if asks:
        flash(_("Hạn vừa nhập trước ngày họp. Nếu đúng, đề nghị bấm Xác nhận."), "said")
    if done.said:
        flash(done.said, "undo" if done.can_undo else "said")
    return to_card(conclusion_id, done.card)


@pages.post("/proposals/<int:proposal_id>/state")
def set_state(conclusion_id: int, proposal_id: int) -> Response:
    """Bring a removed proposal back, or take a confirmation back."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    row = proposal_queries.get_proposal(draft, proposal_id)
    wanted = next((one for one in State if one.value == request.form.get("state")), None)
    if wanted is not None:
        with transaction():
            proposals.set_state(row, wanted, actor=viewer(), now=now())
    if wanted is State.REMOVED:
        return to_card(conclusion_id, next_card(draft, proposal_id))
    return to_card(conclusion_id, proposal_id)


@pages.route("/sentences", methods=["GET", "POST"])
def add(conclusion_id: int) -> str | Response | tuple[str, int]:
    """Make tasks of ticked sentences, of a selected passage, or of a title without a place."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    body = draft.text.body if draft.text else ""
    places = sentences(body)
    if request.method == "GET":
        return _sentences_page(conclusion_id)
    ticked = [one for one in map(read_number, request.form.getlist("sentence")) if one is not None]
    title = (request.form.get("title") or "").strip()[: proposals.LONGEST_TITLE]
    try:
        spans = [places[number] for number in ticked if number < len(places)]
        spans += [_span(one) for one in request.form.getlist("span")]
        with transaction():
            made = [
                proposals.add(draft, title="", span=span, actor=viewer(), now=now())
                for span in spans
            ]
            if title:
                made.append(proposals.add(draft, title=title, actor=viewer(), now=now()))
            last = made[-1].id if made else 0
    except InvalidInput as error:
        return _sentences_page(conclusion_id, sentence(error)), 400
    if not made:
        return _sentences_page(conclusion_id, _("Đề nghị chọn câu hoặc nhập nội dung.")), 400
    flash(_("Đã thêm %(count)s nhiệm vụ dự kiến.", count=len(made)), "said")
    return to_card(conclusion_id, last)


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
    page = _publish_page(draft, refusal)
    return (page, 400) if refusal else page


def _publish_page(draft: Conclusion, refusal: str) -> str:
    found = publishing.preview(draft, now=now())
    earlier = repeats.suggest(draft, found.proposals, viewer())
    repeating = [row for row in found.proposals if earlier[row.id]]
    return render_template(
        "proposals/publish.html",
        draft=draft,
        preview=found,
        repeats=earlier,
        linked=[row for row in repeating if earlier[row.id][0].is_linked],
        possible=[row for row in repeating if not earlier[row.id][0].is_linked],
        refusal=refusal,
    )


def _by_script() -> bool:
    """Say whether the page's script saves in the background and wants JSON."""
    return request.accept_mimetypes.best == "application/json"


def _stale(conclusion_id: int, proposal_id: int, form: ProposalForm) -> Answer:
    """Both versions, field by field, over the form as typed; the next save is on the newest."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    row = proposal_queries.get_proposal(draft, proposal_id)
    if _by_script():
        said = _("Người khác vừa sửa nhiệm vụ này. Bản của đồng chí chưa được lưu.")
        return jsonify(said=said, stale=True), 409
    values = form.values(request.form, agency_queries.get_directory(), row)
    form.version.data = str(row.version)
    refused = Refused(
        form,
        values=values,
        differences=differences(values, row),
        changed_by=proposal_queries.find_last_change(row),
    )
    return render_review(conclusion_id, proposal_id, refused), 409


def _refused(conclusion_id: int, proposal_id: int, form: ProposalForm, refusal: str = "") -> Answer:
    if _by_script():
        errors = [str(error) for errors in form.errors.values() for error in errors]
        return jsonify(said=refusal or " ".join(errors)), 400
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    row = proposal_queries.get_proposal(draft, proposal_id)
    directory = agency_queries.get_directory()
    values = None if form.kind.errors else form.values(request.form, directory, row)
    return render_review(conclusion_id, proposal_id, Refused(form, refusal, values=values)), 400


def _span(sent: str) -> tuple[int, int]:
    """The place that "120-180" means. Raises InvalidInput."""
    start, _dash, end = sent.partition("-")
    if not (start.isdecimal() and end.isdecimal() and len(sent) < 20):
        raise InvalidInput("span_outside_text", field="span")
    return int(start), int(end)


def _sentences_page(conclusion_id: int, refusal: str = "") -> str:
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    body = draft.text.body if draft.text else ""
    taken = [
        (row.span_start, row.span_end or 0)
        for row in proposal_queries.list_proposals(draft)
        if row.span_start is not None
    ]
    offered = [
        (number, body[start:end], any(a < end and start < b for a, b in taken))
        for number, (start, end) in enumerate(sentences(body))
    ]
    return render_template(
        "proposals/sentences.html",
        draft=draft,
        offered=offered,
        ticked=request.form.getlist("sentence"),
        title=request.form.get("title", ""),
        refusal=refusal,
    )
