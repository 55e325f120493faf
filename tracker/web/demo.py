"""The demo's own pages: a mailbox instead of a mail server, and a clock that can be moved."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from tracker.extensions import end_reading
from tracker.jobs import demo_days
from tracker.queries import mails as queries
from tracker.services import clock
from tracker.web.addresses import own_page
from tracker.web.context import require_here, settings
from tracker.web.filters import weekday_day
from tracker.web.forms.base import number

pages = Blueprint("demo", __name__, url_prefix="/demo")

PAGE_SIZE = 50
STEPS = {"1": 1, "7": 7}
LETTER_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-top-navigation-by-user-activation",
    )
)
"""A mail brings its styles along and may do nothing: no script, no form, no outside request."""


@pages.get("/mailbox")
def mailbox() -> str:
    """What was sent so far, to everybody or to one address, the newest first."""
    require_here()
    address = request.args.get("address", "").strip()
    page = max(1, request.args.get("page", 1, type=number) or 1)
    count = queries.count_letters(address)
    return render_template(
        "demo/mailbox.html",
        address=address,
        addresses=queries.list_addresses(),
        count=count,
        letters=queries.list_letters(address=address, page=min(page, 10**6), per_page=PAGE_SIZE),
        page=page,
        page_count=-(-count // PAGE_SIZE),
    )


@pages.get("/mailbox/<int:mail_id>")
def letter(mail_id: int) -> str:
    """One mail: as HTML in a frame of its own, and as plain text."""
    require_here()
    return render_template("demo/letter.html", mail=queries.get_letter(mail_id))


@pages.get("/mailbox/<int:mail_id>/html")
def letter_html(mail_id: int) -> Response:
    """The HTML of a mail, for the frame; its links open in the whole window."""
    require_here()
    html = queries.get_letter(mail_id).html
    head, mark, rest = html.partition("<head>")
    shown = f'{head}<head><base target="_top">{rest}' if mark else f'<base target="_top">{html}'
    return Response(shown, headers={"Content-Security-Policy": LETTER_POLICY})


@pages.post("/step")
def step() -> Answer:
    """Let a day or a week go by, with everything that is sent on the way."""
    require_here()
    days = STEPS.get(request.form.get("days", ""), 1)
    before = queries.count_letters()
    end_reading()
    demo_days.pass_days(settings(), days)
    sent = queries.count_letters() - before
    today = clock.now(demo=True).astimezone(settings().zone).date()
    flash(
        _("Hôm nay là %(day)s. Đã gửi thêm %(count)s thư.", day=weekday_day(today), count=sent),
        "said",
    )
    return redirect(own_page(request.form.get("next", "")))
