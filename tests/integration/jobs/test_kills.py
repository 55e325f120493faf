"""Delivering processes die at random moments: no mail arrives twice, none is lost (DESIGN 6)."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask

from tests.factories import killing, sink
from tests.factories.mails import make_mail
from tests.factories.tasks import make_committee
from tracker.extensions import db, transaction
from tracker.models.reminders import Mail, MailState, RowState
from tracker.services import clock

pytestmark = pytest.mark.skipif(os.name == "nt", reason="forks and signals of POSIX")
MAILS_A_KILL = 5


@pytest.mark.parametrize("kills", [15, pytest.param(200, marks=pytest.mark.long)])
def test_a_mail_arrives_once_or_is_uncertain(
    app: Flask, tmp_path: Path, kills: int, capsys: pytest.CaptureFixture[str]
) -> None:
    committee = make_committee()
    for _number in range(kills * MAILS_A_KILL):
        make_mail(committee, now=clock.now())
    db.session.commit()
    with sink.running(tmp_path / "taken.jsonl", slowness=0.04) as taking:
        killing.run(app.extensions["tracker.settings"], taking.server, kills)
        left = _count(MailState.WAITING)
        _finish(taking)
        copies = taking.copies()
    states: Counter[MailState] = Counter()
    with transaction():
        for mail in db.session.query(Mail):
            states[mail.state] += 1
            allowed = {MailState.SENT: (1,), MailState.UNCERTAIN: (0, 1)}
            assert copies[mail.message_id] in allowed[mail.state], mail.message_id
            assert [row.state for row in mail.rows] == [RowState(mail.state.value)]
    with capsys.disabled():
        name = db.engine.dialect.name
        told = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
        print(f"\n{name}: {kills} kills, {left} mails left for the run after them; {told}")
    assert states[MailState.UNCERTAIN] <= kills


def _count(state: MailState) -> int:
    with transaction():
        return db.session.query(Mail).filter(Mail.state == state).count()


def _finish(taking: sink.Sink) -> None:
    """Let the claims of the dead run out; then one worker delivers what is left."""
    time.sleep(killing.CLAIM_FOR.total_seconds() + 0.2)
    killing.make_round(taking.server, "last").run(most=10_000)
