"""The job that delivers, against a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask

from tests.conftest import NOW
from tests.factories.killing import ready
from tests.factories.mails import make_mail
from tests.factories.sink import Sink, running
from tests.factories.tasks import make_committee
from tracker.extensions import db
from tracker.jobs.delivery import NO_SERVER, Round, deliver
from tracker.jobs.tick import Tick
from tracker.models.reminders import Mail, MailState, RowState
from tracker.outbound.mailbox import MailboxTransport
from tracker.outbound.smtp import SmtpTransport, Transport
from tracker.services.delivery import Prepare, Worker
from tracker.settings import MailServer


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sink]:
    """A mail server."""
    with running(tmp_path_factory.mktemp("sink") / "taken.jsonl") as one:
        yield one


def go(transport: Transport, prepare: Prepare = ready) -> str:
    """One round of one worker."""
    return Round(transport, lambda: NOW, Worker("one"), prepare).run()


def send_to(*names: str) -> dict[str, Mail]:
    """Mails to these recipients, waiting."""
    committee = make_committee()
    mails = {name: make_mail(committee, f"{name}@haiduong.example", now=NOW) for name in names}
    db.session.commit()
    return mails


def test_each_mail_gets_its_own_end(app: Flask, sink: Sink) -> None:
    mails = send_to("canbo", "rcpt4", "rcpt5", "data4", "data5", "lost", "thuky")
    assert go(SmtpTransport(sink.server)) == "sent=2 later=2 failed=2 uncertain=1"
    states = {name: (mail.state.value, mail.rows[0].state.value) for name, mail in mails.items()}
    assert states == {
        "canbo": ("sent", "sent"),
        "rcpt4": ("waiting", "planned"),
        "rcpt5": ("failed", "failed"),
        "data4": ("waiting", "planned"),
        "data5": ("failed", "failed"),
        "lost": ("uncertain", "uncertain"),
        "thuky": ("sent", "sent"),
    }
    assert mails["rcpt5"].last_error == "550 5.1.1 No such user"
    assert go(SmtpTransport(sink.server)) == ""


def test_a_server_that_is_away_ends_the_round(app: Flask) -> None:
    mails = send_to("canbo", "thuky")
    away = SmtpTransport(MailServer("127.0.0.1", 1, "none", sender="a@b.example"))
    assert go(away) == "unreachable=1"
    assert {mail.state for mail in mails.values()} == {MailState.WAITING}
    assert [mail.attempts for mail in mails.values()] == [0, 0]


def test_a_mail_that_cannot_be_written_does_not_stop_the_others(app: Flask) -> None:
    mails = send_to("broken", "canbo")

    def prepare(mail: Mail, *, now: datetime) -> bool:
        if mail.address.startswith("broken"):
            raise LookupError("nothing to say it with")
        return True

    assert go(MailboxTransport(), prepare) == "sent=1 later=1"
    assert mails["broken"].attempts == 1
    assert "nothing to say it with" in mails["broken"].last_error


def test_without_a_mail_server_everything_stays_unsent(app: Flask) -> None:
    mails = send_to("canbo")
    assert deliver(Tick(app.extensions["tracker.settings"])) == NO_SERVER
    assert mails["canbo"].state is MailState.WAITING
    assert mails["canbo"].rows[0].state is RowState.PLANNED


def test_a_process_that_ends_takes_no_further_mail(app: Flask) -> None:
    mails = send_to("canbo")
    ending = Round(MailboxTransport(), lambda: NOW, Worker("one"), ready, lambda: True)
    assert ending.run() == ""
    assert mails["canbo"].state is MailState.WAITING
