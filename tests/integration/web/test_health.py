"""What monitors outside are told, and nothing more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import make_app
from tracker.extensions import db
from tracker.jobs.schedule import JOBS, SILENT_AFTER
from tracker.services import clock, heartbeat


def beat(ago: timedelta = timedelta()) -> None:
    """Let every frequent job have run."""
    for job in JOBS:
        if job.is_pulse:
            heartbeat.beat(job.name, "rows=1", now=clock.now() - ago)
    db.session.commit()


def test_alive_asks_nothing(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"alive": True}


def test_ready_with_a_scheduler_that_is_heard(client: FlaskClient) -> None:
    beat()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    told = dict(answer.json or {})
    assert told.pop("scheduler_age_seconds") < 60
    assert told == {"ready": True, "database": "ok", "migrations": "ok", "scheduler": "ok"}
    assert client.get("/readyz/scheduler").status_code == 200


def test_a_silent_scheduler_is_told_while_pages_are_served(client: FlaskClient) -> None:
    never = client.get("/readyz/scheduler")
    assert (never.status_code, never.json) == (
        503,
        {"scheduler": "silent", "scheduler_age_seconds": None},
    )
    beat(SILENT_AFTER + timedelta(minutes=1))
    assert client.get("/readyz/scheduler").status_code == 503
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json and ready.json["scheduler"]) == (200, "silent")


def test_not_ready_before_the_database_is_migrated(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"ready": False, "database": "ok", "migrations": "behind"}
    assert app.test_client().get("/readyz/scheduler").status_code == 503
    _let_go(app)


def test_not_ready_without_the_database_but_alive(tmp_path: Path) -> None:
    app = make_app(tmp_path / "missing" / "folder")
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"ready": False, "database": "down", "migrations": "unknown"}
    assert app.test_client().get("/healthz").status_code == 200
    _let_go(app)


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
