"""A committee with recommendations and tasks, and one person of every kind."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import Committee
from tracker.models.meetings import Meeting
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.models.recommendations import Recommendation, RecommendationKind

AT = datetime(2020, 6, 16, 2, 0, tzinfo=UTC)


class Hall:
    """A meeting at which two agencies asked for something, and two tasks."""

    def __init__(self) -> None:
        """Store it; ``author`` asked first, ``lead`` leads both tasks."""
        self.committee = make_committee()
        names = ("Báo Hải Dương", "Sở Y tế", "Tỉnh đoàn")
        self.author, self.lead, self.other = (
            make_agency(name, mailbox=f"hop-{place}@co-quan.example")
            for place, name in enumerate(names)
        )
        self.meeting = make_meeting(self.committee)
        self.first = self.ask(self.author, "Đề nghị bố trí đường truyền cho phóng viên")
        self.second = self.ask(self.other, "Đề nghị có tài liệu cho thanh niên")
        conclusion = make_conclusion(self.committee)
        self.tasks = [make_task(conclusion, title, leads=[self.lead]) for title in ("A", "B")]
        self.users = {role.value: self.person(role.value, role) for role in CommitteeRole}
        for name in ("author", "lead", "other"):
            self.users[name] = self.officer(name, getattr(self, name))
        db.session.commit()

    def ask(
        self, agency: Agency, text: str, kind: RecommendationKind = RecommendationKind.LOGISTICS
    ) -> Recommendation:
        """A stored recommendation of the meeting."""
        row = Recommendation(
            meeting_id=self.meeting.id,
            committee_id=self.committee.id,
            agency_id=agency.id,
            kind=kind,
            text=text,
            folded=fold(text),
        )
        db.session.add(row)
        db.session.flush()
        return row

    def person(self, login: str, role: CommitteeRole) -> User:
        """A user with a role in the committee."""
        user = make_user(login, email=f"{login}@hop-thu.example")
        post = CommitteePost(
            committee_id=self.committee.id, role=role, is_head=role is CommitteeRole.LEADER
        )
        user.committee_roles.append(post)
        return user

    def officer(self, login: str, agency: Agency) -> User:
        """A user who acts for an agency."""
        user = make_user(login, email=f"{login}@hop-thu.example")
        user.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
        return user

    def viewer(self, name: str) -> Viewer:
        """What a person is."""
        user = self.users[name]
        return Viewer(
            user.id,
            user.full_name,
            committee_roles={
                one.committee_id: frozenset({one.role}) for one in user.committee_roles
            },
            agency_roles={one.agency_id: frozenset({one.role}) for one in user.agency_roles},
        )


def make_meeting(
    committee: Committee, held_on: date = date(2020, 6, 11), title: str = "Họp tháng sáu"
) -> Meeting:
    """A stored meeting."""
    meeting = Meeting(
        committee_id=committee.id, title=title, held_on=held_on, folded=fold(title), created_at=AT
    )
    db.session.add(meeting)
    db.session.flush()
    return meeting
