"""From a reviewed draft to tasks that somebody owes: once, whole, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from tests.factories.people import make_user
from tests.factories.sessions import at_once
from tests.factories.tasks import make_agency, make_committee
from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput, NotFound, SecrecyRefused, StaleForm
from tracker.domain.proposals import Block
from tracker.domain.tasks import Kind, Part
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup, GroupMember, GroupRule
from tracker.models.committees import Committee, CommitteeMember
from tracker.models.conclusions import Conclusion, ConclusionState, Source
from tracker.models.journal import JournalEntry
from tracker.models.proposals import Proposal, ProposalState
from tracker.models.tasks import Assignment, Task
from tracker.services import conclusions, journal, proposals, publishing
from tracker.services.conclusions import ConclusionValues
from tracker.services.proposals import PartyValues, ProposalValues

TEXT = "Sở Y tế lập phương án. Các sở, ngành phối hợp."


class Desk:
    """A secretary at work on a draft."""

    def __init__(self, now: datetime) -> None:
        """Set up a committee with three members and take a text in."""
        self.now = now
        self.committee: Committee = make_committee()
        names = ("Sở Y tế", "Sở Tài chính", "Công an tỉnh")
        self.agencies = [
            make_agency(name, mailbox=f"{number}@x") for number, name in enumerate(names)
        ]
        for agency in self.agencies:
            self.committee.members.append(CommitteeMember(agency_id=agency.id))
        roles = {self.committee.id: frozenset({CommitteeRole.SECRETARY})}
        self.secretary = Viewer(make_user("thuky").id, "", committee_roles=roles)
        values = ConclusionValues("Kết luận", Source.NOTICE, TEXT, held_on=date(2020, 6, 11))
        self.draft: Conclusion = conclusions.create(
            self.committee, values, actor=self.secretary, now=now
        )
        db.session.commit()

    def group(self, rule: GroupRule, *members: Agency) -> AgencyGroup:
        """A group of agencies."""
        group = AgencyGroup(name=f"nhóm {rule}", rule=rule, folded="", sort_key="")
        group.members = [GroupMember(agency_id=one.id) for one in members]
        db.session.add(group)
        db.session.flush()
        return group

    def propose(self, title: str, parties: Sequence[PartyValues], **values: object) -> Proposal:
        """Add a proposal and fill its card."""
        row = proposals.add(self.draft, title=title, actor=self.secretary, now=self.now)
        entered = ProposalValues(title=title, kind=Kind.ONE_OFF, parties=parties, **values)
        proposals.save(row, entered, version=row.version, actor=self.secretary, now=self.now)
        db.session.commit()
        return row

    def publish(self) -> Sequence[Task]:
        """Publish and commit."""
        made = publishing.publish(self.draft.id, actor=self.secretary, now=self.now)
        db.session.commit()
        return made


def lead(agency: Agency) -> PartyValues:
    """An agency that leads."""
    return PartyValues(Part.LEAD, agency.name, agency_id=agency.id)


def joins(group: AgencyGroup, **values: object) -> PartyValues:
    """A group that coordinates."""
    return PartyValues(Part.COORDINATING, group.name, group_id=group.id, **values)


@pytest.fixture
def desk(app: Flask, now: datetime) -> Desk:
    """A draft under review."""
    return Desk(now)


def test_publishing_makes_tasks_assignments_and_freezes_the_text(desk: Desk) -> None:
    health, money, _police = desk.agencies
    group = desk.group(GroupRule.FIXED, health, money)
    desk.propose("Lập phương án", [lead(health), joins(group)], due_on=date(2020, 7, 10))
    (task,) = desk.publish()
    assert (task.code, task.due_on, task.conclusion_id) == (
        "TBTT-1",
        date(2020, 7, 10),
        desk.draft.id,
    )
    found = [(one.agency_id, one.part, one.group_name) for one in task.assignments]
    assert found == [(health.id, Part.LEAD, ""), (money.id, Part.COORDINATING, group.name)]
    assert desk.draft.state is ConclusionState.PUBLISHED
    assert desk.draft.text.frozen_at is not None
    assert len(task.changes) == 1
    assert all(len(one.changes) == 1 for one in task.assignments)
    chain = db.session.query(JournalEntry).filter_by(chain=desk.committee.id)
    assert journal.first_break(chain.order_by(JournalEntry.number).all()) is None


def test_publishing_twice_gives_the_same_tasks(desk: Desk) -> None:
    desk.propose("Lập phương án", [lead(desk.agencies[0])])
    first = [task.id for task in desk.publish()]
    assert [task.id for task in desk.publish()] == first
    assert db.session.query(Task).count() == 1


def test_two_tabs_at_once_publish_once(desk: Desk, app: Flask) -> None:
    desk.propose("Lập phương án", [lead(desk.agencies[0])])
    draft_id, actor, now = desk.draft.id, desk.secretary, desk.now
    db.session.commit()

    def press() -> None:
        publishing.publish(draft_id, actor=actor, now=now)

    assert at_once(app, press, press) == ["done", "done"]
    assert db.session.query(Task).count() == 1
    assert db.session.query(Assignment).count() == 1


def test_what_blocks_one_task_publishes_none(desk: Desk) -> None:
    desk.propose("Việc rõ", [lead(desk.agencies[0])])
    unknown = PartyValues(Part.LEAD, "Cụm cảng hàng không")
    row = desk.propose("Việc chưa rõ", [unknown])
    preview = publishing.preview(desk.draft, now=desk.now)
    assert preview.blocked == [(row, [Block.UNKNOWN_BODY, Block.NO_LEAD])]
    with pytest.raises(InvalidInput) as caught:
        desk.publish()
    assert caught.value.code == "publishing_blocked"
    db.session.rollback()
    assert db.session.query(Task).count() == 0
    proposals.set_state(row, ProposalState.REMOVED, actor=desk.secretary, now=desk.now)
    assert [task.title for task in desk.publish()] == ["Việc rõ"]


def test_the_other_members_are_those_the_text_names_nowhere_else(desk: Desk) -> None:
    health, money, police = desk.agencies
    desk.propose("Lập phương án", [lead(health)])
    others = desk.group(GroupRule.OTHER_MEMBERS)
    party = PartyValues(Part.LEAD, others.name, group_id=others.id)
    row = desk.propose("Tiếp tục theo chức năng", [party])
    rows = [row, *db.session.query(Proposal).filter(Proposal.id != row.id)]
    row.parties[0].chosen.clear()
    proposals.choose_members(desk.draft, rows)
    tasks = desk.publish()
    assert {one.agency_id for one in tasks[1].assignments} == {money.id, police.id}


def test_an_open_group_can_be_left_without_followers(desk: Desk) -> None:
    group = desk.group(GroupRule.OPEN)
    parties = [lead(desk.agencies[0]), joins(group, not_followed=True)]
    desk.propose("Lập phương án", parties)
    (task,) = desk.publish()
    assert len(task.assignments) == 1


def test_an_unapproved_draft_waits_where_the_committee_says_so(desk: Desk) -> None:
    desk.committee.needs_approval = True
    desk.propose("Lập phương án", [lead(desk.agencies[0])])
    with pytest.raises(InvalidInput) as caught:
        desk.publish()
    assert caught.value.code == "approval_missing"


def test_who_cannot_be_reached_is_listed_before(desk: Desk) -> None:
    silent = make_agency("Hội Nhà báo tỉnh")
    desk.propose("Đưa tin", [lead(silent), lead(desk.agencies[0])])
    assert list(publishing.preview(desk.draft, now=desk.now).unreachable) == [silent]


def test_nobody_else_publishes_or_edits(desk: Desk) -> None:
    row = desk.propose("Lập phương án", [lead(desk.agencies[0])])
    stranger = Viewer(
        make_user("khach").id,
        "",
        committee_roles={desk.committee.id: frozenset({CommitteeRole.LEADER})},
    )
    with pytest.raises(NotFound):
        publishing.publish(desk.draft.id, actor=stranger, now=desk.now)
    with pytest.raises(StaleForm):
        entered = ProposalValues(title="Khác", kind=Kind.ONE_OFF)
        proposals.save(row, entered, version=row.version - 1, actor=desk.secretary, now=desk.now)


def test_a_secret_is_refused_before_anything_is_stored(desk: Desk) -> None:
    values = ConclusionValues("Kết luận", Source.NOTICE, "TỈNH ỦY\nTỐI MẬT\nTHÔNG BÁO")
    with pytest.raises(SecrecyRefused):
        conclusions.create(desk.committee, values, actor=desk.secretary, now=desk.now)
    assert db.session.query(Conclusion).count() == 1


def test_an_agency_that_has_ended_gets_no_new_task(desk: Desk) -> None:
    health, money, police = desk.agencies
    police.exists_to = desk.now.date()
    row = desk.propose("Lập phương án", [lead(health), lead(police)])
    assert publishing.preview(desk.draft, now=desk.now).blocked == []
    police.exists_to = desk.now.date() - timedelta(days=1)
    db.session.flush()
    blocked = publishing.preview(desk.draft, now=desk.now).blocked
    assert blocked == [(row, [Block.ENDED_AGENCY])]
    with pytest.raises(InvalidInput, match="proposal_blocked"):
        proposals.set_state(row, ProposalState.CONFIRMED, actor=desk.secretary, now=desk.now)
    with pytest.raises(InvalidInput, match="publishing_blocked"):
        desk.publish()
    assert money.exists_on(desk.now.date())


def test_a_group_stands_for_those_of_its_agencies_that_exist(desk: Desk) -> None:
    health, money, police = desk.agencies
    group = desk.group(GroupRule.FIXED)
    group.members[:] = [GroupMember(agency=one) for one in (health, money, police)]
    held_on = desk.draft.held_on
    assert held_on is not None
    health.exists_to = held_on - timedelta(days=1)
    money.exists_from = held_on + timedelta(days=1)
    db.session.flush()
    party = PartyValues(Part.LEAD, group.name, group_id=group.id)
    row = desk.propose("Tuyên truyền", [party])
    assert [one.agency_id for one in row.parties[0].chosen] == [police.id]
