"""Meetings: the list, the sitting with its conclusions, and the record of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.access import CommitteeRole
from tracker.domain.errors import InvalidInput, StaleForm
from tracker.extensions import transaction
from tracker.queries import agencies as agency_queries
from tracker.queries import committees as committee_queries
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import meetings as meeting_queries
from tracker.queries import recommendations as recommendation_queries
from tracker.queries.packs import Group, Pack
from tracker.services import meetings
from tracker.services.meetings import MeetingValues
from tracker.web.comparison import Difference, differences
from tracker.web.context import now, today, viewer
from tracker.web.downloads import xlsx_answer
from tracker.web.forms.base import options
from tracker.web.forms.lists import MeetingList
from tracker.web.forms.meetings import MeetingRecordForm, NewMeetingForm
from tracker.web.list_tables import MOST_ROWS, meeting_table
from tracker.web.meeting_page import described, stored_values
from tracker.web.wording import sentence
from tracker.web.wording_states import MEETING_SORTS

if TYPE_CHECKING:
    from tracker.models.committees import CommitteeMember
    from tracker.models.meetings import Meeting

pages = Blueprint("meetings", __name__, url_prefix="/meetings")

PAGE_SIZE = 50
Answer = str | Response | tuple[str, int]


@pages.get("")
def index() -> str:
    """The meetings of one's committees, the latest first."""
    asked = MeetingList.read(request.args)
    wanted = asked.wanted()
    rows = meeting_queries.list_meetings(
        viewer(), wanted, limit=PAGE_SIZE, offset=asked.offset(PAGE_SIZE)
    )
    count = meeting_queries.count_meetings(viewer(), wanted)
    return render_template(
        "meetings/index.html",
        rows=rows,
        beside=meeting_queries.count_beside(rows, viewer()),
        count=count,
        asked=asked,
        page_count=-(-count // PAGE_SIZE),
        committees=committee_queries.list_committees(viewer()),
        years=meeting_queries.list_years(viewer()),
        sorts=MEETING_SORTS,
        writes=viewer().committees_as(CommitteeRole.SECRETARY),
    )


@pages.get("/export")
def export() -> Response:
    """The same list, whole, as an Excel file."""
    wanted = MeetingList.read(request.args).wanted()
    rows = meeting_queries.list_meetings(viewer(), wanted, limit=MOST_ROWS)
    beside = meeting_queries.count_beside(rows, viewer())
    return xlsx_answer(meeting_table(rows, beside), f"cuoc-hop-{today():%Y-%m-%d}")


@pages.route("/new", methods=["GET", "POST"])
def new() -> Answer:
    """Take a meeting in, then go on to its record."""
    form = NewMeetingForm()
    mine = committee_queries.list_committees(viewer(), CommitteeRole.SECRETARY)
    form.committee.choices = options((one.id, one.name) for one in mine)
    if not form.is_submitted():
        form.held_on.process_data(today())
        return render_template("meetings/new.html", form=form)
    if not form.validate():
        return render_template("meetings/new.html", form=form), 400
    committee = committee_queries.get_committee(
        form.committee.data, viewer(), CommitteeRole.SECRETARY
    )
    with transaction():
        made = meetings.create(
            committee, MeetingValues(**form.sitting()), actor=viewer(), now=now()
        )
        key = made.id
    flash(_("Đã thêm cuộc họp. Đề nghị ghi thành phần dự và kiến nghị."), "said")
    return redirect(url_for("meetings.edit", meeting_id=key))


@pages.get("/<int:meeting_id>")
def show(meeting_id: int) -> str:
    """The sitting: its conclusions, who came, what was reported and asked for."""
    meeting = meeting_queries.get_meeting(meeting_id, viewer())
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        conclusions=conclusion_queries.list_of_meeting(meeting.id, viewer()),
        asked=recommendation_queries.list_of_meeting(meeting.id, viewer()),
        reviewed=_reviewed(meeting),
        writes=viewer().is_secretary(meeting.committee_id),
    )


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What the page of a meeting says about the review of earlier conclusions."""

    counts: Mapping[Group, int]
    """Of a meeting to come; a past day is counted on the review's own page only."""
    is_next: bool
    """The meeting is still to come, or is held today."""

    @property
    def total(self) -> int:
        """How many tasks are looked at."""
        return sum(self.counts.values())


def _reviewed(meeting: Meeting) -> Reviewed:
    is_next = meeting.held_on >= today()
    return Reviewed(Pack(meeting, now()).counts() if is_next else {}, is_next=is_next)


@pages.route("/<int:meeting_id>/edit", methods=["GET", "POST"])
def edit(meeting_id: int) -> Answer:
    """The record as a form; *fill* and *more* change the form and store nothing."""
    meeting = meeting_queries.get_for_secretary(meeting_id, viewer())
    seats = committee_queries.list_members(meeting.committee_id, meeting.held_on)
    names = _names(meeting, seats)
    if request.method == "GET":
        return _edit_page(meeting, MeetingRecordForm.filled(meeting, seats), names)
    form = MeetingRecordForm()
    form.keep_known(names)
    if "fill" in request.form:
        form.fill_present(seats)
        return _edit_page(meeting, form, names)
    if "more" in request.form:
        form.add_spare_rows()
        return _edit_page(meeting, form, names)
    valid = form.validate()
    if not (form.find_agencies(agency_queries.get_directory()) and valid):
        return _edit_page(meeting, form, names), 400
    return _save(meeting_id, form, names)


def _save(meeting_id: int, form: MeetingRecordForm, names: Mapping[int, str]) -> Answer:
    values, version = form.values(), form.version_number
    try:
        with transaction():
            meetings.update(meeting_id, values, version=version, actor=viewer(), now=now())
    except StaleForm as stale:
        meeting = meeting_queries.get_meeting(meeting_id, viewer())
        names = {**names, **{row.agency_id: row.agency.name for row in meeting.attendance}}
        found = differences(
            described(stored_values(meeting), names, _asked_by(meeting)),
            described(values, names, _named_in(form)),
        )
        form.version.data = str(stale.current)
        return _edit_page(meeting, form, names, found=found), 409
    except InvalidInput as error:
        meeting = meeting_queries.get_meeting(meeting_id, viewer())
        return _edit_page(meeting, form, names, refusal=sentence(error)), 400
    flash(_("Đã lưu cuộc họp."), "said")
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


def _names(meeting: Meeting, seats: Sequence[CommitteeMember]) -> dict[int, str]:
    stored = {row.agency_id: row.agency.name for row in meeting.attendance}
    return {seat.agency_id: seat.agency.name for seat in seats} | stored


def _asked_by(meeting: Meeting) -> Mapping[int, str]:
    return {row.agency_id: row.agency.name for row in meeting.recommendations}


def _named_in(form: MeetingRecordForm) -> Mapping[int, str]:
    rows = (row.form for row in form.recommendations)
    return {row.found_id: str(row.agency.data) for row in rows if row.counts}


def _edit_page(
    meeting: Meeting,
    form: MeetingRecordForm,
    names: Mapping[int, str],
    *,
    found: Sequence[Difference] | None = None,
    refusal: str = "",
) -> str:
    return render_template(
        "meetings/edit.html",
        meeting=meeting,
        form=form,
        names=names,
        agencies=agency_queries.list_existing(meeting.held_on),
        found=found,
        refusal=refusal,
    )
