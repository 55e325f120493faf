"""Requests for a new due date in a world: one that waits on every task, one refused elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.world.content import Ids
from tracker.domain.extensions import ExtensionState
from tracker.extensions import db
from tracker.models.extensions import Extension
from tracker.models.tasks import Assignment, Task
from tracker.services import asking
from tracker.services.asking import Request

if TYPE_CHECKING:
    from tests.world.tasks import _Talk


def ask_extension(talk: _Talk, part: Assignment, readers: frozenset[str], *, day: int) -> Extension:
    """Ask in the name of a lead, so many days ago."""
    speaker, on_behalf = talk.speaker(part)
    source = f"điện thoại {talk.word('source of a request', readers)}" if on_behalf else ""
    request = Request(
        new_on=(talk.hand.now + timedelta(days=40)).date(),
        new_text=talk.word("typed date", frozenset()),
        reason=f"{talk.word('reason of a request', readers)} chưa kịp",
        on_behalf_source=source,
    )
    return asking.ask(part.id, request, actor=speaker, now=talk.hand.now - timedelta(days=day))


def refuse_extension(
    talk: _Talk, extension: Extension, readers: frozenset[str], *, day: int
) -> None:
    """Refuse it with words, after the task went to another agency."""
    extension.state = ExtensionState.REFUSED
    extension.answer = f"{talk.word('answer to a request', readers)} không đồng ý"
    extension.settled_at = talk.hand.now - timedelta(days=day)
    extension.settled_by_id = talk.secretary.user_id
    db.session.flush()


def ids_of(task: Task, extension: Extension) -> Ids:
    """What the routes of a request take."""
    return {
        "committee_id": task.committee_id,
        "conclusion_id": task.conclusion_id,
        "task_id": task.id,
        "extension_id": extension.id,
    }
