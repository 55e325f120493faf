"""The page of one task, put together once for every form on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from flask import render_template, request

from tracker.domain.access import Content, Viewer
from tracker.domain.tasks import (
    ANSWERED,
    AssignmentState,
    Kind,
    Move,
    Mover,
    Part,
    Rule,
)
from tracker.queries import agencies as agency_queries
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import decisions as decision_queries
from tracker.queries import directives as directive_queries
from tracker.queries import handovers as handover_queries
from tracker.queries import receipts as receipt_queries
from tracker.queries import recommendations as recommendation_queries
from tracker.queries import tasks as task_queries
from tracker.queries import updates as update_queries
from tracker.queries.calendar import Horizon, get_calendar, get_horizon
from tracker.queries.tasks import Detail
from tracker.services import directives, handovers, updates
from tracker.web.context import now, today, viewer
from tracker.web.contribution_panel import urging_of
from tracker.web.extension_panel import (
    NOTHING,
    TypedExtension,
    extension_panel,
    kept_extensions,
)
from tracker.web.forms.contributions import ContributionDateForm
from tracker.web.forms.directives import AnswerForm, DirectiveForm, fresh_directive
from tracker.web.forms.due_dates import DueDateForm, due_date_form
from tracker.web.forms.task_moves import TaskMoveForm
from tracker.web.forms.tasks import MoveForm, fresh_form
from tracker.web.handover_chain import chain_of
from tracker.web.period_panel import FRESH as NO_PERIOD
from tracker.web.period_panel import TypedPeriod, find_panel, owed_on
from tracker.web.repeat_panel import FRESH as NO_REPEAT
from tracker.web.repeat_panel import TypedRepeat, repeat_panel
from tracker.web.task_course import SHOWN, course_of, journal_of, owed_of, stood_in_of
from tracker.web.task_move_panel import whole_panel

if TYPE_CHECKING:
    from tracker.models.agencies import Agency
    from tracker.models.conclusions import Conclusion
    from tracker.models.tasks import Assignment, DueDate, Task
    from tracker.models.updates import Update

AROUND = 120
"""Characters of the conclusion shown before and after a task's passage."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The form that was refused, with what was typed into it; nothing on a fresh page."""

    move: MoveForm | None = None
    part_id: int | None = None
    due: DueDateForm | None = None
    directive: DirectiveForm | None = None
    answer: AnswerForm | None = None
    directive_id: int | None = None
    period: TypedPeriod = NO_PERIOD
    extension: TypedExtension = NOTHING
    repeat: TypedRepeat = NO_REPEAT
    contribution: ContributionDateForm | None = None
    whole: TaskMoveForm | None = None
    refusal: str = ""
    stale: bool = False
    recommendation_refusal: str = ""


FRESH = Typed()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A task's passage, with the words around it for who sees the whole text."""

    before: str
    passage: str
    after: str


@dataclass(frozen=True, slots=True)
class Head:
    """Who has the task and by when: now, or before it left a former owner who is no member."""

    parts: list[Assignment]
    due_dates: list[DueDate]
    deadline_on: date | None
    due_time: time | None
    is_kept: bool = False


def task_page(task_id: int, typed: Typed = FRESH) -> str:
    """What, by when, who else, what is owed next, what happened so far. Raises NotFound.

    Who has no right to the details gets the head: title, leads and due date (DESIGN 3.12).
    """
    who = viewer()
    task = task_queries.get_task(task_id, who)
    detail = task_queries.find_detail(task.id, who)
    is_detailed = detail is not None and detail.is_whole
    head = _head(task, detail)
    parts = head.parts
    if not is_detailed:
        parts = [one for one in parts if one.part is Part.LEAD]
    conclusion = conclusion_queries.find_conclusion(task.conclusion_id, who)
    horizon = get_horizon(task.committee, now())
    return render_template(
        "tasks/show.html",
        task=task,
        head=head,
        horizon=horizon,
        is_detailed=is_detailed,
        parts=parts,
        conclusion=conclusion,
        quoted=_quoted(task, conclusion),
        due_form=_due_form(task, typed, who),
        typed=typed,
        **repeat_panel(task, typed.repeat, who, is_detailed=is_detailed),
        until=detail.until if detail else None,
        **(_details(task, parts, typed, who, horizon) if is_detailed else _kept(task, detail)),
    )


def _head(task: Task, detail: Detail | None) -> Head:
    if detail is None or detail.until is None or not detail.is_guest:
        parts = [one for one in task.assignments if one.is_current]
        return Head(parts, task.due_dates, task.deadline_on, task.due_time)
    until = detail.until
    dates = [one for one in task.due_dates if one.recorded_at < until]
    changes = [one for one in task.changes if one.recorded_at < until]
    return Head(
        parts=task.parts_before(until),
        due_dates=dates,
        deadline_on=changes[-1].deadline_on if changes else None,
        due_time=dates[-1].due_time if dates else None,
        is_kept=True,
    )


def _kept(task: Task, detail: Detail | None) -> dict[str, Any]:
    """What a former owner keeps: the course until the task went to another agency."""
    if detail is None:
        return {"offers": {}}
    written = directive_queries.list_of_task(task.id, until=detail.until)
    said = update_queries.list_of_task(task.id, until=detail.until)
    asked = kept_extensions(task.id, detail.until) if detail.until else ()
    moved = handover_queries.list_of_task(task.id, until=detail.until)
    show = _shown()
    return {
        "offers": {},
        "course": course_of(task, said, written, asked, moved, show, until=detail.until),
        "show": show,
        "shown": SHOWN,
        "journal": journal_of(task.id, until=detail.until),
        "decided": decision_queries.list_of_task(task.id, until=detail.until),
        "stood_in": stood_in_of(task.id),
        "answerable": set(),
    }


