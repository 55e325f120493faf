"""The form of a task's due date."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import Length, ValidationError

from tracker.services.due_dates import LONGEST_REASON
from tracker.web.forms.base import DayField, EditForm

if TYPE_CHECKING:
    from tracker.models.tasks import Task


class HourField(StringField):
    """An hour typed as 16:30, 16h30 or 16h; ``hour`` holds the time of day."""

    hour: time | None = None

    def process_data(self, value: Any) -> None:
        """Take the row's time."""
        self.hour = value if isinstance(value, time) else None
        self.data = self.hour.strftime("%H:%M") if self.hour else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; raises ValidationError with the sentence for the field."""
        if not valuelist:
            return
        self.data = str(valuelist[0]).strip()
        self.hour = read_hour(self.data) if self.data else None


def read_hour(typed: str) -> time:
    """The time of day that was typed. Raises ValidationError, worded, when it is none."""
    found = re.fullmatch(r"(\d{1,2})(?:[:hg](\d{2})?)?", typed.replace(" ", "").lower())
    try:
        if not found:
            raise ValueError
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        raise ValidationError(
            _("Giờ không hợp lệ. Đề nghị nhập theo dạng giờ:phút, ví dụ 16:30.")
        ) from None


class DueDateForm(EditForm):
    """Sets or changes a due date; an empty day takes it away."""

    due_on = DayField(_l("Ngày đến hạn"))
    due_time = HourField(_l("Giờ, nếu có"))
    reason = StringField(_l("Lý do đổi hạn"), [Length(max=LONGEST_REASON)])
    sure = BooleanField(_l("Vẫn đặt hạn này: đúng là hạn trước ngày họp"))
    asks_sure = False
    """Whether the page asks about a date before the meeting."""


def due_date_form(task: Task) -> DueDateForm:
    """The form filled with the date in force and the task's version."""
    form = DueDateForm(formdata=None, data={"due_on": task.deadline_on, "due_time": task.due_time})
    form.version.data = str(task.version)
    return form
