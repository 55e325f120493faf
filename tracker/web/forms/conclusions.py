"""Forms of conclusions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from tracker.services.conclusions import ConclusionValues, Source
from tracker.web.forms.base import DayField, EditForm, options, plausible, show_day
from tracker.web.wording_states import SOURCE_WORDS

if TYPE_CHECKING:
    from tracker.models.conclusions import Conclusion
    from tracker.models.meetings import Meeting


NO_MEETING = ""
HEAD = ("title", "held_on", "number", "issued_on", "signer")


class HeadForm(EditForm):
    """What is kept about a conclusion besides its text."""

    title = StringField(_l("Tên gọi"), [InputRequired(), Length(max=300)])
    source = SelectField(_l("Loại văn bản"), choices=options(SOURCE_WORDS))
    meeting = SelectField(_l("Cuộc họp"), default=NO_MEETING)
    held_on = DayField(_l("Ngày họp"), [plausible])
    number = StringField(_l("Số, ký hiệu"), [Length(max=60)])
    issued_on = DayField(_l("Ngày ban hành"), [plausible])
    signer = StringField(_l("Người ký"), [Length(max=200)])

    def offer(self, meetings: Sequence[Meeting]) -> None:
        """Put the meetings up for choice, besides none."""
        pairs = [(one.id, f"{show_day(one.held_on)} · {one.title}") for one in meetings]
        self.meeting.choices = options([(NO_MEETING, _l("Không gắn với cuộc họp nào")), *pairs])

    def find_meeting(self, meetings: Sequence[Meeting]) -> Meeting | None:
        """The meeting that was chosen, or None."""
        return next((one for one in meetings if str(one.id) == self.meeting.data), None)

    def values(self, text: str = "") -> ConclusionValues:
        """What the form says, with the text that goes with it."""
        return ConclusionValues(
            title=self.title.data or "",
            source=Source(self.source.data),
            text=text,
            held_on=self.held_on.day,
            number=self.number.data or "",
            issued_on=self.issued_on.day,
            signer=self.signer.data or "",
        )


class IntakeForm(EditForm):
    """A text that is pasted or uploaded; one in a font of old is converted when told to."""

    kept = HiddenField()
    """The seal of a file that was uploaded with a refused form: a browser sends no file twice."""
    convert = BooleanField()
    """Set by the button that agrees to the converted text."""


class ConclusionForm(HeadForm, IntakeForm):
    """A new conclusion: its text pasted or uploaded, or none; of a meeting, or of none."""

    committee = SelectField(_l("Tiểu ban, ban chỉ đạo"), coerce=int)
    file = FileField(_l("Tệp văn bản (.docx, .doc, .pdf, .xlsx, .txt)"))
    text = TextAreaField(_l("Hoặc dán nội dung kết luận"))

    def fill_from(self, meeting: Meeting) -> None:
        """Begin with what the meeting already says."""
        self.committee.data, self.meeting.data = meeting.committee_id, str(meeting.id)
        self.title.data = f"Thông báo kết luận cuộc họp ngày {show_day(meeting.held_on)}"
        self.held_on.process_data(meeting.held_on)


class DraftForm(HeadForm):
    """A draft's data, filled with what is stored."""

    @classmethod
    def filled(cls, draft: Conclusion) -> DraftForm:
        """The form as stored."""
        kept = {name: getattr(draft, name) for name in HEAD}
        form = cls(formdata=None, data={**kept, "source": draft.source.value})
        form.meeting.data = str(draft.meeting_id or NO_MEETING)
        form.version.data = str(draft.version)
        return form


class TextForm(IntakeForm):
    """Another text for a draft; ``sure`` confirms what gets lost."""

    seen = HiddenField()
    file = FileField(_l("Tệp văn bản mới (.docx, .doc, .pdf, .xlsx, .txt)"))
    text = TextAreaField(_l("Hoặc sửa, dán nội dung mới"))
    sure = BooleanField(_l("Tôi đồng ý bỏ các nhiệm vụ dự kiến nêu trên và bóc tách lại từ đầu"))


class IssueForm(EditForm):
    """Number, day and signer, which may come any time."""

    number = StringField(_l("Số, ký hiệu"), [Length(max=60)])
    issued_on = DayField(_l("Ngày ban hành"), [InputRequired(), plausible])
    signer = StringField(_l("Người ký"), [Length(max=200)])

    @classmethod
    def filled(cls, conclusion: Conclusion) -> IssueForm:
        """The form as stored."""
        kept = {name: getattr(conclusion, name) for name in ("number", "issued_on", "signer")}
        form = cls(formdata=None, data=kept)
        form.version.data = str(conclusion.version)
        return form
