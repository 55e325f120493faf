"""What a secretariat does to reminders before they go: hold a task's, add words, send early."""

from __future__ import annotations

from datetime import datetime

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.extensions import db
from tracker.models.reminders import MailKind, RowState, TaskHold
from tracker.queries import calendar as calendar_queries
from tracker.queries import committees as committee_queries
from tracker.queries import reminders as queries
from tracker.queries import tasks as task_queries
from tracker.services import gathering, journal, planning

LONGEST_NOTE = 1_000


def set_hold(task_id: int, *, is_held: bool, note: str, actor: Viewer, now: datetime) -> TaskHold:
    """Keep a task's reminders back or let them go again, and put words into its mails.

    Notices of acts are not held. Raises NotFound, NotAllowed, InvalidInput("words_too_long").
    """
    task = task_queries.get_task(task_id, actor)
    if not actor.is_secretary(task.committee_id):
        raise NotAllowed("not_allowed")
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise InvalidInput("words_too_long", field="note", characters=LONGEST_NOTE)
    hold = queries.find_hold(task.id) or TaskHold(task_id=task.id)
    hold.is_held, hold.note = is_held, note
    hold.set_at, hold.set_by_id = now, actor.user_id
    db.session.add(hold)
    _move_rows(task.id, is_held=is_held)
    journal.record(
        "reminders_held" if is_held else "reminders_released",
        "task",
        task.id,
        actor=actor,
        now=now,
        committee_id=task.committee_id,
        task_id=task.id,
        data={"note": bool(note)},
    )
    return hold


def send_now(committee_id: int, *, actor: Viewer, now: datetime) -> int:
    """Send today's digest before its hour; gives how many mails were made ready.

    An address that has had today's digest gets the rest tomorrow. Raises NotFound, NotAllowed,
    InvalidInput("not_a_working_time").
    """
    committee = committee_queries.get_committee(committee_id, actor)
    if not actor.is_secretary(committee.id):
        raise NotAllowed("not_allowed")
    calendar = calendar_queries.get_calendar()
    if gathering.digest_day(committee, calendar, now=now, is_early=True) is None:
        raise InvalidInput("not_a_working_time")
    planning.plan_committee(committee, calendar, now=now)
    made = gathering.gather(now=now, early=committee.id)
    journal.record(
        "digest_sent_early",
        "committee",
        committee.id,
        actor=actor,
        now=now,
        committee_id=committee.id,
        data={"mails": made},
    )
    return made


def _move_rows(task_id: int, *, is_held: bool) -> None:
    """Rows that are in no mail yet follow; what is in one is checked again at its sending."""
    source, target = RowState.PLANNED, RowState.HELD
    if not is_held:
        source, target = target, source
    for row in queries.list_rows_of_task(task_id, MailKind.DIGEST, source):
        row.state = target
    db.session.flush()
