"""Recommendations (*kiến nghị, đề xuất*): which tasks handle them, and what they are answered.

DESIGN 2: several may be handled by one task, and one may need several. The secretariat links;
the secretariat or a leader answers, in words that the recommending agency reads (DESIGN 3.12).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.recommendations import Outcome, RecommendationState
from tracker.domain.tasks import TaskState
from tracker.domain.text import normalise
from tracker.extensions import db
from tracker.models.proposals import Proposal
from tracker.models.recommendations import (
    ProposalRecommendation,
    Recommendation,
    RecommendationAnswer,
    RecommendationKind,
    RecommendationTask,
)
from tracker.models.tasks import Task
from tracker.queries import chosen_recommendations as chosen_queries
from tracker.queries import recommendations as queries
from tracker.queries import tasks as task_queries
from tracker.queries.recommendations import RecommendationLine
from tracker.services import journal, notices
from tracker.services.dated import require_version, touch
from tracker.services.proposals import note_change, touch_draft

__all__ = ["Answer", "Outcome", "RecommendationKind", "RecommendationState"]

LONGEST = 20_000
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """What an agency is told: the words (of a refusal the reason), who says so, and when."""

    outcome: Outcome
    words: str
    answered_by: str
    answered_on: date | None = None
    """The day meant, in the committee's zone; None: today."""


def link(
    recommendation_id: int,
    task_id: int,
    *,
    version: int | None = None,
    actor: Viewer,
    now: datetime,
) -> Task:
    """Say that a task handles a recommendation; said twice, it is said once.

    ``version`` is the recommendation's, from the form. Raises NotFound, NotAllowed, StaleForm,
    and InvalidInput: task_of_another, task_cancelled, recommendation_answered.
    """
    line = _locked(recommendation_id, actor)
    _require_secretary(line.row, actor)
    task = task_queries.get_locked(task_id, actor)
    if queries.find_link(recommendation_id, task.id) is not None:
        return task
    if version is not None:
        require_version(line.row, version)
    _require_fit(line, task)
    touch(line.row)
    _link(line.row, task, actor, now)
    return task


def unlink(recommendation_id: int, task_id: int, *, actor: Viewer, now: datetime) -> None:
    """Say that a task does not handle it after all; said twice, it is said once.

    Raises NotFound, NotAllowed.
    """
    row = _locked(recommendation_id, actor).row
    _require_secretary(row, actor)
    found = queries.find_link(recommendation_id, task_id)
    if found is None:
        return
    found.ended_at = now
    touch(row)
    db.session.flush()
    _note("recommendation_unlinked", row, actor, now, task_id=task_id)


def answer(
    recommendation_id: int, said: Answer, *, version: int, actor: Viewer, now: datetime
) -> RecommendationAnswer:
    """Answer a recommendation, or say why it is not taken up; the agency gets a notice.

    ``version`` is the one that the form was opened with. The same person saying the same again
    says it once. Raises NotFound, NotAllowed unless secretary or leader, StaleForm, and
    InvalidInput: words_needed, reason_needed, words_too_long, answerer_needed,
    answer_day_future, recommendation_answered.
    """
    line = _locked(recommendation_id, actor)
    row = line.row
    _require_answerer(row, actor)
    if _is_same(row.answer, said, actor):
        return row.answers[-1]
    require_version(row, version)
    if row.answer is not None:
        raise InvalidInput("recommendation_answered")
    today = line.meeting.committee.day_of(now)
    _require_words(said, today)
    made = RecommendationAnswer(
        recommendation_id=row.id,
        committee_id=row.committee_id,
        outcome=said.outcome,
        text=said.words.strip(),
        answered_on=said.answered_on or today,
        answered_by=normalise(said.answered_by),
        recorded_at=now,
        recorded_by_id=actor.user_id or None,
    )
    row.answers.append(made)
    touch(row)
    db.session.flush()
    is_refusal = said.outcome is Outcome.DECLINED
    act = "recommendation_declined" if is_refusal else "recommendation_answered"
    _note(act, row, actor, now)
    notices.tell_recommendation(made, row.agency_id, actor=actor, now=now)
    return made


def take_back(recommendation_id: int, *, version: int, actor: Viewer, now: datetime) -> None:
    """Take the answer in force back; it stays in the history, and its unsent notice is void.

    Raises NotFound, NotAllowed, StaleForm, InvalidInput("recommendation_unanswered").
    """
    row = _locked(recommendation_id, actor).row
    _require_answerer(row, actor)
    require_version(row, version)
    if row.answer is None:
        raise InvalidInput("recommendation_unanswered")
    row.answer.ended_at = now
    touch(row)
    db.session.flush()
    _note("recommendation_answer_withdrawn", row, actor, now)


