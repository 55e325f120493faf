"""Forms of directives: the leader's words, and the answer to them."""

from __future__ import annotations

from uuid import uuid4

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from tracker.services.directives import LONGEST
from tracker.web.forms.base import DayField, Form


class DirectiveForm(Form):
    """What a leader writes."""

    form_key = HiddenField()
    text = TextAreaField(_l("Ý kiến chỉ đạo"), [InputRequired(), Length(max=LONGEST)])
    answer_by = DayField(_l("Đề nghị trả lời chậm nhất ngày"))


class AnswerForm(Form):
    """What the lead agency answers."""

    words = TextAreaField(_l("Trả lời"), [InputRequired(), Length(max=LONGEST)])
    on_behalf_source = StringField(_l("Nguồn, khi nhập hộ cơ quan"), [Length(max=300)])


def fresh_directive() -> DirectiveForm:
    """An empty form with a key of its own, so that a double click writes once."""
    form = DirectiveForm(formdata=None)
    form.form_key.data = uuid4().hex
    return form
