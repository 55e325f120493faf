"""Committees: the list, each one's page, and its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.queries import administration as administration_queries
from tracker.queries import committees as queries
from tracker.services import committees as services
from tracker.services import extensions
from tracker.web.admin.blueprint import pages
from tracker.web.admin.saving import Refusal, save
from tracker.web.context import now, today, viewer
from tracker.web.extension_panel import limit_words
from tracker.web.forms.committees import CommitteeForm

if TYPE_CHECKING:
    from tracker.models.committees import Committee


@pages.get("/committees")
def committees() -> str:
    """Every committee, with what it lacks."""
    lacking = administration_queries.list_committees_without_secretary()
    return render_template(
        "admin/committees.html",
        rows=queries.list_all_committees(),
        lacking={one.id for one in lacking},
    )


@pages.get("/committees/<int:committee_id>")
def committee(committee_id: int) -> str:
    """One committee: settings, members, events, who works for it, and its ladder."""
    found = queries.get_any_committee(committee_id)
    return render_template(
        "admin/committee.html",
        committee=found,
        limit_words=limit_words(extensions.limits_of(found)),
        posts=administration_queries.list_posts_of_committee(found.id),
        day=today(),
    )


@pages.route("/committees/new", methods=["GET", "POST"])
def new_committee() -> str | Response | tuple[str, int]:
    """Found a committee with the default ladder."""
    form = _offering(CommitteeForm())
    if not form.is_submitted():
        form.kind_name.data = _("Tiểu ban")
        return _form_page(form)
    made: list[int] = []
    refusal = save(
        form,
        lambda: made.append(
            services.create_committee(values=form.values(), actor=viewer(), now=now()).id
        ),
    )
    if refusal:
        return _form_page(form, refusal=refusal), refusal.code
    flash(_("Đã thêm “%(name)s”.", name=form.name.data), "said")
    return redirect(url_for("admin.committee", committee_id=made[0]))


@pages.route("/committees/<int:committee_id>/settings", methods=["GET", "POST"])
def edit_committee(committee_id: int) -> str | Response | tuple[str, int]:
    """Change names and settings; codes of tasks that exist stay as they are."""
    found = queries.get_any_committee(committee_id)
    form = _offering(CommitteeForm())
    if not form.is_submitted():
        return _form_page(_stored(committee_id), found)
    version = form.version_number
    refusal = save(
        form,
        lambda: services.update_committee(
            committee_id=committee_id,
            version=version,
            values=form.values(),
            actor=viewer(),
            now=now(),
        ),
        lambda: _stored(committee_id),
    )
    if refusal:
        return _form_page(form, queries.get_any_committee(committee_id), refusal), refusal.code
    flash(_("Đã lưu thiết lập."), "said")
    return redirect(url_for("admin.committee", committee_id=committee_id))


def _form_page(
    form: CommitteeForm, found: Committee | None = None, refusal: Refusal | None = None
) -> str:
    return render_template("admin/committee_form.html", form=form, committee=found, refusal=refusal)


def _offering(form: CommitteeForm) -> CommitteeForm:
    form.offer_zones()
    return form


def _stored(committee_id: int) -> CommitteeForm:
    found = queries.get_any_committee(committee_id)
    form = _offering(CommitteeForm(formdata=None, obj=found))
    form.take_cycle(found.default_cycle)
    form.version.data = str(found.version)
    return form
