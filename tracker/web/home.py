"""The first page: sends each person to what needs him or her today."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from tracker.web.navigation import first_page

pages = Blueprint("home", __name__)


@pages.get("/")
def index() -> Response:
    """The role's own first page."""
    return redirect(url_for(first_page()))
