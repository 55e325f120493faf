"""Sends what the ledger holds, each mail once: the protocol of DESIGN 6, one step a function.

    WAITING → claim → CLAIMED → check → begin_sending → SENDING → note_… → SENT, FAILED, WAITING

Every step is a transaction of its own, committed by the caller, and one conditional UPDATE: it
happens only while the worker still holds the mail. A process may die between any two steps.
CLAIMED was surely not delivered, so an expired claim waits again; SENDING may have been, so an
expired one becomes UNCERTAIN and stays so until a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Update, select, update
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidMove, NotAllowed
from tracker.extensions import db
from tracker.models.reminders import LedgerRow, Mail, MailState, RowState
from tracker.outbound.messages import Letter
from tracker.queries import mails as mail_queries
from tracker.services import journal

CLAIM_FOR = timedelta(minutes=5)
"""Longer than any conversation with a server takes."""
BACK_OFF = tuple(timedelta(minutes=one) for one in (2, 5, 15, 60, 180, 360, 720))
"""How long to wait after the first, second, … refusal for now; after the last: failed."""
UNREACHABLE_FOR = timedelta(minutes=2)
FOLLOWING = {
    MailState.SENT: RowState.SENT,
    MailState.UNCERTAIN: RowState.UNCERTAIN,
    MailState.FAILED: RowState.FAILED,
    MailState.WAITING: RowState.PLANNED,
    MailState.VOID: RowState.VOID,
}


class Prepare(Protocol):
    """Checks a mail's rows again and writes its text."""

    def __call__(self, mail: Mail, /, *, now: datetime) -> bool:
        """False when nothing is left to say."""


class ClaimLost(Exception):
    """The worker took too long: another one has the mail now, or a person decided about it."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One delivering process, and for how long its claims hold."""

    name: str
    claim_for: timedelta = CLAIM_FOR


def reclaim(*, now: datetime) -> int:
    """Free expired claims, mark what was being sent as uncertain; gives how many are uncertain."""
    expired = Mail.claimed_until < now
    lost = update(Mail).where(Mail.state == MailState.CLAIMED, expired)
    db.session.execute(lost.values(state=MailState.WAITING, claimed_by="", claimed_until=None))
    broken = update(Mail).where(Mail.state == MailState.SENDING, expired)
    uncertain = db.session.scalars(
        broken.values(state=MailState.UNCERTAIN).returning(Mail.id)
    ).all()
    for mail_id in uncertain:
        _follow(mail_id, RowState.UNCERTAIN)
    return len(uncertain)


