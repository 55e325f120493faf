"""The posts of a person in committees and agencies: giving and taking."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from tracker.queries import people as people_queries
from tracker.services import administration as services
from tracker.web.admin.blueprint import pages
from tracker.web.admin.people import do, offer_agencies, offer_committees, person_page
from tracker.web.admin.saving import save
from tracker.web.context import now, viewer
from tracker.web.forms.accounts import AgencyPostForm, CommitteePostForm


@pages.post("/people/<int:user_id>/committee-posts")
def give_committee_post(user_id: int) -> str | Answer | tuple[str, int]:
    """Give a person a role in a committee."""
    people_queries.get_user(user_id)
    form = offer_committees(CommitteePostForm(prefix="c-"))
    refusal = save(
        form,
        lambda: services.give_committee_post(
            user_id=user_id,
            committee_id=form.committee_id.data,
            role=form.chosen_role,
            is_head=bool(form.is_head.data),
            actor=viewer(),
            now=now(),
        ),
    )
    if refusal:
        return person_page(user_id, committee_form=form, refusal=refusal), refusal.code
    flash(_("Đã giao vai trò."), "said")
    return redirect(url_for("admin.edit_person", user_id=user_id))


@pages.post("/people/<int:user_id>/agency-posts")
def give_agency_post(user_id: int) -> str | Answer | tuple[str, int]:
    """Give a person a role in an agency."""
    people_queries.get_user(user_id)
    form = offer_agencies(AgencyPostForm(prefix="a-"))
    refusal = save(
        form,
        lambda: services.give_agency_post(
            user_id=user_id,
            agency_id=form.agency_id.data,
            role=form.chosen_role,
            term=form.term,
            actor=viewer(),
            now=now(),
        ),
    )
    if refusal:
        return person_page(user_id, agency_form=form, refusal=refusal), refusal.code
    flash(_("Đã giao vai trò."), "said")
    return redirect(url_for("admin.edit_person", user_id=user_id))


@pages.post("/people/<int:user_id>/committee-posts/<int:post_id>/take")
def take_committee_post(user_id: int, post_id: int) -> Answer:
    """Take a role in a committee away."""
    return do(
        user_id,
        _("Đã thu lại vai trò."),
        lambda: services.take_committee_post(post_id=post_id, actor=viewer(), now=now()),
    )


@pages.post("/people/<int:user_id>/agency-posts/<int:post_id>/take")
def take_agency_post(user_id: int, post_id: int) -> Answer:
    """Take a role in an agency away."""
    return do(
        user_id,
        _("Đã thu lại vai trò."),
        lambda: services.take_agency_post(post_id=post_id, actor=viewer(), now=now()),
    )
