"""Acts of two people at the same moment, each in a thread and a database session of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from flask import Flask

from tracker.domain.errors import DomainError
from tracker.extensions import db


def at_once(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Run the acts together and commit each; gives what became of them, sorted."""
    start, ends = threading.Barrier(len(acts)), list[str]()

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            start.wait()
            try:
                act()
                db.session.commit()
                ends.append("done")
            except DomainError as error:
                db.session.rollback()
                ends.append(error.code)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.expire_all()
    return sorted(ends)
