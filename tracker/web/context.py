"""What every request knows: the clock, the viewer, the settings; and the guard at the door."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from tracker.domain.access import Viewer
from tracker.extensions import end_reading, only_reads, transaction
from tracker.queries import people as people_queries
from tracker.services import clock, people
from tracker.settings import Settings
from tracker.web.access import ROUTES, Guard, admits

if TYPE_CHECKING:
    from tracker.models.people import LoginSession, User

READING = frozenset({"GET", "HEAD", "OPTIONS"})
BARE = frozenset({"static", "bootstrap.static", "health.alive", "health.ready", "health.scheduler"})
"""Endpoints for everybody that need neither clock nor person, nor a database that works."""
TOKEN = "log_in"
LOCALES = ("vi", "en")


def settings() -> Settings:
    """The settings of the running application."""
    return cast(Settings, current_app.extensions["tracker.settings"])


def now() -> datetime:
    """The instant of this request, aware, in UTC; the same all through it."""
    return cast(datetime, g.now)


def today() -> date:
    """The day of this request in the installation's zone."""
    return now().astimezone(settings().zone).date()


def find_viewer() -> Viewer | None:
    """Who is signed in, or None."""
    return cast("Viewer | None", g.get("viewer"))


def viewer() -> Viewer:
    """Who is signed in. Only behind a guard; anywhere else it aborts with 403."""
    found = find_viewer()
    if found is None:
        abort(403)
    return found


def user() -> User:
    """The row of who is signed in, for name, position and language. Only behind a guard."""
    return cast("User", g.user)


def login_session() -> LoginSession:
    """The running log-in. Only behind a guard."""
    return cast("LoginSession", g.login_session)


def locale() -> str:
    """The language of this answer: the person's choice, the visitor's, else Vietnamese."""
    chosen = user().locale if find_viewer() else session.get("locale", "vi")
    return chosen if chosen in LOCALES else "vi"


def require_here() -> None:
    """Abort with 403 in the demo for other machines: its log-ins are printed for everybody."""
    if settings().demo and request.remote_addr not in ("127.0.0.1", "::1"):
        abort(403)


def register(app: Flask) -> None:
    """Hook the context and the guard into the application."""
    app.before_request(_begin)
    app.before_request(_refuse_nul)
    app.before_request(_guard)


def _begin() -> None:
    if request.endpoint in BARE:
        return
    only_reads(request.method in READING)
    g.now = clock.now(demo=settings().demo)
    g.viewer = None
    _find_log_in()


def _refuse_nul() -> None:
    """No text of PostgreSQL's holds the character NUL, and no page's address needs it."""
    if b"%00" in request.query_string:
        abort(400)


def _find_log_in() -> None:
    token = session.get(TOKEN)
    row = people_queries.find_session(people.digest(token)) if token else None
    if row is None:
        return
    if not people.session_is_live(row, lifetime=settings().session_lifetime, now=now()):
        session.pop(TOKEN, None)
        return
    if now() - row.last_seen_at > people.SEEN_STEP:
        _note_seen(row)
    g.login_session = row
    g.user = row.user
    g.viewer = people_queries.get_viewer(row.user, today=today())


def _note_seen(row: LoginSession) -> None:
    """In a short transaction of its own, for a page that only reads must not write."""
    only_reads(False)
    end_reading()
    with transaction():
        people.note_seen(row, now=now())
    only_reads(request.method in READING)


def _guard() -> Response | None:
    if request.endpoint is None or request.endpoint in BARE:
        return None
    guard = ROUTES.get(request.endpoint, Guard.ADMINISTRATOR)
    found = find_viewer()
    if admits(guard, found, demo=settings().demo):
        return None
    if found is None and guard is not Guard.DEMO:
        return redirect(url_for("people.log_in", next=_wanted()))
    abort(404 if guard is Guard.DEMO else 403)


def _wanted() -> str | None:
    return request.full_path.rstrip("?") if request.method in READING else None
