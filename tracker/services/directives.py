"""Directives: what a leader writes on a task, and the lead agency's answer (DESIGN 2, 3.12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.tasks import Task
from tracker.models.updates import Directive
from tracker.queries import directives as directive_queries
from tracker.queries import tasks as task_queries
from tracker.services import journal, notices

LONGEST = 20_000
TAKES_DIRECTIVES = frozenset({TaskState.OPEN, TaskState.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the lead agency says to a directive."""

    words: str
    on_behalf_source: str = ""
    """Written down by the secretariat: telephone or paper, number, date, person (DESIGN 3.7)."""


def write_directive(
    task_id: int,
    *,
    text: str,
    answer_by: date | None = None,
    form_key: str | None = None,
    actor: Viewer,
    now: datetime,
) -> Directive:
    """Put a leader's words on a task; the same form sent twice writes once.

    ``answer_by`` is the last day for the answer, in the committee's zone. Raises NotFound,
    NotAllowed when the actor leads no such committee, and InvalidInput: words_needed,
    words_too_long, answer_day_past, task_not_open.
    """
    task = task_queries.get_locked(task_id, actor)
    if not actor.is_in(task.committee_id, CommitteeRole.LEADER):
        raise NotAllowed("not_allowed")
    known = directive_queries.find_by_form(form_key) if form_key else None
    if known is not None:
        return known
    _require_fit(task, text, answer_by, now)
    directive = Directive(
        task_id=task.id,
        committee_id=task.committee_id,
        text=text.strip(),
        answer_by=answer_by,
        written_at=now,
        written_by_id=actor.user_id,
        form_key=form_key,
    )
    db.session.add(directive)
    db.session.flush()
    _note("directive_written", directive, actor, now, answer_by=answer_by)
    notices.tell_directive(directive, actor=actor, now=now)
    return directive


def answer_directive(
    directive_id: int, answer: Answer, *, actor: Viewer, now: datetime
) -> Directive:
    """Answer once: somebody of a lead agency, or the secretariat on behalf, with the source.

    The same person sending the same words twice answers once.

    Raises NotFound, NotAllowed, and InvalidInput: words_needed, words_too_long, source_needed,
    directive_answered.
    """
    found = directive_queries.get_directive(directive_id, actor)
    task = task_queries.get_locked(found.task_id, actor)
    directive = directive_queries.get_directive(directive_id, actor, fresh=True)
    agency_id = _answering_agency(task, answer, actor)
    if directive.answered_at is not None:
        return _same_answer(directive, answer, actor)
    _require_words(answer.words, field="words")
    directive.answer = answer.words.strip()
    directive.answer_source = "" if agency_id else answer.on_behalf_source.strip()
    directive.answered_at = now
    directive.answered_by_id = actor.user_id
    db.session.flush()
    _note("directive_answered", directive, actor, now, agency_id=agency_id)
    notices.tell_answer(directive, actor=actor, now=now)
    return directive


def may_write(task: Task, actor: Viewer) -> bool:
    """Say whether a page offers this person to write a directive."""
    return task.state in TAKES_DIRECTIVES and actor.is_in(task.committee_id, CommitteeRole.LEADER)


def may_answer(directive: Directive, task: Task, actor: Viewer) -> bool:
    """Say whether a page offers this person to answer."""
    if directive.answered_at is not None:
        return False
    return answers_itself(task, actor) or actor.is_secretary(task.committee_id)


def answers_itself(task: Task, actor: Viewer) -> bool:
    """Say whether the actor speaks for a lead agency, not on its behalf."""
    return any(lead.agency_id in actor.agency_ids for lead in task.leads)


def _same_answer(directive: Directive, answer: Answer, actor: Viewer) -> Directive:
    """A second click on the same form is no second answer; anything else is one too many."""
    same = (directive.answered_by_id, directive.answer) == (actor.user_id, answer.words.strip())
    if not same:
        raise InvalidInput("directive_answered")
    return directive


def _answering_agency(task: Task, answer: Answer, actor: Viewer) -> int | None:
    """The lead agency that the actor speaks for; None for the secretariat on behalf."""
    own = [lead.agency_id for lead in task.leads if lead.agency_id in actor.agency_ids]
    if own:
        return own[0]
    if not actor.is_secretary(task.committee_id):
        raise NotAllowed("not_allowed")
    if not answer.on_behalf_source.strip():
        raise InvalidInput("source_needed", field="on_behalf_source")
    return None


def _require_fit(task: Task, text: str, answer_by: date | None, now: datetime) -> None:
    if task.state not in TAKES_DIRECTIVES:
        raise InvalidInput("task_not_open")
    _require_words(text, field="text")
    today = task.committee.day_of(now)
    if answer_by is not None and answer_by < today:
        raise InvalidInput("answer_day_past", field="answer_by")


def _require_words(words: str, *, field: str) -> None:
    if not words.strip():
        raise InvalidInput("words_needed", field=field)
    if len(words) > LONGEST:
        raise InvalidInput("words_too_long", field=field, characters=LONGEST)


def _note(
    act: str,
    directive: Directive,
    actor: Viewer,
    now: datetime,
    *,
    answer_by: date | None = None,
    agency_id: int | None = None,
) -> None:
    data: dict[str, object] = {"answer_by": answer_by.isoformat()} if answer_by else {}
    if directive.answer_source:
        data["on_behalf"] = True
    journal.record(
        act,
        "directive",
        directive.id,
        actor=actor,
        now=now,
        committee_id=directive.committee_id,
        task_id=directive.task_id,
        agency_id=agency_id,
        data=data,
    )
