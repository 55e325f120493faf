"""The seats of a committee: who is a member, from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.queries import agencies as agency_queries
from tracker.queries import committees as queries
from tracker.services import committees as services
from tracker.web.admin.blueprint import pages
from tracker.web.admin.saving import Refusal, save
from tracker.web.context import now, today, viewer
from tracker.web.forms.base import options
from tracker.web.forms.committees import SeatForm

if TYPE_CHECKING:
    from tracker.models.committees import Committee, CommitteeMember


@pages.route("/committees/<int:committee_id>/members/new", methods=["GET", "POST"])
def new_seat(committee_id: int) -> str | Response | tuple[str, int]:
    """Give an agency a seat; one that has a seat is changed on its own page."""
    committee = queries.get_any_committee(committee_id)
    form = SeatForm()
    form.agency.choices = _free_agencies(committee)
    if not form.is_submitted():
        form.version.data = str(committee.version)
        return _form_page(form, committee)
    if _is_seated_so(form, committee):
        return _to_members(committee_id)
    return _keep(form, committee_id)


@pages.route("/committees/<int:committee_id>/members/<int:member_id>", methods=["GET", "POST"])
def edit_seat(committee_id: int, member_id: int) -> str | Response | tuple[str, int]:
    """Change a seat; a last day ends it."""
    member = _own_member(committee_id, member_id)
    form = SeatForm()
    form.agency.choices = options([(member.agency_id, member.agency.name)])
    if not form.is_submitted():
        return _form_page(_stored(member_id), member.committee, member)
    return _keep(form, committee_id, member_id)


def _keep(
    form: SeatForm, committee_id: int, member_id: int = 0
) -> str | Response | tuple[str, int]:
    version = form.version_number
    refusal = save(
        form,
        lambda: services.seat_agency(
            committee_id=committee_id,
            agency_id=form.agency.data,
            values=form.values(),
            version=version if member_id else None,
            actor=viewer(),
            now=now(),
        ),
        (lambda: _stored(member_id)) if member_id else None,
    )
    if refusal:
        member = queries.get_member(member_id) if member_id else None
        committee = queries.get_any_committee(committee_id)
        return _form_page(form, committee, member, refusal), refusal.code
    flash(_("Đã lưu thành viên."), "said")
    return _to_members(committee_id)


def _is_seated_so(form: SeatForm, committee: Committee) -> bool:
    """A second click of the same form finds the seat given already."""
    seat = next((one for one in committee.members if one.agency_id == form.agency.data), None)
    if seat is None:
        return False
    form.agency.choices = options([(seat.agency_id, seat.agency.name)])
    if not form.validate():
        return False
    wanted = form.values()
    same = (wanted.joined_on, wanted.left_on) == (seat.joined_on, seat.left_on)
    if same and wanted.is_standing_body == seat.is_standing_body:
        return True
    form.agency.choices = _free_agencies(committee)
    return False


def _own_member(committee_id: int, member_id: int) -> CommitteeMember:
    member = queries.get_member(member_id)
    if member.committee_id != committee_id:
        raise NotFound("member")
    return member


def _free_agencies(committee: Committee) -> list[object]:
    seated = {one.agency_id for one in committee.members}
    free = (one for one in agency_queries.list_choosable(today()) if one.id not in seated)
    return list(options((one.id, one.name) for one in free))


def _stored(member_id: int) -> SeatForm:
    member = queries.get_member(member_id)
    form = SeatForm(formdata=None, obj=member)
    form.agency.choices = options([(member.agency_id, member.agency.name)])
    form.agency.data = member.agency_id
    form.version.data = str(member.committee.version)
    return form


def _form_page(
    form: SeatForm,
    committee: Committee,
    member: CommitteeMember | None = None,
    refusal: Refusal | None = None,
) -> str:
    return render_template(
        "admin/seat.html", form=form, committee=committee, member=member, refusal=refusal
    )


def _to_members(committee_id: int) -> Response:
    return redirect(url_for("admin.committee", committee_id=committee_id, _anchor="members"))
