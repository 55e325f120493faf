"""Plans what is to be said and makes mails of it."""

from __future__ import annotations

from tracker.extensions import transaction
from tracker.jobs.tick import Tick
from tracker.services import gathering, planning


def remind(tick: Tick) -> str:
    """Bring the ledger up to date, then gather what may go out; gives both numbers.

    Two transactions: what was planned stays planned when gathering fails.
    """
    now = tick.now()
    with transaction():
        rows = planning.plan(now=now)
    with transaction():
        mails = gathering.gather(now=now)
    return f"rows={rows} mails={mails}"
