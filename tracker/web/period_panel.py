"""The panel *Kỳ báo cáo* of a standing task's page: every period, who owes it, its forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flask import request
from flask_babel import gettext as _

from tracker.domain.access import Viewer
from tracker.domain.periods import (
    OWED_STATES,
    PeriodMove,
    PeriodRule,
    PeriodState,
    Progress,
    period_state,
)
from tracker.domain.tasks import Kind, TaskState
from tracker.queries import periods as queries
from tracker.services import periods, schedules, updates
from tracker.services.period_opening import cycle_of
from tracker.web.agency_names import as_told
from tracker.web.forms.base import number
from tracker.web.forms.periods import PeriodAnswerForm, PeriodReportForm, report_form
from tracker.web.task_course import Owed
from tracker.web.wording_periods import period_word

if TYPE_CHECKING:
    from tracker.models.periods import Period
    from tracker.models.tasks import Assignment, Task
    from tracker.models.updates import Update


@dataclass(frozen=True, slots=True)
class TypedPeriod:
    """The form about a period that was refused, with what was typed into it."""

    report: PeriodReportForm | None = None
    part_id: int | None = None
    answer: PeriodAnswerForm | None = None
    period_id: int | None = None
    refusal: str = ""


FRESH = TypedPeriod()
SHOWN = 8
"""Periods that stand open; older ones are folded away."""


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period as the page shows it."""

    period: Period
    state: PeriodState
    report: Update | None
    answers: Sequence[PeriodRule]
    """What the secretariat may do about its report."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """The form of one agency: the periods it may report on, the oldest first."""

    part: Assignment
    form: PeriodReportForm
    on_behalf: bool


@dataclass(frozen=True, slots=True)
class PeriodPanel:
    """All that the panel shows."""

    cycle: str
    lines: Sequence[PeriodLine]
    """Those of late, and every one whose report waits for an answer."""
    older: Sequence[PeriodLine]
    reporting: Sequence[Reporting]
    answer_form: PeriodAnswerForm
    typed: TypedPeriod
    may_change: bool
    """The viewer may change cycle and end."""
    is_over: bool
    """Nothing is left but a person's word that the task has ended."""
    ended_on: date | None
    ended_why: str


def find_panel(
    task: Task, who: Viewer, today: date, typed: TypedPeriod = FRESH
) -> PeriodPanel | None:
    """The panel of a standing task that the viewer sees in detail; None for other tasks."""
    if task.kind is not Kind.STANDING:
        return None
    rows = queries.list_of_task(task.id)
    reports = queries.list_reports(task.id)
    lines = [_line(one, reports, who, today) for one in reversed(rows)]
    is_open = task.state is TaskState.OPEN
    fresh = [one for place, one in enumerate(lines) if place < SHOWN or one.answers]
    return PeriodPanel(
        cycle=cycle_of(task).code,
        lines=fresh,
        older=[one for one in lines if one not in fresh],
        reporting=_reporting(task, rows, who, today, typed),
        answer_form=typed.answer or PeriodAnswerForm(formdata=None),
        typed=typed,
        may_change=is_open and who.is_secretary(task.committee_id),
        is_over=is_open and schedules.is_over(task, today),
        ended_on=task.answered_on if task.state is TaskState.COMPLETED else None,
        ended_why=task.changes[-1].reason if task.changes else "",
    )


def owed_on(panel: PeriodPanel) -> list[Owed]:
    """What is still to be done on the periods: answers first, then each agency's oldest report."""
    lines = [*panel.lines, *panel.older]
    waiting = [one.period for one in lines if one.period.progress is Progress.REPORTED]
    answers = [
        Owed("check", str(_("Xác nhận báo cáo kỳ: %(period)s", period=period_word(one))),
             str(_("Tổ giúp việc")), since=one.answered_on)
        for one in reversed(waiting)
    ]  # fmt: skip
    oldest: dict[int, Period] = {}
    for one in lines:
        if one.period.progress is Progress.OPEN and one.state in OWED_STATES:
            oldest[one.period.assignment_id] = one.period
    reports = [
        Owed("loop", str(_("Báo cáo kỳ: %(period)s", period=period_word(one))),
             as_told(one.assignment), until=one.due_on)
        for one in oldest.values()
    ]  # fmt: skip
    return answers + reports


def list_reportable(rows: Sequence[Period], who: Viewer, today: date) -> list[Period]:
    """The periods that this person may report on now, the oldest first."""
    return [
        one
        for one in rows
        if any(rule.move is PeriodMove.REPORT for rule in periods.offered(one, who, today))
    ]


def _line(period: Period, reports: dict[int, Update], who: Viewer, today: date) -> PeriodLine:
    offered = periods.offered(period, who, today)
    return PeriodLine(
        period=period,
        state=period_state(period.facts, today),
        report=reports.get(period.id),
        answers=[rule for rule in offered if rule.move is not PeriodMove.REPORT],
    )


def _reporting(
    task: Task, rows: Sequence[Period], who: Viewer, today: date, typed: TypedPeriod
) -> list[Reporting]:
    open_ = list_reportable(rows, who, today)
    found, chosen = [], request.args.get("period", type=number)
    for lead in task.leads:
        own = [one for one in open_ if one.assignment_id == lead.id]
        if own or typed.part_id == lead.id:
            form = typed.report if typed.report and typed.part_id == lead.id else report_form(own)
            if form is not typed.report and chosen in {one.id for one in own}:
                form.period.data = str(chosen)
            found.append(Reporting(lead, form, on_behalf=not updates.acts_for(lead, who)))
    return found
