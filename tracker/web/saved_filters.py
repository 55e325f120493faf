"""Filters that a person keeps: saved from any list, opened with one click, renamed, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput
from tracker.extensions import transaction
from tracker.queries import saved_filters as queries
from tracker.services import saved_filters as services
from tracker.web.access import ROUTES, admits
from tracker.web.context import now, viewer
from tracker.web.filtered_lists import LISTS, FilteredList
from tracker.web.forms.saved_filters import SavedFilterForm
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from tracker.models.saved_filters import SavedFilter

pages = Blueprint("saved_filters", __name__)
LISTING_OF = {one.endpoint: listing for listing, one in LISTS.items()}


@pages.post("/filters/of/<listing>")
def save(listing: str) -> Response | tuple[str, int]:
    """Keep what the list was asked for under a name."""
    found = _list(listing)
    form, wanted = SavedFilterForm(), found.kept(found.read(request.form))
    if not wanted:
        flash(_("Đề nghị chọn điều kiện lọc trước khi lưu."), "error")
        return redirect(url_for(found.endpoint, all=1))
    try:
        with transaction():
            name = form.name.data or ""
            name = services.save(listing, name, wanted, actor=viewer(), now=now()).name
    except InvalidInput as error:
        form.refuse("name", sentence(error))
        return _page(form, listing, wanted=wanted), 400
    flash(_("Đã lưu bộ lọc “%(name)s”.", name=name), "said")
    return _to_list(found, wanted)


@pages.get("/filters/<int:filter_id>")
def show(filter_id: int) -> Response:
    """Open the list with the filter; what doesn't hold any more is left out and said."""
    row = queries.get_own(filter_id, viewer())
    found = _list(row.listing)
    kept = found.kept(row.wanted)
    if len(kept) < len(row.wanted):
        flash(_("Bộ lọc “%(name)s” có điều kiện không còn dùng được nên đã bỏ qua.",
                name=row.name), "error")  # fmt: skip
    return _to_list(found, kept)


@pages.route("/filters/<int:filter_id>/edit", methods=["GET", "POST"])
def edit(filter_id: int) -> str | Response | tuple[str, int]:
    """Rename it, let the list open with it, or delete it."""
    row = queries.get_own(filter_id, viewer())
    found, listing = _list(row.listing), row.listing
    form = SavedFilterForm(obj=row)
    if not form.is_submitted():
        return _page(form, listing, row)
    try:
        with transaction():
            said = _change(row, form)
    except InvalidInput as error:
        form.refuse("name", sentence(error))
        return _page(form, listing, queries.get_own(filter_id, viewer())), 400
    flash(said, "said")
    return redirect(url_for(found.endpoint, all=1))


def _change(row: SavedFilter, form: SavedFilterForm) -> str:
    if form.act.data == "delete":
        name = row.name
        services.remove(row.id, actor=viewer())
        return str(_("Đã xóa bộ lọc “%(name)s”.", name=name))
    name, is_start = form.name.data or "", bool(form.is_start.data)
    changed = services.change(row.id, name, is_start=is_start, actor=viewer())
    return str(_("Đã lưu bộ lọc “%(name)s”.", name=changed.name))


def _list(listing: str) -> FilteredList:
    """The list of this word, if the viewer may come there; 404 for another."""
    found = LISTS.get(listing)
    if found is None or not admits(ROUTES[found.endpoint], viewer(), demo=False):
        abort(404)
    return found


def _to_list(found: FilteredList, wanted: dict[str, str]) -> Response:
    """The list so asked; ``all`` asks for it without the filter that it opens with."""
    values: dict[str, Any] = dict(wanted) or {"all": 1}
    return redirect(url_for(found.endpoint, **values))


def _page(
    form: SavedFilterForm,
    listing: str,
    row: SavedFilter | None = None,
    *,
    wanted: dict[str, str] | None = None,
) -> str:
    return render_template(
        "saved_filters/edit.html",
        form=form,
        row=row,
        listing=listing,
        wanted=wanted or {},
        back=url_for(LISTS[listing].endpoint, all=1),
    )


def own_filters(listing: str) -> list[tuple[SavedFilter, bool]]:
    """The viewer's filters of a list, each with whether the page shows just that."""
    asked = LISTS[listing].read(request.args)
    return [(one, one.wanted == asked) for one in queries.list_own(listing, viewer())]


def asked_of(listing: str) -> dict[str, str]:
    """What the present page's address asks of the list."""
    return LISTS[listing].read(request.args)


def _start() -> Response | None:
    """A list that is asked for without any argument opens with the filter that was chosen."""
    listing = LISTING_OF.get(request.endpoint or "")
    if listing is None or request.method != "GET" or request.args:
        return None
    row = queries.find_start(listing, viewer())
    return redirect(url_for("saved_filters.show", filter_id=row.id)) if row else None


def register(app: Flask) -> None:
    """Let lists open with a start, and templates show what is kept; after the guard."""
    app.before_request(_start)
    app.add_template_global(own_filters)
    app.add_template_global(asked_of)
