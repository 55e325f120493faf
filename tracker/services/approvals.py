"""Approval: a draft is put before the committee's leaders, who approve it or send it back.

docs/decisions/0005 says who sees what meanwhile. A change of the draft makes a submission or an
approval void (``services.conclusions.withdraw_approval``), so what was approved is what goes live.
"""

from __future__ import annotations

from datetime import datetime

from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput, NotAllowed, StaleForm
from tracker.extensions import db
from tracker.models.conclusions import Conclusion, ConclusionState
from tracker.queries import conclusions as queries
from tracker.queries import people as people_queries
from tracker.services import journal, notices
from tracker.services.conclusions import reopen
from tracker.services.dated import require_version
from tracker.services.publishing import preview

LONGEST_NOTE = 2000


def submit(conclusion_id: int, *, actor: Viewer, now: datetime) -> Conclusion:
    """Put a draft before the committee's leaders; a second click changes nothing.

    Raises NotFound, and InvalidInput("no_leader", "nothing_to_submit", "submission_blocked").
    """
    conclusion = queries.get_draft(conclusion_id, actor, lock=True)
    if conclusion.state is not ConclusionState.DRAFT:
        return conclusion
    _require_submittable(conclusion, now)
    reopen(conclusion)
    conclusion.state = ConclusionState.SUBMITTED
    conclusion.submitted_at, conclusion.submitted_by_id = now, actor.user_id or None
    _note("conclusion_submitted", conclusion, actor, now)
    notices.tell_draft(notices.SUBMITTED, conclusion, actor=actor, now=now)
    return conclusion


def take_back(conclusion_id: int, *, actor: Viewer, now: datetime) -> Conclusion:
    """Take a submission back before it is decided; one that is decided stays. Raises NotFound."""
    conclusion = queries.get_draft(conclusion_id, actor, lock=True)
    if conclusion.state is ConclusionState.SUBMITTED:
        reopen(conclusion)
        _note("submission_taken_back", conclusion, actor, now)
    return conclusion


def approve(
    conclusion_id: int, *, note: str, version: int, actor: Viewer, now: datetime
) -> Conclusion:
    """A leader approves what was put before him or her; a second click changes nothing.

    Raises NotFound, NotAllowed("not_allowed", "own_submission"), StaleForm when the draft was
    changed or decided meanwhile, InvalidInput("words_too_long").
    """
    conclusion = _for_leader(conclusion_id, actor)
    approved = conclusion.state is ConclusionState.APPROVED
    if approved and conclusion.approved_by_id == actor.user_id:
        return conclusion
    _require_waiting(conclusion, version)
    _require_other(conclusion, actor)
    conclusion.state = ConclusionState.APPROVED
    conclusion.approved_at, conclusion.approved_by_id = now, actor.user_id
    conclusion.approval_note = _words(note)
    _note("conclusion_approved", conclusion, actor, now)
    notices.tell_draft(notices.APPROVED, conclusion, actor=actor, now=now)
    return conclusion


def send_back(
    conclusion_id: int, *, words: str, version: int, actor: Viewer, now: datetime
) -> Conclusion:
    """A leader sends a draft back and says why; it is the secretariat's again.

    Raises NotFound, NotAllowed("not_allowed"), StaleForm, InvalidInput("reason_needed",
    "words_too_long").
    """
    conclusion = _for_leader(conclusion_id, actor)
    _require_waiting(conclusion, version)
    reason = _words(words)
    if not reason:
        raise InvalidInput("reason_needed", "note")
    reopen(conclusion)
    conclusion.approval_note = reason
    _note("conclusion_sent_back", conclusion, actor, now)
    notices.tell_draft(notices.SENT_BACK, conclusion, actor=actor, now=now)
    return conclusion


def _for_leader(conclusion_id: int, actor: Viewer) -> Conclusion:
    conclusion = queries.get_for_approval(conclusion_id, actor, lock=True)
    if not actor.is_in(conclusion.committee_id, CommitteeRole.LEADER):
        raise NotAllowed("not_allowed")
    return conclusion


def _require_waiting(conclusion: Conclusion, version: int) -> None:
    require_version(conclusion, version)
    if conclusion.state is not ConclusionState.SUBMITTED:
        raise StaleForm(current=conclusion.version)


def _require_other(conclusion: Conclusion, actor: Viewer) -> None:
    """Nobody approves what he or she submitted, unless there is no other leader (DESIGN 3.6)."""
    if conclusion.submitted_by_id != actor.user_id:
        return
    leaders = people_queries.list_leaders(conclusion.committee_id)
    if any(one.id != actor.user_id for one in leaders):
        raise NotAllowed("own_submission")


def _require_submittable(conclusion: Conclusion, now: datetime) -> None:
    if not people_queries.list_leaders(conclusion.committee_id):
        raise InvalidInput("no_leader")
    found = preview(conclusion, now=now)
    if not found.proposals:
        raise InvalidInput("nothing_to_submit")
    if found.blocked:
        raise InvalidInput("submission_blocked", count=len(found.blocked))


def _words(raw: str) -> str:
    words = raw.strip()
    if len(words) > LONGEST_NOTE:
        raise InvalidInput("words_too_long", "note", characters=LONGEST_NOTE)
    return words


def _note(act: str, conclusion: Conclusion, actor: Viewer, now: datetime) -> None:
    db.session.flush()
    journal.record(
        act,
        "conclusion",
        conclusion.id,
        actor=actor,
        now=now,
        committee_id=conclusion.committee_id,
    )
