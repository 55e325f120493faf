"""Forms about people and log-ins."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length

from tracker.services.people import SHORTEST_PASSWORD
from tracker.web.forms.base import EditForm, Form, options

LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))
NEW_PASSWORD = (InputRequired(), Length(min=SHORTEST_PASSWORD, max=200))


class LogInForm(Form):
    """Name and password."""

    login = StringField(_l("Tên đăng nhập"), [InputRequired(), Length(max=100)])
    password = PasswordField(_l("Mật khẩu"), [InputRequired(), Length(max=200)], filters=[])


class JoinForm(Form):
    """A new password, twice."""

    password = PasswordField(_l("Mật khẩu mới"), NEW_PASSWORD, filters=[])
    again = PasswordField(
        _l("Nhập lại mật khẩu mới"), [InputRequired(), EqualTo("password")], filters=[]
    )


class PasswordForm(JoinForm):
    """The password that holds, and a new one twice."""

    current = PasswordField(_l("Mật khẩu hiện tại"), [InputRequired(), Length(max=200)], filters=[])


class AccountForm(EditForm):
    """What a person may change about himself or herself."""

    full_name = StringField(_l("Họ và tên"), [DataRequired(), Length(max=200)])
    locale = SelectField(_l("Ngôn ngữ"), choices=options(LANGUAGES))
