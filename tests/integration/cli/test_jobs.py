"""The commands around the scheduler."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tracker.cli import main
from tracker.jobs.schedule import JOBS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An installation's folder."""
    (tmp_path / "secret_key").write_text("only-for-tests-0123456789")
    return tmp_path


def tracker(*arguments: str) -> Result:
    """Call the command."""
    return CliRunner().invoke(main, arguments)


def test_the_jobs_are_listed() -> None:
    output = tracker("jobs", "list").output
    assert all(job.name in output and job.about in output for job in JOBS)


def test_a_job_runs_by_hand(folder: Path) -> None:
    for _time in range(2):
        result = tracker("jobs", "run-once", "tidy", "--data", str(folder))
        assert (result.exit_code, result.output) == (0, "tidy: rows=0 files=0\n")


def test_an_unknown_job_is_one_clear_sentence(folder: Path) -> None:
    result = tracker("jobs", "run-once", "dance", "--data", str(folder))
    assert result.exit_code == 1
    assert "There is no job dance; there are:" in result.output


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_worker_ticks_and_ends_cleanly(folder: Path) -> None:
    command = [sys.executable, "-m", "tracker", "worker", "--data", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout
    assert "The scheduler runs" in _wait_for(process, "The scheduler runs")
    assert "job deliver: no_mail_server" in _wait_for(process, "job deliver: no_mail_server")
    process.send_signal(signal.SIGTERM)
    output = process.communicate(timeout=20)[0]
    assert process.returncode == 0, output


def _wait_for(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout
    until = time.monotonic() + 30
    while time.monotonic() < until:
        line = process.stdout.readline()
        if words in line:
            return line
    raise AssertionError(f"never said: {words}")
