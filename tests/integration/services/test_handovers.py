"""A part goes to another agency, on both databases: what it does to task, figures, mails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from tests.factories.people import make_user
from tests.factories.sessions import at_once
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput, InvalidMove, NotAllowed, NotFound
from tracker.domain.handovers import HANDOVERS, Handover
from tracker.domain.reports import Cell
from tracker.domain.tasks import AssignmentState, Move, Part, TaskState, TimeState
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.handovers import HandoverRow
from tracker.models.journal import JournalEntry
from tracker.models.reminders import LedgerRow, RowState
from tracker.models.tasks import Assignment, AssignmentChange
from tracker.queries import reports
from tracker.queries import tasks as task_queries
from tracker.queries.calendar import Horizons
from tracker.queries.facts import AsOf
from tracker.queries.reports import Chosen, Scope
from tracker.services import handovers, ladder, planning
from tracker.services.handovers import Reassigning
from tracker.services.updates import Said, make_move

DUE = date(2020, 7, 10)
AT = datetime(2020, 7, 20, 2, 0, tzinfo=UTC)
"""Monday, six working days after the due date."""
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WHY = "Thuộc thẩm quyền của Công an tỉnh"


class World:
    """A task with a lead and a helper, another agency, and two secretaries."""

    def __init__(self) -> None:
        committee = make_committee()
        ladder.seed_default(committee)
        self.committee_id = committee.id
        self.old, self.helper, self.new = (
            make_agency(name, mailbox=f"{box}@hd.example")
            for name, box in (("Sở Nội vụ", "old"), ("Báo", "helper"), ("Công an tỉnh", "new"))
        )
        self.task = make_task(
            make_conclusion(committee), leads=[self.old], coordinating=[self.helper], due_on=DUE
        )
        self.secretary, self.other = (self.secretary_of(one) for one in ("thuky", "thuky2"))
        db.session.commit()

    def secretary_of(self, login: str) -> Viewer:
        """Somebody of the secretariat."""
        roles = {self.committee_id: frozenset({CommitteeRole.SECRETARY})}
        return Viewer(make_user(login).id, "", committee_roles=roles)

    def officer(self, agency: Agency) -> Viewer:
        """Somebody who acts for an agency."""
        user = make_user(f"can-bo-{agency.id}-{id(object())}")
        return Viewer(user.id, "", agency_roles={agency.id: frozenset({AgencyRole.OFFICER})})

    def part(self, agency: Agency) -> Assignment:
        """An agency's newest assignment, fresh from the database."""
        db.session.expire_all()
        return [one for one in self.task.assignments if one.agency_id == agency.id][-1]

    def object(self, at: datetime = AT, proposed: str = "") -> None:
        """The lead says: not ours."""
        said = Said(words="Không thuộc chức năng", proposed_owner=proposed)
        officer = self.officer(self.old)
        make_move(self.part(self.old).id, Move.OBJECT, said, actor=officer, now=at)
        db.session.commit()

    def reassign(
        self, old: Agency | None = None, to: Agency | None = None, at: datetime = AT, **values: date
    ) -> Assignment:
        """Hand a part over as the first secretary."""
        part = self.part(old or self.old)
        made = handovers.reassign(
            part.id,
            Reassigning((to or self.new).id, WHY, **values),
            version=part.version,
            actor=self.secretary,
            now=at,
        )
        db.session.commit()
        return made

    def by_agency(self, now: datetime, day: date | None = None) -> dict[str, dict[Cell, int]]:
        """The figures by agency, now or as of a day."""
        as_of = AsOf.day_in(day, ZONE) if day else None
        lines = reports.list_agencies(Scope(self.secretary, now, as_of))
        return {
            line.name: {cell: n for cell in Cell if (n := line.figures.count(cell))}
            for line in lines
        }


@pytest.fixture
def world(app: Flask) -> World:
    """One published task."""
    return World()


def test_an_objection_may_propose_an_owner_known_or_not(world: World) -> None:
    world.object(proposed="công an TỈNH")
    row = world.task.assignments[0]
    update = db.session.query(handovers.HandoverRow).count(), row.state
    assert update == (0, AssignmentState.OBJECTED)
    from tracker.queries.updates import find_last_objection

    said = find_last_objection(row.id)
    assert (said.proposed_agency_id, said.proposed_owner) == (world.new.id, "Công an tỉnh")
    insist = Said(words="Vẫn của Sở")
    make_move(row.id, Move.INSIST, insist, actor=world.secretary, now=AT)
    world.object(proposed="Trung tâm văn hóa")
    said = find_last_objection(row.id)
    assert (said.proposed_agency_id, said.proposed_owner) == (None, "Trung tâm văn hóa")


