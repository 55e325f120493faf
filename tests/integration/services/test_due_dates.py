"""Setting and changing a due date, on both databases: who, why, and what it does to figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput, NotAllowed, NotFound, StaleForm
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.tasks import Task
from tracker.services import due_dates

AT = datetime(2020, 7, 8, 2, 0, tzinfo=UTC)
FIRST, SECOND = date(2020, 7, 10), date(2020, 7, 20)


class World:
    """One task without a date, its secretary, its officer and its leader."""

    def __init__(self) -> None:
        """Publish it."""
        committee, agency = make_committee(), make_agency("Báo Hải Dương")
        self.task = make_task(make_conclusion(committee), leads=[agency])
        self.secretary, self.leader = (
            Viewer(make_user(role.value).id, "", committee_roles={committee.id: frozenset({role})})
            for role in (CommitteeRole.SECRETARY, CommitteeRole.LEADER)
        )
        self.officer = Viewer(
            make_user("canbo").id, "", agency_roles={agency.id: frozenset({AgencyRole.OFFICER})}
        )
        db.session.commit()

    def set(self, due_on: date | None, actor: Viewer | None = None, **values: object) -> Task:
        """Set the date and commit it."""
        at = values.pop("now", AT)
        made = due_dates.set_due_date(
            self.task.id, due_on=due_on, actor=actor or self.secretary, now=at, **values
        )
        db.session.commit()
        return made


@pytest.fixture
def world(app: Flask) -> World:
    """One task without a date."""
    return World()


def test_the_first_date_needs_no_reason_and_a_later_one_does(world: World) -> None:
    world.set(FIRST, due_time=time(16, 30))
    with pytest.raises(InvalidInput, match="reason_needed"):
        world.set(SECOND, reason="  ")
    db.session.rollback()
    task = world.set(SECOND, reason="Dời theo lịch Đại hội")
    assert (task.due_on, task.due_time, task.deadline_on) == (SECOND, None, SECOND)
    assert [row.due_on for row in task.due_dates] == [None, FIRST, SECOND]
    assert task.due_dates[-1].rule == {"rule": "fixed"}
    assert task.due_dates[-1].reason == "Dời theo lịch Đại hội"
    assert [row.deadline_on for row in task.changes] == [None, FIRST, SECOND]


def test_the_journal_names_both_dates_and_no_words(world: World) -> None:
    world.set(FIRST)
    world.set(SECOND, reason="Lý do không vào nhật ký")
    entry = db.session.query(JournalEntry).filter_by(act="due_date_set").all()[-1]
    assert entry.data == {"due_on": "2020-07-20", "before": "2020-07-10", "rule": "fixed"}
    assert entry.task_id == world.task.id


def test_only_the_secretariat_sets_dates(world: World) -> None:
    for actor in (world.leader, world.officer):
        with pytest.raises(NotAllowed):
            world.set(FIRST, actor)
        db.session.rollback()
    with pytest.raises(NotFound):
        world.set(FIRST, Viewer(99, "la"))


def test_a_stale_form_changes_nothing(world: World) -> None:
    opened_with = world.task.version
    world.set(FIRST, version=opened_with)
    with pytest.raises(StaleForm):
        world.set(SECOND, reason="Chậm chân", version=opened_with)
    db.session.rollback()
    assert db.session.get(Task, world.task.id).due_on == FIRST


def test_what_makes_no_sense_is_refused(world: World) -> None:
    for values, code in (
        ({"due_on": None}, "due_date_same"),
        ({"due_on": None, "due_time": time(8)}, "time_without_day"),
    ):
        with pytest.raises(InvalidInput, match=code):
            world.set(**values)
        db.session.rollback()
    world.task.state = TaskState.CANCELLED
    db.session.commit()
    with pytest.raises(InvalidInput, match="task_not_open"):
        world.set(FIRST)


def test_a_date_can_be_taken_away_with_a_reason(world: World) -> None:
    world.set(FIRST)
    task = world.set(None, reason="Kết luận không nêu hạn", now=AT + timedelta(days=1))
    assert (task.due_on, task.deadline_on) == (None, None)
