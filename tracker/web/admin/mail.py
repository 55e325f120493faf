"""Mail: the server, a trial, and what did not go out; states and addresses, never contents."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput
from tracker.extensions import end_reading, transaction
from tracker.outbound.smtp import AnswerLost, NotSent, Refused, TryLater, Unreachable
from tracker.queries import mail_server as queries
from tracker.queries import mails as mail_queries
from tracker.services import delivery
from tracker.services import mail_server as services
from tracker.web.admin.blueprint import pages
from tracker.web.admin.saving import Refusal, save
from tracker.web.context import now, settings, viewer
from tracker.web.forms.mail import MailServerForm, TestMailForm
from tracker.web.wording import sentence

DAYS_SHOWN = 14
MOST_SHOWN = 200
EXPLANATIONS: Mapping[type[Exception], LazyString] = {
    Unreachable: _l(
        "Không nối được với máy chủ thư, hoặc máy chủ không nhận tên đăng nhập, mật khẩu "
        "hay người gửi. Đề nghị xem lại các ô bên trên."
    ),
    Refused: _l("Máy chủ thư từ chối thư này. Đề nghị xem lại địa chỉ nhận và người gửi."),
    TryLater: _l("Máy chủ thư tạm thời chưa nhận thư này. Đề nghị thử lại sau ít phút."),
    AnswerLost: _l("Đã chuyển thư nhưng mất kết nối trước khi máy chủ trả lời; thư có thể đã đến."),
}
Answer = str | Response | tuple[str, int]


@pages.route("/mail", methods=["GET", "POST"])
def mail() -> Answer:
    """The settings, a trial, counts per day, and mails that wait for a person's word."""
    form = MailServerForm()
    if not form.is_submitted() or not _is_editable():
        return _page(_stored())
    version = form.version_number
    refusal = save(
        form,
        lambda: services.save(values=form.values(), version=version, actor=viewer(), now=now()),
        _stored,
    )
    if refusal:
        return _page(form, refusal=refusal), refusal.code
    flash(_("Đã lưu cài đặt thư. Đề nghị gửi một thư thử."), "said")
    return redirect(url_for("admin.mail"))


@pages.post("/mail/test")
def test_mail() -> Answer:
    """Send a trial by what is stored, and show what the server answered."""
    form, server = TestMailForm(), queries.find_mail_server(settings())
    if server is None or not form.validate():
        return _page(_stored(), form), 400
    actor, at = viewer(), now()
    end_reading()
    try:
        answer = services.send_test(
            server, recipient=form.recipient.data or "", actor=actor, now=at
        )
    except InvalidInput as error:
        form.recipient.errors = [sentence(error)]
        return _page(_stored(), form), 400
    except (NotSent, AnswerLost) as error:
        return _page(_stored(), form, failure=(str(EXPLANATIONS[type(error)]), str(error))), 400
    flash(_("Máy chủ thư đã nhận thư thử: %(answer)s", answer=answer), "said")
    return redirect(url_for("admin.mail"))


@pages.post("/mail/<int:mail_id>/again")
def send_mail_again(mail_id: int) -> Response:
    """Let a mail that is stuck go out again."""
    with transaction():
        delivery.send_again(mail_id, actor=viewer(), now=now())
    flash(_("Thư sẽ được gửi lại trong ít phút; phần nào không còn phải nhắc thì bỏ ra."), "said")
    return redirect(url_for("admin.mail"))


@pages.post("/mail/<int:mail_id>/drop")
def drop_mail(mail_id: int) -> Response:
    """Leave a mail that is stuck as it is."""
    with transaction():
        delivery.drop(mail_id, actor=viewer(), now=now())
    flash(_("Đã bỏ thư này; thư không được gửi lại nữa."), "said")
    return redirect(url_for("admin.mail"))


def _is_editable() -> bool:
    return not settings().demo and settings().mail_server is None


def _stored() -> MailServerForm:
    form = MailServerForm(formdata=None, obj=queries.find_entered())
    form.version.data = str(queries.get_version())
    form.password.data = ""
    return form


def _page(
    form: MailServerForm,
    trial: TestMailForm | None = None,
    refusal: Refusal | None = None,
    failure: tuple[str, str] | None = None,
) -> str:
    entered = queries.find_entered()
    return render_template(
        "admin/mail.html",
        form=form,
        trial=trial or TestMailForm(formdata=None),
        refusal=refusal,
        failure=failure,
        fixed=settings().mail_server,
        server=queries.find_mail_server(settings()),
        has_password=bool(entered and entered.password),
        days=mail_queries.list_days(now=now(), zone=settings().zone, days=DAYS_SHOWN),
        troubled=mail_queries.list_troubled(limit=MOST_SHOWN),
        troubled_count=mail_queries.count_troubled(),
    )
