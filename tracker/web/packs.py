"""*Rà soát trước cuộc họp*: the last conclusions looked at again, on screen, wall and paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.errors import InvalidInput, NotAllowed, NotFound, StaleForm
from tracker.extensions import transaction
from tracker.outbound.layouts import DocumentForm, find_layout
from tracker.outbound.pack import write_docx
from tracker.queries import meetings as meeting_queries
from tracker.queries import recommendations as recommendation_queries
from tracker.queries.packs import Pack
from tracker.services import decisions
from tracker.web.context import now, today, viewer
from tracker.web.downloads import DOCX, file_answer
from tracker.web.forms.lists import key_of
from tracker.web.forms.packs import DecisionForm, PackView, fresh_decision
from tracker.web.pack_document import document_of
from tracker.web.wording import sentence
from tracker.web.wording_packs import DECISION_WORDS, GROUP_FACES, GROUP_WORDS, MARK_WORDS

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

pages = Blueprint("packs", __name__, url_prefix="/meetings/<int:meeting_id>/review")

PAGE_SIZE = 100
MOST_IN_DOCUMENT = 2_000
Answer = str | Redirect | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Typed:
    """A decision that was refused, with what was typed into its form."""

    form: DecisionForm
    task_id: int
    refusal: str = ""
    stale: bool = False


@pages.get("")
def show(meeting_id: int) -> str:
    """What earlier conclusions asked for, by group, with the decisions of this meeting."""
    return _page(meeting_queries.get_meeting(meeting_id, viewer()))


@pages.post("/<int:task_id>")
def decide(meeting_id: int, task_id: int) -> Answer:
    """Write a decision back to the task; what was typed stays when it is refused."""
    meeting = meeting_queries.get_for_secretary(meeting_id, viewer())
    form = DecisionForm()
    kind = form.chosen
    if kind is None:
        abort(400)
    if not form.validate():
        return _page(meeting, Typed(form, task_id)), 400
    try:
        with transaction():
            decisions.decide(
                meeting_id,
                task_id,
                form.decision(kind),
                version=form.version_number,
                actor=viewer(),
                now=now(),
            )
    except StaleForm:
        return _refused(meeting_id, Typed(form, task_id, stale=True)), 409
    except (InvalidInput, NotAllowed) as error:
        field = error.field if isinstance(error, InvalidInput) else None
        refusal = form.refuse(field, sentence(error))
        return _refused(meeting_id, Typed(form, task_id, refusal)), 400
    flash(_("Đã ghi quyết định: %(kind)s.", kind=DECISION_WORDS[kind]), "said")
    return redirect(_address(meeting_id, task_id))


@pages.post("/<int:task_id>/no-repeat")
def take_back(meeting_id: int, task_id: int) -> Redirect:
    """Take a repetition back."""
    with transaction():
        decisions.take_back_repeat(meeting_id, task_id, actor=viewer(), now=now())
    flash(_("Đã bỏ ghi nhắc lại; ghi lại được bất cứ lúc nào."), "said")
    return redirect(_address(meeting_id, task_id))


@pages.get("/screen")
def screen(meeting_id: int) -> str:
    """One task at a time in large type, for the projector; forwards and back by links."""
    meeting = meeting_queries.get_meeting(meeting_id, viewer())
    pack, asked = Pack(meeting, now()), PackView.read(request.args)
    count = pack.count(asked.show)
    at = min(key_of(request.args, "at") or 1, max(count, 1))
    lines = pack.lines(asked.show, limit=1, offset=at - 1)
    return render_template(
        "packs/screen.html",
        meeting=meeting,
        pack=pack,
        asked=asked,
        line=lines[0] if lines else None,
        at=at,
        count=count,
    )


@pages.get("/<form>.docx")
def word(meeting_id: int, form: str) -> Redirect:
    """The review as a Word document in Party or State form, by the rules of the meeting's day."""
    if form not in list(DocumentForm):
        raise NotFound("form")
    meeting = meeting_queries.get_meeting(meeting_id, viewer())
    pack = Pack(meeting, now())
    layout = find_layout(DocumentForm(form), meeting.held_on)
    document = document_of(pack, DocumentForm(form), limit=MOST_IN_DOCUMENT, who=viewer())
    name = f"ra-soat-{meeting.committee.code.lower()}-{meeting.held_on:%Y-%m-%d}-{form}.docx"
    return file_answer(write_docx(document, layout), name, DOCX)


def _address(meeting_id: int, task_id: int) -> str:
    asked = PackView.read(request.args)
    shown: dict[str, Any] = asked.address(page=asked.page if asked.page > 1 else None)
    return url_for(".show", meeting_id=meeting_id, **shown, _anchor=f"task-{task_id}")


def _refused(meeting_id: int, typed: Typed) -> str:
    return _page(meeting_queries.get_meeting(meeting_id, viewer()), typed)


def _page(meeting: Meeting, typed: Typed | None = None) -> str:
    pack, asked = Pack(meeting, now()), PackView.read(request.args)
    count = pack.count(asked.show)
    lines = pack.lines(asked.show, limit=PAGE_SIZE, offset=(asked.page - 1) * PAGE_SIZE)
    has_begun = meeting.held_on <= today()
    return render_template(
        "packs/show.html",
        meeting=meeting,
        pack=pack,
        asked=asked,
        lines=lines,
        count=count,
        counts=pack.counts(),
        marked=pack.marked(),
        page_count=-(-count // PAGE_SIZE),
        offers={
            line.task.id: decisions.offered(line.task, viewer()) if has_begun else ()
            for line in lines
        },
        has_begun=has_begun,
        writes=viewer().is_secretary(meeting.committee_id),
        asked_for=recommendation_queries.list_for_pack(pack, viewer()),
        form=fresh_decision(),
        typed=typed,
        group_words=GROUP_WORDS,
        group_faces=GROUP_FACES,
        mark_words=MARK_WORDS,
        decision_words=DECISION_WORDS,
    )
