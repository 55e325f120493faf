"""The form of a contribution's own date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l

from tracker.web.forms.base import DayField, EditForm, plausible

if TYPE_CHECKING:
    from tracker.models.tasks import Assignment


class ContributionDateForm(EditForm):
    """By when the lead wants a contribution; an empty day: by the task's own date."""

    wanted_on = DayField(_l("Gửi phần phối hợp chậm nhất ngày"), [plausible])


def contribution_date_form(part: Assignment) -> ContributionDateForm:
    """The form filled with the date in force and the assignment's version."""
    form = ContributionDateForm(formdata=None, data={"wanted_on": part.wanted_on})
    form.version.data = str(part.version)
    return form
