"""Forms about the mail server."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from tracker.services.mail_server import MailServerValues
from tracker.web.forms.base import EditForm, Form, options

SECURITIES = (
    ("starttls", _l("STARTTLS (thường là cổng 587)")),
    ("tls", _l("TLS (thường là cổng 465)")),
    ("none", _l("Không mã hóa, chỉ trong mạng nội bộ (thường là cổng 25)")),
)


class MailServerForm(EditForm):
    """Where mail is handed over, and in whose name. The password is never shown again."""

    host = StringField(_l("Máy chủ"), [InputRequired(), Length(max=200)])
    port = IntegerField(_l("Cổng"), [InputRequired(), NumberRange(1, 65535)], default=587)
    security = SelectField(_l("Mã hóa"), choices=options(SECURITIES))
    user = StringField(_l("Tên đăng nhập"), [Length(max=200)])
    password = PasswordField(_l("Mật khẩu"), [Length(max=500)], filters=[])
    sender = StringField(_l("Người gửi"), [InputRequired(), Length(max=200)])

    def values(self) -> MailServerValues:
        """What was entered."""
        return MailServerValues(
            host=self.host.data or "",
            port=self.port.data or 0,
            security=self.security.data,
            user=self.user.data or "",
            password=self.password.data or "",
            sender=self.sender.data or "",
        )


class TestMailForm(Form):
    """To whom a trial goes."""

    __test__ = False
    recipient = StringField(_l("Gửi thư thử đến"), [InputRequired(), Length(max=200)])
