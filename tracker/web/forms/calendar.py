"""The form of a day that differs from the ordinary week."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from tracker.services.calendar import Kind
from tracker.web.forms.base import DayField, Form, options
from tracker.web.wording_states import DAY_KIND_WORDS


class CalendarDayForm(Form):
    """A day off, or a day worked in exchange for one."""

    day = DayField(_l("Ngày"), [DataRequired()])
    kind = SelectField(_l("Là"), choices=options(DAY_KIND_WORDS.items()))
    name = StringField(_l("Tên gọi"), [DataRequired(), Length(max=200)])
    source = StringField(_l("Theo văn bản số"), [DataRequired(), Length(max=200)])

    @property
    def chosen_kind(self) -> Kind:
        """Off or working."""
        return Kind(self.kind.data)