def claim(worker: Worker, *, now: datetime) -> int | None:
    """Take the mail that has waited longest and give its key; None when none is due."""
    waiting = aliased(Mail)
    first = (
        select(waiting.id)
        .where(waiting.state == MailState.WAITING, waiting.not_before <= now)
        .order_by(waiting.not_before, waiting.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    claimed = (
        update(Mail)
        .where(Mail.id == first, Mail.state == MailState.WAITING)
        .values(
            state=MailState.CLAIMED,
            claimed_by=worker.name,
            claimed_until=now + worker.claim_for,
        )
        .returning(Mail.id)
    )
    return db.session.scalar(claimed)


def check(mail_id: int, worker: Worker, *, prepare: Prepare, now: datetime) -> Letter | None:
    """Check again what is to be said and give the letter; None when nothing is, or not by us."""
    mail = db.session.get(Mail, mail_id, with_for_update=True)
    held = mail is not None and (mail.state, mail.claimed_by) == (MailState.CLAIMED, worker.name)
    if mail is None or not held or not prepare(mail, now=now):
        db.session.flush()
        return None
    db.session.flush()
    return Letter(
        message_id=mail.message_id,
        recipient=mail.address,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
    )


def begin_sending(mail_id: int, worker: Worker, *, now: datetime) -> None:
    """Note that the content goes out next. Raises ClaimLost: then it must not."""
    held = _held(mail_id, worker).where(Mail.state == MailState.CLAIMED)
    sending = held.values(state=MailState.SENDING, claimed_until=now + worker.claim_for)
    if db.session.scalar(sending.returning(Mail.id)) is None:
        raise ClaimLost(str(mail_id))


def note_sent(mail_id: int, worker: Worker, *, now: datetime) -> None:
    """Record that the server took the mail."""
    changed = _held(mail_id, worker).values(
        state=MailState.SENT, sent_at=now, last_error="", claimed_by="", claimed_until=None
    )
    _settle(mail_id, changed.returning(Mail.state))


def note_uncertain(mail_id: int, worker: Worker, *, error: str, now: datetime) -> None:
    """Record that the answer to the content never came."""
    changed = _held(mail_id, worker).values(
        state=MailState.UNCERTAIN, last_error=error, claimed_until=now
    )
    _settle(mail_id, changed.returning(Mail.state))


def note_refused(mail_id: int, worker: Worker, *, error: str, now: datetime) -> None:
    """Record that the server refused the mail for good, at ``now``."""
    changed = _held(mail_id, worker).values(
        state=MailState.FAILED,
        last_error=error,
        attempts=Mail.attempts + 1,
        claimed_by="",
        claimed_until=now,
    )
    _settle(mail_id, changed.returning(Mail.state))


def note_later(mail_id: int, worker: Worker, *, error: str, now: datetime) -> None:
    """Let a mail that was surely not delivered wait, longer each time; at last it has failed."""
    attempts = db.session.scalar(select(Mail.attempts).where(Mail.id == mail_id)) or 0
    if attempts >= len(BACK_OFF):
        note_refused(mail_id, worker, error=error, now=now)
        return
    _wait(mail_id, worker, error, until=now + BACK_OFF[attempts], attempts=attempts + 1)


def note_unreachable(mail_id: int, worker: Worker, *, error: str, now: datetime) -> None:
    """Put a mail back: no mail goes out at the moment, which is not counted against this one."""
    attempts = db.session.scalar(select(Mail.attempts).where(Mail.id == mail_id)) or 0
    _wait(mail_id, worker, error, until=now + UNREACHABLE_FOR, attempts=attempts)


def send_again(mail_id: int, *, actor: Viewer, now: datetime) -> None:
    """Let a failed or uncertain mail go out again because a person says so.

    What is no longer due by then is left out of it. Raises NotFound, NotAllowed("not_allowed"),
    InvalidMove("mail_not_stuck").
    """
    mail = _get_stuck(mail_id, actor)
    before = mail.state
    mail.state, mail.not_before, mail.attempts = MailState.WAITING, now, 0
    mail.claimed_by, mail.claimed_until, mail.last_error = "", None, ""
    _decide(mail, "mail_sent_again", before, actor, now)


def drop(mail_id: int, *, actor: Viewer, now: datetime) -> None:
    """Leave a failed or uncertain mail as it is for good.

    Raises NotFound, NotAllowed("not_allowed"), InvalidMove("mail_not_stuck").
    """
    mail = _get_stuck(mail_id, actor)
    before = mail.state
    mail.state, mail.claimed_by, mail.claimed_until = MailState.VOID, "", None
    _decide(mail, "mail_dropped", before, actor, now)
    for row in mail.rows:
        row.void_reason = row.void_reason or "dropped"
    db.session.flush()


def _get_stuck(mail_id: int, actor: Viewer) -> Mail:
    mail = mail_queries.get_mail(mail_id)
    committees = mail_queries.list_committees_of_mail(mail_id)
    of_all = bool(committees) and all(actor.is_secretary(one) for one in committees)
    if not actor.is_administrator and not of_all:
        raise NotAllowed("not_allowed")
    db.session.refresh(mail, with_for_update=True)
    if mail.state not in mail_queries.TROUBLED:
        raise InvalidMove("mail_not_stuck")
    return mail


def _decide(mail: Mail, act: str, before: MailState, actor: Viewer, now: datetime) -> None:
    db.session.flush()
    _follow(mail.id, FOLLOWING[mail.state])
    data = {"was": before.value}
    journal.record(act, "mail", mail.id, actor=actor, now=now, data=data)


def _held(mail_id: int, worker: Worker) -> Update:
    """An UPDATE of a mail that this worker took and nobody took from it."""
    ours = (MailState.CLAIMED, MailState.SENDING, MailState.UNCERTAIN)
    return update(Mail).where(
        Mail.id == mail_id, Mail.claimed_by == worker.name, Mail.state.in_(ours)
    )


def _wait(mail_id: int, worker: Worker, error: str, *, until: datetime, attempts: int) -> None:
    changed = _held(mail_id, worker).values(
        state=MailState.WAITING,
        not_before=until,
        attempts=attempts,
        last_error=error,
        claimed_by="",
        claimed_until=None,
    )
    _settle(mail_id, changed.returning(Mail.state))


def _settle(mail_id: int, changed: ReturningUpdate[MailState]) -> None:
    state = db.session.scalar(changed)
    if state is not None:
        _follow(mail_id, FOLLOWING[state])


def _follow(mail_id: int, state: RowState) -> None:
    """Let the ledger rows of a mail stand where it stands; what was void or held stays so."""
    live = LedgerRow.state.not_in((RowState.VOID, RowState.HELD))
    db.session.execute(
        update(LedgerRow).where(LedgerRow.mail_id == mail_id, live).values(state=state)
    )