def choose(proposal: Proposal, recommendation_id: int, *, actor: Viewer, now: datetime) -> None:
    """Say at the review that a proposal will handle a recommendation once it is published.

    Raises NotFound, InvalidInput: draft_published, task_of_another, recommendation_answered.
    """
    touch_draft(proposal.conclusion, actor=actor, now=now)
    line = queries.get_recommendation(recommendation_id, actor)
    if line.row.committee_id != proposal.committee_id:
        raise InvalidInput("task_of_another")
    if line.row.answer is not None:
        raise InvalidInput("recommendation_answered")
    if chosen_queries.find_chosen(proposal.id, recommendation_id) is None:
        made = ProposalRecommendation(proposal_id=proposal.id, recommendation_id=recommendation_id)
        db.session.add(made)
        db.session.flush()
        note_change("proposal_recommendation_linked", proposal, actor, now)


def unchoose(proposal: Proposal, recommendation_id: int, *, actor: Viewer, now: datetime) -> None:
    """Take that back. Raises InvalidInput("draft_published")."""
    touch_draft(proposal.conclusion, actor=actor, now=now)
    found = chosen_queries.find_chosen(proposal.id, recommendation_id)
    if found is not None:
        db.session.delete(found)
        db.session.flush()
        note_change("proposal_recommendation_unlinked", proposal, actor, now)


def carry_over(pairs: Iterable[tuple[Proposal, Task]], *, actor: Viewer, now: datetime) -> None:
    """Link tasks that were just published with what their proposals were to handle.

    What was answered in the meantime is linked, too: its answer goes before.
    """
    known = list(pairs)
    chosen = chosen_queries.list_of_draft(known[0][0].conclusion_id) if known else {}
    for proposal, task in known:
        for key in chosen.get(proposal.id, ()):
            row = _locked(key, actor).row
            touch(row)
            _link(row, task, actor, now)


def may_link(row: Recommendation, actor: Viewer) -> bool:
    """Say whether a page offers this person to link tasks."""
    return actor.is_secretary(row.committee_id)


def may_answer(row: Recommendation, actor: Viewer) -> bool:
    """Say whether this person answers for the committee: its secretariat and its leaders."""
    return actor.is_in(row.committee_id, CommitteeRole.SECRETARY, CommitteeRole.LEADER)


def _locked(recommendation_id: int, actor: Viewer) -> RecommendationLine:
    return queries.get_recommendation(recommendation_id, actor, lock=True)


def _require_secretary(row: Recommendation, actor: Viewer) -> None:
    if not may_link(row, actor):
        raise NotAllowed("not_allowed")


def _require_answerer(row: Recommendation, actor: Viewer) -> None:
    if not may_answer(row, actor):
        raise NotAllowed("not_allowed")


def _require_fit(line: RecommendationLine, task: Task) -> None:
    if task.committee_id != line.row.committee_id:
        raise InvalidInput("task_of_another", field="code")
    if task.state is TaskState.CANCELLED:
        raise InvalidInput("task_cancelled", field="code")
    if line.row.answer is not None:
        raise InvalidInput("recommendation_answered")


def _require_words(said: Answer, today: date) -> None:
    if not said.words.strip():
        is_refusal = said.outcome is Outcome.DECLINED
        raise InvalidInput("reason_needed" if is_refusal else "words_needed", field="words")
    if len(said.words) > LONGEST:
        raise InvalidInput("words_too_long", field="words", characters=LONGEST)
    if not said.answered_by.strip():
        raise InvalidInput("answerer_needed", field="answered_by")
    if said.answered_on is not None and said.answered_on > today:
        raise InvalidInput("answer_day_future", field="answered_on")


def _is_same(known: RecommendationAnswer | None, said: Answer, actor: Viewer) -> bool:
    """A second click on the same form is no second answer."""
    return known is not None and (known.recorded_by_id, known.outcome, known.text) == (
        actor.user_id,
        said.outcome,
        said.words.strip(),
    )


def _link(row: Recommendation, task: Task, actor: Viewer, now: datetime) -> None:
    made = RecommendationTask(
        recommendation_id=row.id,
        task_id=task.id,
        committee_id=row.committee_id,
        linked_at=now,
        linked_by_id=actor.user_id or None,
    )
    db.session.add(made)
    db.session.flush()
    _note("recommendation_linked", row, actor, now, task_id=task.id)


def _note(
    act: str, row: Recommendation, actor: Viewer, now: datetime, *, task_id: int | None = None
) -> None:
    journal.record(
        act,
        "recommendation",
        row.id,
        actor=actor,
        now=now,
        committee_id=row.committee_id,
        task_id=task_id,
        data={"meeting": row.meeting_id},
    )