def test_reassigning_ends_one_part_and_begins_another(world: World) -> None:
    new = world.reassign()
    old = world.part(world.old)
    assert (old.ended_at, old.state) == (AT, AssignmentState.ASSIGNED)
    assert (new.state, new.part, new.assigned_at) == (AssignmentState.ASSIGNED, Part.LEAD, AT)
    assert (new.agency_name, new.position) == ("Công an tỉnh", old.position)
    assert [lead.agency_id for lead in world.task.leads] == [world.new.id]
    ended = db.session.query(AssignmentChange).filter_by(assignment_id=old.id, ended=True).one()
    assert (ended.meant_on, ended.reason) == (date(2020, 7, 20), WHY)
    row = db.session.query(HandoverRow).one()
    assert (row.kind, row.ended_id, row.begun_id) == (Handover.REASSIGN, old.id, new.id)
    entry = db.session.query(JournalEntry).filter_by(act="part_reassign").one()
    assert WHY not in str(entry.data)


def test_an_accepted_objection_leaves_nothing_overdue_on_the_old_agency(world: World) -> None:
    world.object(at=AT - timedelta(days=1))
    before = world.by_agency(AT)
    assert before == {"Sở Nội vụ": {Cell.OVERDUE: 1}}
    world.reassign()
    after = AT + timedelta(days=1)
    assert world.by_agency(after) == {"Công an tỉnh": {Cell.OVERDUE: 1}}
    assert world.by_agency(after, date(2020, 7, 19)) == before
    chosen = Chosen(frozenset({TimeState.OVERDUE}), agency_id=world.old.id)
    assert reports.list_tasks(Scope(world.secretary, after), chosen) == []
    assert task_queries.list_of_agencies(world.officer(world.old), Horizons(after)) == []
    past = Scope(world.secretary, after, AsOf.day_in(date(2020, 7, 19), ZONE))
    (line,) = reports.list_tasks(past, chosen)
    assert [one.agency_name for one in line.leads] == ["Sở Nội vụ"]


def test_the_old_agencys_reminders_are_void_and_both_are_told(world: World) -> None:
    planning.plan(now=AT)
    old = world.part(world.old).id
    assert db.session.query(LedgerRow).filter_by(assignment_id=old, rule="overdue").count()
    new = world.reassign()
    rows = db.session.query(LedgerRow).filter_by(assignment_id=old).all()
    kept = [row for row in rows if row.state is RowState.PLANNED]
    assert [(row.rule, row.recipient) for row in kept] == [("part_handed_over", "old@hd.example")]
    (told,) = db.session.query(LedgerRow).filter_by(assignment_id=new.id).all()
    assert (told.rule, told.recipient) == ("task_published", "new@hd.example")
    planning.plan(now=AT)
    db.session.expire_all()
    assert db.session.query(LedgerRow).filter_by(assignment_id=old, kind="digest").filter(
        LedgerRow.state == RowState.PLANNED
    ).count() == 0  # fmt: skip


def test_the_new_agencys_ladder_starts_at_its_assignment(world: World) -> None:
    new = world.reassign()
    planning.plan(now=AT)
    assert db.session.query(LedgerRow).filter_by(assignment_id=new.id, kind="digest").count() == 0
    planning.plan(now=AT + timedelta(days=1))
    rows = db.session.query(LedgerRow).filter_by(assignment_id=new.id, kind="digest").all()
    assert [(row.rule, row.level) for row in rows] == [("overdue", "blue")]


def test_a_helper_may_take_the_lead(world: World) -> None:
    world.reassign(to=world.helper)
    current = [one for one in world.task.assignments if one.is_current]
    assert [(one.agency_id, one.part) for one in current] == [(world.helper.id, Part.LEAD)]


def test_an_agency_with_a_part_gets_no_second_one(world: World) -> None:
    for old, to in ((world.old, world.old), (world.helper, world.old)):
        with pytest.raises(InvalidInput) as caught:
            world.reassign(old, to)
        assert caught.value.code == "agency_has_part"
        db.session.rollback()
    with pytest.raises(InvalidInput):
        handovers.add(
            world.task.id, world.helper.id, reason=WHY, actor=world.secretary, now=AT
        )  # fmt: skip


def test_an_agency_that_is_gone_gets_nothing(world: World) -> None:
    world.new.exists_to = date(2020, 6, 30)
    db.session.commit()
    with pytest.raises(InvalidInput) as caught:
        world.reassign()
    assert caught.value.code == "agency_gone"


