"""*Nhắc lại*: what a proposal says again is shown and linked by a person; nothing is merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.proposals import seats
from tracker.domain.repeats import OpenTasks
from tracker.domain.tasks import Part
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.proposals import Proposal, ProposalRepeat
from tracker.models.tasks import Task, TaskRepeat
from tracker.queries import repeats as queries
from tracker.services import journal
from tracker.services.proposals import named_of, note_change, require_draft, touch_draft

SHOWN = 3
"""Earlier tasks shown beside a card."""
_LOOKED_AT = 12
"""Likest tasks of which the ones shown are taken: several may repeat one another."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier task beside a card; ``again`` is how often it was said again so far."""

    task: Task
    again: int
    is_linked: bool


def suggest(
    conclusion: Conclusion, rows: Sequence[Proposal], viewer: Viewer
) -> Mapping[int, Sequence[Earlier]]:
    """By the proposal's key, what it repeats or may repeat; what was dismissed is left out."""
    wanted = {row.id: _keys(row, found) for row, found in _likest(conclusion, rows, viewer)}
    ids = sorted({key for keys in wanted.values() for key in keys})
    told = queries.list_told(ids, viewer) if ids else {}
    tasks = {task.id: task for task in queries.list_shown(ids, viewer)} if ids else {}
    links = {row.id: _linked(row) for row in rows}
    return {
        row_id: [
            Earlier(tasks[key], told[key].again if key in told else 0, key == links[row_id])
            for key in keys
            if key in tasks
        ]
        for row_id, keys in wanted.items()
    }


def link(proposal: Proposal, task_id: int, *, actor: Viewer, now: datetime) -> Task:
    """Say that the proposal repeats an open task, instead of any other; gives that task.

    Raises InvalidInput("repeat_not_open", "draft_published").
    """
    touch_draft(proposal.conclusion, actor=actor, now=now)
    task = queries.find_open_before(proposal.conclusion, task_id, actor)
    if task is None:
        raise InvalidInput("repeat_not_open")
    kept = [one for one in proposal.repeats if not one.is_linked and one.task_id != task_id]
    _decide(proposal, kept, ProposalRepeat(task_id=task_id, is_linked=True))
    note_change("proposal_repeat_linked", proposal, actor, now)
    return task


def unlink(proposal: Proposal, *, actor: Viewer, now: datetime) -> None:
    """Say that the proposal repeats nothing yet; what was linked is shown as possible again."""
    touch_draft(proposal.conclusion, actor=actor, now=now)
    proposal.repeats = [one for one in proposal.repeats if not one.is_linked]
    db.session.flush()
    note_change("proposal_repeat_unlinked", proposal, actor, now)


def dismiss(proposal: Proposal, task_id: int, *, actor: Viewer, now: datetime) -> None:
    """Say that the proposal is another deed than this task, which is not shown beside it again.

    An approval stays: nothing that will be published changes.
    Raises InvalidInput("repeat_not_open", "draft_published").
    """
    require_draft(proposal.conclusion)
    if queries.find_open_before(proposal.conclusion, task_id, actor) is None:
        raise InvalidInput("repeat_not_open")
    kept = [one for one in proposal.repeats if one.task_id != task_id]
    _decide(proposal, kept, ProposalRepeat(task_id=task_id, is_linked=False))
    note_change("proposal_repeat_dismissed", proposal, actor, now)


def carry_over(pairs: Iterable[tuple[Proposal, Task]], *, actor: Viewer, now: datetime) -> None:
    """Link tasks that were just published with what their proposals repeat, and journal it."""
    linked = [(task, key) for row, task in pairs if (key := _linked(row)) is not None]
    firsts = queries.list_firsts([key for _task, key in linked]) if linked else {}
    for task, key in linked:
        _repeat(task, firsts[key], actor, now)


def _repeat(task: Task, first_id: int, actor: Viewer, now: datetime) -> None:
    db.session.add(TaskRepeat(task_id=task.id, committee_id=task.committee_id, first_id=first_id))
    db.session.flush()
    for act, subject_id, data in (
        ("task_repeats", task.id, {"first": first_id}),
        ("task_repeated", first_id, {"by": task.id}),
    ):
        journal.record(
            act,
            "task",
            subject_id,
            actor=actor,
            now=now,
            committee_id=task.committee_id,
            task_id=subject_id,
            data=data,
        )


def _likest(
    conclusion: Conclusion, rows: Sequence[Proposal], viewer: Viewer
) -> Iterator[tuple[Proposal, list[int]]]:
    """Each proposal with the tasks that it may repeat, one of those that repeat one another."""
    tasks = OpenTasks(queries.list_open_before(conclusion, viewer))
    found = {
        row.id: [one.key for one in tasks.like(row.title, _leads(row), most=_LOOKED_AT)]
        for row in rows
    }
    every = sorted({key for keys in found.values() for key in keys})
    firsts = queries.list_firsts(every) if every else {}
    for row in rows:
        once = {firsts[key]: key for key in reversed(found[row.id])}
        yield row, [key for key in found[row.id] if once[firsts[key]] == key]


def _keys(row: Proposal, found: Sequence[int]) -> list[int]:
    """The linked task alone, or those that may be repeated and were not dismissed."""
    linked = _linked(row)
    if linked is not None:
        return [linked]
    dismissed = {one.task_id for one in row.repeats}
    return [key for key in found if key not in dismissed][:SHOWN]


def _linked(row: Proposal) -> int | None:
    return next((one.task_id for one in row.repeats if one.is_linked), None)


def _leads(row: Proposal) -> list[int]:
    return [seat.agency_id for seat in seats(named_of(row)) if seat.part is Part.LEAD]


def _decide(proposal: Proposal, kept: list[ProposalRepeat], decided: ProposalRepeat) -> None:
    """Flush in between: a row of the same pair must be gone before its successor comes."""
    proposal.repeats = kept
    db.session.flush()
    proposal.repeats.append(decided)
    db.session.flush()
