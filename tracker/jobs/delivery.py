"""Delivers waiting mails; any number of processes may do so at once."""

from __future__ import annotations

import logging
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tracker.extensions import transaction
from tracker.jobs.tick import Tick
from tracker.outbound.mailbox import MailboxTransport
from tracker.outbound.messages import Letter
from tracker.outbound.smtp import (
    AnswerLost,
    Refused,
    SmtpTransport,
    Transport,
    TryLater,
    Unreachable,
)
from tracker.queries.mail_server import find_mail_server
from tracker.services import delivery, letters
from tracker.services.delivery import ClaimLost, Prepare, Worker
from tracker.settings import Settings

MOST = 1000
"""Mails of one run, so that the pulse is heard in between."""
log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of a claimed mail; the words of the job's result."""

    SENT = "sent"
    VOID = "void"
    LATER = "later"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    LOST = "lost"
    UNREACHABLE = "unreachable"


NO_SERVER = "no_mail_server"


class Note(Protocol):
    """A way of recording why a mail did not go out."""

    def __call__(self, mail_id: int, worker: Worker, *, error: str, now: datetime) -> None:
        """Record it."""


def deliver(tick: Tick) -> str:
    """Send what is due; gives what became of it, as in ``sent=3 later=1``.

    Without a mail server nothing is claimed, and the rows stay unsent.
    """
    transport = find_transport(tick.settings)
    if transport is None:
        return NO_SERVER
    worker = Worker(f"{tick.process}:{secrets.token_hex(3)}")
    return Round(transport, tick.now, worker, is_stopping=tick.is_stopping).run()


def find_transport(settings: Settings) -> Transport | None:
    """How mails leave: a mail server, the demo's mailbox, or None: not at all."""
    if settings.demo:
        return MailboxTransport()
    with transaction():
        server = find_mail_server(settings)
    return SmtpTransport(server) if server else None


@dataclass
class Round:
    """One worker's round over the waiting mails.

    No transaction is open while a server is spoken to.
    """

    transport: Transport
    now: Callable[[], datetime]
    worker: Worker
    prepare: Prepare = letters.prepare
    is_stopping: Callable[[], bool] = lambda: False
    counted: Counter[Outcome] = field(default_factory=Counter)

    def run(self, most: int = MOST) -> str:
        """Deliver until nothing is due, or the server cannot be reached."""
        now = self.now()
        with transaction():
            self.counted[Outcome.UNCERTAIN] += delivery.reclaim(now=now)
        for _number in range(most):
            outcome = None if self.is_stopping() else self._next()
            if outcome is None:
                break
            self.counted[outcome] += 1
            if outcome is Outcome.UNREACHABLE:
                break
        return " ".join(f"{one}={self.counted[one]}" for one in Outcome if self.counted[one])

    def _next(self) -> Outcome | None:
        now = self.now()
        with transaction():
            mail_id = delivery.claim(self.worker, now=now)
        if mail_id is None:
            return None
        try:
            letter = self._check(mail_id)
        except Exception as error:
            log.exception("mail %s could not be written", mail_id)
            return self._note(delivery.note_later, mail_id, Outcome.LATER, error)
        return self._send(mail_id, letter) if letter else Outcome.VOID

    def _check(self, mail_id: int) -> Letter | None:
        now = self.now()
        with transaction():
            return delivery.check(mail_id, self.worker, prepare=self.prepare, now=now)

    def _send(self, mail_id: int, letter: Letter) -> Outcome:
        """Any other error than these leaves the mail claimed, or uncertain, until that runs out."""
        try:
            self.transport.send(
                letter, at=self.now(), before_data=lambda: self._begin_sending(mail_id)
            )
        except ClaimLost:
            return Outcome.LOST
        except AnswerLost as error:
            return self._note(delivery.note_uncertain, mail_id, Outcome.UNCERTAIN, error)
        except Refused as error:
            return self._note(delivery.note_refused, mail_id, Outcome.FAILED, error)
        except TryLater as error:
            return self._note(delivery.note_later, mail_id, Outcome.LATER, error)
        except Unreachable as error:
            return self._note(delivery.note_unreachable, mail_id, Outcome.UNREACHABLE, error)
        now = self.now()
        with transaction():
            delivery.note_sent(mail_id, self.worker, now=now)
        return Outcome.SENT

    def _begin_sending(self, mail_id: int) -> None:
        now = self.now()
        with transaction():
            delivery.begin_sending(mail_id, self.worker, now=now)

    def _note(self, note: Note, mail_id: int, outcome: Outcome, error: Exception) -> Outcome:
        now = self.now()
        with transaction():
            note(mail_id, self.worker, error=str(error) or type(error).__name__, now=now)
        return outcome
