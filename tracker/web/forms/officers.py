"""Forms about who speaks for an agency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired

from tracker.services.officers import Deputising, HandingOver
from tracker.web.forms.base import DayField, Form, options, plausible

Pairs = Iterable[tuple[int, str]]


class HandOverForm(Form):
    """From one person to another, from a day on."""

    post_id = SelectField(_l("Người bàn giao"), coerce=int)
    to_user_id = SelectField(_l("Người nhận"), coerce=int)
    on = DayField(_l("Từ ngày"), [DataRequired(), plausible])
    closes = BooleanField(
        _l("Người bàn giao thôi việc: khóa tài khoản, kết thúc các phiên đăng nhập")
    )

    def offer(self, posts: Pairs, people: Pairs) -> HandOverForm:
        """Fill the choices."""
        self.post_id.choices, self.to_user_id.choices = options(posts), options(people)
        return self

    def values(self) -> HandingOver:
        """What was entered; the day was validated."""
        return HandingOver(
            post_id=self.post_id.data,
            to_user_id=self.to_user_id.data,
            on=self.on.day or date.min,
            closes=bool(self.closes.data),
        )


class DeputyForm(Form):
    """Who acts in whose place, from the first to the last day."""

    post_id = SelectField(_l("Làm thay cho"), coerce=int)
    user_id = SelectField(_l("Người làm thay"), coerce=int)
    first = DayField(_l("Từ ngày"), [DataRequired(), plausible])
    last = DayField(_l("Đến hết ngày"), [DataRequired(), plausible])

    def offer(self, posts: Pairs, people: Pairs) -> DeputyForm:
        """Fill the choices."""
        self.post_id.choices, self.user_id.choices = options(posts), options(people)
        return self

    def values(self) -> Deputising:
        """What was entered; the days were validated."""
        return Deputising(
            post_id=self.post_id.data,
            user_id=self.user_id.data,
            first=self.first.day or date.min,
            last=self.last.day or date.min,
        )
