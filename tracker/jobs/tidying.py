"""Takes away what is past its use."""

from __future__ import annotations

from tracker.extensions import transaction
from tracker.jobs.tick import Tick
from tracker.services import tidying


def tidy(tick: Tick) -> str:
    """Delete old failed log-ins, ended log-ins and expired links; gives how many rows."""
    now = tick.now()
    with transaction():
        return f"rows={tidying.tidy(lifetime=tick.settings.session_lifetime, now=now)}"
