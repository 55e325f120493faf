"""Returns with a day to report again, acceptances taken back, many answers at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from tests.factories.people import make_user
from tests.factories.sessions import at_once
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.errors import DomainError, InvalidInput, InvalidMove, NotAllowed, StaleForm
from tracker.domain.reports import Cell
from tracker.domain.tasks import AssignmentState, Move, TaskState
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.reminders import LedgerRow, Mail
from tracker.models.tasks import AssignmentChange, Task
from tracker.models.updates import Update, UpdateKind
from tracker.queries import acceptances as queries
from tracker.queries import reports
from tracker.queries.facts import AsOf
from tracker.queries.reports import Scope
from tracker.services import acceptances, gathering, ladder, letters, planning, updates
from tracker.services.acceptances import Ticked
from tracker.services.updates import KeptEvidence, Said, make_move

DUE = date(2020, 7, 10)
AT = datetime(2020, 7, 8, 2, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WHY = Said(words="Thiếu phụ lục")


class World:
    """Two tasks of one agency, and two secretaries."""

    def __init__(self) -> None:
        committee = make_committee()
        ladder.seed_default(committee)
        self.committee_id = committee.id
        self.agency = make_agency("Báo Hải Dương", mailbox="bao@hd.example")
        conclusion = make_conclusion(committee)
        self.first, self.second = (
            make_task(conclusion, title, leads=[self.agency], due_on=DUE)
            for title in ("Một", "Hai")
        )
        self.secretary, self.other = (self.secretary_of(one) for one in ("thuky", "thuky2"))
        roles = {self.agency.id: frozenset({AgencyRole.OFFICER})}
        self.officer = Viewer(make_user("canbo").id, "", agency_roles=roles)
        db.session.commit()

    def secretary_of(self, login: str) -> Viewer:
        """Somebody of the secretariat."""
        roles = {self.committee_id: frozenset({CommitteeRole.SECRETARY})}
        return Viewer(make_user(login).id, "", committee_roles=roles)

    def move(
        self, task: Task, move: Move, said: Said = WHY, actor: Viewer | None = None,
        at: datetime = AT,
    ) -> None:  # fmt: skip
        """Make a move of the task's lead and commit it."""
        who = actor or (self.officer if move is Move.REPORT else self.secretary)
        make_move(task.assignments[0].id, move, said, actor=who, now=at)
        db.session.commit()

    def finish(self, task: Task) -> None:
        """Report and accept."""
        self.move(task, Move.REPORT)
        self.move(task, Move.ACCEPT, Said())

    def done(self, now: datetime, day: date | None = None) -> int:
        """How many tasks count as done on time."""
        as_of = AsOf.day_in(day, ZONE) if day else None
        return reports.count_tasks(Scope(self.secretary, now, as_of)).count(Cell.DONE)


@pytest.fixture
def world(app: Flask) -> World:
    """Two published tasks."""
    return World()


def test_reopening_leaves_a_trail_and_a_past_days_figures(world: World) -> None:
    world.finish(world.first)
    later = AT + timedelta(days=6)
    said = Said(words="Sản phẩm chưa đúng", redo_on=date(2020, 7, 20))
    world.move(world.first, Move.REOPEN, said, at=later)
    part = world.first.assignments[0]
    assert (part.state, part.reopenings, part.returns) == (AssignmentState.IN_PROGRESS, 1, 0)
    assert (part.answered_on, part.redo_on) == (None, date(2020, 7, 20))
    assert (world.first.state, world.first.answered_on) == (TaskState.OPEN, None)
    assert world.done(later) == 0
    assert world.done(later, date(2020, 7, 9)) == 1
    change = world.first.changes[-1]
    assert (change.state, change.recorded_at) == (TaskState.OPEN, later)
    assert part.changes[-1].reason == "Sản phẩm chưa đúng"
    update = db.session.query(Update).filter_by(kind=UpdateKind.REOPENING).one()
    assert (update.text, update.redo_on) == ("Sản phẩm chưa đúng", date(2020, 7, 20))
    assert db.session.query(JournalEntry).filter_by(act="assignment_reopen").count() == 1
    told = db.session.query(LedgerRow).filter_by(rule="move_reopen").one()
    assert told.recipient == "bao@hd.example"


def test_reopening_needs_a_reason_and_an_acceptance(world: World) -> None:
    with pytest.raises(InvalidMove):
        world.move(world.first, Move.REOPEN)
    db.session.rollback()
    world.finish(world.first)
    with pytest.raises(InvalidInput):
        world.move(world.first, Move.REOPEN, Said())
    db.session.rollback()
    with pytest.raises(DomainError):
        world.move(world.first, Move.REOPEN, actor=world.officer)
    db.session.rollback()
    world.move(world.first, Move.REOPEN)
    assert [rule.move for rule in updates.offered(world.first.assignments[0], world.officer)] == [
        Move.UPDATE,
        Move.REPORT,
    ]


