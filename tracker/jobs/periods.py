"""Opens the periods of standing tasks ahead of their due dates."""

from __future__ import annotations

from tracker.extensions import transaction
from tracker.jobs.tick import Tick
from tracker.queries import committees as committee_queries
from tracker.services import period_opening


def open_periods(tick: Tick) -> str:
    """Bring every standing task's periods up to date; gives how many were opened or withdrawn.

    One transaction a task: what a killed process left undone, the next run does.
    """
    now, changed = tick.now(), 0
    with transaction():
        wanted = [
            task_id
            for committee in committee_queries.list_all_committees()
            for task_id in period_opening.list_to_open(committee, now=now)
        ]
    for task_id in wanted:
        with transaction():
            changed += period_opening.open_task(task_id, now=now)
    return f"periods={changed}"
