"""The form of a whole task's moves: reason, review date; for one task or many at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from tracker.domain.tasks import TASK_MOVES, TaskMove
from tracker.services.task_moves import LONGEST_REASON, MOVES, Decision
from tracker.web.forms.base import DayField, EditForm, plausible, read_number

if TYPE_CHECKING:
    from tracker.models.tasks import Task

MOST_TASKS = 200
"""Ticks that one form carries."""


class TaskMoveForm(EditForm):
    """Why a task is moved, and when a suspension is looked at again."""

    move = StringField()
    reason = TextAreaField(_l("Lý do"), [Length(max=LONGEST_REASON)], id="whole-reason")
    review_on = DayField(_l("Ngày xem lại"), [plausible], id="whole-review")

    @property
    def chosen_move(self) -> TaskMove | None:
        """The move of the button that was pressed; None when it is none of ours."""
        return move_named(self.move.data)

    @property
    def decision(self) -> Decision:
        """What was typed, with the version that the form was opened with."""
        return Decision(self.reason.data or "", self.review_on.day, self.version_number)

    def validate(self, extra_validators: object = None) -> bool:
        """Ask for what the table of moves wants; the version stands for the rest."""
        is_fit = bool(super().validate(extra_validators))
        rule = TASK_MOVES[self.chosen_move] if self.chosen_move else None
        if rule and rule.reason_needed and not self.reason.data:
            self.refuse("reason", _("Đề nghị ghi rõ lý do."))
            is_fit = False
        if rule and rule.review_needed and not self.review_on.data:
            self.refuse("review_on", _("Đề nghị ghi ngày xem lại."))
            is_fit = False
        return is_fit


def move_named(name: str | None) -> TaskMove | None:
    """The move with this name; None when it is none of ours."""
    return next((move for move in MOVES if move.value == name), None)


def move_form(task: Task) -> TaskMoveForm:
    """An empty form with the task's version."""
    form = TaskMoveForm(formdata=None)
    form.version.data = str(task.version)
    return form


def read_ticks(sent: Iterable[str]) -> dict[int, int]:
    """By task: the version that was ticked; 0, never valid, when there is none."""
    found: dict[int, int] = {}
    for tick in sent:
        key, _colon, version = tick.partition(":")
        number = read_number(key)
        if number and len(found) < MOST_TASKS:
            found[number] = read_number(version) or 0
    return found
