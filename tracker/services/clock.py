"""The one place that reads the clock. The demo has its own, which runs on from a day of 2020."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tracker.queries import installation as installation_queries
from tracker.services import installation

OFFSET = "demo_clock_offset_seconds"


def now(*, demo: bool = False) -> datetime:
    """The instant, aware, in UTC; in the demo shifted by what its clock was set to."""
    real = datetime.now(UTC)
    if not demo:
        return real
    stored = installation_queries.find_value(OFFSET)
    return real + timedelta(seconds=float(stored or 0))


def set_demo_clock(instant: datetime) -> None:
    """Make the demo's clock show ``instant`` now, and run on from there."""
    shift = instant - datetime.now(UTC)
    installation.set_value(OFFSET, str(shift.total_seconds()))
