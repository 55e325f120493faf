"""What is done to several cards at once, as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from tracker.domain.directory import Body, Directory
from tracker.domain.due_rules import MOST_DAYS, Base, DueRule, Rule
from tracker.domain.tasks import Part
from tracker.services.due_setting import bases_of
from tracker.services.proposals import PartyValues
from tracker.web.forms.base import DayField, Form, options
from tracker.web.forms.proposals import TEXT_KEY, read_keys

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
JOIN, LEAD, LEAD_INSTEAD = "join", "lead", "lead_instead"
BODY_WAYS = (
    (JOIN, _l("Thêm cơ quan phối hợp")),
    (LEAD, _l("Thêm cơ quan chủ trì")),
    (LEAD_INSTEAD, _l("Thay cơ quan chủ trì")),
)
PICKED = "body"
"""The field of bodies that were picked; names that were typed stand beside it."""


class BodiesForm(Form):
    """Bodies for the ticked cards: what they are to do, and which."""

    body_way = SelectField(_l("Cách phân công"), choices=options(BODY_WAYS))
    names = StringField(_l("Tên cơ quan, nhóm cơ quan"), [Length(max=600)])

    directory = Directory()
    """Where names are looked up."""

    @classmethod
    def empty(cls) -> BodiesForm:
        """The form before anything was typed."""
        return cls(formdata=None)

    @classmethod
    def sent(cls, directory: Directory) -> BodiesForm:
        """The form as it was sent."""
        form = cls()
        form.directory = directory
        return form

    @property
    def keys(self) -> list[str]:
        """The bodies that were picked or typed; words that are in no directory as such."""
        return read_keys(request.form.getlist(PICKED), self.names.data or "", self.directory)

    @property
    def picked(self) -> list[tuple[str, str]]:
        """The picked bodies with their names, to show them again."""
        names = {body.key: body.name for body in self.directory.bodies}
        sent = dict.fromkeys(request.form.getlist(PICKED))
        return [(key, names[key]) for key in sent if key in names]

    def validate_names(self, _field: Any) -> None:
        """At least one, and each in the directory: a slip would stand on many cards."""
        known = {body.key for body in self.directory.bodies}
        wrong = [key.removeprefix(TEXT_KEY) for key in self.keys if key not in known]
        if wrong:
            names = "; ".join(wrong)
            raise ValidationError(_("Chưa có trong danh mục cơ quan: %(names)s.", names=names))
        if not self.keys:
            raise ValidationError(_("Đề nghị chọn hoặc ghi ít nhất một cơ quan."))

    def bodies(self) -> list[PartyValues]:
        """The bodies of a valid form; the service gives them their part."""
        found = {body.key: body for body in self.directory.bodies}
        return [_party(found[key]) for key in self.keys]


def _party(body: Body) -> PartyValues:
    number = int(body.key.partition(":")[2])
    if body.is_group:
        return PartyValues(Part.COORDINATING, body.name, group_id=number)
    return PartyValues(Part.COORDINATING, body.name, agency_id=number)


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
