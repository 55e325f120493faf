"""Suspensions in a world: every task was suspended once, cancelled once, and is open again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.domain.tasks import TaskMove
from tracker.services.task_moves import Decision, make_move

if TYPE_CHECKING:
    from tests.world.tasks import _Talk


def suspend_for_an_hour(talk: _Talk) -> None:
    """Suspend, resume, cancel and reinstate a task, each with words of its own."""
    begun = talk.hand.now - timedelta(days=8, hours=12)
    for hour, move in enumerate(
        (TaskMove.SUSPEND, TaskMove.RESUME, TaskMove.CANCEL, TaskMove.REINSTATE)
    ):
        reason = f"{talk.word(f'reason to {move.value}')} vì"
        review_on = talk.hand.now.date() if hour == 0 else None
        make_move(
            talk.task.id,
            move,
            Decision(reason, review_on),
            actor=talk.secretary,
            now=begun + timedelta(hours=hour),
        )
