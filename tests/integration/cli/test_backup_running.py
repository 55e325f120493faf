"""A backup that is made while people use the site is of one instant, on both databases."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import DATABASES, make_app
from tests.factories.databases import new_database, postgresql_tools
from tests.factories.processes import answers, free_port
from tracker.extensions import db, only_reads
from tracker.models.people import LoginFailure


@pytest.fixture(params=DATABASES)
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    """The variables of an installation on each database."""
    address = ""
    if request.param == "postgresql":
        address = new_database(request.getfixturevalue("postgresql_server"))
    patient = {"TRACKER_LOGIN_ATTEMPTS": "1000000", "PATH": postgresql_tools()}
    return {**os.environ, **patient, "DATABASE_URL": address}


def tracker(environment: dict[str, str], *arguments: object) -> str:
    """Run the command to its end, and give what it said."""
    command = [sys.executable, "-m", "tracker", *map(str, arguments)]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def port(environment: dict[str, str], tmp_path: Path) -> Iterator[int]:
    """The port of a site that serves the folder ``site``."""
    tracker(environment, "init", "--data", tmp_path / "site")
    port = free_port()
    command = [sys.executable, "-m", "tracker", "run", "--data", str(tmp_path / "site")]
    with subprocess.Popen([*command, "--port", str(port)], env=environment) as process:
        assert answers(port)
        yield port
        process.terminate()


class Guesser(threading.Thread):
    """Logs in wrongly until told to stop; each attempt writes two rows in one transaction."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self._address = f"http://127.0.0.1:{port}/log-in"
        self.stop = threading.Event()
        self.count = 0

    def run(self) -> None:
        """Guess."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with opener.open(self._address) as answer:
            page = answer.read().decode()
        token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
        fields = {"login": "admin", "password": "sai", "csrf_token": token}
        while not self.stop.is_set():
            with pytest.raises(urllib.error.HTTPError) as caught:
                opener.open(self._address, urllib.parse.urlencode(fields).encode())
            assert caught.value.code == 400
            caught.value.close()
            self.count += 1


def failures(folder: Path, address: str) -> int:
    """How many rows the attempts left."""
    only_reads(False)
    with make_app(folder, address).app_context():
        found = db.session.scalar(select(func.count(LoginFailure.id))) or 0
        db.session.remove()
        db.engine.dispose()
    return found


def test_a_backup_of_a_running_site_is_of_one_instant(
    environment: dict[str, str], port: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    guessers = [Guesser(port) for _number in range(2)]
    for one in guessers:
        one.start()
    while not all(one.count for one in guessers):
        time.sleep(0.05)
    before = sum(one.count for one in guessers)
    tracker(environment, "backup", "--data", tmp_path / "site", "--to", tmp_path / "saved.zip")
    after = sum(one.count for one in guessers)
    for one in guessers:
        one.stop.set()
        one.join(timeout=20)
    address = environment["DATABASE_URL"]
    if address:
        address = new_database(request.getfixturevalue("postgresql_server"))
    there = {**environment, "DATABASE_URL": address}
    tracker(there, "restore", tmp_path / "saved.zip", "--data", tmp_path / "other")
    rows = failures(tmp_path / "other", address)
    assert before < after
    assert rows % 2 == 0
    assert 2 * before <= rows <= 2 * (after + len(guessers))
