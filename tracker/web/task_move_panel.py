"""The panel *Tạm dừng, hủy* of a task's page: what holds now, and the moves it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.access import Viewer
from tracker.domain.tasks import TaskMove, TaskState
from tracker.queries import suspensions as queries
from tracker.queries.calendar import Horizon
from tracker.services import task_moves
from tracker.web.forms.task_moves import move_form

if TYPE_CHECKING:
    from tracker.models.tasks import Task


def whole_panel(task: Task, who: Viewer, horizon: Horizon) -> dict[str, Any]:
    """What the panel needs; the viewer sees the task in detail."""
    moves = task_moves.offered(task, who)
    is_suspended = task.state is TaskState.SUSPENDED
    back = TaskMove.RESUME in moves or TaskMove.REINSTATE in moves
    return {
        "suspension": queries.list_in_force([task.id]).get(task.id) if is_suspended else None,
        "whole_moves": moves,
        "whole_form": move_form(task),
        "cancels": TaskMove.CANCEL in moves,
        "back_on": task_moves.deadline_on_return(task, horizon.today) if back else None,
    }
