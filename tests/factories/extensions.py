"""A task whose date is to be extended, and one person of every kind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.extensions import ExtensionMove
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.extensions import Extension
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.queries import people as people_queries
from tracker.services import asking, extensions, ladder
from tracker.services.asking import Request
from tracker.services.extensions import Decision

AT = datetime(2020, 7, 8, 2, 0, tzinfo=UTC)
"""Wednesday, 8 July 2020, 09:00 in Hải Dương."""
DUE, WANTED = date(2020, 7, 10), date(2020, 7, 20)
G, C, R = ExtensionMove.GRANT, ExtensionMove.CHANGE, ExtensionMove.REFUSE


class Scene:
    """A committee with two secretaries, a leader and an observer; a task with two leads."""

    def __init__(self) -> None:
        """Publish it."""
        self.committee = make_committee()
        ladder.seed_default(self.committee)
        self.lead, self.joint, self.helper, self.outside = (
            make_agency(name, mailbox=f"{code}@hd.example")
            for name, code in (
                ("Sở TT&TT", "so"),
                ("Báo Hải Dương", "bao"),
                ("Viễn thông", "vt"),
                ("Sở Y tế", "yte"),
            )
        )
        self.users = {
            "thuky": self._seat("thuky", CommitteeRole.SECRETARY),
            "thuky2": self._seat("thuky2", CommitteeRole.SECRETARY),
            "lanhdao": self._seat("lanhdao", CommitteeRole.LEADER, is_head=True),
            "quansat": self._seat("quansat", CommitteeRole.OBSERVER),
            "canbo": self._post("canbo", self.lead),
            "bao": self._post("bao", self.joint),
            "giup": self._post("giup", self.helper),
            "ngoai": self._post("ngoai", self.outside),
        }
        self.task = make_task(
            make_conclusion(self.committee),
            "Lập phương án",
            leads=[self.lead, self.joint],
            coordinating=[self.helper],
            due_on=DUE,
        )
        db.session.commit()

    def _seat(self, login: str, role: CommitteeRole, *, is_head: bool = False) -> User:
        user = make_user(login, f"Bà {login}", email=f"{login}@hd.example")
        post = CommitteePost(committee_id=self.committee.id, role=role, is_head=is_head)
        user.committee_roles.append(post)
        return user

    def _post(self, login: str, agency: Agency) -> User:
        user = make_user(login, f"Ông {login}", email=f"{login}@hd.example")
        user.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
        return user

    def viewer(self, login: str) -> Viewer:
        """What somebody is."""
        return people_queries.get_viewer(self.users[login], today=AT.date())

    def ask(self, login: str = "canbo", *, now: datetime = AT, **values: object) -> Extension:
        """Ask in the name of the first lead (``part`` another), and commit it."""
        values = {"new_on": WANTED, "reason": "Chưa đủ số liệu"} | values
        part = values.pop("part", 0)
        request = Request(**values)  # type: ignore[arg-type]
        part_id = self.task.assignments[part].id  # type: ignore[call-overload]
        made = asking.ask(part_id, request, actor=self.viewer(login), now=now)
        db.session.commit()
        return made

    def decide(
        self,
        extension: Extension,
        move: ExtensionMove = G,
        login: str = "thuky",
        *,
        words: str = "",
        new_on: date | None = None,
        now: datetime = AT + timedelta(hours=3),
    ) -> Extension:
        """Decide and commit it."""
        decision = Decision(move, words, new_on)
        made = extensions.decide(extension.id, decision, actor=self.viewer(login), now=now)
        db.session.commit()
        return made
