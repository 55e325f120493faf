"""The secretariat's list of due dates that would come out differently; each moves when ticked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput, StaleForm
from tracker.extensions import transaction
from tracker.queries.moved_dates import list_moved_dates
from tracker.services.moved_dates import move_dates
from tracker.web.context import now, today, viewer
from tracker.web.forms.moved_dates import MovedDatesForm
from tracker.web.wording import sentence

pages = Blueprint("moved_dates", __name__)


@pages.route("/tasks/moved-dates", methods=["GET", "POST"])
def index() -> str | Response | tuple[str, int]:
    """What would move, and why; nothing moves by itself (DESIGN 3.8)."""
    form = MovedDatesForm()
    if not form.is_submitted():
        form.reason.data = _("Lịch làm việc hoặc ngày của sự kiện đã thay đổi")
        return _page(form)
    ticked = _read(request.form.getlist("move"))
    if not form.validate():
        return _page(form, ticked), 400
    if not ticked:
        return _page(form, refusal=_("Đồng chí chưa chọn nhiệm vụ nào.")), 400
    try:
        with transaction():
            moved = move_dates(ticked, reason=form.reason.data or "", actor=viewer(), now=now())
            count = len(moved)
    except StaleForm:
        return _page(form, refusal=_("Lịch vừa thay đổi; đề nghị xem lại các ngày dưới đây.")), 409
    except InvalidInput as error:
        return _page(form, ticked, sentence(error)), 400
    flash(_("Đã đổi hạn của %(count)s nhiệm vụ.", count=count), "said")
    return redirect(url_for("moved_dates.index"))


def _page(form: MovedDatesForm, ticked: Iterable[int] = (), refusal: str = "") -> str:
    return render_template(
        "tasks/moved_dates.html",
        form=form,
        rows=list_moved_dates(viewer()),
        ticked=set(ticked),
        refusal=refusal,
        day=today(),
    )


def _read(values: Iterable[str]) -> dict[int, date]:
    """The ticked tasks with the dates that were shown: ``7:2020-09-04``; nonsense is left out."""
    found = {}
    for value in values:
        key, _colon, typed = value.partition(":")
        if key.isdecimal() and len(key) < 10:
            try:
                found[int(key)] = date.fromisoformat(typed)
            except ValueError:
                continue
    return found
