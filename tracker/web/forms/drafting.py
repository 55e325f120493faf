"""What is done to several cards at once, as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from tracker.domain.due_rules import MOST_DAYS, Base, DueRule, Rule
from tracker.services.due_setting import bases_of
from tracker.web.forms.base import DayField, Form, options

if TYPE_CHECKING:
    from tracker.models.conclusions import Conclusion

FIXED, CYCLE, NONE = "fixed", "cycle", "none"
COUNTED = {
    "working_meeting": (Rule.WORKING_DAYS, Base.MEETING),
    "working_issue": (Rule.WORKING_DAYS, Base.ISSUE),
    "days_meeting": (Rule.DAYS, Base.MEETING),
    "days_issue": (Rule.DAYS, Base.ISSUE),
}
BEFORE_EVENT = "before_event"
WAYS = (
    (FIXED, _l("Một ngày cụ thể")),
    ("working_meeting", _l("Số ngày làm việc sau ngày họp")),
    ("working_issue", _l("Số ngày làm việc kể từ ngày ban hành")),
    ("days_meeting", _l("Số ngày sau ngày họp")),
    ("days_issue", _l("Số ngày kể từ ngày ban hành")),
    (BEFORE_EVENT, _l("Số ngày trước một sự kiện")),
    (CYCLE, _l("Thường xuyên, theo kỳ báo cáo mặc định")),
    (NONE, _l("Không có hạn")),
)


class BulkForm(Form):
    """A due date for the ticked cards: a way to set it, and what that way needs."""

    way = SelectField(_l("Đặt hạn"), choices=options(WAYS))
    on = DayField(_l("Ngày"))
    count = IntegerField(_l("Số ngày"), [Optional(), NumberRange(1, MOST_DAYS)])
    event = SelectField(_l("Sự kiện"), choices=[], validate_choice=False)
    all_undated = BooleanField(_l("Mọi mục chưa có hạn"))

    @classmethod
    def empty(cls, draft: Conclusion) -> BulkForm:
        """The form before anything was typed."""
        return cls(formdata=None)._with_events(draft)

    @classmethod
    def sent(cls, draft: Conclusion) -> BulkForm:
        """The form as it was sent."""
        return cls()._with_events(draft)

    def _with_events(self, draft: Conclusion) -> BulkForm:
        main_first = sorted(bases_of(draft).events, key=lambda one: not one.is_main)
        self.event.choices = options((one.id, one.name) for one in main_first)
        return self

    def validate_on(self, field: Any) -> None:
        """A fixed date needs a day."""
        if self.way.data == FIXED and field.day is None:
            raise ValidationError(_("Đề nghị nhập ngày."))

    def validate_count(self, field: Any) -> None:
        """A counted date needs a number."""
        if self.way.data in (*COUNTED, BEFORE_EVENT) and field.data is None:
            raise ValidationError(_("Đề nghị nhập số ngày."))

    def validate_event(self, field: Any) -> None:
        """One of the committee's events."""
        known = {str(choice.value) for choice in field.choices}
        if self.way.data == BEFORE_EVENT and field.data not in known:
            raise ValidationError(_("Đề nghị chọn sự kiện."))

    def rule(self) -> DueRule | None:
        """The rule that was chosen; None for the default cycle and for none."""
        way = str(self.way.data)
        if way == FIXED:
            return DueRule(Rule.FIXED, on=self.on.day)
        if way == BEFORE_EVENT:
            return DueRule(Rule.BEFORE_EVENT, self.count.data or 0, event_id=int(self.event.data))
        if way in COUNTED:
            rule, base = COUNTED[way]
            return DueRule(rule, self.count.data or 0, base)
        return None
