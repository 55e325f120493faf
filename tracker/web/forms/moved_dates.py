"""The form below the list of due dates that would move."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from tracker.services.due_dates import LONGEST_REASON
from tracker.web.forms.base import Form


class MovedDatesForm(Form):
    """Why the ticked dates move; it stands in each task's history."""

    reason = StringField(_l("Lý do đổi hạn"), [DataRequired(), Length(max=LONGEST_REASON)])
