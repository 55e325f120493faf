"""The scheduler's processes: one plans, another takes over when it is killed."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.factories import planning
from tracker.extensions import db, transaction
from tracker.jobs import schedule
from tracker.jobs.runner import Runner
from tracker.jobs.schedule import JOBS, Job, get_job, list_silent, run_job
from tracker.jobs.tick import Tick
from tracker.queries import scheduler as queries
from tracker.services import clock, heartbeat, lease


def runs(log: Path) -> list[int]:
    """Who ran the job, in order."""
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def wait_for(what: str, log: Path, after: int, seconds: float = 30) -> list[int]:
    """The runs after the first ``after`` ones, once there are some."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if len(found := runs(log)) > after:
            return found[after:]
        time.sleep(0.1)
    raise AssertionError(f"{what}: nothing within {seconds} seconds")


def test_another_process_takes_over_after_a_kill(app: Flask, tmp_path: Path) -> None:
    db.session.rollback()
    log, settings = tmp_path / "runs", app.extensions["tracker.settings"]
    processes = [planning.start(settings, log) for _number in range(2)]
    try:
        wait_for("the first run", log, 0)
        time.sleep(2.5)
        before = runs(log)
        assert len(set(before)) == 1, "two processes planned at once"
        first = next(one for one in processes if one.pid == before[0])
        first.kill()
        first.wait()
        killed, number = time.monotonic(), len(runs(log))
        taken_over = wait_for("the other process", log, number)
        assert set(taken_over) == {one.pid for one in processes} - {first.pid}
        assert time.monotonic() - killed < planning.LEASE.total_seconds() + 5
    finally:
        for one in processes:
            one.kill()
            one.wait()


def test_a_job_of_one_process_waits_for_the_lease(app: Flask) -> None:
    settings = app.extensions["tracker.settings"]
    job = Job("plan", lambda _tick: "rows=1", {"minute": "*"}, "plans", one_process=True)
    first, second = Tick(settings), Tick(settings)
    assert run_job(job, first) == "rows=1"
    assert run_job(job, second) is None
    with transaction():
        lease.give_back(first.process)
    assert run_job(job, second) == "rows=1"


def test_the_pulse_is_heard_only_after_a_whole_run(app: Flask) -> None:
    tick = Tick(app.extensions["tracker.settings"])

    def fail(_tick: Tick) -> str:
        raise LookupError

    with pytest.raises(LookupError):
        run_job(Job("plan", fail, {}, "fails"), tick)
    assert queries.get_heartbeats() == {}
    run_job(Job("plan", lambda _tick: "ok", {}, "plans"), tick)
    assert queries.get_heartbeats()["plan"].result == "ok"


def test_silence_is_told_by_the_frequent_jobs(app: Flask) -> None:
    frequent = [job.name for job in JOBS if job.is_pulse]
    now = clock.now()
    assert list_silent({}, now=now) == frequent
    for name in frequent:
        heartbeat.beat(name, "", now=now)
    heard = {name: row.at for name, row in queries.get_heartbeats().items()}
    assert list_silent(heard, now=now + schedule.SILENT_AFTER) == []
    assert list_silent(heard, now=now + schedule.SILENT_AFTER + timedelta(seconds=1)) == frequent


def test_starting_runs_the_frequent_jobs_at_once_and_ending_is_clean(app: Flask) -> None:
    db.session.rollback()
    settings = app.extensions["tracker.settings"]
    runner = Runner(app, settings)
    runner.start()
    frequent = {job.name for job in JOBS if job.is_pulse}
    until = time.monotonic() + 20
    while time.monotonic() < until and set(_heard()) != frequent:
        time.sleep(0.1)
    runner.stop()
    assert set(_heard()) == frequent


def _heard() -> list[str]:
    with transaction():
        return sorted(queries.get_heartbeats())


def test_the_table_names_every_weekday(app: Flask) -> None:
    for job in JOBS:
        assert get_job(job.name) is job
        assert not any(c.isdigit() for c in job.when.get("day_of_week", ""))
