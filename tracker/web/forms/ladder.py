"""The form of a step of the reminder ladder."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import Optional

from tracker.domain.ladder import LadderRule
from tracker.services.ladder import StepValues
from tracker.web.forms.base import EditForm, options
from tracker.web.ladder_words import rule_choices


class StepForm(EditForm):
    """When a reminder goes out; which days count is the rule's own."""

    rule = SelectField(_l("Nhắc khi"))
    days = IntegerField(_l("Số ngày"), [Optional()])
    repeat_every = IntegerField(_l("Nhắc lại sau mỗi (ngày)"), [Optional()])
    is_enabled = BooleanField(_l("Đang bật"))

    def offer_rules(self) -> None:
        """Fill the choices."""
        self.rule.choices = options(rule_choices())

    def values(self) -> StepValues:
        """What was entered; an empty number is zero."""
        return StepValues(
            rule=LadderRule(self.rule.data),
            days=self.days.data or 0,
            repeat_every=self.repeat_every.data or 0,
            is_enabled=bool(self.is_enabled.data),
        )
