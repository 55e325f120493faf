"""*Chuyển giao nhiệm vụ*: what ended agencies still owe, and who goes on with it (DESIGN 3.10)."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput, InvalidMove, StaleForm
from tracker.extensions import transaction
from tracker.queries import inheritances as queries
from tracker.queries.inheritances import Estate
from tracker.services import inheritances as services
from tracker.web.agency_names import succession_word
from tracker.web.context import now, viewer
from tracker.web.forms.base import show_day
from tracker.web.forms.inheritances import Chosen, InheritanceForm
from tracker.web.wording import sentence

pages = Blueprint("inheritances", __name__)
NOTHING = Chosen({}, {})


@pages.route("/tasks/ended-agencies", methods=["GET", "POST"])
def index() -> str | Response | tuple[str, int]:
    """The open tasks of ended agencies, each with a proposed successor, to be confirmed."""
    form = InheritanceForm()
    if not form.is_submitted():
        return _page()
    chosen = Chosen.read(request.form)
    if not form.validate():
        return _page(form, chosen), 400
    if not chosen.ticked:
        return _page(form, chosen, _("Đồng chí chưa chọn nhiệm vụ nào.")), 400
    if len(chosen.complete) < len(chosen.ticked):
        return _page(form, chosen, _("Có nhiệm vụ đã chọn mà chưa có cơ quan nhận.")), 400
    try:
        with transaction():
            count = services.hand_over(
                chosen.complete, reason=form.reason.data or "", actor=viewer(), now=now()
            )
    except StaleForm:
        return _page(form, chosen, _stale()), 409
    except (InvalidInput, InvalidMove) as error:
        return _page(form, chosen, sentence(error)), 400
    flash(_("Đã chuyển giao %(count)s nhiệm vụ.", count=count), "said")
    return redirect(url_for("inheritances.index"))


def _stale() -> str:
    return str(
        _(
            "Có nhiệm vụ vừa thay đổi sau khi đồng chí mở trang nên chưa chuyển nhiệm vụ nào. "
            "Danh sách dưới đây là tình hình hiện nay; đề nghị xem lại rồi chọn lại."
        )
    )


def _page(form: InheritanceForm | None = None, chosen: Chosen = NOTHING, refusal: str = "") -> str:
    estates = queries.list_estates(viewer(), now())
    sent = request.form.get("estate", "")
    return render_template(
        "inheritances/index.html",
        estates=[(one, _key(one), _form_of(one, form, sent)) for one in estates],
        takers=queries.list_takers(viewer(), now()) if estates else [],
        chosen=chosen,
        sent=sent if form is not None else "",
        form=form,
        refusal=refusal,
        most=queries.MOST,
    )


def _key(estate: Estate) -> str:
    return f"{estate.agency.id}-{estate.committee_id}"


def _form_of(estate: Estate, form: InheritanceForm | None, sent: str) -> InheritanceForm:
    """The form that was refused stays with its agency; the others propose a reason."""
    if form is not None and sent == _key(estate):
        return form
    fresh = InheritanceForm(formdata=None)
    fresh.reason.data = _reason(estate)
    return fresh


def _reason(estate: Estate) -> str:
    change = estate.change
    if change is None:
        day = show_day(estate.ended_on)
        return str(_("%(name)s kết thúc hoạt động ngày %(day)s.", name=estate.agency.name, day=day))
    words = _(
        "%(name)s: %(how)s từ ngày %(day)s.",
        name=change.old_name,
        how=succession_word(change.how).lower(),
        day=show_day(change.changed_on),
    )
    return f"{words} {change.decision}".strip()
