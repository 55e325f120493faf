"""A standing task with its periods, the people around it, and a clock that tests move."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.periods import PeriodMove, PeriodState, period_state
from tracker.domain.tasks import Kind
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.models.periods import Period
from tracker.models.tasks import Assignment, Task
from tracker.queries import periods as queries
from tracker.services import period_opening, periods
from tracker.services.updates import Said

CONGRESS = date(2020, 10, 27)
SAID = Said(words="Đã đăng 12 tin, 3 phóng sự")


def noon(year: int, month: int, day: int) -> datetime:
    """Noon of a day in Hải Dương."""
    return datetime(year, month, day, 5, 0, tzinfo=UTC)


class Duty:
    """A standing task of 15 June 2020, monthly by the 25th up to the Congress.

    Two secretaries, an officer and a leader; ``lead`` is the newspaper.
    """

    def __init__(self, cycle: str = "monthly:25", ends_on: date | None = CONGRESS) -> None:
        """Publish it, and open its first period."""
        self.committee = make_committee()
        self.lead = make_agency("Báo Hải Dương", mailbox="bao@hop-thu.example")
        self.task = make_task(
            make_conclusion(self.committee),
            "Tuyên truyền Đại hội",
            leads=[self.lead],
            kind=Kind.STANDING,
            due_on=ends_on,
        )
        self.task.cycle = cycle
        self.users: dict[str, User] = {
            login: make_user(login) for login in ("thuky", "thuky2", "canbo", "lanhdao")
        }
        for login, user in self.users.items():
            user.email = f"{login}@hop-thu.example"
        roles = {"thuky": "secretary", "thuky2": "secretary", "lanhdao": "leader"}
        for login, role in roles.items():
            self.users[login].committee_roles.append(
                CommitteePost(committee_id=self.committee.id, role=CommitteeRole(role))
            )
        self.users["canbo"].agency_roles.append(
            AgencyPost(agency_id=self.lead.id, role=AgencyRole.OFFICER)
        )
        self.secretary, self.other_secretary = (
            self._viewer(login, CommitteeRole.SECRETARY) for login in ("thuky", "thuky2")
        )
        self.leader = self._viewer("lanhdao", CommitteeRole.LEADER)
        self.officer = self.officer_of(self.lead, self.users["canbo"])
        self.open(noon(2020, 6, 15))

    def _viewer(self, login: str, role: CommitteeRole) -> Viewer:
        roles = {self.committee.id: frozenset({role})}
        return Viewer(self.users[login].id, "", committee_roles=roles)

    def officer_of(self, agency: Agency, user: User | None = None) -> Viewer:
        """Somebody who acts for an agency."""
        who = user or make_user(f"can-bo-{agency.id}")
        return Viewer(who.id, "", agency_roles={agency.id: frozenset({AgencyRole.OFFICER})})

    @property
    def part(self) -> Assignment:
        """The newspaper's assignment, fresh from the database."""
        db.session.expire_all()
        return next(one for one in self.task.assignments if one.agency_id == self.lead.id)

    def open(self, now: datetime) -> int:
        """Run the opening of the periods, as the job does."""
        found = period_opening.open_task(self.task.id, now=now)
        db.session.commit()
        return found

    def standing(self, today: date) -> list[tuple[date, str]]:
        """Every period that is asked for, by due date, with its state on a day."""
        db.session.expire_all()
        rows = queries.list_of_task(self.task.id)
        found = [(one.due_on, period_state(one.facts, today)) for one in rows]
        return [(due, state.value) for due, state in found if state is not PeriodState.UPCOMING]

    def period(self, due_on: date) -> Period:
        """The newspaper's period of a due date."""
        return next(one for one in queries.list_of_assignment(self.part.id) if one.due_on == due_on)

    def report(
        self, due_on: date, now: datetime, actor: Viewer | None = None, said: Said = SAID
    ) -> Period:
        """File the report of a period and commit it."""
        made = periods.report(self.period(due_on).id, said, actor=actor or self.officer, now=now)
        db.session.commit()
        return made

    def answer(
        self,
        due_on: date,
        move: PeriodMove,
        now: datetime,
        actor: Viewer | None = None,
        words: str = "",
    ) -> Period:
        """Accept or return the report of a period and commit it."""
        key = self.period(due_on).id
        made = periods.answer(key, move, words, actor=actor or self.secretary, now=now)
        db.session.commit()
        return made

    def fresh(self) -> Task:
        """The task as it is stored."""
        db.session.expire_all()
        return self.task
