"""A new committee after the pattern of another, with a preview of what is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.queries import committees as queries
from tracker.queries import ladder as ladder_queries
from tracker.services import committee_copies as services
from tracker.web.admin.blueprint import pages
from tracker.web.admin.saving import Refusal, save
from tracker.web.context import now, viewer
from tracker.web.forms.committee_copies import CopyForm, copy_form

if TYPE_CHECKING:
    from tracker.models.committees import Committee


@pages.route("/committees/<int:committee_id>/copy", methods=["GET", "POST"])
def copy_committee(committee_id: int) -> str | Response | tuple[str, int]:
    """Show what would be taken over; found the new committee with what is ticked."""
    source = queries.get_any_committee(committee_id)
    seats = services.seats_of(source, now())
    form = CopyForm()
    if not form.is_submitted():
        return _form_page(copy_form(source, seats), source)
    form.offer(seats)
    made: list[int] = []
    refusal = save(
        form,
        lambda: made.append(
            services.copy_committee(
                form.pattern(source), form.values(), actor=viewer(), now=now()
            ).id
        ),
    )
    if refusal:
        form.version.data = str(queries.get_any_committee(committee_id).version)
        return _form_page(form, source, refusal), refusal.code
    flash(_("Đã thêm “%(name)s” theo mẫu. Còn phải giao vai trò cho thư ký, lãnh đạo.",
            name=form.name.data), "said")  # fmt: skip
    return redirect(url_for("admin.committee", committee_id=made[0]))


def _form_page(form: CopyForm, source: Committee, refusal: Refusal | None = None) -> str:
    return render_template(
        "admin/committee_copy.html",
        form=form,
        source=source,
        seats=services.seats_of(source, now()),
        steps=ladder_queries.list_steps(source.id),
        refusal=refusal,
    )
