"""What becomes of an agency: a new name, a merger, a split, an end; each is shown before it is.

The form is posted twice: to see what follows, then, from that page, to record it. Nothing is
kept in between: the second post carries what the first one did.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as Answer

from tracker.queries import agencies as agency_queries
from tracker.queries import successions as queries
from tracker.services import successions as services
from tracker.services.successions import Kind
from tracker.web.admin.blueprint import pages
from tracker.web.admin.saving import Refusal, save
from tracker.web.context import now, today, viewer
from tracker.web.forms.successions import FORMS, EndForm, RenameForm, read_following

if TYPE_CHECKING:
    from tracker.models.agencies import Agency

HEADINGS: dict[Kind, LazyString] = {
    Kind.MERGE: _l("Sáp nhập, hợp nhất"),
    Kind.SPLIT: _l("Chia tách"),
    Kind.END: _l("Kết thúc hoạt động"),
}
FOLLOWING = ("post-", "seat-", "group-")


@pages.route("/agencies/<int:agency_id>/rename", methods=["GET", "POST"])
def rename_agency(agency_id: int) -> str | Answer | tuple[str, int]:
    """Give an agency another name from a day on; the old one stays as an alias with its days."""
    agency = agency_queries.get_agency(agency_id)
    form = RenameForm()
    if not form.is_submitted():
        form.version.data = str(agency.version)
        form.short_name.data = agency.short_name
        return _rename_page(agency, form)
    if request.form.get("step") == "edit":
        return _rename_page(agency, form)
    confirmed = request.form.get("step") == "confirm"
    refusal = save(form, lambda: _rename(agency_id, form, confirmed=confirmed))
    if refusal:
        return _rename_page(agency_queries.get_agency(agency_id), form, refusal), refusal.code
    if not confirmed:
        return _rename_page(agency, form, is_preview=True)
    flash(_("Đã ghi tên mới: “%(name)s”.", name=form.name.data), "said")
    return redirect(url_for("admin.edit_agency", agency_id=agency_id))


@pages.route("/agencies/<int:agency_id>/<how>", methods=["GET", "POST"])
def change_agency(agency_id: int, how: str) -> str | Answer | tuple[str, int]:
    """End an agency: it goes into another one, becomes several, or nobody goes on with it."""
    agency = agency_queries.get_agency(agency_id)
    kind = next((one for one in FORMS if one.value == how), None)
    if kind is None:
        abort(404)
    form = FORMS[kind]()
    form.offer((one.id, one.name) for one in _living() if one.id != agency_id)
    step = request.form.get("step")
    if not form.is_submitted():
        form.version.data = str(agency.version)
        return _change_page(agency, kind, form)
    if step == "edit":
        return _change_page(agency, kind, form)
    refusal = save(form, lambda: _reorganise(agency, kind, form, confirmed=step == "confirm"))
    if refusal:
        stored = agency_queries.get_agency(agency_id)
        return _change_page(stored, kind, form, refusal), refusal.code
    if step != "confirm":
        return _preview_page(agency, kind, form)
    flash(_("Đã ghi thay đổi của “%(name)s”.", name=agency.name), "said")
    return redirect(url_for("admin.edit_agency", agency_id=agency_id))


def _rename(agency_id: int, form: RenameForm, *, confirmed: bool) -> None:
    if not confirmed:
        agency = agency_queries.get_agency(agency_id)
        services.check_renaming(agency, form.values(), today=today())
        return
    services.rename(
        agency_id=agency_id,
        version=form.version_number,
        values=form.values(),
        today=today(),
        actor=viewer(),
        now=now(),
    )


def _reorganise(agency: Agency, kind: Kind, form: EndForm, *, confirmed: bool) -> None:
    values = form.values(kind, agency.id, agency.kind)
    if not confirmed:
        services.check_reorganising(values)
        return
    services.reorganise(
        values=values,
        following=read_following(request.form),
        version=form.version_number,
        actor=viewer(),
        now=now(),
    )


def _living() -> list[Agency]:
    """The agencies that may take part in a change, also those that are to end some day."""
    return [one for one in agency_queries.list_agencies() if not one.is_over(today())]


def _rename_page(
    agency: Agency,
    form: RenameForm,
    refusal: Refusal | None = None,
    *,
    is_preview: bool = False,
) -> str:
    return render_template(
        "admin/rename_agency.html",
        agency=agency,
        form=form,
        refusal=refusal,
        kept=_kept() if is_preview else None,
        tasks=queries.list_open_codes([agency.id]) if is_preview else [],
    )


def _change_page(agency: Agency, kind: Kind, form: EndForm, refusal: Refusal | None = None) -> str:
    return render_template(
        "admin/change_agency.html",
        agency=agency,
        kind=kind,
        heading=HEADINGS[kind],
        form=form,
        refusal=refusal,
    )


def _preview_page(agency: Agency, kind: Kind, form: EndForm) -> str:
    values = form.values(kind, agency.id, agency.kind)
    return render_template(
        "admin/change_preview.html",
        agency=agency,
        kind=kind,
        heading=HEADINGS[kind],
        form=form,
        values=values,
        sources=[agency_queries.get_agency(key) for key in values.source_ids],
        successors=_names([*values.into_ids], [one.name for one in values.new]),
        found=queries.list_consequences(values.source_ids, values.changed_on),
        kept=_kept(),
    )


def _names(ids: Sequence[int], new: Sequence[str]) -> list[str]:
    """The successors in the order in which a follower names their places."""
    return [agency_queries.get_agency(key).name for key in ids] + list(new)


def _kept() -> list[tuple[str, str]]:
    """What was posted, for the next step; who follows is chosen on the preview itself."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "step") and not name.startswith(FOLLOWING)
    ]
