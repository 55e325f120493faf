"""The one table of periodic jobs: which there are, when they run, what they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.domain.errors import NotFound
from tracker.extensions import transaction
from tracker.jobs.delivery import deliver
from tracker.jobs.periods import open_periods
from tracker.jobs.reminding import remind
from tracker.jobs.tick import Tick
from tracker.jobs.tidying import tidy
from tracker.services import clock, heartbeat, lease

SILENT_AFTER = timedelta(minutes=15)
"""From then on people are told that the scheduler is silent."""


@dataclass(frozen=True, slots=True)
class Job:
    """One periodic job."""

    name: str
    run: Callable[[Tick], str]
    """Commits by itself, step by step; gives a short result without names or texts."""
    when: Mapping[str, str]
    """Fields of a cron entry in the installation's zone; weekdays by name, never by number."""
    about: str
    one_process: bool = False
    """Runs only where the lease is held."""
    is_pulse: bool = True
    """Runs often: when it has not run for long, the scheduler is silent."""

    @property
    def times(self) -> str:
        """When it runs, for people: ``minute=*/5``."""
        return " ".join(f"{name}={value}" for name, value in self.when.items())


JOBS: Sequence[Job] = (
    Job(
        "periods",
        open_periods,
        {"minute": "1"},
        "opens the periods of standing tasks ahead of their due dates",
        one_process=True,
        is_pulse=False,
    ),
    Job(
        "remind",
        remind,
        {"minute": "*/5"},
        "plans reminders and gathers what is due into mails",
        one_process=True,
    ),
    Job("deliver", deliver, {"minute": "*"}, "sends the mails that are due"),
    Job(
        "tidy",
        tidy,
        {"hour": "3", "minute": "15"},
        "deletes old failed log-ins, ended log-ins and expired links",
        one_process=True,
        is_pulse=False,
    ),
)


def get_job(name: str) -> Job:
    """The job of this name. Raises NotFound."""
    found = next((job for job in JOBS if job.name == name), None)
    if found is None:
        raise NotFound("job")
    return found


def run_job(job: Job, tick: Tick, *, lease_for: timedelta = lease.LASTING) -> str | None:
    """Run a job to its end and note the pulse; None when another process holds the lease.

    Lease and pulse go by the real clock, in the demo as well: they tell of processes. Raises
    what the job raises; then there is no pulse.
    """
    if job.one_process and not _may_run(job.name, tick.process, lease_for):
        return None
    result = job.run(tick)
    with transaction():
        heartbeat.beat(job.name, result, now=clock.now())
    return result


def list_silent(heard: Mapping[str, datetime], *, now: datetime) -> list[str]:
    """The jobs that should run often and did not lately; ``heard``: their last pulses."""
    return [
        job.name
        for job in JOBS
        if job.is_pulse and (job.name not in heard or now - heard[job.name] > SILENT_AFTER)
    ]


def _may_run(name: str, process: str, lease_for: timedelta) -> bool:
    with transaction():
        return lease.take(name, process, now=clock.now(), lasting=lease_for)
