"""Lets days go by in the demo: its clock moves, and the jobs run as on each of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.extensions import transaction
from tracker.jobs.delivery import deliver
from tracker.jobs.periods import open_periods
from tracker.jobs.reminding import remind
from tracker.jobs.tick import Tick
from tracker.services import clock, people
from tracker.settings import Settings

TIMES = (time(7, 30), time(9, 30), time(14, 0), time(16, 30))
"""When the jobs run on each day: for the digest, then for notices in working hours."""
_one_at_a_time = threading.Lock()


def pass_days(settings: Settings, days: int) -> None:
    """Move the demo's clock by ``days``, at the same hour, running the jobs on the way.

    Whoever is logged in stays so. Waits while another visitor lets days go by.
    """
    with _one_at_a_time:
        tick = Tick(settings)
        begins = tick.now()
        ends = begins + timedelta(days=days)
        for moment in (*_moments(begins, ends, settings.zone), ends):
            _move_to(moment)
            open_periods(tick)
            remind(tick)
            deliver(tick)


def _moments(begins: datetime, ends: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The instants strictly between two at which jobs run, in order."""
    first = begins.astimezone(zone).date()
    for number in range((ends - begins).days + 1):
        for at in TIMES:
            moment = datetime.combine(first + timedelta(days=number), at, zone)
            if begins < moment < ends:
                yield moment


def _move_to(moment: datetime) -> None:
    with transaction():
        step = moment - clock.now(demo=True)
        people.shift_sessions(step)
        clock.set_demo_clock(moment)
