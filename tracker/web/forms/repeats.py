"""The form that links a published task with the earlier one that it says again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from tracker.services.due_dates import LONGEST_REASON
from tracker.web.forms.base import Form, read_number

if TYPE_CHECKING:
    from tracker.models.tasks import TaskRepeat


class UnlinkForm(Form):
    """Takes the link away."""

    opened_with = HiddenField()
    reason = StringField(_l("Lý do"), [InputRequired(), Length(max=LONGEST_REASON)])

    @property
    def first_id(self) -> int:
        """The task that the page showed as the first one; 0: none; -1: tampered with."""
        found = read_number(str(self.opened_with.data or ""))
        return -1 if found is None else found


class LinkForm(UnlinkForm):
    """Sets the link."""

    code = StringField(_l("Mã nhiệm vụ trước"), [InputRequired(), Length(max=60)])


def fresh_link(link: TaskRepeat | None) -> LinkForm:
    """The form before anything was typed."""
    form = LinkForm(formdata=None)
    form.opened_with.data = str(link.first_id if link else 0)
    return form
