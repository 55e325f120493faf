"""Extensions: asked for, decided and taken back on a task's page; many decided from one list."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.access import Content
from tracker.domain.errors import InvalidInput, SecrecyRefused
from tracker.domain.extensions import ExtensionMove
from tracker.extensions import transaction
from tracker.queries import committees as committee_queries
from tracker.queries import extensions as queries
from tracker.queries import tasks as task_queries
from tracker.queries.calendar import Horizons
from tracker.queries.extensions import WantedExtensions
from tracker.services import asking, extensions
from tracker.services.extensions import Decided, Decision
from tracker.web.context import now, viewer
from tracker.web.extension_panel import TypedExtension
from tracker.web.forms.base import Form, clean, number
from tracker.web.forms.extensions import AskForm, DecideForm, DecideManyForm, WithdrawForm
from tracker.web.task_page import Typed, task_page
from tracker.web.uploads import keep_evidence
from tracker.web.wording import sentence

pages = Blueprint("extensions", __name__)

PAGE_SIZE = 50
FURTHEST = 10**6
LONGEST_SEARCH = 200
Answer = str | Redirect | tuple[str, int]


@pages.post("/tasks/<int:task_id>/extensions")
def ask(task_id: int) -> Answer:
    """Ask for a new date; what was typed stays when it is refused."""
    form = AskForm.sent(task_queries.get_task(task_id, viewer(), Content.TASK_DETAIL))
    typed = TypedExtension(ask=form)

    def make() -> None:
        asking.ask(form.part.data, _asked(form), actor=viewer(), now=now())

    return _answer(task_id, form, typed, make, _("Đã gửi đề nghị gia hạn."))


@pages.post("/tasks/<int:task_id>/extensions/<int:extension_id>/decide")
def decide(task_id: int, extension_id: int) -> Answer:
    """Grant as asked, grant another date, or refuse."""
    found = queries.get_extension(extension_id, viewer())
    if found.task_id != task_id:
        abort(404)
    form = DecideForm.sent(found.task)
    typed, move = TypedExtension(decide=form), form.move
    if move is None:
        abort(400)

    def make() -> None:
        extensions.decide(extension_id, form.decided(move), actor=viewer(), now=now())

    return _answer(task_id, form, typed, make, _("Đã ghi quyết định về gia hạn."))


@pages.post("/tasks/<int:task_id>/extensions/<int:extension_id>/withdraw")
def withdraw(task_id: int, extension_id: int) -> Answer:
    """Take a request back."""
    if queries.get_extension(extension_id, viewer()).task_id != task_id:
        abort(404)
    form = WithdrawForm()
    source = form.on_behalf_source.data or ""

    def make() -> None:
        asking.withdraw(
            extension_id, form.words.data or "", source=source, actor=viewer(), now=now()
        )

    typed = TypedExtension(withdraw=form)
    return _answer(task_id, form, typed, make, _("Đã rút đề nghị gia hạn."))


@pages.get("/extensions")
def index() -> str:
    """The requests that wait, or all of them, in the committees that the viewer works for."""
    return _list_page(DecideManyForm(formdata=None))


@pages.post("/extensions")
def decide_many() -> Answer:
    """Decide the ticked requests alike; those that a rule forbids are named and stay."""
    form = DecideManyForm()
    move, ticked = form.move, form.ticked
    if move is None:
        abort(400)
    if not form.validate():
        return _list_page(form), 400
    if not ticked:
        return _list_page(form, _("Đề nghị chọn ít nhất một đề nghị gia hạn.")), 400
    if move is ExtensionMove.REFUSE and not form.words.data:
        form.refuse("words", _("Đề nghị ghi rõ lý do."))
        return _list_page(form), 400
    with transaction():
        decided = extensions.decide_many(
            ticked, Decision(move, form.words.data or ""), actor=viewer(), now=now()
        )
    _say(decided)
    return redirect(url_for("extensions.index"))


def _asked(form: AskForm) -> asking.Request:
    assert form.day is not None  # validated
    return asking.Request(
        new_on=form.day,
        new_text=form.new_on.data or "",
        reason=form.reason.data or "",
        evidence=keep_evidence(form.files.data or []),
        on_behalf_source=form.on_behalf_source.data or "",
        form_key=form.form_key.data or None,
    )


def _answer(
    task_id: int, form: Form, typed: TypedExtension, make: Callable[[], None], said: str
) -> Answer:
    """The task's page again: with the refused form, or after the act, with what was done."""
    if not form.validate():
        return task_page(task_id, Typed(extension=typed)), 400
    try:
        with transaction():
            make()
    except (InvalidInput, SecrecyRefused) as error:
        refusal = form.refuse(getattr(error, "field", None), sentence(error))
        code = 409 if error.code == "extension_settled" else 400
        return task_page(task_id, Typed(extension=typed, refusal=refusal)), code
    flash(said, "said")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor="extension"))


def _list_page(form: DecideManyForm, refusal: str = "") -> str:
    words = clean(request.args.get("q", ""))[:LONGEST_SEARCH]
    committee_id = request.args.get("committee", type=number)
    shows_all = request.args.get("state") == "all"
    wanted = WantedExtensions(words, committee_id, pending_only=not shows_all)
    page = min(max(1, request.args.get("page", 1, type=number) or 1), FURTHEST)
    rows = queries.list_extensions(viewer(), wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    count = queries.count_extensions(viewer(), wanted)
    return render_template(
        "extensions/index.html",
        form=form,
        refusal=refusal,
        ticked=set(form.ticked),
        wanted=wanted,
        rows=rows,
        decidable={one.id for one in rows if extensions.may_decide(one, viewer())},
        extended=queries.list_extended({one.task_id for one in rows}),
        committees=committee_queries.list_committees(viewer()),
        horizons=Horizons(now()),
        count=count,
        page=page,
        page_count=-(-count // PAGE_SIZE),
    )


def _say(decided: Decided) -> None:
    if decided.done:
        flash(_("Đã quyết định %(count)s đề nghị gia hạn.", count=decided.done), "said")
    for code, error in decided.refused:
        flash(f"{code}: {sentence(error)}", "error")
