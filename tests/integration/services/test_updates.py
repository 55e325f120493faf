"""The way of an assignment, on both databases: who may do what, and what it does to the task."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from tests.factories.people import make_user
from tests.factories.sessions import at_once
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.errors import DomainError, InvalidInput, NotAllowed, NotFound
from tracker.domain.tasks import MOVES, AssignmentState, Move, Mover, Part, TaskState
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.journal import JournalEntry
from tracker.models.people import CommitteePost
from tracker.models.tasks import Assignment, AssignmentChange, Task
from tracker.models.updates import Update
from tracker.services import updates
from tracker.services.updates import Said, make_move

AT = datetime(2020, 7, 8, 2, 0, tzinfo=UTC)
DUE = date(2020, 7, 10)
DONE = Said(words="Đã xong, gửi kèm báo cáo", document_number="12/BC")


class World:
    """One committee, two leads, one coordinating agency, and the people around them."""

    def __init__(self) -> None:
        """Publish one task."""
        committee = make_committee()
        self.committee_id = committee.id
        self.first, self.second, self.helper = (
            make_agency(name) for name in ("Báo Hải Dương", "Đài tỉnh", "Sở Tài chính")
        )
        self.task = make_task(
            make_conclusion(committee),
            leads=[self.first, self.second],
            coordinating=[self.helper],
            due_on=DUE,
        )
        users = [make_user(login) for login in ("thuky", "thuky2")]
        for user in users:
            user.committee_roles.append(
                CommitteePost(committee_id=committee.id, role=CommitteeRole.SECRETARY)
            )
        db.session.commit()
        self.secretary, self.other_secretary = (self.viewer_of(user.id) for user in users)

    def viewer_of(self, user_id: int) -> Viewer:
        """A secretary."""
        roles = {self.committee_id: frozenset({CommitteeRole.SECRETARY})}
        return Viewer(user_id, "", committee_roles=roles)

    def officer(self, agency: Agency) -> Viewer:
        """Somebody who acts for an agency."""
        user = make_user(f"can-bo-{agency.id}-{len(self.__dict__)}-{id(object())}")
        return Viewer(user.id, "", agency_roles={agency.id: frozenset({AgencyRole.OFFICER})})

    def part(self, agency: Agency) -> Assignment:
        """An agency's assignment, fresh from the database."""
        db.session.expire_all()
        return next(one for one in self.task.assignments if one.agency_id == agency.id)

    def move(
        self, agency: Agency, move: Move, actor: Viewer, said: Said = DONE, at: datetime = AT
    ) -> Assignment:
        """Make a move and commit it."""
        made = make_move(self.part(agency).id, move, said, actor=actor, now=at)
        db.session.commit()
        return made


@pytest.fixture
def world(app: Flask) -> World:
    """One published task."""
    return World()


def test_a_task_is_completed_when_every_lead_is_accepted(world: World) -> None:
    for agency in (world.first, world.second):
        officer = world.officer(agency)
        world.move(agency, Move.RECEIVE, officer)
        world.move(agency, Move.REPORT, officer)
    assert world.part(world.first).task.answered_on == date(2020, 7, 8)
    world.move(world.first, Move.ACCEPT, world.secretary)
    assert world.part(world.first).task.state is TaskState.OPEN
    world.move(world.second, Move.ACCEPT, world.secretary)
    assert world.part(world.first).task.state is TaskState.COMPLETED
    states = [row.state for row in world.part(world.first).task.changes]
    assert states == [TaskState.OPEN, TaskState.OPEN, TaskState.COMPLETED]


def test_a_return_opens_the_clock_again_and_is_counted(world: World) -> None:
    for agency in (world.first, world.second):
        world.move(agency, Move.REPORT, world.officer(agency))
    world.move(world.first, Move.RETURN, world.secretary, Said(words="Thiếu phụ lục"))
    part = world.part(world.first)
    assert (part.state, part.returns, part.answered_on) == (AssignmentState.IN_PROGRESS, 1, None)
    assert part.task.answered_on is None


def test_a_first_update_implies_receipt(world: World) -> None:
    world.move(world.first, Move.UPDATE, world.officer(world.first), Said(words="Đang khảo sát"))
    part = world.part(world.first)
    assert part.state is AssignmentState.IN_PROGRESS
    assert part.last_update_at == AT


def test_the_same_form_files_once(world: World) -> None:
    officer = world.officer(world.first)
    for _click in range(2):
        world.move(world.first, Move.REPORT, officer, Said(words="Xong", form_key="k1"))
    assert db.session.query(Update).count() == 1


