"""Objections answered, parts handed over, agencies added to a task: for the secretariat."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.access import Content
from tracker.domain.errors import DomainError, InvalidInput, InvalidMove, NotAllowed, StaleForm
from tracker.domain.handovers import Handover, handovers_from
from tracker.domain.tasks import AssignmentState, TaskState
from tracker.extensions import transaction
from tracker.queries import agencies as agency_queries
from tracker.queries import tasks as task_queries
from tracker.queries import updates as update_queries
from tracker.services import handovers
from tracker.services.handovers import Reassigning
from tracker.web.context import now, today, viewer
from tracker.web.forms.handovers import AddAgencyForm, HandoverForm
from tracker.web.forms.tasks import fresh_form
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from tracker.models.tasks import Assignment, Task

pages = Blueprint("handovers", __name__)
Answer = str | Redirect | tuple[str, int]
REFUSED = (InvalidInput, InvalidMove, StaleForm)


@pages.route(
    "/tasks/<int:task_id>/assignments/<int:assignment_id>/handover", methods=["GET", "POST"]
)
def change(task_id: int, assignment_id: int) -> Answer:
    """Hand a part over to another agency, or end it; an objection is answered here."""
    part = task_queries.get_assignment(assignment_id, viewer())
    _require_secretary(part.task)
    form = HandoverForm()
    if not form.is_submitted():
        return _part_page(part, _fresh(part))
    if not form.validate():
        return _part_page(part, form), 400
    return _done(lambda: _hand_over(part, form), form, lambda said: _part_page(part, form, said))


@pages.route("/tasks/<int:task_id>/agencies/new", methods=["GET", "POST"])
def add(task_id: int) -> Answer:
    """Let one more agency coordinate on a task."""
    task = task_queries.get_task(task_id, viewer(), Content.TASK_DETAIL)
    _require_secretary(task)
    form = AddAgencyForm()
    if not form.is_submitted():
        return _add_page(task, AddAgencyForm(formdata=None))
    if not form.validate():
        return _add_page(task, form), 400
    return _done(lambda: _add(task, form), form, lambda said: _add_page(task, form, said))


def _done(
    act: Callable[[], tuple[int, str]],
    form: HandoverForm | AddAgencyForm,
    page: Callable[[str], str],
) -> Answer:
    """Do it, say so and go back to the task; refused, the page with all that was typed."""
    try:
        task_id, said = act()
    except REFUSED as error:
        field = error.field if isinstance(error, InvalidInput) else None
        said = form.refuse(field, _refusal(error))
        if isinstance(form, HandoverForm):
            form.asks_sure = error.code == "due_before_meeting"
        return page(said), 409 if isinstance(error, StaleForm) else 400
    flash(said, "said")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor="parts"))


def _refusal(error: DomainError) -> str:
    if isinstance(error, StaleForm):
        return str(
            _(
                "Phần việc này vừa có thay đổi sau khi đồng chí mở trang. Tình hình hiện nay ghi ở "
                "trên; nội dung đồng chí nhập vẫn còn và chưa được lưu."
            )
        )
    return sentence(error)


def _hand_over(part: Assignment, form: HandoverForm) -> tuple[int, str]:
    reason, version = form.reason.data or "", form.version_number
    task_id, name = part.task_id, part.agency_name
    if form.act.data == Handover.TAKE_OFF.value:
        with transaction():
            handovers.take_off(part.id, reason=reason, version=version, actor=viewer(), now=now())
        return task_id, _("Đã thôi giao phần việc này cho %(agency)s.", agency=name)
    agency_id = _agency_id(form.agency.data or "")
    values = Reassigning(agency_id, reason, form.due_on.day, sure=form.sure.data)
    with transaction():
        new = handovers.reassign(part.id, values, version=version, actor=viewer(), now=now())
        to = new.agency_name
    return task_id, _("Đã chuyển từ %(old)s sang %(new)s.", old=name, new=to)


def _add(task: Task, form: AddAgencyForm) -> tuple[int, str]:
    agency_id, task_id = _agency_id(form.agency.data or ""), task.id
    reason = form.reason.data or ""
    with transaction():
        new = handovers.add(task_id, agency_id, reason=reason, actor=viewer(), now=now())
        name = new.agency_name
    return task_id, _("Đã thêm %(agency)s phối hợp.", agency=name)


def _agency_id(name: str) -> int:
    """The agency of a name that was typed. Raises InvalidInput at the field."""
    if not name.strip():
        raise InvalidInput("name_needed", field="agency")
    found = agency_queries.find_agency_called(name)
    if found is None:
        raise InvalidInput("member_unknown", field="agency", name=name)
    return found.id


def _require_secretary(task: Task) -> None:
    if not viewer().is_secretary(task.committee_id):
        raise NotAllowed("not_allowed")


def _fresh(part: Assignment) -> HandoverForm:
    """The form with the part's version and the agency that an objection proposes."""
    objection = _objection(part)
    form = HandoverForm(formdata=None)
    form.version.data = str(part.version)
    form.agency.data = objection.proposed_owner if objection else ""
    return form


def _objection(part: Assignment) -> Any:
    if part.state is not AssignmentState.OBJECTED:
        return None
    return update_queries.find_last_objection(part.id)


def _part_page(part: Assignment, form: HandoverForm, refusal: str = "") -> str:
    task = part.task
    offered = []
    if part.is_current and task.state is TaskState.OPEN:
        beside = handovers.other_leads(part)
        offered = handovers_from(part.part, part.state, other_leads=beside)
    if refusal:
        form.version.data = str(part.version)
    return render_template(
        "handovers/change.html",
        part=part,
        task=task,
        form=form,
        refusal=refusal,
        objection=_objection(part) if part.is_current else None,
        offered={one.value for one in offered},
        answer_form=fresh_form(),
        agencies=agency_queries.list_existing(today()),
        today=task.committee.day_of(now()),
    )


def _add_page(task: Task, form: AddAgencyForm, refusal: str = "") -> str:
    return render_template(
        "handovers/add.html",
        task=task,
        form=form,
        refusal=refusal,
        is_open=task.state is TaskState.OPEN,
        agencies=agency_queries.list_existing(today()),
    )
