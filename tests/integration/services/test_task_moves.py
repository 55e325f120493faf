"""Moves of a whole task, on both databases: who, why, what it does to dates, figures and mails."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select

from tests.integration.services.test_reminders import Office, at, receive
from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.errors import DomainError, InvalidInput, InvalidMove, NotAllowed, StaleForm
from tracker.domain.extensions import ExtensionState
from tracker.domain.tasks import Move, TaskMove, TaskState
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.people import User
from tracker.models.reminders import LedgerRow, MailKind, RowState
from tracker.models.tasks import Task, TaskChange
from tracker.queries import reports
from tracker.queries.facts import AsOf
from tracker.queries.needs import Need
from tracker.queries.reports import Scope
from tracker.queries.suspensions import list_in_force
from tracker.queries.today import Today
from tracker.services import asking, due_dates, letters
from tracker.services.asking import Request
from tracker.services.task_moves import Decision, make_move, move_many
from tracker.services.updates import Said
from tracker.services.updates import make_move as move_part

DUE = date(2020, 7, 10)
WHY = "Chờ ý kiến của Ban Thường vụ"


@pytest.fixture
def office(app: Flask) -> Office:
    """A committee and an agency."""
    return Office()


def secretary(office: Office) -> Viewer:
    """The secretary of the committee."""
    user = db.session.scalars(select(User).where(User.login == "thuky")).one()
    roles = {office.committee.id: frozenset({CommitteeRole.SECRETARY})}
    return Viewer(user.id, "", committee_roles=roles)


def go(office: Office, task: Task, move: TaskMove, now: datetime, **values: object) -> Task:
    """Make a move and commit it; a suspension is looked at after ten days."""
    needs_day = move in (TaskMove.SUSPEND, TaskMove.PROLONG)
    review_on = now.date() + timedelta(days=10) if needs_day else None
    actor = values.pop("actor", None) or secretary(office)
    said = Decision(**{"reason": WHY, "review_on": review_on, **values})  # type: ignore[arg-type]
    make_move(task.id, move, said, actor=actor, now=now)  # type: ignore[arg-type]
    db.session.commit()
    return task


def test_the_deadline_moves_by_the_days_suspended(office: Office) -> None:
    task = office.task(due_on=DUE)
    go(office, task, TaskMove.SUSPEND, at(1))
    assert (task.state, task.deadline_on) == (TaskState.SUSPENDED, DUE)
    go(office, task, TaskMove.RESUME, at(6), reason="")
    assert (task.state, task.due_on, task.deadline_on) == (TaskState.OPEN, DUE, date(2020, 7, 15))
    go(office, task, TaskMove.SUSPEND, at(8))
    go(office, task, TaskMove.RESUME, at(10), reason="")
    assert task.deadline_on == date(2020, 7, 17)
    rows = [(row.state, row.deadline_on) for row in task.changes[1:]]
    assert [day for _state, day in rows] == [DUE, date(2020, 7, 15), date(2020, 7, 15),
                                             date(2020, 7, 17)]  # fmt: skip


def test_a_date_set_while_suspended_counts_as_it_is_and_moves_by_the_days_after(
    office: Office,
) -> None:
    task = office.task(due_on=DUE)
    go(office, task, TaskMove.SUSPEND, at(1))
    due_dates.set_due_date(
        task.id, due_on=date(2020, 7, 20), reason=WHY, actor=secretary(office), now=at(4)
    )
    db.session.commit()
    assert (task.state, task.deadline_on) == (TaskState.SUSPENDED, date(2020, 7, 20))
    assert list_in_force([task.id])[task.id].review_on == date(2020, 7, 11)
    assert list_in_force([task.id])[task.id].begins_on == date(2020, 7, 1)
    go(office, task, TaskMove.RESUME, at(6), reason="")
    assert task.deadline_on == date(2020, 7, 22)


def test_a_cancellation_can_be_taken_back_and_both_stay(office: Office) -> None:
    task = office.task(due_on=DUE)
    go(office, task, TaskMove.CANCEL, at(1))
    assert task.state is TaskState.CANCELLED
    go(office, task, TaskMove.REINSTATE, at(3))
    assert (task.state, task.deadline_on) == (TaskState.OPEN, date(2020, 7, 12))
    assert [row.state.value for row in task.changes] == ["open", "cancelled", "open"]
    acts = [one.act for one in db.session.scalars(select(JournalEntry).order_by(JournalEntry.id))]
    assert acts[-2:] == ["task_cancel", "task_reinstate"]


@pytest.mark.parametrize("state", list(TaskState))
@pytest.mark.parametrize("move", list(TaskMove))
def test_only_what_the_table_allows_is_possible(
    office: Office, move: TaskMove, state: TaskState
) -> None:
    allowed = {
        TaskState.OPEN: {"suspend", "cancel"},
        TaskState.SUSPENDED: {"prolong", "resume", "cancel"},
        TaskState.CANCELLED: {"reinstate"},
        TaskState.COMPLETED: set(),
    }
    task = office.task(due_on=DUE)
    task.state = state
    db.session.commit()
    if move.value in allowed[state]:
        go(office, task, move, at(1))
        return
    with pytest.raises(InvalidMove):
        go(office, task, move, at(1))


@pytest.mark.parametrize("move", list(TaskMove))
def test_only_the_secretariat_moves_tasks(office: Office, move: TaskMove) -> None:
    task = office.task(due_on=DUE)
    roles = {office.committee.id: frozenset({CommitteeRole.LEADER, CommitteeRole.OBSERVER})}
    leader = Viewer(secretary(office).user_id, "", committee_roles=roles)
    head = {office.agency.id: frozenset({AgencyRole.HEAD})}
    for actor in (leader, office.officer(), Viewer(leader.user_id, "", agency_roles=head)):
        with pytest.raises(NotAllowed):
            go(office, task, move, at(1), actor=actor)
        db.session.rollback()


def test_what_is_missing_or_makes_no_sense_is_refused(office: Office) -> None:
    task = office.task(due_on=DUE)
    for values, code in (
        ({"reason": "  "}, "reason_needed"),
        ({"review_on": None}, "review_needed"),
        ({"review_on": at(1).date()}, "review_past"),
        ({"reason": "x" * 2_001}, "words_too_long"),
    ):
        with pytest.raises(InvalidInput, match=code):
            go(office, task, TaskMove.SUSPEND, at(1), **values)
        db.session.rollback()
    with pytest.raises(InvalidInput, match="reason_needed"):
        go(office, task, TaskMove.CANCEL, at(1), reason="")


def test_what_was_reported_is_answered_first(office: Office) -> None:
    task = office.task(due_on=DUE)
    receive(office, task, at(1), Move.REPORT)
    with pytest.raises(InvalidInput, match="task_answered"):
        go(office, task, TaskMove.SUSPEND, at(2))
    db.session.rollback()
    go(office, task, TaskMove.CANCEL, at(2))
    go(office, task, TaskMove.REINSTATE, at(3))
    assert (task.state, task.answered_on) == (TaskState.OPEN, date(2020, 7, 1))


def test_the_same_form_sent_twice_moves_once(office: Office) -> None:
    task = office.task(due_on=DUE)
    version = task.version
    for _click in range(2):
        go(office, task, TaskMove.SUSPEND, at(1), version=version)
    assert len(task.changes) == 2
    assert db.session.query(JournalEntry).filter_by(act="task_suspend").count() == 1
    go(office, task, TaskMove.RESUME, at(2), reason="")
    with pytest.raises(StaleForm):
        go(office, task, TaskMove.SUSPEND, at(2), version=version)


def test_nobody_excuses_the_agency_he_acts_for_while_there_is_another_secretary(
    office: Office,
) -> None:
    task = office.task(due_on=DUE)
    own = Viewer(
        secretary(office).user_id,
        "",
        committee_roles={office.committee.id: frozenset({CommitteeRole.SECRETARY})},
        agency_roles={office.agency.id: frozenset({AgencyRole.OFFICER})},
    )
    go(office, task, TaskMove.SUSPEND, at(1), actor=own)
    office.seat("thuky2", CommitteeRole.SECRETARY)
    db.session.commit()
    for move in (TaskMove.PROLONG, TaskMove.CANCEL):
        with pytest.raises(NotAllowed, match="own_task"):
            go(office, task, move, at(2), actor=own, reason="Lý do khác")
        db.session.rollback()
    go(office, task, TaskMove.RESUME, at(2), actor=own)


def test_many_move_together_and_what_a_rule_forbids_is_named(office: Office) -> None:
    first, second, reported = (office.task(f"Việc {one}", due_on=DUE) for one in range(3))
    receive(office, reported, at(1), Move.REPORT)
    versions = {one.id: one.version for one in (first, second, reported)}
    said = Decision(WHY, date(2020, 7, 20))
    moved = move_many(versions, TaskMove.SUSPEND, said, actor=secretary(office), now=at(2))
    assert moved.count == 2
    assert {code: error.code for code, error in moved.refused.items()} == {
        reported.code: "task_answered"
    }


def test_agencies_are_told_with_the_reason_and_reminded_of_nothing(office: Office) -> None:
    task = office.task(due_on=DUE)
    go(office, task, TaskMove.SUSPEND, at(2))
    mails = office.run(at(3))
    assert {mail.kind for mail in mails} == {MailKind.NOTICE}
    assert sorted(mail.address for mail in mails) == ["canbo@hd.example", "so@hd.example"]
    assert all("Tạm dừng" in mail.text and WHY in mail.text for mail in mails)
    assert not [mail for day in range(6, 12) for mail in office.run(at(day))
                if mail.kind is MailKind.DIGEST and mail.address != "thuky@hd.example"]  # fmt: skip


@pytest.mark.parametrize("move", [TaskMove.SUSPEND, TaskMove.CANCEL])
def test_a_digest_that_was_gathered_is_checked_again_before_it_is_sent(
    office: Office, move: TaskMove
) -> None:
    task = office.task(due_on=DUE)
    receive(office, task, at(8))
    mails = [one for one in office.run(at(9)) if one.kind is MailKind.DIGEST]
    assert mails
    go(office, task, move, at(9, hour=9))
    assert not [mail for mail in mails if letters.prepare(mail, now=at(9, hour=10))]
    rows = select(LedgerRow).where(LedgerRow.kind == MailKind.DIGEST)
    assert {row.state for row in db.session.scalars(rows)} == {RowState.VOID}


def test_after_the_return_the_clocks_start_again(office: Office) -> None:
    """The agency was silent for six weeks, but on nearly all of these days nothing was owed."""
    task = office.task(due_on=date(2020, 9, 30))
    receive(office, task, at(16, 6))
    go(office, task, TaskMove.SUSPEND, at(17, 6))
    go(office, task, TaskMove.RESUME, at(28), reason="")
    office.sent(at(28, hour=9))
    assert office.sent(at(10, 8)) == []
    assert office.sent(at(11, 8)) == ["canbo@hd.example", "so@hd.example"]


def test_the_secretariat_is_reminded_from_the_review_date_on(office: Office) -> None:
    task = office.task(due_on=DUE)
    go(office, task, TaskMove.SUSPEND, at(1), review_on=date(2020, 7, 13))
    office.sent(at(2))
    assert office.sent(at(10)) == []
    assert office.sent(at(13)) == ["thuky@hd.example"]
    assert office.sent(at(14)) == []
    assert office.sent(at(16)) == ["thuky@hd.example"]
    go(office, task, TaskMove.PROLONG, at(17), review_on=date(2020, 7, 30))
    assert set(office.sent(at(20))) == {"canbo@hd.example", "so@hd.example"}
    assert office.sent(at(30)) == ["thuky@hd.example"]


def test_a_suspension_whose_day_has_come_stands_on_the_page_today(office: Office) -> None:
    task = office.task(due_on=DUE)
    go(office, task, TaskMove.SUSPEND, at(1), review_on=date(2020, 7, 13))
    for day, count in ((12, 0), (13, 1), (20, 1)):
        today = Today(secretary(office), at(day))
        assert today.count(Need.REVIEW) == count
        assert [line.since for line in today.lines(Need.REVIEW, limit=5)] == [
            date(2020, 7, 13)
        ] * count
    go(office, task, TaskMove.RESUME, at(21))
    assert Today(secretary(office), at(21)).count(Need.REVIEW) == 0


def test_figures_of_past_days_stay_whatever_is_moved_later(office: Office) -> None:
    """Random moves over a month; each evening's figures are found again at its end."""
    dice = random.Random(8)
    tasks = [office.task(f"Việc {one}", due_on=date(2020, 7, 5 + 4 * one)) for one in range(5)]
    actor, seen = secretary(office), {}
    for day in range(1, 29):
        for task in tasks:
            move = dice.choice([*TaskMove, None, None, None])
            try:
                if move is not None:
                    go(office, task, move, at(day))
            except DomainError:
                db.session.rollback()
        seen[day] = figures(office, actor, at(day, hour=22))
    zone = ZoneInfo(office.committee.time_zone)
    for day, counted in seen.items():
        past = AsOf.day_in(date(2020, 7, day), zone)
        assert figures(office, actor, at(28, hour=23), past) == counted, day
    assert len({str(one) for one in seen.values()}) > 5


