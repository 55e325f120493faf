"""``tracker worker`` and ``tracker jobs``: the scheduler by itself, and its jobs by hand."""

from __future__ import annotations

import logging
import signal
import threading
from pathlib import Path

import click

from tracker.cli.run import folder_option, opened
from tracker.domain.errors import NotFound
from tracker.extensions import transaction
from tracker.jobs.runner import Runner
from tracker.jobs.schedule import JOBS, get_job, run_job
from tracker.jobs.tick import Tick
from tracker.services import lease


@click.command()
@folder_option
def worker(data: Path | None) -> None:
    """Run the scheduler without pages; any number may run at once."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    app, settings = opened(data)
    runner = Runner(app, settings)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    runner.start()
    click.echo("The scheduler runs. It ends with Ctrl-C.")
    ended.wait()
    runner.stop()


@click.group()
def jobs() -> None:
    """The periodic jobs."""


@jobs.command("list")
def list_jobs() -> None:
    """Say which jobs there are, when they run and what they do."""
    for job in JOBS:
        click.echo(f"{job.name:<8}  {job.times:<20}  {job.about}")


@jobs.command("run-once")
@click.argument("name")
@folder_option
def run_once(name: str, data: Path | None) -> None:
    """Run one job now."""
    try:
        job = get_job(name)
    except NotFound as error:
        known = ", ".join(one.name for one in JOBS)
        raise click.ClickException(f"There is no job {name}; there are: {known}.") from error
    app, settings = opened(data)
    tick = Tick(settings)
    with app.app_context():
        result = run_job(job, tick)
        with transaction():
            lease.give_back(tick.process)
    if result is None:
        raise click.ClickException("Another process holds the lease of this job; nothing was done.")
    click.echo(f"{name}: {result or 'nothing to do'}")