def test_a_new_date_may_go_with_it(world: World) -> None:
    world.reassign(due_on=date(2020, 7, 31))
    assert (world.task.due_on, world.task.deadline_on) == (date(2020, 7, 31),) * 2
    assert world.task.due_dates[-1].reason == WHY


def test_an_agency_is_added_and_taken_off(world: World) -> None:
    made = handovers.add(world.task.id, world.new.id, reason=WHY, actor=world.secretary, now=AT)
    assert (made.part, made.assigned_at) == (Part.COORDINATING, AT)
    db.session.commit()
    gone = handovers.take_off(
        made.id, reason=WHY, version=made.version, actor=world.secretary, now=AT
    )
    assert gone.ended_at == AT
    assert [row.kind for row in db.session.query(HandoverRow).order_by(HandoverRow.id)] == [
        Handover.ADD,
        Handover.TAKE_OFF,
    ]


def test_the_last_lead_stays_and_a_joint_one_may_go(world: World) -> None:
    def take_off(agency: Agency) -> None:
        part = world.part(agency)
        handovers.take_off(part.id, reason=WHY, version=part.version, actor=world.secretary, now=AT)

    with pytest.raises(InvalidMove):
        take_off(world.old)
    db.session.rollback()
    task = make_task(world.task.conclusion, leads=[world.old, world.new], due_on=DUE)
    world.task = task
    said = Said(words="Xong")
    make_move(world.part(world.new).id, Move.REPORT, said, actor=world.officer(world.new), now=AT)
    make_move(world.part(world.new).id, Move.ACCEPT, Said(), actor=world.secretary, now=AT)
    take_off(world.old)
    assert task.state is TaskState.COMPLETED


@pytest.mark.parametrize("state", AssignmentState)
@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("kind", [Handover.REASSIGN, Handover.TAKE_OFF])
def test_the_table_says_from_where(
    world: World, kind: Handover, part: Part, state: AssignmentState
) -> None:
    rule = next(one for one in HANDOVERS if (one.handover, one.part) == (kind, part))
    task = make_task(
        world.task.conclusion, leads=[world.old, make_agency("Đài")], coordinating=[world.helper]
    )
    world.task = task
    row = world.part(world.old if part is Part.LEAD else world.helper)
    row.state = state
    db.session.commit()

    def act() -> None:
        if kind is Handover.REASSIGN:
            world.reassign(row.agency)
        else:
            values = {"reason": WHY, "version": row.version, "actor": world.secretary, "now": AT}
            handovers.take_off(row.id, **values)

    if state in rule.sources:
        act()
        assert row.ended_at == AT
    else:
        with pytest.raises(InvalidMove):
            act()


def test_nobody_but_the_secretariat_hands_over(world: World) -> None:
    part = world.part(world.old)
    leader = Viewer(
        make_user("lanhdao").id,
        "",
        committee_roles={world.committee_id: frozenset({CommitteeRole.LEADER})},
    )
    refusals = (
        (world.officer(world.old), NotAllowed),
        (leader, NotAllowed),
        (world.officer(world.new), NotFound),
    )
    acts: list[Callable[[Viewer], object]] = [
        lambda who: handovers.reassign(
            part.id, Reassigning(world.new.id, WHY), version=part.version, actor=who, now=AT
        ),
        lambda who: handovers.take_off(
            part.id, reason=WHY, version=part.version, actor=who, now=AT
        ),
        lambda who: handovers.add(world.task.id, world.new.id, reason=WHY, actor=who, now=AT),
    ]
    for who, refusal in refusals:
        for act in acts:
            with pytest.raises(refusal):
                act(who)
    with pytest.raises(InvalidInput):
        handovers.add(world.task.id, world.new.id, reason=" ", actor=world.secretary, now=AT)
    assert db.session.query(HandoverRow).count() == 0


def test_two_secretaries_at_once_one_is_told(world: World, app: Flask) -> None:
    part = world.part(world.old)
    part_id, version, new_id, helper_id = part.id, part.version, world.new.id, world.helper.id
    db.session.commit()

    def hand_over(actor: Viewer, to: int) -> None:
        values = Reassigning(to, WHY)
        handovers.reassign(part_id, values, version=version, actor=actor, now=AT)

    ends = at_once(
        app,
        lambda: hand_over(world.secretary, new_id),
        lambda: hand_over(world.other, helper_id),
    )
    assert ends == ["done", "stale_form"]
    assert len(world.task.leads) == 1
    assert db.session.query(HandoverRow).count() == 1
