"""Several people at once from a pasted table: preview with the errors of each row, then store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from tracker.domain.errors import InvalidInput
from tracker.extensions import transaction
from tracker.services import administration
from tracker.services import people_import as services
from tracker.services.people_import import Row
from tracker.web.admin.blueprint import pages
from tracker.web.admin.letters import letters_page
from tracker.web.context import now, viewer
from tracker.web.forms.accounts import PasteForm
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from tracker.models.people import User


@pages.route("/people/paste", methods=["GET", "POST"])
def paste_people() -> str | Answer | tuple[str, int]:
    """Read a table; show it with what is wrong; store it when it was confirmed and is right."""
    form = PasteForm()
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 400
    try:
        rows = services.check_rows(services.read_rows(form.table.data or ""))
    except InvalidInput as error:
        form.table.errors = [sentence(error)]
        return _page(form), 400
    if any(row.errors for row in rows):
        return _page(form, rows), 400
    wanted = request.form.get("store", "")
    return _store(rows, with_links=wanted == "links") if wanted else _page(form, rows)


def _store(rows: Sequence[Row], *, with_links: bool) -> str | Answer:
    with transaction():
        users = services.add_people(rows, actor=viewer(), now=now())
        issued = [(user, _token(user)) for user in users] if with_links else []
    if with_links:
        return letters_page(issued)
    flash(
        _("Đã thêm %(count)s người. Tiếp theo: cấp liên kết cho từng người.", count=len(rows)),
        "said",
    )
    return redirect(url_for("admin.people", state="waiting"))


def _token(user: User) -> str:
    return administration.issue_link(user_id=user.id, actor=viewer(), now=now())


def _page(form: PasteForm, rows: Sequence[Row] = ()) -> str:
    return render_template(
        "admin/paste_people.html",
        form=form,
        rows=[(row, [sentence(error) for error in row.errors]) for row in rows],
        unfit=sum(bool(row.errors) for row in rows),
        most=services.MOST_ROWS,
    )
