"""*Nhắc việc*: what will go out and why, what went out, and what the secretariat does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.access import CommitteeRole
from tracker.domain.errors import InvalidInput
from tracker.extensions import transaction
from tracker.queries import committees as committee_queries
from tracker.queries import ledger as ledger_queries
from tracker.queries import reminders as reminder_queries
from tracker.queries import tasks as task_queries
from tracker.queries.ledger import LedgerFilter
from tracker.services import delivery, holds
from tracker.web.context import now, viewer
from tracker.web.forms.base import number
from tracker.web.forms.reminders import HoldForm, read_filter
from tracker.web.reminders_page import coming_days
from tracker.web.wording import sentence
from tracker.web.wording_reminders import ROW_WORDS

if TYPE_CHECKING:
    from tracker.models.committees import Committee

pages = Blueprint("reminders", __name__, url_prefix="/reminders")

PAGE_SIZE = 50


@pages.get("")
def plan() -> str:
    """What goes out in the coming days, of one committee at a time."""
    mine, committee = _chosen()
    return render_template(
        "reminders/plan.html",
        committees=mine,
        committee=committee,
        today=committee.day_of(now()),
        days=coming_days(committee),
        counts=ledger_queries.count_by_state(viewer(), committee.id),
        held=_held(committee),
    )


@pages.get("/ledger")
def ledger() -> str:
    """What was planned and sent, the newest first."""
    wanted = read_filter(request.args)
    page = max(1, request.args.get("page", 1, type=number) or 1)
    offset = min(page - 1, 10**6) * PAGE_SIZE
    count = ledger_queries.count_rows(viewer(), wanted)
    return render_template(
        "reminders/ledger.html",
        wanted=wanted,
        states=ROW_WORDS,
        committees=committee_queries.list_committees(viewer(), CommitteeRole.SECRETARY),
        rows=ledger_queries.list_rows(viewer(), wanted, limit=PAGE_SIZE, offset=offset),
        count=count,
        page=page,
        page_count=-(-count // PAGE_SIZE),
    )


@pages.route("/tasks/<int:task_id>", methods=["GET", "POST"])
def hold(task_id: int) -> str | Response | tuple[str, int]:
    """Hold a task's reminders, or put words into them; with what was sent of it so far."""
    task = task_queries.get_task(task_id, viewer())
    committee_queries.get_committee(task.committee_id, viewer(), CommitteeRole.SECRETARY)
    form = HoldForm(obj=reminder_queries.find_hold(task.id))
    refusal = ""
    if form.validate_on_submit():
        try:
            with transaction():
                holds.set_hold(
                    task_id,
                    is_held=bool(form.is_held.data),
                    note=form.note.data or "",
                    actor=viewer(),
                    now=now(),
                )
            flash(_("Đã ghi về thư nhắc của nhiệm vụ."), "said")
            return redirect(url_for("reminders.hold", task_id=task_id))
        except InvalidInput as error:
            refusal = sentence(error)
            task = task_queries.get_task(task_id, viewer())
    rows = ledger_queries.list_rows(viewer(), LedgerFilter(task_id=task_id), limit=PAGE_SIZE)
    page = render_template("reminders/hold.html", task=task, form=form, rows=rows, refusal=refusal)
    return (page, 400) if request.method == "POST" else page


@pages.post("/send-now")
def send_now() -> Response:
    """Send today's digest before its hour."""
    _mine, committee = _chosen()
    address = url_for("reminders.plan", committee=committee.id)
    try:
        with transaction():
            made = holds.send_now(committee.id, actor=viewer(), now=now())
    except InvalidInput as error:
        flash(sentence(error), "error")
        return redirect(address)
    if made:
        flash(_("Đã xếp %(count)s thư để gửi ngay.", count=made), "said")
    else:
        flash(_("Hôm nay không còn thư nhắc nào phải gửi."), "said")
    return redirect(address)


@pages.post("/mails/<int:mail_id>")
def answer_mail(mail_id: int) -> Response:
    """Say of a failed or uncertain mail that it goes out again, or that it stays as it is."""
    with transaction():
        if request.form.get("answer") == "again":
            delivery.send_again(mail_id, actor=viewer(), now=now())
            words = _("Thư sẽ được gửi lại trong ít phút; phần nào không còn phải nhắc thì bỏ ra.")
        else:
            delivery.drop(mail_id, actor=viewer(), now=now())
            words = _("Đã bỏ thư này; thư không được gửi lại nữa.")
    flash(words, "said")
    return redirect(url_for("reminders.ledger", state=request.form.get("state") or None))


def _chosen() -> tuple[list[Committee], Committee]:
    """The committees whose secretary one is, and the one the address or form names."""
    mine = list(committee_queries.list_committees(viewer(), CommitteeRole.SECRETARY))
    asked = request.values.get("committee", 0, type=number) or 0
    return mine, next((one for one in mine if one.id == asked), mine[0])


def _held(committee: Committee) -> list[tuple[object, object]]:
    rows = reminder_queries.list_holds(committee.id)
    tasks = ledger_queries.list_tasks(viewer(), [row.task_id for row in rows])
    return [(row, tasks[row.task_id]) for row in rows if row.is_held or row.note]
