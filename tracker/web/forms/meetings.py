"""Forms of meetings: the sitting itself, and the record of who came and what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, ValidationError

from tracker.domain.directory import Directory
from tracker.queries.agencies import AGENCY_KEY
from tracker.services.meetings import (
    LONGEST_REPORT,
    AttendanceValues,
    MeetingValues,
    Presence,
    RecommendationKind,
    RecommendationValues,
)
from tracker.web.forms.base import DayField, EditForm, Form, options, plausible
from tracker.web.forms.due_dates import HourField
from tracker.web.wording_states import PRESENCE_WORDS, RECOMMENDATION_WORDS

if TYPE_CHECKING:
    from tracker.models.committees import CommitteeMember
    from tracker.models.meetings import Meeting

SPARE_ROWS = 3
SITTING = ("title", "held_on", "starts_at", "place", "chair")


class MeetingForm(EditForm):
    """The sitting: when, where, who chaired."""

    title = StringField(_l("Tên cuộc họp"), [InputRequired(), Length(max=300)])
    held_on = DayField(_l("Ngày họp"), [InputRequired(), plausible])
    starts_at = HourField(_l("Giờ bắt đầu"))
    place = StringField(_l("Địa điểm"), [Length(max=300)])
    chair = StringField(_l("Chủ trì"), [Length(max=300)])

    def sitting(self) -> dict[str, Any]:
        """The plain values of :class:`MeetingValues`; only after validation."""
        return {
            "title": self.title.data or "",
            "held_on": self.held_on.day or date.min,
            "starts_at": self.starts_at.hour,
            "place": self.place.data or "",
            "chair": self.chair.data or "",
        }


class NewMeetingForm(MeetingForm):
    """A meeting to be: also of which committee."""

    committee = SelectField(_l("Tiểu ban, ban chỉ đạo"), coerce=int)


class Row(Form):
    """A row of a longer form; the token stands in the form around it."""

    class Meta(Form.Meta):
        """As the form around it, without a token of its own."""

        csrf = False


class AttendanceRow(Row):
    """One agency: was it there, who came, what did it report."""

    agency_id = HiddenField()
    presence = SelectField(
        _l("Dự họp"), choices=[*options([("", _l("Chưa ghi"))]), *options(PRESENCE_WORDS)]
    )
    person = StringField(_l("Người dự"), [Length(max=300)])
    report = TextAreaField(_l("Nội dung báo cáo"), [Length(max=LONGEST_REPORT)])

    def validate_presence(self, field: SelectField) -> None:
        """Who came or what was said stands only beside a presence."""
        if not field.data and (self.person.data or self.report.data):
            raise ValidationError(_("Đề nghị chọn có mặt, vắng có lý do hoặc vắng."))


class RecommendationRow(Row):
    """One recommendation; a row without agency and text is spare and passed over."""

    key = HiddenField()
    agency = StringField(_l("Cơ quan kiến nghị"), [Length(max=300)])
    kind = SelectField(_l("Loại kiến nghị"), choices=options(RECOMMENDATION_WORDS))
    text = TextAreaField(_l("Nội dung kiến nghị"), [Length(max=LONGEST_REPORT)])
    remove = BooleanField(_l("Bỏ kiến nghị này"))
    found_id: int = 0

    @property
    def counts(self) -> bool:
        """Say whether the row holds a recommendation that is to be kept."""
        return bool(self.agency.data or self.text.data) and not self.remove.data


class MeetingRecordForm(MeetingForm):
    """Everything about a meeting that stands."""

    attendance = FieldList(FormField(AttendanceRow))
    recommendations = FieldList(FormField(RecommendationRow))

    @classmethod
    def filled(cls, meeting: Meeting, seats: Iterable[CommitteeMember]) -> MeetingRecordForm:
        """The form as stored, with a line for each member of that day and spare rows below."""
        record = {
            **{name: getattr(meeting, name) for name in SITTING},
            "attendance": _attendance_rows(meeting, seats),
            "recommendations": [
                {"key": row.id, "agency": row.agency.name, "kind": row.kind.value, "text": row.text}
                for row in meeting.recommendations
            ],
        }
        form = cls(formdata=None, data=record)
        form.version.data = str(meeting.version)
        form.add_spare_rows()
        return form

    def add_spare_rows(self) -> None:
        """Put empty rows for further recommendations at the end."""
        for _spare in range(SPARE_ROWS):
            self.recommendations.append_entry()

    def fill_present(self, seats: Iterable[CommitteeMember]) -> None:
        """Mark everybody present of whom nothing is noted yet, with the person who sits for it."""
        people = {str(seat.agency_id): seat.person for seat in seats}
        for row in self.attendance:
            if not row.form.presence.data:
                row.form.presence.data = Presence.PRESENT.value
                row.form.person.data = row.form.person.data or people.get(
                    str(row.form.agency_id.data), ""
                )

    def keep_known(self, names: Mapping[int, str]) -> None:
        """Drop attendance lines of agencies that the meeting doesn't have, and doubled ones."""
        lines = {number_of(row.form.agency_id.data): row for row in self.attendance}
        self.attendance.entries = [row for key, row in lines.items() if key in names]

    def find_agencies(self, directory: Directory) -> bool:
        """Look the named agencies up; says whether every row that counts has agency and text."""
        found = [_find_agency(row.form, directory) for row in self.recommendations]
        return all(found)

    def values(self) -> MeetingValues:
        """What the form says; only after validation and :meth:`find_agencies`."""
        return MeetingValues(
            **self.sitting(),
            attendance=[
                AttendanceValues(
                    agency_id=number_of(row.form.agency_id.data),
                    presence=Presence(row.form.presence.data),
                    person=row.form.person.data or "",
                    report=row.form.report.data or "",
                )
                for row in self.attendance
                if row.form.presence.data
            ],
            recommendations=[
                RecommendationValues(
                    key=number_of(row.form.key.data),
                    agency_id=row.form.found_id,
                    kind=RecommendationKind(row.form.kind.data),
                    text=row.form.text.data or "",
                )
                for row in self.recommendations
                if row.form.counts
            ],
        )


def number_of(raw: object) -> int:
    """A key from a hidden field; 0, never a key, when it was tampered with."""
    text = str(raw or "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _attendance_rows(meeting: Meeting, seats: Iterable[CommitteeMember]) -> list[dict[str, object]]:
    stored = {row.agency_id: row for row in meeting.attendance}
    keys = dict.fromkeys([*(seat.agency_id for seat in seats), *stored])
    return [
        {
            "agency_id": key,
            "presence": stored[key].presence.value,
            "person": stored[key].person,
            "report": stored[key].report,
        }
        if key in stored
        else {"agency_id": key, "presence": ""}
        for key in keys
    ]


def _find_agency(row: RecommendationRow, directory: Directory) -> bool:
    if not row.counts:
        return True
    body = directory.find(row.agency.data or "")
    key = (body.key if body is not None else None) or ""
    if key.startswith(AGENCY_KEY):
        row.found_id = number_of(key.removeprefix(AGENCY_KEY))
    else:
        row.agency.errors = [*row.agency.errors, _("Không có cơ quan này trong danh mục.")]
    if not row.text.data:
        row.text.errors = [*row.text.errors, _("Đề nghị ghi nội dung kiến nghị.")]
    return bool(row.found_id and row.text.data)
