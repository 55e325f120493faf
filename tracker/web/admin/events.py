"""The events of a committee: dates that due dates may hang on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.extensions import transaction
from tracker.queries import committees as queries
from tracker.services import committees as services
from tracker.web.admin.blueprint import pages
from tracker.web.admin.saving import Refusal, save
from tracker.web.context import now, viewer
from tracker.web.forms.committees import EventForm

if TYPE_CHECKING:
    from tracker.models.committees import Committee, Event


@pages.route("/committees/<int:committee_id>/events/new", methods=["GET", "POST"])
def new_event(committee_id: int) -> str | Response | tuple[str, int]:
    """Enter an event."""
    committee = queries.get_any_committee(committee_id)
    form = EventForm()
    if not form.is_submitted():
        form.is_main.data = committee.main_event is None
        return _form_page(form, committee)
    return _keep(form, committee_id)


@pages.route("/committees/<int:committee_id>/events/<int:event_id>", methods=["GET", "POST"])
def edit_event(committee_id: int, event_id: int) -> str | Response | tuple[str, int]:
    """Change an event; due dates that hang on it stay until a secretary moves them."""
    event = _own_event(committee_id, event_id)
    form = EventForm()
    if not form.is_submitted():
        return _form_page(_stored(event_id), event.committee, event)
    return _keep(form, committee_id, event_id)


@pages.route("/committees/<int:committee_id>/events/<int:event_id>/remove", methods=["GET", "POST"])
def remove_event(committee_id: int, event_id: int) -> str | Response:
    """Ask, then take an event out; due dates that were computed from it stay."""
    event = _own_event(committee_id, event_id)
    back = _address(committee_id)
    if request.method != "POST":
        return render_template(
            "admin/confirm.html",
            heading=_("Bỏ sự kiện “%(name)s”?", name=event.name),
            words=_("Hạn của các nhiệm vụ đã tính theo sự kiện này vẫn giữ nguyên."),
            yes=_("Bỏ sự kiện"),
            back=back,
        )
    name = event.name
    with transaction():
        services.remove_event(event_id=event_id, actor=viewer(), now=now())
    flash(_("Đã bỏ sự kiện “%(name)s”.", name=name), "said")
    return redirect(back)


def _keep(
    form: EventForm, committee_id: int, event_id: int | None = None
) -> Response | tuple[str, int]:
    version = form.version_number
    refusal = save(
        form,
        lambda: services.save_event(
            committee_id=committee_id,
            event_id=event_id,
            values=form.values(),
            version=version if event_id else None,
            actor=viewer(),
            now=now(),
        ),
        (lambda: _stored(event_id)) if event_id else None,
    )
    if refusal:
        committee = queries.get_any_committee(committee_id)
        event = queries.get_event(event_id) if event_id else None
        return _form_page(form, committee, event, refusal), refusal.code
    flash(_("Đã lưu sự kiện. Hạn của các nhiệm vụ không tự thay đổi."), "said")
    return redirect(_address(committee_id))


def _own_event(committee_id: int, event_id: int) -> Event:
    event = queries.get_event(event_id)
    if event.committee_id != committee_id:
        raise NotFound("event")
    return event


def _stored(event_id: int) -> EventForm:
    event = queries.get_event(event_id)
    form = EventForm(formdata=None, obj=event)
    form.version.data = str(event.version)
    return form


def _form_page(
    form: EventForm,
    committee: Committee,
    event: Event | None = None,
    refusal: Refusal | None = None,
) -> str:
    return render_template(
        "admin/event.html", form=form, committee=committee, event=event, refusal=refusal
    )


def _address(committee_id: int) -> str:
    return url_for("admin.committee", committee_id=committee_id, _anchor="events")