def test_an_earlier_product_date_counts_and_a_later_one_is_refused(world: World) -> None:
    late = AT + timedelta(days=5)
    world.move(world.first, Move.REPORT, world.officer(world.first), at=late)
    with pytest.raises(InvalidInput) as caught:
        world.move(
            world.first, Move.ACCEPT, world.secretary, Said(product_on=date(2020, 8, 1)), at=late
        )
    assert caught.value.code == "product_after_report"
    db.session.rollback()
    world.move(world.first, Move.ACCEPT, world.secretary, Said(product_on=DUE), at=late)
    assert world.part(world.first).answered_on == DUE
    entry = db.session.query(JournalEntry).filter_by(act="assignment_accept").one()
    assert entry.data["product_on"] == DUE.isoformat()


def test_the_secretariat_files_on_behalf_and_says_from_whom(world: World) -> None:
    with pytest.raises(InvalidInput) as caught:
        world.move(world.first, Move.REPORT, world.secretary)
    assert caught.value.code == "source_needed"
    db.session.rollback()
    said = Said(words="Xong", on_behalf_source="Điện thoại, đ/c Hà, 8/7")
    world.move(world.first, Move.REPORT, world.secretary, said)
    assert db.session.query(Update).one().on_behalf_source == "Điện thoại, đ/c Hà, 8/7"


def test_nobody_accepts_what_he_reported_unless_he_is_alone(world: World) -> None:
    said = Said(words="Xong", on_behalf_source="Công văn 5/CV")
    world.move(world.first, Move.REPORT, world.secretary, said)
    with pytest.raises(NotAllowed) as caught:
        world.move(world.first, Move.ACCEPT, world.secretary)
    assert caught.value.code == "own_matter"
    db.session.rollback()
    other = db.session.query(CommitteePost).filter_by(user_id=world.other_secretary.user_id).one()
    db.session.delete(other)
    db.session.commit()
    world.move(world.first, Move.ACCEPT, world.secretary)
    entry = db.session.query(JournalEntry).filter_by(act="assignment_accept").one()
    assert entry.data["own_matter"] is True


def test_the_lead_confirms_a_contribution(world: World) -> None:
    world.move(world.helper, Move.DELIVER, world.officer(world.helper), Said(words="Gửi dự toán"))
    with pytest.raises(NotAllowed):
        world.move(world.helper, Move.CONFIRM, world.officer(world.helper))
    db.session.rollback()
    world.move(world.helper, Move.CONFIRM, world.officer(world.second))
    assert world.part(world.helper).state is AssignmentState.CONFIRMED
    assert world.part(world.helper).task.state is TaskState.OPEN


def test_a_stranger_finds_nothing(world: World) -> None:
    stranger = world.officer(make_agency("Sở Ngoại vụ"))
    with pytest.raises(NotFound):
        world.move(world.first, Move.RECEIVE, stranger)


@pytest.mark.parametrize("rule", MOVES, ids=lambda rule: f"{rule.move}-{rule.part}")
def test_only_the_movers_of_the_table_get_through(world: World, rule) -> None:
    agency = world.first if rule.part is Part.LEAD else world.helper
    part = world.part(agency)
    part.state = sorted(rule.sources)[0]
    db.session.commit()
    actors = {
        Mover.AGENCY: world.officer(agency),
        Mover.LEAD_AGENCY: world.officer(world.second),
        Mover.SECRETARIAT: world.secretary,
    }
    allowed = actors.pop(rule.by)
    if rule.by is Mover.AGENCY and rule.part is Part.COORDINATING:
        actors.pop(Mover.SECRETARIAT)
    for actor in actors.values():
        with pytest.raises(DomainError):
            world.move(agency, rule.move, actor)
        db.session.rollback()
    if rule.reason_needed:
        with pytest.raises(InvalidInput):
            world.move(agency, rule.move, allowed, Said())
        db.session.rollback()
    assert world.move(agency, rule.move, allowed).state is rule.target


def test_two_accepts_at_once_are_one(world: World, app: Flask) -> None:
    world.move(world.first, Move.REPORT, world.officer(world.first))
    part_id = world.part(world.first).id
    db.session.commit()

    def accept(actor: Viewer) -> None:
        updates.make_move(part_id, Move.ACCEPT, Said(), actor=actor, now=AT)

    secretary, other = world.secretary, world.other_secretary
    ends = at_once(app, lambda: accept(secretary), lambda: accept(other))
    assert ends == ["done", "move_not_possible"]
    changes = db.session.query(AssignmentChange).filter_by(
        assignment_id=part_id, state=AssignmentState.ACCEPTED
    )
    assert changes.count() == 1
    assert db.session.query(Task).one().answered_on is None
