"""What a meeting decides is written back to the task, under the rules that hold elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from tests.factories.recommendations import AT, Hall, make_meeting
from tests.factories.tasks import make_conclusion, make_task
from tracker.domain.access import AgencyRole, Viewer
from tracker.domain.decisions import DecisionKind, possible
from tracker.domain.errors import DomainError, InvalidInput, NotAllowed, NotFound, StaleForm
from tracker.domain.tasks import AssignmentState, Move, TaskState
from tracker.extensions import db
from tracker.models.conclusions import Conclusion, ConclusionState
from tracker.models.decisions import MeetingDecision
from tracker.models.journal import JournalEntry
from tracker.models.people import CommitteePost
from tracker.models.proposals import Proposal
from tracker.models.reminders import LedgerRow
from tracker.models.tasks import Task
from tracker.queries import decisions as queries
from tracker.services import decisions, updates
from tracker.services.decisions import Decision
from tracker.services.updates import Said
from tracker.web.wording import SENTENCES

EXTEND, CLOSE, REPEAT = DecisionKind
LATER = date(2020, 7, 20)


class Table:
    """A second meeting, on the day, that looks at a dated task of the first."""

    def __init__(self) -> None:
        """Store it."""
        self.hall = Hall()
        self.hall.person("secretary2", self.secretary_role)
        self.meeting = make_meeting(self.hall.committee, date(2020, 6, 16), "Họp thứ hai")
        self.own = make_conclusion(self.hall.committee)
        self.own.meeting_id = self.meeting.id
        self.task = make_task(
            make_conclusion(self.hall.committee),
            "Lập phương án",
            leads=[self.hall.lead],
            coordinating=[self.hall.other],
            due_on=date(2020, 6, 20),
        )
        self.ids = self.meeting.id, self.task.id
        db.session.commit()

    @property
    def secretary_role(self):  # type: ignore[no-untyped-def]
        """The role of a secretary."""
        return self.hall.users["secretary"].committee_roles[0].role

    def decide(
        self,
        kind: DecisionKind,
        words: str = "Đẩy nhanh.",
        due_on: date | None = None,
        *,
        name: str = "secretary",
        version: int | None = None,
        task: Task | None = None,
        actor: Viewer | None = None,
    ) -> MeetingDecision:
        """Decide, and commit."""
        task = task or self.task
        db.session.refresh(task)
        made = decisions.decide(
            self.meeting.id,
            task.id,
            Decision(kind, words, due_on),
            version=task.version if version is None else version,
            actor=actor or self.hall.viewer(name),
            now=AT,
        )
        db.session.commit()
        return made

    def report(self) -> None:
        """The lead reports completion."""
        part, words = self.task.leads[0], Said(words="Đã xong")
        updates.make_move(part.id, Move.REPORT, words, actor=self.hall.viewer("lead"), now=AT)
        db.session.commit()


@pytest.fixture
def table(app: Flask) -> Table:
    """Tuesday, 16 June 2020."""
    return Table()


def refused(act: Callable[[], object], error: type[DomainError], code: str) -> None:
    """Say that an act is refused, with a code that has words, and leaves nothing."""
    with pytest.raises(error, match=code):
        act()
    db.session.rollback()
    assert code in SENTENCES
    assert db.session.query(MeetingDecision).count() == 0


def test_an_extension_moves_the_date_and_carries_the_meeting(table: Table) -> None:
    made = table.decide(EXTEND, due_on=LATER)
    assert (made.due_before, made.due_on) == (date(2020, 6, 20), LATER)
    assert (table.task.due_on, table.task.deadline_on) == (LATER, LATER)
    last = table.task.due_dates[-1]
    assert last.rule == {"rule": "fixed", "meeting": table.meeting.id}
    assert last.reason == "Cuộc họp ngày 16/06/2020: Đẩy nhanh."
    assert table.task.changes[-1].deadline_on == LATER
    acts = [one.act for one in db.session.query(JournalEntry).order_by("id")]
    assert acts[-2:] == ["due_date_set", "meeting_extend"]
    entry = db.session.query(JournalEntry).filter_by(act="meeting_extend").one()
    assert entry.task_id == table.task.id
    assert entry.data == {"meeting": table.meeting.id, "due_on": "2020-07-20"}
    assert {row.rule for row in db.session.query(LedgerRow)} == {"due_date_changed"}


def test_closing_accepts_every_report_that_waits(table: Table) -> None:
    refused(lambda: table.decide(CLOSE), InvalidInput, "not_all_reported")
    table.report()
    table.decide(CLOSE, "")
    assert table.task.state is TaskState.COMPLETED
    assert table.task.leads[0].state is AssignmentState.ACCEPTED
    assert [one.kind for one in queries.list_of_task(table.task.id)] == [CLOSE]
    with pytest.raises(InvalidInput, match="task_not_open"):
        table.decide(REPEAT)
    db.session.rollback()


def test_saying_again_marks_for_the_next_conclusion_and_can_be_taken_back(table: Table) -> None:
    version = table.task.version
    table.decide(REPEAT)
    db.session.refresh(table.task)
    assert table.task.version > version
    assert table.task.state is TaskState.OPEN
    table.decide(REPEAT)
    assert db.session.query(MeetingDecision).count() == 1
    with pytest.raises(InvalidInput, match="already_repeated"):
        table.decide(REPEAT, "Khác")
    db.session.rollback()
    for _click in range(2):
        decisions.take_back_repeat(*table.ids, actor=table.hall.viewer("secretary"), now=AT)
        db.session.commit()
    assert queries.list_of_task(table.task.id) == []
    acts = [one.act for one in db.session.query(JournalEntry).order_by("id")]
    assert acts == ["meeting_repeat", "meeting_repeat_withdrawn"]


def test_what_was_said_again_goes_into_the_meetings_own_draft(table: Table) -> None:
    table.decide(REPEAT)
    draft = db.session.get_one(Conclusion, table.own.id)
    draft.state = ConclusionState.DRAFT
    db.session.commit()
    assert [task.id for task in queries.list_to_repeat(draft)] == [table.task.id]
    secretary = table.hall.viewer("secretary")
    decisions.propose_repeats(draft, actor=secretary, now=AT)
    db.session.commit()
    row = db.session.query(Proposal).one()
    assert (row.title, row.due_on) == ("Lập phương án", None)
    assert [party.agency_id for party in row.parties] == [table.hall.lead.id, table.hall.other.id]
    assert [(one.task_id, one.is_linked) for one in row.repeats] == [(table.task.id, True)]
    assert decisions.propose_repeats(draft, actor=secretary, now=AT) == []


def test_of_two_clerks_at_once_the_second_is_told(table: Table) -> None:
    version = table.task.version
    table.decide(EXTEND, due_on=LATER, version=version)
    other = table.hall.viewer("secretary")
    second = Viewer(10_000 + other.user_id, "", committee_roles=other.committee_roles)
    for kind, due_on in ((EXTEND, LATER + timedelta(days=9)), (REPEAT, None), (EXTEND, LATER)):
        with pytest.raises(StaleForm):
            table.decide(kind, due_on=due_on, version=version, actor=second)
        db.session.rollback()
    table.decide(EXTEND, due_on=LATER, version=version)  # the first clerk's second click
    assert db.session.query(MeetingDecision).count() == 1
    assert table.task.due_on == LATER


def test_what_makes_no_sense_is_refused(table: Table) -> None:
    refused(lambda: table.decide(EXTEND), InvalidInput, "new_date_needed")
    early = date(2020, 6, 20)
    refused(lambda: table.decide(EXTEND, due_on=early), InvalidInput, "date_not_later")
    refused(lambda: table.decide(REPEAT, "x" * 1901), InvalidInput, "words_too_long")
    own = make_task(table.own, leads=[table.hall.lead])
    db.session.commit()
    refused(lambda: table.decide(REPEAT, task=own), InvalidInput, "task_of_another")
    table.meeting.held_on = date(2020, 6, 17)
    db.session.commit()
    refused(lambda: table.decide(REPEAT), InvalidInput, "meeting_not_held")


def test_only_the_secretariat_decides_and_not_its_own_matter(table: Table) -> None:
    for name in ("leader", "observer", "lead", "author"):
        with pytest.raises(NotFound):
            table.decide(REPEAT, name=name)
        db.session.rollback()
    table.report()
    secretary = table.hall.viewer("secretary")
    own = Viewer(
        secretary.user_id,
        "",
        committee_roles=secretary.committee_roles,
        agency_roles={table.hall.lead.id: frozenset({AgencyRole.OFFICER})},
    )
    for kind, due_on in ((CLOSE, None), (EXTEND, LATER)):
        refused(
            lambda kind=kind, due_on=due_on: table.decide(kind, due_on=due_on, actor=own),
            NotAllowed,
            "own_matter",
        )
    for post in db.session.query(CommitteePost):
        if post.role is table.secretary_role and post.user_id != secretary.user_id:
            db.session.delete(post)
    db.session.commit()
    table.decide(EXTEND, due_on=LATER, actor=own)
    table.decide(CLOSE, actor=own)


def test_what_is_possible_follows_the_state() -> None:
    reported, accepted = AssignmentState.REPORTED, AssignmentState.ACCEPTED
    working = AssignmentState.IN_PROGRESS
    assert possible(TaskState.OPEN, [working]) == (EXTEND, REPEAT)
    assert possible(TaskState.OPEN, [reported, accepted]) == (EXTEND, CLOSE, REPEAT)
    assert possible(TaskState.OPEN, [reported, working]) == (EXTEND, REPEAT)
    assert possible(TaskState.SUSPENDED, [working]) == (REPEAT,)
    assert possible(TaskState.COMPLETED, [accepted]) == ()
    assert possible(TaskState.CANCELLED, [working]) == ()
