"""Log-in, log-out, language, one-time links, and the own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput, NotFound, StaleForm
from tracker.extensions import end_reading, only_reads, transaction
from tracker.queries import people as people_queries
from tracker.services import administration, people
from tracker.web.addresses import own_page
from tracker.web.context import (
    LOCALES,
    READING,
    TOKEN,
    find_viewer,
    login_session,
    now,
    require_here,
    settings,
    user,
    viewer,
)
from tracker.web.forms.people import AccountForm, JoinForm, LogInForm, PasswordForm
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from tracker.models.people import LoginSession, User

pages = Blueprint("people", __name__)


@pages.route("/log-in", methods=["GET", "POST"])
def log_in() -> str | Response | tuple[str, int]:
    """Ask for name and password; then on to the page that was wanted."""
    if find_viewer():
        return redirect(_next_page())
    require_here()
    form = LogInForm()
    if not form.validate_on_submit():
        return render_template("people/log_in.html", form=form)
    try:
        with transaction():
            opened = people.log_in(
                form.login.data or "",
                form.password.data or "",
                address=request.remote_addr or "",
                attempts=settings().login_attempts,
                now=now(),
            )
    except InvalidInput as error:
        return render_template("people/log_in.html", form=form, refusal=sentence(error)), 429
    if opened is None:
        refusal = _("Tên đăng nhập hoặc mật khẩu không đúng.")
        return render_template("people/log_in.html", form=form, refusal=refusal), 400
    _sign_in(opened[0])
    return redirect(_next_page())


@pages.post("/log-out")
def log_out() -> Response:
    """End the running log-in."""
    with transaction():
        people.revoke_session(login_session(), now=now())
    session.clear()
    flash(_("Đồng chí đã đăng xuất."), "said")
    return redirect(url_for("people.log_in"))


@pages.post("/language")
def set_language() -> Response:
    """Change the language of the screens, for the person or for this browser."""
    chosen = request.form.get("locale", "")
    if chosen in LOCALES:
        session["locale"] = chosen
        if find_viewer():
            with transaction():
                people.choose_language(login_session().user, chosen)
    return redirect(own_page(request.form.get("next", "")))


@pages.route("/join/<token>", methods=["GET", "POST"])
def join(token: str) -> str | Response | tuple[str, int]:
    """Let the holder of a one-time link set a password, and sign him or her in."""
    require_here()
    token = token.lower()  # typed from paper
    try:
        invited = _find_invited(token)
        if invited is None:
            return _useless_link()
        form = JoinForm()
        if not form.is_submitted():
            return _join_page(form, invited)
        if not form.validate():
            return _join_page(form, invited), 400
        _use_link(token, form.password.data or "")
    except NotFound:
        return _useless_link()
    except InvalidInput as error:
        return render_template("people/useless_link.html", refusal=sentence(error)), 429
    flash(_("Đã đặt mật khẩu. Từ nay đồng chí đăng nhập bằng tên và mật khẩu này."), "said")
    return redirect(url_for("home.index"))


@pages.route("/account", methods=["GET", "POST"])
def account() -> str | Response | tuple[str, int]:
    """The own name, language, posts, password and running log-ins."""
    form = AccountForm(obj=user())
    if not form.is_submitted():
        return _account_page(form)
    if not form.validate():
        return _account_page(form), 400
    try:
        with transaction():
            people.change_own(
                user(),
                version=form.version_number,
                full_name=form.full_name.data or "",
                locale=form.locale.data,
                actor=viewer(),
                now=now(),
            )
    except StaleForm:
        return _account_page(form, stale=True), 409
    flash(_("Đã lưu thông tin của đồng chí."), "said")
    return redirect(url_for("people.account"))


@pages.post("/account/password")
def change_password() -> str | Response | tuple[str, int]:
    """Change the own password; every other browser is signed out by it."""
    form = PasswordForm()
    if not form.validate():
        return _account_page(password_form=form), 400
    try:
        token = _change_password(form)
    except InvalidInput as error:
        return _account_page(password_form=form, refusal=sentence(error)), 429
    if token is None:
        form.current.errors = [_("Mật khẩu hiện tại không đúng.")]
        return _account_page(password_form=form), 400
    _sign_in(token)
    flash(_("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."), "said")
    return redirect(url_for("people.account"))


@pages.post("/account/log-ins/<int:session_id>/end")
def end_log_in(session_id: int) -> Response:
    """End one of the own log-ins, for example on a machine that was left open."""
    with transaction():
        people.revoke_own_session(user(), session_id=session_id, actor=viewer(), now=now())
    flash(_("Đã kết thúc phiên đăng nhập."), "said")
    return redirect(url_for("people.account"))


def _find_invited(token: str) -> User | None:
    """Whom the link lets in. Also a page that only reads records a miss, so it may write."""
    only_reads(False)
    end_reading()
    try:
        with transaction():
            return administration.find_invited(
                token,
                address=request.remote_addr or "",
                attempts=settings().login_attempts,
                now=now(),
            )
    finally:
        only_reads(request.method in READING)


def _use_link(token: str, password: str) -> None:
    with transaction():
        joined = administration.use_link(
            token=token, password=password, cost=settings().password_cost, now=now()
        )
        opened = people.open_session(joined, address=request.remote_addr or "", now=now())
    _sign_in(opened)


def _change_password(form: PasswordForm) -> str | None:
    """Gives the token of this browser's new log-in; None when the current one was wrong."""
    with transaction():
        changed = people.change_password(
            user(),
            current=form.current.data or "",
            password=form.password.data or "",
            cost=settings().password_cost,
            attempts=settings().login_attempts,
            actor=viewer(),
            now=now(),
        )
        if not changed:
            return None
        return people.open_session(user(), address=request.remote_addr or "", now=now())


def _sign_in(token: str) -> None:
    """Let this browser hold the log-in of ``token``, and nothing from before."""
    session.clear()
    session[TOKEN] = token
    session.permanent = True


def _useless_link() -> tuple[str, int]:
    """One answer for unknown, used and expired links: which of them it was is not told."""
    return render_template("people/useless_link.html"), 404


def _join_page(form: JoinForm, invited: User) -> str:
    shortest = people.SHORTEST_PASSWORD
    return render_template("people/join.html", form=form, invited=invited, shortest=shortest)


def _account_page(
    form: AccountForm | None = None,
    *,
    password_form: PasswordForm | None = None,
    stale: bool = False,
    refusal: str = "",
) -> str:
    if form is not None and stale:
        form.version.data = str(user().version)
    return render_template(
        "people/account.html",
        form=form or AccountForm(formdata=None, obj=user()),
        password_form=password_form or PasswordForm(formdata=None),
        log_ins=_running(),
        this=login_session(),
        stale=stale,
        refusal=refusal,
        shortest=people.SHORTEST_PASSWORD,
    )


def _running() -> list[LoginSession]:
    lifetime = settings().session_lifetime
    rows = people_queries.list_open_sessions(user().id)
    return [row for row in rows if people.session_is_live(row, lifetime=lifetime, now=now())]


def _next_page() -> str:
    return own_page(request.args.get("next", ""))