def test_a_day_to_report_again_holds_until_the_report(world: World) -> None:
    world.move(world.first, Move.REPORT)
    with pytest.raises(InvalidInput) as caught:
        world.move(world.first, Move.RETURN, Said(words="Thiếu", redo_on=date(2020, 7, 7)))
    assert caught.value.code == "redo_day_past"
    db.session.rollback()
    world.move(world.first, Move.RETURN, Said(words="Thiếu", redo_on=date(2020, 7, 24)))
    assert world.first.assignments[0].redo_on == date(2020, 7, 24)
    world.move(world.first, Move.REPORT, at=AT + timedelta(days=1))
    assert world.first.assignments[0].redo_on is None


def test_the_mail_of_a_return_names_the_day(world: World) -> None:
    world.move(world.first, Move.REPORT)
    world.move(world.first, Move.RETURN, Said(words="Thiếu", redo_on=date(2020, 7, 24)))
    later = AT + timedelta(minutes=30)
    gathering.gather(now=later)
    mail = db.session.query(Mail).filter_by(address="bao@hd.example").one()
    assert letters.prepare(mail, now=later)
    assert "báo cáo lại trước hết thứ Sáu 24/07/2020" in mail.text


def test_reminders_count_from_the_day_to_report_again(world: World) -> None:
    world.move(world.second, Move.REPORT)
    world.move(world.first, Move.REPORT)
    world.move(world.first, Move.RETURN, Said(words="Thiếu", redo_on=date(2020, 7, 24)))

    def said_on(day: int) -> list[tuple[str, date]]:
        planning.plan(now=datetime(2020, 7, day, 1, 0, tzinfo=UTC))
        rows = db.session.query(LedgerRow).filter_by(
            kind="digest", task_id=world.first.id, state="planned"
        )
        mine = [row for row in rows if row.recipient == "bao@hd.example"]
        return [(row.rule, row.due_on) for row in mine if row.rule != "silence"]

    assert said_on(13) == []
    assert said_on(21) == [("before_due", date(2020, 7, 24))]
    assert said_on(27) == [("overdue", date(2020, 7, 24))]


def test_a_report_lacks_the_product_that_the_conclusion_asks_for(world: World) -> None:
    world.first.product = "báo cáo kết quả"
    world.move(world.first, Move.REPORT)
    world.move(world.second, Move.REPORT)
    first, second = queries.list_waiting(world.secretary, limit=9)
    assert (first.lacks_product, second.lacks_product) == (True, False)
    for said in (
        Said(words="Xong", document_number="12/BC"),
        Said(words="Xong", evidence=[KeptEvidence("a.pdf", "application/pdf", 3, "0" * 64)]),
    ):
        world.move(world.first, Move.RETURN)
        world.move(world.first, Move.REPORT, said)
        found = queries.list_waiting(world.secretary, limit=9)
        assert not any(one.lacks_product for one in found)


def test_a_list_holds_the_own_committees_only(world: World) -> None:
    world.move(world.first, Move.REPORT)
    assert queries.count_waiting(world.secretary) == 1
    assert queries.count_waiting(world.officer) == 0


def test_a_row_that_changed_meanwhile_is_refused(world: World) -> None:
    world.move(world.first, Move.REPORT)
    part = world.first.assignments[0]
    row = Ticked(part.id, part.version)
    world.move(world.first, Move.RETURN)
    world.move(world.first, Move.REPORT, Said(words="Bản khác"))
    with pytest.raises(StaleForm):
        acceptances.answer(row, Move.ACCEPT, Said(), actor=world.secretary, now=AT)


def test_own_matters_are_left_to_the_others(world: World) -> None:
    said = Said(words="Xong", on_behalf_source="Điện thoại")
    world.move(world.first, Move.REPORT, said, actor=world.secretary)
    rows = queries.list_waiting(world.secretary, limit=9)
    from tracker.models.people import CommitteePost

    for who in (world.secretary, world.other):
        post = CommitteePost(
            user_id=who.user_id, committee_id=world.committee_id, role=CommitteeRole.SECRETARY
        )
        db.session.add(post)
    db.session.commit()
    assert acceptances.list_own(rows, world.secretary) == {world.first.assignments[0].id}
    assert acceptances.list_own(rows, world.other) == frozenset()
    part = world.first.assignments[0]
    with pytest.raises(NotAllowed):
        acceptances.answer(
            Ticked(part.id, part.version), Move.ACCEPT, Said(), actor=world.secretary, now=AT
        )


def test_two_secretaries_reopen_once(world: World, app: Flask) -> None:
    world.finish(world.first)
    part_id = world.first.assignments[0].id
    db.session.commit()

    def reopen(actor: Viewer) -> None:
        make_move(part_id, Move.REOPEN, WHY, actor=actor, now=AT)

    secretary, other = world.secretary, world.other
    ends = at_once(app, lambda: reopen(secretary), lambda: reopen(other))
    assert ends == ["done", "move_not_possible"]
    assert world.first.assignments[0].reopenings == 1
    assert db.session.query(AssignmentChange).filter_by(
        assignment_id=part_id, state=AssignmentState.IN_PROGRESS
    ).count() == 1  # fmt: skip
