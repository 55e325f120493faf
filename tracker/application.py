"""Builds the Flask application: settings, extensions, pages, errors; nothing else."""

from __future__ import annotations

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from tracker import models, web
from tracker.extensions import babel, csrf, db
from tracker.paths import PACKAGE, bundled
from tracker.settings import Settings


def build(settings: Settings) -> Flask:
    """A ready application with these settings."""
    app = Flask(
        "tracker",
        root_path=str(PACKAGE),
        template_folder=str(bundled("templates")),
    )
    app.config.from_mapping(settings.flask_config())
    app.extensions["tracker.settings"] = settings
    app.extensions["tracker.models"] = models
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]
    db.init_app(app)
    csrf.init_app(app)
    babel.init_app(
        app,
        locale_selector=web.locale,
        default_translation_directories=str(PACKAGE / "translations"),
    )
    Bootstrap5(app)
    Migrate(app, db, directory=str(bundled("migrations")), render_as_batch=True)
    web.register(app)
    return app
