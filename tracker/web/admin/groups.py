"""Groups of agencies: list, new, edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.queries import agencies as queries
from tracker.services import agencies as services
from tracker.web.admin.blueprint import pages
from tracker.web.admin.saving import Refusal, save
from tracker.web.context import now, today, viewer
from tracker.web.forms.base import options
from tracker.web.forms.directory import GroupForm, joined

if TYPE_CHECKING:
    from tracker.models.agencies import AgencyGroup


@pages.get("/groups")
def groups() -> str:
    """Every group with its members."""
    return render_template("admin/groups.html", rows=queries.list_groups())


@pages.route("/groups/new", methods=["GET", "POST"])
def new_group() -> str | Response | tuple[str, int]:
    """Add a group."""
    form = _offering(GroupForm())
    if not form.is_submitted():
        return _form_page(form)
    refusal = save(
        form, lambda: services.create_group(values=form.values(), actor=viewer(), now=now())
    )
    return _answer(form, refusal)


@pages.route("/groups/<int:group_id>", methods=["GET", "POST"])
def edit_group(group_id: int) -> str | Response | tuple[str, int]:
    """Change a group; published tasks keep the members that were chosen for them."""
    group = queries.get_group(group_id)
    form = _offering(GroupForm(), group)
    if not form.is_submitted():
        return _form_page(_stored(group_id), group)
    version = form.version_number
    refusal = save(
        form,
        lambda: services.update_group(
            group_id=group_id, version=version, values=form.values(), actor=viewer(), now=now()
        ),
        lambda: _stored(group_id),
    )
    return _answer(form, refusal, group_id)


def _answer(
    form: GroupForm, refusal: Refusal | None, group_id: int = 0
) -> Response | tuple[str, int]:
    if refusal:
        group = queries.get_group(group_id) if group_id else None
        return _form_page(form, group, refusal), refusal.code
    flash(_("Đã lưu nhóm “%(name)s”.", name=form.name.data), "said")
    return redirect(url_for("admin.groups"))


def _form_page(
    form: GroupForm, group: AgencyGroup | None = None, refusal: Refusal | None = None
) -> str:
    return render_template("admin/group.html", form=form, group=group, refusal=refusal)


def _offering(form: GroupForm, group: AgencyGroup | None = None) -> GroupForm:
    kept = [member.agency_id for member in group.members] if group else []
    rows = queries.list_choosable(today(), kept)
    form.members.choices = options((one.id, one.name) for one in rows)
    return form


def _stored(group_id: int) -> GroupForm:
    group = queries.get_group(group_id)
    form = _offering(GroupForm(formdata=None), group)
    form.name.data, form.rule.data = group.name, group.rule.value
    form.members.data = [member.agency_id for member in group.members]
    form.aliases.data = joined(alias.name for alias in group.aliases)
    form.version.data = str(group.version)
    return form
