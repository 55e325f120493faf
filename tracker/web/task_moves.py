"""Moves of a whole task: on its own page, and of many at once from a list, which asks first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tracker.domain.access import Content
from tracker.domain.errors import DomainError, InvalidInput, InvalidMove, NotFound, StaleForm
from tracker.domain.tasks import TASK_MOVES, TaskMove
from tracker.extensions import transaction
from tracker.queries import suspensions as suspension_queries
from tracker.queries import tasks as task_queries
from tracker.queries.calendar import Horizons
from tracker.services import task_moves
from tracker.services.task_moves import Moved
from tracker.web.context import now, viewer
from tracker.web.forms.task_moves import TaskMoveForm, move_named, read_ticks
from tracker.web.task_page import Typed, task_page
from tracker.web.wording import sentence
from tracker.web.wording_task_moves import DONE_WORDS, MANY_DONE_WORDS, MANY_WORDS

if TYPE_CHECKING:
    from tracker.models.tasks import Task

pages = Blueprint("task_moves", __name__)
Answer = str | Redirect | tuple[str, int]


@pages.post("/tasks/<int:task_id>/moves")
def make(task_id: int) -> Answer:
    """Move one task; what was typed stays when it is refused."""
    task_queries.get_task(task_id, viewer(), Content.TASK_DETAIL)
    form = TaskMoveForm()
    move = form.chosen_move
    if move is None:
        abort(400)
    if not form.validate():
        return task_page(task_id, Typed(whole=form)), 400
    try:
        with transaction():
            task_moves.make_move(task_id, move, form.decision, actor=viewer(), now=now())
    except (StaleForm, InvalidMove):
        return task_page(task_id, Typed(whole=form, stale=True)), 409
    except InvalidInput as error:
        refusal = form.refuse(error.field, sentence(error))
        return task_page(task_id, Typed(whole=form, refusal=refusal)), 400
    flash(str(DONE_WORDS[move]), "said")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor="whole"))


@pages.get("/tasks/together")
def ask() -> Answer:
    """What is about to be done to which tasks, and whom it will be told to."""
    move = move_named(request.args.get("move"))
    if move is None:
        abort(400)
    form = TaskMoveForm(formdata=None)
    ticked = _found(read_ticks(request.args.getlist("task")))
    return _together_page(move, form, {task.id: task.version for task in ticked}, ticked)


@pages.post("/tasks/together")
def make_many() -> Answer:
    """Move the tasks; those that a rule forbids are named and stay as they are."""
    form = TaskMoveForm()
    move, ticks = form.chosen_move, read_ticks(request.form.getlist("task"))
    if move is None:
        abort(400)
    found = _found(ticks)
    if not form.validate() or not found:
        refusal = "" if found else _("Đề nghị chọn ít nhất một nhiệm vụ.")
        return _together_page(move, form, ticks, found, refusal), 400
    versions = {task.id: ticks[task.id] for task in found}
    with transaction():
        moved = task_moves.move_many(versions, move, form.decision, actor=viewer(), now=now())
    if moved.refused and not moved.count:
        return _refused(move, form, found, moved)
    _say(move, moved)
    return redirect(_back(move, found))


def _refused(move: TaskMove, form: TaskMoveForm, found: list[Task], moved: Moved) -> Answer:
    """Nothing moved: the form again, with what was typed and why not."""
    errors = list(moved.refused.values())
    fields = {getattr(error, "field", None) for error in errors}
    if len(fields) == 1 and (name := fields.pop()):
        form.refuse(name, sentence(errors[0]))
        return _together_page(move, form, {one.id: one.version for one in found}, found), 400
    code = 409 if any(isinstance(error, (StaleForm, InvalidMove)) for error in errors) else 400
    versions = {task.id: task.version for task in found}
    return _together_page(move, form, versions, found, refused=moved.refused), code


def _found(ticks: Mapping[int, int]) -> list[Task]:
    """The ticked tasks of the committees whose secretary the viewer is. Others count as absent."""
    found = []
    for key in sorted(ticks):
        try:
            task = task_queries.get_task(key, viewer(), Content.TASK_DETAIL)
        except NotFound:
            continue
        if viewer().is_secretary(task.committee_id):
            found.append(task)
    return found


def _together_page(
    move: TaskMove,
    form: TaskMoveForm,
    versions: Mapping[int, int],
    tasks: list[Task],
    refusal: str = "",
    refused: Mapping[str, DomainError] | None = None,
) -> str:
    who = viewer()
    movable = [task for task in tasks if move in task_moves.offered(task, who)]
    return render_template(
        "task_moves/together.html",
        move=move,
        words=MANY_WORDS[move],
        rule=TASK_MOVES[move],
        form=form,
        refusal=refusal,
        refused=[(code, sentence(error)) for code, error in (refused or {}).items()],
        versions=versions,
        movable=movable,
        others=[task for task in tasks if task not in movable],
        told=len(
            {part.agency_id for task in movable for part in task.assignments if part.is_current}
        ),
        suspended=suspension_queries.list_in_force([task.id for task in tasks]),
        horizons=Horizons(now()),
        back=_back(move, tasks),
    )


def _back(move: TaskMove, tasks: list[Task]) -> str:
    """Back to the one task, or to the list."""
    if len(tasks) == 1:
        return url_for("tasks.show", task_id=tasks[0].id, _anchor="whole")
    return url_for("tasks.index")


def _say(move: TaskMove, moved: Moved) -> None:
    if moved.count:
        flash(str(MANY_DONE_WORDS[move]) % {"count": moved.count}, "said")
    for code, error in moved.refused.items():
        flash(f"{code}: {sentence(error)}", "error")
