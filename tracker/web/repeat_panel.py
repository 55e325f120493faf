"""What a task's page says of *nhắc lại*: the other tasks, why, and the secretariat's form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.domain.access import Viewer
from tracker.domain.repeats import OpenTasks
from tracker.queries import repeats as queries
from tracker.web.forms.repeats import LinkForm, UnlinkForm, fresh_link

if TYPE_CHECKING:
    from tracker.models.tasks import Task

OFFERED = 5
"""Earlier tasks that are offered as likely."""


@dataclass(frozen=True, slots=True)
class TypedRepeat:
    """A form that was refused, with what was typed into it."""

    form: UnlinkForm | LinkForm | None = None
    refusal: str = ""
    stale: bool = False


FRESH = TypedRepeat()


def repeat_panel(
    task: Task, typed: TypedRepeat, who: Viewer, *, is_detailed: bool
) -> dict[str, Any]:
    """How often the task was said again, with which others, and why it is said so."""
    found: dict[str, Any] = {
        "told": queries.list_told([task.id], who).get(task.id),
        "same": queries.list_same(task, who),
        "repeat_changes": queries.list_changes(task.id, who) if is_detailed else (),
        "repeat_form": None,
    }
    if not who.is_secretary(task.committee_id):
        return found
    link = queries.find_link(task.id)
    likely = OpenTasks(queries.list_before(task, who)).like(task.title, most=OFFERED)
    return {
        **found,
        "repeat_form": typed.form if isinstance(typed.form, LinkForm) else fresh_link(link),
        "unlink_form": _unlink(typed, link.first_id) if link else None,
        "repeat_likely": queries.list_shown([one.key for one in likely], who) if likely else (),
    }


def _unlink(typed: TypedRepeat, first_id: int) -> UnlinkForm:
    if typed.form is not None and not isinstance(typed.form, LinkForm):
        return typed.form
    form = UnlinkForm(formdata=None)
    form.opened_with.data = str(first_id)
    return form
