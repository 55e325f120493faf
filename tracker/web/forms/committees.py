"""Forms of committees: settings, seats, events."""

from __future__ import annotations

from datetime import time
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from tracker.services.committees import CommitteeValues, EventValues, SeatValues
from tracker.web.due_words import WEEKDAYS
from tracker.web.forms.base import DayField, EditForm, options
from tracker.web.forms.due_dates import HourField
from tracker.web.wording_states import CYCLE_STEP_WORDS

USUAL_ZONE = "Asia/Ho_Chi_Minh"
USUAL_HOUR = time(7, 30)
WEEKLY = "weekly"


class CommitteeForm(EditForm):
    """A committee's names and the settings that its work goes by."""

    name = StringField(_l("Tên đầy đủ"), [DataRequired(), Length(max=300)])
    short_name = StringField(_l("Tên viết tắt"), [Length(max=100)])
    code = StringField(_l("Mã"), [DataRequired(), Length(max=12)])
    kind_name = StringField(_l("Gọi là"), [DataRequired(), Length(max=40)])
    time_zone = SelectField(_l("Múi giờ"), default=USUAL_ZONE)
    due_soon_days = IntegerField(
        _l("Coi là sắp đến hạn khi còn (ngày làm việc)"), [NumberRange(0, 30)], default=3
    )
    update_window_days = IntegerField(
        _l("Coi là im lặng sau (ngày)"), [NumberRange(1, 365)], default=14
    )
    cycle_step = SelectField(
        _l("Kỳ báo cáo khi văn bản không nêu"),
        choices=options(CYCLE_STEP_WORDS.items()),
        default="monthly",
    )
    cycle_day = IntegerField(
        _l("Vào ngày (của tháng, của tháng cuối kỳ)"), [NumberRange(1, 31)], default=25
    )
    cycle_weekday = SelectField(
        _l("Vào thứ (khi hằng tuần)"), choices=options(enumerate(WEEKDAYS, start=1)), default="5"
    )
    needs_approval = BooleanField(_l("Bản thảo phải được lãnh đạo duyệt mới công bố được"))
    digest_at = HourField(_l("Giờ gửi nhắc việc hằng ngày"), [DataRequired()], default=USUAL_HOUR)
    extension_most = IntegerField(
        _l("Số lần gia hạn tối đa một nhiệm vụ"), [Optional(), NumberRange(0, 100)]
    )
    extension_days_each = IntegerField(
        _l("Số ngày tối đa mỗi lần gia hạn"), [Optional(), NumberRange(1, 3000)]
    )
    extension_days_total = IntegerField(
        _l("Tổng số ngày gia hạn tối đa so với hạn gốc"), [Optional(), NumberRange(1, 3000)]
    )
    extensions_by_leaders = BooleanField(_l("Lãnh đạo quyết định gia hạn, thay cho thư ký"))

    def offer_zones(self) -> None:
        """Fill the choices of zones, the usual one first."""
        others = sorted(one for one in available_timezones() if "/" in one and one != USUAL_ZONE)
        usual = (USUAL_ZONE, _l("Việt Nam (Asia/Ho_Chi_Minh)"))
        self.time_zone.choices = options([usual, *((one, one) for one in others)])

    def take_cycle(self, code: str) -> None:
        """Show a stored cycle, such as ``monthly:25``."""
        step, _colon, day = code.partition(":")
        if step in CYCLE_STEP_WORDS and day.isdigit():
            self.cycle_step.data = step
            (self.cycle_weekday if step == WEEKLY else self.cycle_day).data = (
                day if step == WEEKLY else int(day)
            )

    def values(self) -> CommitteeValues:
        """What was entered."""
        step = self.cycle_step.data
        day = self.cycle_weekday.data if step == WEEKLY else self.cycle_day.data
        return CommitteeValues(
            name=self.name.data or "",
            short_name=self.short_name.data or "",
            code=self.code.data or "",
            kind_name=self.kind_name.data or "",
            time_zone=self.time_zone.data,
            due_soon_days=self.due_soon_days.data,
            update_window_days=self.update_window_days.data,
            default_cycle=f"{step}:{day}",
            needs_approval=bool(self.needs_approval.data),
            digest_at=self.digest_at.hour or USUAL_HOUR,
            extension_most=self.extension_most.data,
            extension_days_each=self.extension_days_each.data,
            extension_days_total=self.extension_days_total.data,
            extensions_by_leaders=bool(self.extensions_by_leaders.data),
        )


class SeatForm(EditForm):
    """An agency's seat in a committee."""

    agency = SelectField(_l("Cơ quan"), coerce=int)
    person = StringField(_l("Người tham gia"), [Length(max=200)])
    is_standing_body = BooleanField(_l("Là cơ quan thường trực"))
    joined_on = DayField(_l("Từ ngày"))
    left_on = DayField(_l("Đến hết ngày"))

    def values(self) -> SeatValues:
        """What was entered."""
        return SeatValues(
            person=self.person.data or "",
            is_standing_body=bool(self.is_standing_body.data),
            joined_on=self.joined_on.day,
            left_on=self.left_on.day,
        )


class EventForm(EditForm):
    """A date that due dates may hang on."""

    name = StringField(_l("Tên sự kiện"), [DataRequired(), Length(max=200)])
    first_day = DayField(_l("Ngày đầu"), [DataRequired()])
    last_day = DayField(_l("Ngày cuối"))
    is_main = BooleanField(_l("Là sự kiện chính của tiểu ban"))

    def values(self) -> EventValues:
        """What was entered; an event without a last day lasts one day."""
        assert self.first_day.day is not None  # validated
        return EventValues(
            name=self.name.data or "",
            first_day=self.first_day.day,
            last_day=self.last_day.day or self.first_day.day,
            is_main=bool(self.is_main.data),
        )
