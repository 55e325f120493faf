"""The demo, as `tracker demo` makes it: once, complete, and on its own clock."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import make_app
from tests.factories.processes import answers, free_port
from tracker.demo import seed
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup
from tracker.models.committees import Committee
from tracker.models.people import AgencyPost, User
from tracker.services import clock


def test_the_seed_is_the_subcommittee_of_2020(app: Flask) -> None:
    seed.seed(password_cost=1)
    db.session.commit()
    committee = db.session.query(Committee).one()
    assert committee.code == "TBTT"
    assert committee.main_event is not None
    assert committee.main_event.first_day.isoformat() == "2020-10-25"
    assert db.session.query(Agency).count() == 91
    assert db.session.query(AgencyGroup).count() == 14
    assert clock.now(demo=True).date().isoformat() == "2020-06-15"
    served = {post.agency_id for post in db.session.query(AgencyPost)}
    unserved = [seat.agency.name for seat in committee.members if seat.agency_id not in served]
    assert unserved == []
    assert {user.login for user in db.session.query(User)} == {one.login for one in seed.log_ins()}


def test_demo_log_ins_work_on_this_machine_only(tmp_path: Path) -> None:
    demo = make_app(tmp_path, demo=True)
    browser = demo.test_client()
    with demo.app_context():
        db.create_all()
        answer = browser.get("/log-in", environ_base={"REMOTE_ADDR": "10.0.0.7"})
        assert answer.status_code == 403
        db.engine.dispose()


def start(folder: Path, port: int) -> subprocess.Popen[str]:
    """Start the demo as a process of its own."""
    command = [sys.executable, "-m", "tracker", "demo", "--data", str(folder), "--port", str(port)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_the_demo_starts_ends_cleanly_and_seeds_once(tmp_path: Path) -> None:
    for _start in range(2):
        port = free_port()
        process = start(tmp_path, port)
        try:
            assert answers(port)
        finally:
            process.send_signal(signal.SIGTERM)
            output = process.communicate(timeout=20)[0]
        assert process.returncode == 0, output
        assert f"http://127.0.0.1:{port}" in output
        assert seed.PASSWORD in output
        assert "thuky" in output


def test_a_taken_port_is_one_clear_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start(tmp_path, taken.getsockname()[1])
        output = process.communicate(timeout=30)[0]
    assert process.returncode == 1
    assert "--port" in output
    assert "Traceback" not in output
