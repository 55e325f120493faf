"""Error pages, in the reader's language and without any 500 that could be avoided."""

from __future__ import annotations

from flask import Flask, flash, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from tracker.domain.errors import DomainError, NotFound, SecrecyRefused, StaleForm
from tracker.web.wording import sentence

PAGES = (400, 403, 404, 405, 409, 413, 429, 500)
Answer = tuple[str, int] | Response


def register(app: Flask) -> None:
    """Hook the handlers into the application."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(NotFound, lambda error: _page(404, error))
    app.register_error_handler(StaleForm, lambda error: _page(409, error))
    app.register_error_handler(SecrecyRefused, lambda error: _page(400, error))
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(Exception, _unforeseen(app))


def _http_error(error: HTTPException) -> Answer:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    return render_template(f"errors/{code if code in PAGES else 400}.html"), code


def _csrf_error(_error: CSRFError) -> Answer:
    return render_template("errors/400.html", form_expired=True), 400


def _page(code: int, error: DomainError) -> Answer:
    return render_template(f"errors/{code}.html", sentence=sentence(error)), code


def _refused(error: DomainError) -> Answer:
    """A rule said no to an act: back to the page it came from, with the sentence on top."""
    if request.method == "POST" and request.referrer and _own(request.referrer):
        flash(sentence(error), "error")
        return redirect(request.referrer)
    return _page(403 if error.code == "not_allowed" else 400, error)


def _own(address: str) -> bool:
    return address.startswith(request.host_url)


def _unforeseen(app: Flask):  # type: ignore[no-untyped-def]
    def handle(error: Exception) -> Answer:
        # The rule, not the path: a path may hold the token of a one-time link.
        app.logger.exception("unforeseen error on %s %s", request.method, request.url_rule)
        if app.testing:
            raise error
        return render_template("errors/500.html"), 500

    return handle
