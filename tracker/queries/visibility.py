"""The table of who may see what, as filters for queries (DESIGN 3.12)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import aliased

from tracker.domain.access import Content, Viewer
from tracker.models.conclusions import Conclusion, ConclusionState
from tracker.models.meetings import Meeting
from tracker.models.recommendations import Recommendation
from tracker.models.tasks import Assignment, Task


def tasks_seen(viewer: Viewer, content: Content = Content.TASK_HEAD) -> ColumnElement[bool]:
    """The condition under which ``viewer`` sees this kind of content of a task.

    An assignment that ended opens the head only: what a former owner keeps besides is found by
    :func:`tracker.queries.tasks.find_detail`.
    """
    whole = Task.committee_id.in_(viewer.committees_seeing(content))
    if not viewer.sees_when_assigned(content):
        return whole
    mine = aliased(Assignment)
    own = select(mine.task_id).where(mine.agency_id.in_(viewer.agency_ids))
    if content is Content.TASK_DETAIL:
        own = own.where(mine.ended_at.is_(None))
    return or_(whole, Task.id.in_(own))


def tasks_left(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that ``viewer`` sees a task only because its agency once had a part in it.

    Of such a task it sees what existed until the change, of the head as well (DESIGN 3.12).
    """
    if not viewer.agency_ids:
        return false()
    mine = aliased(Assignment)
    parts = select(mine.task_id).where(mine.agency_id.in_(viewer.agency_ids))
    return and_(
        Task.committee_id.not_in(viewer.committees_seeing(Content.TASK_HEAD)),
        Task.id.in_(parts.where(mine.ended_at.is_not(None))),
        Task.id.not_in(parts.where(mine.ended_at.is_(None))),
    )


def meetings_seen(viewer: Viewer) -> ColumnElement[bool]:
    """Meetings for the people who hold a role in the committee."""
    return Meeting.committee_id.in_(viewer.committees_seeing(Content.MEETING))


def recommendations_seen(viewer: Viewer) -> ColumnElement[bool]:
    """Recommendations with their answers: for the committee, and for the agency that made them.

    Who only has a task that handles one reads its words on that task.
    """
    content = Content.RECOMMENDATION_ANSWER
    whole = Recommendation.committee_id.in_(viewer.committees_seeing(content))
    if not viewer.sees_as_author(content):
        return whole
    return or_(whole, Recommendation.agency_id.in_(viewer.agency_ids))


def conclusions_seen(viewer: Viewer) -> ColumnElement[bool]:
    """Published conclusions for the committee and its members; drafts for the secretariat.

    Leaders see a draft while it waits for their approval, and once it is approved.
    """
    published = Conclusion.state == ConclusionState.PUBLISHED
    submitted = Conclusion.state.in_((ConclusionState.SUBMITTED, ConclusionState.APPROVED))
    return or_(
        and_(
            published,
            Conclusion.committee_id.in_(viewer.committees_seeing(Content.CONCLUSION)),
        ),
        and_(
            submitted,
            Conclusion.committee_id.in_(viewer.committees_seeing(Content.SUBMITTED_DRAFT)),
        ),
        Conclusion.committee_id.in_(viewer.committees_seeing(Content.DRAFT)),
    )
