"""Forms of conclusions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from tracker.services.conclusions import Source
from tracker.web.forms.base import DayField, Form, options
from tracker.web.wording_states import SOURCE_WORDS


class ConclusionForm(Form):
    """A new conclusion: its text pasted or uploaded, or none."""

    committee = SelectField(_l("Tiểu ban, ban chỉ đạo"), coerce=int)
    title = StringField(_l("Tên gọi"), [InputRequired(), Length(max=300)])
    source = SelectField(_l("Loại văn bản"), choices=options(SOURCE_WORDS))
    held_on = DayField(_l("Ngày họp"))
    number = StringField(_l("Số, ký hiệu"), [Length(max=60)])
    issued_on = DayField(_l("Ngày ban hành"))
    signer = StringField(_l("Người ký"), [Length(max=200)])
    file = FileField(_l("Tệp văn bản (.docx, .pdf, .txt)"))
    text = TextAreaField(_l("Hoặc dán nội dung kết luận"))


def source_of(form: ConclusionForm) -> Source:
    """The kind of text that was chosen."""
    return Source(form.source.data)
