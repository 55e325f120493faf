"""A served application, for tests that drive a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import waitress
from flask import Flask
from flask_migrate import upgrade
from waitress import wasyncore

from tests.conftest import make_app
from tracker.demo import seed
from tracker.extensions import db, only_reads


@contextmanager
def make_site(
    folder: Path, fill: Callable[[], None], *, port: int = 0, **settings: object
) -> Iterator[str]:
    """A site over a migrated database that ``fill`` filled, form tokens on; gives its address."""
    only_reads(False)
    app = make_app(folder, **settings)  # type: ignore[arg-type]
    app.config["WTF_CSRF_ENABLED"] = True
    with app.app_context():
        upgrade()
        fill()
        db.session.commit()
        db.session.remove()
    with serve(app, port) as address:
        yield address


def seed_demo() -> None:
    """What a demo holds that nobody has used yet."""
    seed.seed(password_cost=1)


@contextmanager
def serve(app: Flask, port: int = 0) -> Iterator[str]:
    """Serve an application, on a free port unless one is given; gives its address."""
    server = waitress.create_server(app, host="127.0.0.1", port=port, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    # Closed by its own thread: another one would take the sockets from under its select().
    server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
    thread.join(timeout=10)
    server.task_dispatcher.shutdown()
