"""Lets the jobs run at their times. The only place that imports APScheduler, which only ticks.

Retries, claims and the lease are rows of the database; nothing is kept here, so a process may
be killed at any moment and another one goes on.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from datetime import timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from flask import Flask

from tracker.extensions import transaction
from tracker.jobs.schedule import JOBS, Job, run_job
from tracker.jobs.tick import Tick, process_name
from tracker.services import clock, lease
from tracker.settings import Settings

log = logging.getLogger(__name__)


class Runner:
    """The scheduler of one process, in a thread of its own."""

    def __init__(
        self,
        app: Flask,
        settings: Settings,
        *,
        jobs: Sequence[Job] = JOBS,
        lease_for: timedelta = lease.LASTING,
    ) -> None:
        """Prepare to run ``jobs``; nothing ticks before :meth:`start`."""
        self._app = app
        self._lease_for = lease_for
        self._stopping = threading.Event()
        self._tick = Tick(settings, process_name(), self._stopping.is_set)
        self._scheduler = BackgroundScheduler(
            timezone=settings.zone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for job in jobs:
            self._add(job, settings)

    def start(self) -> None:
        """Begin to tick; the frequent jobs run at once."""
        self._scheduler.start()

    def stop(self) -> None:
        """End in order: running jobs finish what they hold, leases are given back."""
        self._stopping.set()
        self._scheduler.shutdown(wait=True)
        with self._app.app_context(), transaction():
            lease.give_back(self._tick.process)

    def _add(self, job: Job, settings: Settings) -> None:
        # Without a zone of its own a trigger would go by the machine's.
        trigger = CronTrigger(**job.when, timezone=settings.zone)
        at_once = {"next_run_time": clock.now()} if job.is_pulse else {}
        self._scheduler.add_job(self._run, trigger, args=[job], id=job.name, **at_once)

    def _run(self, job: Job) -> None:
        with self._app.app_context():
            try:
                result = run_job(job, self._tick, lease_for=self._lease_for)
            except Exception:
                log.exception("job %s failed", job.name)
            else:
                log.info(
                    "job %s: %s", job.name, "held by another process" if result is None else result
                )
