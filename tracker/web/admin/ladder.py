"""The reminder ladder of a committee: its steps in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.extensions import transaction
from tracker.queries import committees as committee_queries
from tracker.queries import ladder as queries
from tracker.services import ladder as services
from tracker.web.admin.blueprint import pages
from tracker.web.admin.saving import Refusal, save
from tracker.web.admin.undo import offer_undo
from tracker.web.context import now, viewer
from tracker.web.forms.ladder import StepForm

if TYPE_CHECKING:
    from tracker.models.reminders import LadderStep


@pages.get("/committees/<int:committee_id>/ladder")
def ladder(committee_id: int) -> str:
    """Every step of the ladder."""
    committee = committee_queries.get_any_committee(committee_id)
    steps = queries.list_steps(committee.id)
    return render_template("admin/ladder.html", committee=committee, steps=steps)


@pages.route("/committees/<int:committee_id>/ladder/new", methods=["GET", "POST"])
def new_step(committee_id: int) -> str | Response | tuple[str, int]:
    """Add a step."""
    form = StepForm()
    form.offer_rules()
    if not form.is_submitted():
        form.is_enabled.data = True
        return _form_page(form, committee_id)
    refusal = save(
        form,
        lambda: services.add_step(
            committee_id=committee_id, values=form.values(), actor=viewer(), now=now()
        ),
    )
    return _answer(form, refusal, committee_id)


@pages.route("/committees/<int:committee_id>/ladder/<int:step_id>", methods=["GET", "POST"])
def edit_step(committee_id: int, step_id: int) -> str | Response | tuple[str, int]:
    """Change a step's days or repetition; what it reacts to stays."""
    step = queries.get_step(step_id, committee_id)
    form = StepForm()
    form.offer_rules()
    if not form.is_submitted():
        return _form_page(_stored(committee_id, step_id), committee_id, step)
    form.rule.data = step.rule
    version = form.version_number
    refusal = save(
        form,
        lambda: services.change_step(
            committee_id=committee_id,
            step_id=step_id,
            version=version,
            values=form.values(),
            actor=viewer(),
            now=now(),
        ),
        lambda: _stored(committee_id, step_id),
    )
    return _answer(form, refusal, committee_id, step_id)


@pages.post("/committees/<int:committee_id>/ladder/<int:step_id>/switch")
def switch_step(committee_id: int, step_id: int) -> Response:
    """Switch a step on or off."""
    is_enabled = request.form.get("on") == "1"
    with transaction():
        services.switch_step(
            committee_id=committee_id,
            step_id=step_id,
            is_enabled=is_enabled,
            actor=viewer(),
            now=now(),
        )
    flash(_("Đã bật bậc nhắc việc.") if is_enabled else _("Đã tắt bậc nhắc việc."), "said")
    return _to_ladder(committee_id)


@pages.post("/committees/<int:committee_id>/ladder/<int:step_id>/remove")
def remove_step(committee_id: int, step_id: int) -> Response:
    """Take a step out; the next page offers to put it back."""
    committee_queries.get_any_committee(committee_id)
    try:
        with transaction():
            gone = services.remove_step(
                committee_id=committee_id, step_id=step_id, actor=viewer(), now=now()
            )
    except NotFound:  # a second click
        return _to_ladder(committee_id)
    fields = {
        "rule": gone.rule.value,
        "days": gone.days,
        "repeat_every": gone.repeat_every,
        "is_enabled": "y" if gone.is_enabled else "",
    }
    offer_undo(url_for("admin.new_step", committee_id=committee_id), fields)
    flash(_("Đã bỏ một bậc nhắc việc."), "said")
    return _to_ladder(committee_id)


@pages.route("/committees/<int:committee_id>/ladder/reset", methods=["GET", "POST"])
def reset_ladder(committee_id: int) -> str | Response:
    """Ask, then put the default ladder back."""
    committee = committee_queries.get_any_committee(committee_id)
    if request.method != "POST":
        return render_template(
            "admin/confirm.html",
            heading=_("Đưa thang nhắc việc về mặc định?"),
            words=_(
                "Mọi thay đổi của “%(name)s” trong thang nhắc việc sẽ mất.", name=committee.name
            ),
            yes=_("Về mặc định"),
            back=url_for("admin.ladder", committee_id=committee_id),
        )
    with transaction():
        services.reset(committee_id=committee_id, actor=viewer(), now=now())
    flash(_("Thang nhắc việc đã về mặc định."), "said")
    return _to_ladder(committee_id)


def _answer(
    form: StepForm, refusal: Refusal | None, committee_id: int, step_id: int = 0
) -> Response | tuple[str, int]:
    if refusal:
        step = queries.get_step(step_id, committee_id) if step_id else None
        return _form_page(form, committee_id, step, refusal), refusal.code
    flash(_("Đã lưu bậc nhắc việc."), "said")
    return _to_ladder(committee_id)


def _form_page(
    form: StepForm,
    committee_id: int,
    step: LadderStep | None = None,
    refusal: Refusal | None = None,
) -> str:
    return render_template(
        "admin/step.html",
        form=form,
        committee=committee_queries.get_any_committee(committee_id),
        step=step,
        refusal=refusal,
        repeats=step is None or step.rule not in services.ONCE,
        counts=step is None or bool(step.days),
    )


def _stored(committee_id: int, step_id: int) -> StepForm:
    step = queries.get_step(step_id, committee_id)
    form = StepForm(formdata=None, obj=step)
    form.offer_rules()
    form.version.data = str(step.version)
    return form


def _to_ladder(committee_id: int) -> Response:
    return redirect(url_for("admin.ladder", committee_id=committee_id))
