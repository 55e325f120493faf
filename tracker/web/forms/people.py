"""Forms about people and log-ins."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from tracker.web.forms.base import Form


class LogInForm(Form):
    """Name and password."""

    login = StringField(_l("Tên đăng nhập"), [InputRequired(), Length(max=100)])
    password = PasswordField(_l("Mật khẩu"), [InputRequired(), Length(max=200)], filters=[])
