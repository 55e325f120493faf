"""The form of a standing task's cycle and end, and the one that ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length

from tracker.services.due_dates import LONGEST_REASON
from tracker.services.schedules import Schedule
from tracker.web.due_words import cycle_word, entered_cycle
from tracker.web.forms.base import DayField, EditForm, Form, plausible

if TYPE_CHECKING:
    from tracker.models.tasks import Task


class ScheduleForm(EditForm):
    """Changes how often a standing task is reported on, and when it ends."""

    cycle = StringField(_l("Kỳ báo cáo"), [Length(max=60)])
    ends_on = DayField(_l("Ngày kết thúc, nếu có"), [plausible])
    reason = StringField(_l("Lý do"), [Length(max=LONGEST_REASON)])

    @property
    def schedule(self) -> Schedule:
        """What was entered, in whichever language the cycle was named."""
        return Schedule(entered_cycle(self.cycle.data or ""), self.ends_on.day)


class EndForm(Form):
    """Ends a standing task."""

    reason = StringField(_l("Lý do kết thúc"), [Length(max=LONGEST_REASON)])


def schedule_form(task: Task) -> ScheduleForm:
    """The form filled with what is in force, and the task's version."""
    data = {"cycle": cycle_word(task.cycle), "ends_on": task.due_on}
    form = ScheduleForm(formdata=None, data=data)
    form.version.data = str(task.version)
    return form