def figures(office: Office, actor: Viewer, now: datetime, as_of: AsOf | None = None) -> object:
    """The counts by time state, and who is suspended until when."""
    scope = Scope(actor, now, as_of)
    lines = reports.list_tasks(scope, reports.Chosen())
    until = as_of.end if as_of else None
    return (
        reports.count_tasks(scope),
        [(line.task.id, line.state, line.deadline_on) for line in sorted(
            lines, key=lambda line: line.task.id)],
        list_in_force([line.task.id for line in lines], until=until),
    )  # fmt: skip


def test_a_late_task_stays_as_late_as_it_was(office: Office) -> None:
    task = office.task(due_on=DUE)
    go(office, task, TaskMove.SUSPEND, at(15))
    go(office, task, TaskMove.RESUME, at(20), reason="")
    assert task.deadline_on == date(2020, 7, 15)
    said = Said(words="Đã xong")
    move_part(task.assignments[0].id, Move.REPORT, said, actor=office.officer(), now=at(20))
    db.session.commit()
    newest = db.session.scalars(select(TaskChange).order_by(TaskChange.id.desc())).first()
    assert newest is not None
    assert (newest.deadline_on, newest.answered_on) == (date(2020, 7, 15), date(2020, 7, 20))


def test_a_new_date_is_measured_against_the_deadline_that_the_days_off_gave(
    office: Office,
) -> None:
    task = office.task(due_on=DUE)
    go(office, task, TaskMove.SUSPEND, at(1))
    go(office, task, TaskMove.RESUME, at(6), reason="")
    part, officer = task.assignments[0].id, office.officer()
    with pytest.raises(InvalidInput, match="extension_not_later"):
        asking.ask(part, Request(date(2020, 7, 15), WHY), actor=officer, now=at(7))
    db.session.rollback()
    for day, code in ((15, "due_date_same"), (10, None)):
        values = {"due_on": date(2020, 7, day), "reason": WHY}
        if code is None:
            due_dates.set_due_date(task.id, actor=secretary(office), now=at(7), **values)
            continue
        with pytest.raises(InvalidInput, match=code):
            due_dates.set_due_date(task.id, actor=secretary(office), now=at(7), **values)
        db.session.rollback()
    assert (task.due_on, task.deadline_on) == (DUE, DUE)


def test_a_request_for_a_new_date_lapses_when_the_days_off_give_it(office: Office) -> None:
    task = office.task(due_on=DUE)
    part, officer = task.assignments[0].id, office.officer()
    asked = asking.ask(part, Request(date(2020, 7, 14), WHY), actor=officer, now=at(1))
    db.session.commit()
    go(office, task, TaskMove.SUSPEND, at(1))
    assert asked.state is ExtensionState.PENDING
    go(office, task, TaskMove.RESUME, at(6), reason="")
    assert asked.state is ExtensionState.LAPSED


def test_a_request_for_a_new_date_lapses_with_the_task(office: Office) -> None:
    task = office.task(due_on=DUE)
    part, officer = task.assignments[0].id, office.officer()
    asked = asking.ask(part, Request(date(2020, 7, 30), WHY), actor=officer, now=at(1))
    db.session.commit()
    go(office, task, TaskMove.CANCEL, at(2))
    assert asked.state is ExtensionState.LAPSED
