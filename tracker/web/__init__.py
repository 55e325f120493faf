"""The pages: thin blueprints over services and queries."""

from __future__ import annotations

from flask import Flask

from tracker.web import (
    access,
    blueprints,
    committee_names,
    context,
    errors,
    filters,
    keys,
    pages,
    saved_filters,
    security,
)
from tracker.web.context import locale

__all__ = ["locale", "register"]


def register(app: Flask) -> None:
    """Add everything a browser meets to the application."""
    keys.register(app)
    context.register(app)
    security.register(app)
    errors.register(app)
    filters.register(app)
    committee_names.register(app)
    saved_filters.register(app)
    pages.register(app)
    blueprints.register(app)
    access.check_routes(app)
