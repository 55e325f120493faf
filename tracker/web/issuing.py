"""Issuing: number, day and signer, before or after publishing, and the dates that then move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput, StaleForm
from tracker.extensions import transaction
from tracker.queries import conclusions as conclusion_queries
from tracker.services import conclusions, redating
from tracker.web.comparison import Difference, differences
from tracker.web.context import now, viewer
from tracker.web.forms.base import show_day
from tracker.web.forms.conclusions import IssueForm
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from tracker.models.conclusions import Conclusion

pages = Blueprint("issuing", __name__, url_prefix="/conclusions/<int:conclusion_id>")

Answer = str | Response | tuple[str, int]


@pages.route("/issue", methods=["GET", "POST"])
def issue(conclusion_id: int) -> Answer:
    """Number, day and signer; goes on to the dates that would move, if there are any."""
    conclusion = conclusion_queries.get_for_secretary(conclusion_id, viewer())
    form = IssueForm()
    if not form.is_submitted():
        return _issue_page(conclusion, IssueForm.filled(conclusion))
    if not form.validate() or form.issued_on.day is None:
        return _issue_page(conclusion, form), 400
    try:
        with transaction():
            issued = conclusions.issue(
                conclusion_id,
                number=form.number.data or "",
                issued_on=form.issued_on.day,
                signer=form.signer.data or "",
                version=form.version_number,
                actor=viewer(),
                now=now(),
            )
            moves = redating.list_moves(issued)
    except StaleForm as stale:
        stored = conclusion_queries.get_for_secretary(conclusion_id, viewer())
        form.version.data = str(stale.current)
        return _issue_page(stored, form, _compared(stored, form)), 409
    flash(_("Đã ghi số, ngày ban hành và người ký."), "said")
    page = "issuing.dates" if moves else "conclusions.show"
    return redirect(url_for(page, conclusion_id=conclusion_id))


@pages.route("/dates", methods=["GET", "POST"])
def dates(conclusion_id: int) -> Answer:
    """The due dates that would move; the ticked ones do."""
    conclusion = conclusion_queries.get_for_secretary(conclusion_id, viewer())
    if request.method == "GET":
        return _dates_page(conclusion)
    try:
        with transaction():
            count = redating.move(
                conclusion_id, request.form.getlist("move"), actor=viewer(), now=now()
            )
    except (StaleForm, InvalidInput) as error:
        conclusion = conclusion_queries.get_for_secretary(conclusion_id, viewer())
        code = 409 if isinstance(error, StaleForm) else 400
        return _dates_page(conclusion, refusal=sentence(error)), code
    if count:
        flash(_("Đã chuyển hạn của %(count)s nhiệm vụ.", count=count), "said")
    else:
        flash(_("Không có hạn nào được chuyển."), "said")
    return redirect(url_for("conclusions.show", conclusion_id=conclusion_id))


def _compared(stored: Conclusion, form: IssueForm) -> Sequence[Difference]:
    return differences(_described(IssueForm.filled(stored)), _described(form))


def _described(form: IssueForm) -> dict[str, str]:
    return {
        form.number.label.text: form.number.data or "",
        form.issued_on.label.text: show_day(form.issued_on.day),
        form.signer.label.text: form.signer.data or "",
    }


def _issue_page(
    conclusion: Conclusion, form: IssueForm, found: Sequence[Difference] | None = None
) -> str:
    return render_template("conclusions/issue.html", conclusion=conclusion, form=form, found=found)


def _dates_page(conclusion: Conclusion, refusal: str = "") -> str:
    return render_template(
        "conclusions/dates.html",
        conclusion=conclusion,
        moves=redating.list_moves(conclusion),
        refusal=refusal,
    )
