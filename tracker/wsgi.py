"""The application for WSGI servers: ``gunicorn tracker.wsgi:app``."""

from tracker import create_app

app = create_app()
