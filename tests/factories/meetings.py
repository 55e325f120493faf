"""Meetings, and the people of a committee, as tests need them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee
from tracker.domain.access import AgencyRole, CommitteeRole, viewer_of_system
from tracker.models.agencies import Agency
from tracker.models.committees import Committee, CommitteeMember
from tracker.models.meetings import Meeting
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.services import meetings
from tracker.services.meetings import AttendanceValues, MeetingValues, Presence

SignIn = Callable[[User], FlaskClient]
HELD_ON = date(2020, 6, 11)


class House:
    """A committee with two members, and a browser for each role."""

    def __init__(self, sign_in: SignIn, now: datetime) -> None:
        """Set everything up; ``late`` joined the committee after the meeting of 11 June."""
        self.now = now
        self.committee = make_committee()
        self.other_committee = make_committee("BCD")
        self.members = [make_agency("Sở Y tế"), make_agency("Công an tỉnh")]
        self.late = make_agency("Tỉnh đoàn")
        self.committee.members += [CommitteeMember(agency_id=one.id) for one in self.members]
        self.committee.members[0].person = "Giám đốc Sở"
        self.committee.members.append(
            CommitteeMember(agency_id=self.late.id, joined_on=date(2020, 7, 1))
        )
        roles = {
            "thuky": CommitteeRole.SECRETARY,
            "thuky2": CommitteeRole.SECRETARY,
            "lanhdao": CommitteeRole.LEADER,
            "quansat": CommitteeRole.OBSERVER,
        }
        self.people = {login: self.person(login, role) for login, role in roles.items()}
        self.people["bcd"] = self.person("bcd", CommitteeRole.SECRETARY, self.other_committee)
        self.people["canbo"] = self._officer("canbo", self.members[0])
        self.people["la"] = make_user("la")
        self.browsers = {login: sign_in(user) for login, user in self.people.items()}
        self.secretary, self.second = self.browsers["thuky"], self.browsers["thuky2"]
        self.leader = self.browsers["lanhdao"]

    def person(self, login: str, role: CommitteeRole, committee: Committee | None = None) -> User:
        """A user with a role in the committee."""
        user = make_user(login)
        key = (committee or self.committee).id
        user.committee_roles.append(CommitteePost(committee_id=key, role=role))
        return user

    def _officer(self, login: str, agency: Agency) -> User:
        user = make_user(login)
        user.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
        return user

    def meeting(
        self,
        title: str = "Họp tháng sáu",
        *,
        committee: Committee | None = None,
        held_on: date = HELD_ON,
        present: Sequence[Agency] = (),
    ) -> Meeting:
        """A stored meeting."""
        values = MeetingValues(
            title=title,
            held_on=held_on,
            attendance=[
                AttendanceValues(agency_id=one.id, presence=Presence.PRESENT) for one in present
            ],
        )
        return meetings.create(
            committee or self.committee, values, actor=viewer_of_system(), now=self.now
        )
