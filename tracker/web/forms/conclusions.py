"""Forms of conclusions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from tracker.services.conclusions import Source
from tracker.web.forms.base import DayField, Form, options, plausible, show_day
from tracker.web.wording_states import SOURCE_WORDS

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting


NO_MEETING = ""


class ConclusionForm(Form):
    """A new conclusion: its text pasted or uploaded, or none; of a meeting, or of none."""

    committee = SelectField(_l("Tiểu ban, ban chỉ đạo"), coerce=int)
    meeting = SelectField(_l("Cuộc họp"), default=NO_MEETING)
    title = StringField(_l("Tên gọi"), [InputRequired(), Length(max=300)])
    source = SelectField(_l("Loại văn bản"), choices=options(SOURCE_WORDS))
    held_on = DayField(_l("Ngày họp"), [plausible])
    number = StringField(_l("Số, ký hiệu"), [Length(max=60)])
    issued_on = DayField(_l("Ngày ban hành"), [plausible])
    signer = StringField(_l("Người ký"), [Length(max=200)])
    file = FileField(_l("Tệp văn bản (.docx, .pdf, .txt)"))
    text = TextAreaField(_l("Hoặc dán nội dung kết luận"))

    def offer(self, meetings: Sequence[Meeting]) -> None:
        """Put the meetings up for choice, besides none."""
        pairs = [(one.id, f"{show_day(one.held_on)} · {one.title}") for one in meetings]
        self.meeting.choices = options([(NO_MEETING, _l("Không gắn với cuộc họp nào")), *pairs])

    def fill_from(self, meeting: Meeting) -> None:
        """Begin with what the meeting already says."""
        day = show_day(meeting.held_on)
        self.committee.data, self.meeting.data = meeting.committee_id, str(meeting.id)
        self.title.data = f"Thông báo kết luận cuộc họp ngày {day}"
        self.held_on.process_data(meeting.held_on)

    def find_meeting(self, meetings: Sequence[Meeting]) -> Meeting | None:
        """The meeting that was chosen, or None."""
        return next((one for one in meetings if str(one.id) == self.meeting.data), None)


def source_of(form: ConclusionForm) -> Source:
    """The kind of text that was chosen."""
    return Source(form.source.data)
