"""Log-in, log-out, language."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput
from tracker.extensions import transaction
from tracker.services import people
from tracker.web.context import (
    LOCALES,
    TOKEN,
    find_viewer,
    login_session,
    now,
    settings,
)
from tracker.web.forms.people import LogInForm
from tracker.web.wording import sentence

pages = Blueprint("people", __name__)


@pages.route("/log-in", methods=["GET", "POST"])
def log_in() -> str | Response | tuple[str, int]:
    """Ask for name and password; then on to the page that was wanted."""
    if find_viewer():
        return redirect(_next_page())
    _require_here()
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
    session.clear()
    session[TOKEN] = opened[0]
    session.permanent = True
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
    return redirect(_own_page(request.form.get("next", "")))


def _require_here() -> None:
    """The demo's log-ins are printed for everybody: they work on this machine only."""
    if settings().demo and request.remote_addr not in ("127.0.0.1", "::1"):
        abort(403)


def _next_page() -> str:
    return _own_page(request.args.get("next", ""))


def _own_page(address: str) -> str:
    """``address`` when it is a path of this site, else the first page: never another site."""
    parts = urlsplit(address)
    own = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    return address if own else url_for("home.index")
