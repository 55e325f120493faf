"""Who may see what: the one table, and the viewer it is asked for.

DESIGN 3.12. Queries turn the table into a filter (``tracker.queries.visibility``), pages ask it
before they offer something, and the tests walk it with marker words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CommitteeRole(StrEnum):
    """What a person is in a committee; one person may hold several."""

    SECRETARY = "secretary"
    LEADER = "leader"
    OBSERVER = "observer"


class AgencyRole(StrEnum):
    """What a person is in an agency."""

    HEAD = "head"
    OFFICER = "officer"
    DEPUTY = "deputy"


class Relation(StrEnum):
    """How a viewer stands to a committee's content; the rows of the table below."""

    SECRETARY = "secretary"
    LEADER = "leader"
    OBSERVER = "observer"
    MEMBER = "member"
    ASSIGNED = "assigned"
    AUTHOR = "author"
    """The agency that made a recommendation."""


class Content(StrEnum):
    """The kinds of content that the table tells apart."""

    DRAFT = "draft"
    SUBMITTED_DRAFT = "submitted_draft"
    """A draft that waits for a leader's approval, or has it and is not published yet."""
    CONCLUSION = "conclusion"
    PASSAGE = "passage"
    MEETING = "meeting"
    RECOMMENDATION = "recommendation"
    """What was asked for; an agency with a task that handles it must know what it handles."""
    RECOMMENDATION_ANSWER = "recommendation_answer"
    """What became of it: the answer, and that there are tasks; the tasks by their own rows."""
    TASK_HEAD = "task_head"
    TASK_DETAIL = "task_detail"
    FIGURES = "figures"
    LEDGER = "ledger"


_COMMITTEE = frozenset({Relation.SECRETARY, Relation.LEADER, Relation.OBSERVER})
_ISSUED = _COMMITTEE | {Relation.MEMBER}

MAY_SEE: Mapping[Content, frozenset[Relation]] = {
    Content.DRAFT: frozenset({Relation.SECRETARY}),
    Content.SUBMITTED_DRAFT: frozenset({Relation.SECRETARY, Relation.LEADER}),
    Content.CONCLUSION: _ISSUED,
    Content.PASSAGE: _ISSUED | {Relation.ASSIGNED},
    Content.MEETING: _COMMITTEE,
    Content.RECOMMENDATION: _COMMITTEE | {Relation.AUTHOR, Relation.ASSIGNED},
    Content.RECOMMENDATION_ANSWER: _COMMITTEE | {Relation.AUTHOR},
    Content.TASK_HEAD: _ISSUED | {Relation.ASSIGNED},
    Content.TASK_DETAIL: _COMMITTEE | {Relation.ASSIGNED},
    Content.FIGURES: _COMMITTEE,
    Content.LEDGER: frozenset({Relation.SECRETARY}),
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person on whose behalf something is read or done.

    ``member_committees`` are the committees whose member one of the viewer's agencies is.
    The viewer is built once per request or job from the database and then only read.
    """

    user_id: int
    name: str
    is_administrator: bool = False
    committee_roles: Mapping[int, frozenset[CommitteeRole]] = field(default_factory=dict)
    agency_roles: Mapping[int, frozenset[AgencyRole]] = field(default_factory=dict)
    member_committees: frozenset[int] = frozenset()
    stands_in: Mapping[int, int] = field(default_factory=dict)
    """By agency: the person in whose place and name the viewer acts as a deputy."""

    @property
    def agency_ids(self) -> frozenset[int]:
        """The agencies for which the viewer may act."""
        return frozenset(self.agency_roles)

    def heads(self, agency_id: int) -> bool:
        """Say whether the viewer is the head of an agency."""
        return AgencyRole.HEAD in self.agency_roles.get(agency_id, frozenset())

    def committees_as(self, *roles: CommitteeRole) -> frozenset[int]:
        """The committees in which the viewer holds one of ``roles``."""
        wanted = frozenset(roles)
        return frozenset(key for key, held in self.committee_roles.items() if held & wanted)

    def is_in(self, committee_id: int, *roles: CommitteeRole) -> bool:
        """Say whether the viewer holds one of ``roles`` in this committee."""
        return committee_id in self.committees_as(*roles)

    def is_secretary(self, committee_id: int) -> bool:
        """Say whether the viewer belongs to the committee's secretariat."""
        return self.is_in(committee_id, CommitteeRole.SECRETARY)

    def committees_seeing(self, content: Content) -> frozenset[int]:
        """The committees whose ``content`` the viewer sees whole, whatever the task."""
        allowed = MAY_SEE[content]
        roles = [role for role in CommitteeRole if Relation(role.value) in allowed]
        seen = self.committees_as(*roles)
        return seen | self.member_committees if Relation.MEMBER in allowed else seen

    def sees_when_assigned(self, content: Content) -> bool:
        """Say whether an assignment of one of the viewer's agencies opens ``content``."""
        return bool(self.agency_roles) and Relation.ASSIGNED in MAY_SEE[content]

    def sees_as_author(self, content: Content) -> bool:
        """Say whether a recommendation of one of the viewer's agencies opens its ``content``."""
        return bool(self.agency_roles) and Relation.AUTHOR in MAY_SEE[content]


def viewer_of_system(name: str = "system") -> Viewer:
    """The viewer of scheduled jobs and commands: sees nothing, so it is never shown a page."""
    return Viewer(user_id=0, name=name)


def roles_of(values: Iterable[str]) -> frozenset[CommitteeRole]:
    """Read stored role names; unknown ones are an error of the data and raise ValueError."""
    return frozenset(CommitteeRole(value) for value in values)