def _shown() -> str:
    show = request.args.get("show", "")
    return show if show in SHOWN else ""


def _details(
    task: Task, parts: list[Assignment], typed: Typed, who: Viewer, horizon: Horizon
) -> dict[str, Any]:
    show = _shown()
    written = directive_queries.list_of_task(task.id)
    links = who.is_secretary(task.committee_id)
    said = update_queries.list_of_task(task.id)
    panel = find_panel(task, who, horizon.today, typed.period)
    moved = handover_queries.list_of_task(task.id)
    offers = {one.id: _own_moves(one, who) for one in parts}
    asked = extension_panel(task, typed.extension, who)
    return {
        **asked,
        "offers": offers,
        "may_hand_over": handovers.may_hand_over(task, who),
        "unreceived": receipt_queries.find_waiting(task, now()) if links else {},
        "reports": {one.id: _report(one, said) for one in parts},
        "objections": {one.id: _objection(one, said) for one in parts},
        "chain": chain_of(task, moved),
        "agencies": _proposable(offers.values()),
        "missing": [one for one in task.leads if one.state not in ANSWERED],
        "urging": urging_of(parts, who, typed.contribution, typed.part_id or 0),
        "on_behalf": {one.id for one in parts if not updates.acts_for(one, who)},
        "own_part": next((one for one in parts if updates.acts_for(one, who)), None),
        "course": course_of(task, said, written, asked["extensions"], moved, show),
        "show": show,
        "shown": SHOWN,
        **whole_panel(task, who, horizon),
        "panel": panel,
        "decided": decision_queries.list_of_task(task.id),
        "owed": owed_of(task, parts, written, asked["pending"]) + (owed_on(panel) if panel else []),
        "journal": journal_of(task.id),
        "stood_in": stood_in_of(task.id),
        "last_said": max((one.last_update_at for one in parts if one.last_update_at), default=None),
        "days_late": _working_days_late(task, horizon),
        "form": typed.move or fresh_form(),
        "keys": {one.id: uuid4().hex for one in parts},
        "directive_form": _directive_form(task, typed, who),
        "answer_form": typed.answer or AnswerForm(formdata=None),
        "answerable": {one.id for one in written if directives.may_answer(one, task, who)},
        "handled": recommendation_queries.list_handled_by(task.id),
        "opened": who.committees_seeing(Content.RECOMMENDATION_ANSWER),
        "to_handle": recommendation_queries.list_open(task.committee_id, who) if links else (),
        "links": links,
        "own_agencies": who.agency_ids,
        "answers_itself": directives.answers_itself(task, who),
    }


def _own_moves(part: Assignment, who: Viewer) -> list[Rule]:
    """The moves of the part's own form; what a lead does about a contribution has its own."""
    return [rule for rule in updates.offered(part, who) if rule.by is not Mover.LEAD_AGENCY]


def _objection(part: Assignment, said: Sequence[Update]) -> Update | None:
    """What the agency said against its part, as long as nobody has answered."""
    if part.state is not AssignmentState.OBJECTED:
        return None
    mine = (one for one in said if one.assignment_id == part.id)
    return next((one for one in mine if one.kind.value == "objection"), None)


def _report(part: Assignment, said: Sequence[Update]) -> Update | None:
    """The completion report that waits for its answer."""
    if part.state is not AssignmentState.REPORTED:
        return None
    mine = (one for one in said if one.assignment_id == part.id)
    return next((one for one in mine if one.kind.value == "completion"), None)


def _proposable(offers: Iterable[Sequence[Rule]]) -> Sequence[Agency]:
    """The agencies that an objection may propose; none when nobody here may object."""
    if not any(rule.move is Move.OBJECT for rules in offers for rule in rules):
        return ()
    return agency_queries.list_existing(today())


def _due_form(task: Task, typed: Typed, who: Viewer) -> DueDateForm | None:
    if not who.is_secretary(task.committee_id) or task.kind is Kind.STANDING:
        return None
    return typed.due or due_date_form(task)


def _directive_form(task: Task, typed: Typed, who: Viewer) -> DirectiveForm | None:
    if not directives.may_write(task, who):
        return None
    return typed.directive or fresh_directive()


def _working_days_late(task: Task, horizon: Horizon) -> int:
    if task.deadline_on is None:
        return 0
    end = task.answered_on or horizon.today
    return max(0, get_calendar().working_days_between(task.deadline_on, end))


def _quoted(task: Task, conclusion: Conclusion | None) -> Quoted | None:
    """The passage; the words around it only for who sees the conclusion whole."""
    if not task.text:
        return None
    text = conclusion_queries.find_text(task.text_id) if conclusion else None
    if text is None or task.span_start is None or task.span_end is None:
        return Quoted("", task.text, "")
    start, end = task.span_start, task.span_end
    before = text.body[:start].rpartition("\n")[2]
    after = text.body[end:].partition("\n")[0]
    if len(before) > AROUND:
        before = before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0]
    return Quoted(before, text.body[start:end], after)
