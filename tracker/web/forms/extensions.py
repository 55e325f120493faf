"""Forms of extensions: asking for a new date, deciding on one or on many, taking back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from tracker.domain.extensions import DECISIONS, ExtensionMove
from tracker.services import asking
from tracker.services.extensions import LONGEST, Decision
from tracker.web.forms.base import Form, number, options, read_number

if TYPE_CHECKING:
    from tracker.models.tasks import Assignment, Task

LONGEST_DATE = 100
MOST_AT_ONCE = 100


class NewDateForm(Form):
    """A form whose ``new_on`` takes the words of every due field; ``day`` is what they mean."""

    task: Task | None = None
    day: date | None = None

    def validate_new_on(self, field: Any) -> None:
        """A day, "10 ngày làm việc" after the date in force, "trước Đại hội 15 ngày"."""
        if not field.data or self.task is None:
            return
        self.day = asking.read_date(self.task, field.data)
        if self.day is None:
            raise ValidationError(
                _("Không hiểu hạn này. Đề nghị nhập ngày/tháng/năm hoặc “10 ngày làm việc”.")
            )


class AskForm(NewDateForm):
    """What a lead agency asks for; the page of a task has other forms with such fields."""

    form_key = HiddenField()
    part = SelectField(_l("Cơ quan xin gia hạn"), coerce=number, id="ask-part")
    new_on = StringField(
        _l("Xin gia hạn đến"), [InputRequired(), Length(max=LONGEST_DATE)], id="ask-date"
    )
    reason = TextAreaField(_l("Lý do"), [InputRequired(), Length(max=LONGEST)], id="ask-reason")
    files = MultipleFileField(_l("Đính kèm, nếu có"), id="ask-files")
    on_behalf_source = StringField(
        _l("Nguồn, khi nhập hộ cơ quan"), [Length(max=300)], id="ask-source"
    )

    @classmethod
    def sent(cls, task: Task) -> AskForm:
        """What was sent for a task; any of its leads may stand in it."""
        form = cls()
        form.task = task
        form.offer(task.leads)
        return form

    @classmethod
    def fresh(cls, task: Task, askers: Sequence[Assignment]) -> AskForm:
        """An empty form with a key of its own, so that a double click asks once."""
        form = cls(formdata=None)
        form.task, form.form_key.data = task, uuid4().hex
        form.offer(askers)
        form.part.data = askers[0].id
        return form

    def offer(self, askers: Sequence[Assignment]) -> None:
        """Fill the choices of agencies."""
        self.part.choices = options((one.id, one.agency_name) for one in askers)


class DecideForm(NewDateForm):
    """The decision; which button was pressed stands in ``decision``."""

    decision = StringField(validators=[InputRequired()])
    new_on = StringField(_l("Hạn khác, nếu không đồng ý như đề nghị"), [Length(max=LONGEST_DATE)])
    words = TextAreaField(_l("Ý kiến"), [Length(max=LONGEST)])

    @classmethod
    def sent(cls, task: Task) -> DecideForm:
        """What was sent for a request on a task."""
        form = cls()
        form.task = task
        return form

    @property
    def move(self) -> ExtensionMove | None:
        """The decision of the button; None when it is none of ours."""
        return next((one for one in DECISIONS if one.value == self.decision.data), None)

    def decided(self, move: ExtensionMove) -> Decision:
        """What was decided."""
        return Decision(move, self.words.data or "", self.day)


class DecideManyForm(Form):
    """One decision for every request that is ticked."""

    decision = StringField(validators=[InputRequired()])
    words = TextAreaField(_l("Ý kiến chung cho các đề nghị được chọn"), [Length(max=LONGEST)])

    @property
    def move(self) -> ExtensionMove | None:
        """The decision of the button; another date needs each request's own form."""
        alike = (ExtensionMove.GRANT, ExtensionMove.REFUSE)
        return next((one for one in alike if one.value == self.decision.data), None)

    @property
    def ticked(self) -> list[int]:
        """The requests that were ticked."""
        found = (read_number(one) for one in request.form.getlist("extension"))
        return [one for one in dict.fromkeys(found) if one is not None][:MOST_AT_ONCE]


class WithdrawForm(Form):
    """Taking a request back."""

    words = StringField(_l("Lý do rút, nếu cần"), [Length(max=LONGEST)])
    on_behalf_source = StringField(_l("Nguồn, khi nhập hộ cơ quan"), [Length(max=300)])
