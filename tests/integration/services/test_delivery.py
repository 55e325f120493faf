"""The steps of delivering a mail, and who may decide about one that is stuck."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.factories.killing import ready
from tests.factories.mails import make_mail
from tests.factories.tasks import make_committee
from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import InvalidMove, NotAllowed, NotFound
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.journal import JournalEntry
from tracker.models.reminders import Mail, MailState, RowState
from tracker.services import delivery
from tracker.services.delivery import BACK_OFF, CLAIM_FOR, ClaimLost, Worker

FIRST, SECOND = Worker("first"), Worker("second")
ADMINISTRATOR = Viewer(user_id=0, name="Quản trị", is_administrator=True)


@pytest.fixture
def committee(app: Flask) -> Committee:
    """A committee whose mails are delivered."""
    return make_committee()


@pytest.fixture
def mail(committee: Committee, now: datetime) -> Mail:
    """A mail that is due."""
    made = make_mail(committee, now=now)
    db.session.commit()
    return made


def standing(mail: Mail) -> tuple[MailState, list[RowState]]:
    """Where a mail and its rows stand in the database."""
    db.session.expire_all()
    return mail.state, [row.state for row in mail.rows]


def begin(mail: Mail, now: datetime) -> None:
    """Take a mail as far as the content."""
    assert delivery.claim(FIRST, now=now) == mail.id
    assert delivery.check(mail.id, FIRST, prepare=ready, now=now)
    delivery.begin_sending(mail.id, FIRST, now=now)


def test_a_mail_goes_the_whole_way(mail: Mail, now: datetime) -> None:
    begin(mail, now)
    assert standing(mail) == (MailState.SENDING, [RowState.PLANNED])
    delivery.note_sent(mail.id, FIRST, now=now)
    assert standing(mail) == (MailState.SENT, [RowState.SENT])
    assert mail.sent_at == now
    assert delivery.claim(SECOND, now=now) is None


def test_mails_go_in_the_order_in_which_they_became_due(
    committee: Committee, now: datetime
) -> None:
    late = make_mail(committee, now=now)
    early = make_mail(committee, now=now - timedelta(hours=1))
    future = make_mail(committee, now=now + timedelta(minutes=1))
    claimed = [delivery.claim(FIRST, now=now) for _number in range(3)]
    assert claimed == [early.id, late.id, None]
    assert standing(future)[0] is MailState.WAITING


def test_what_is_no_longer_due_is_not_sent(mail: Mail, now: datetime) -> None:
    def void(found: Mail, *, now: datetime) -> bool:
        assert found.not_before <= now
        found.state, found.rows[0].state = MailState.VOID, RowState.VOID
        return False

    delivery.claim(FIRST, now=now)
    assert delivery.check(mail.id, FIRST, prepare=void, now=now) is None
    with pytest.raises(ClaimLost):
        delivery.begin_sending(mail.id, FIRST, now=now)
    assert standing(mail) == (MailState.VOID, [RowState.VOID])


def test_an_expired_claim_goes_to_another_worker_and_the_first_one_stops(
    mail: Mail, now: datetime
) -> None:
    delivery.claim(FIRST, now=now)
    later = now + CLAIM_FOR + timedelta(seconds=1)
    assert delivery.reclaim(now=now + CLAIM_FOR) == 0
    assert delivery.claim(SECOND, now=later) is None
    assert delivery.reclaim(now=later) == 0
    assert delivery.claim(SECOND, now=later) == mail.id
    assert delivery.check(mail.id, FIRST, prepare=ready, now=later) is None
    with pytest.raises(ClaimLost):
        delivery.begin_sending(mail.id, FIRST, now=later)
    delivery.begin_sending(mail.id, SECOND, now=later)
    delivery.note_sent(mail.id, FIRST, now=later)
    assert standing(mail)[0] is MailState.SENDING


def test_what_was_being_sent_when_the_claim_ran_out_is_uncertain(mail: Mail, now: datetime) -> None:
    begin(mail, now)
    later = now + CLAIM_FOR + timedelta(seconds=1)
    assert delivery.reclaim(now=later) == 1
    assert standing(mail) == (MailState.UNCERTAIN, [RowState.UNCERTAIN])
    assert delivery.reclaim(now=later) == 0
    assert delivery.claim(SECOND, now=later) is None
    delivery.note_sent(mail.id, FIRST, now=later)
    assert standing(mail) == (MailState.SENT, [RowState.SENT]), "a late answer is an answer"


def test_a_refusal_for_now_waits_longer_each_time_and_ends(mail: Mail, now: datetime) -> None:
    at = now
    for pause in BACK_OFF:
        begin(mail, at)
        delivery.note_later(mail.id, FIRST, error="450 4.2.1 busy", now=at)
        assert standing(mail) == (MailState.WAITING, [RowState.PLANNED])
        assert mail.not_before == at + pause
        assert delivery.claim(FIRST, now=at + pause - timedelta(seconds=1)) is None
        at += pause
    begin(mail, at)
    delivery.note_later(mail.id, FIRST, error="450 4.2.1 busy", now=at)
    assert standing(mail) == (MailState.FAILED, [RowState.FAILED])
    assert (mail.last_error, mail.attempts) == ("450 4.2.1 busy", len(BACK_OFF) + 1)


def test_a_server_that_is_away_costs_no_attempt(mail: Mail, now: datetime) -> None:
    delivery.claim(FIRST, now=now)
    delivery.note_unreachable(mail.id, FIRST, error="connection refused", now=now)
    assert standing(mail) == (MailState.WAITING, [RowState.PLANNED])
    assert mail.attempts == 0
    assert mail.not_before > now


def uncertain(mail: Mail, now: datetime) -> None:
    """Let the answer to a mail be lost."""
    begin(mail, now)
    delivery.note_uncertain(mail.id, FIRST, error="timed out", now=now)
    assert standing(mail) == (MailState.UNCERTAIN, [RowState.UNCERTAIN])


def test_a_person_may_send_an_uncertain_mail_again(mail: Mail, now: datetime) -> None:
    uncertain(mail, now)
    delivery.send_again(mail.id, actor=ADMINISTRATOR, now=now)
    assert standing(mail) == (MailState.WAITING, [RowState.PLANNED])
    begin(mail, now)
    entry = db.session.query(JournalEntry).one()
    assert (entry.act, entry.subject_id, entry.data) == (
        "mail_sent_again",
        mail.id,
        {"was": "uncertain"},
    )


def test_or_leave_it(mail: Mail, now: datetime) -> None:
    uncertain(mail, now)
    delivery.drop(mail.id, actor=ADMINISTRATOR, now=now)
    assert standing(mail) == (MailState.VOID, [RowState.VOID])
    assert mail.rows[0].void_reason == "dropped"
    for act in (delivery.send_again, delivery.drop):
        with pytest.raises(InvalidMove):
            act(mail.id, actor=ADMINISTRATOR, now=now)


def test_only_its_secretariat_or_an_administrator_decides(
    mail: Mail, committee: Committee, now: datetime
) -> None:
    uncertain(mail, now)
    for role in (CommitteeRole.LEADER, CommitteeRole.OBSERVER):
        other = Viewer(user_id=0, name="", committee_roles={committee.id: frozenset({role})})
        with pytest.raises(NotAllowed):
            delivery.send_again(mail.id, actor=other, now=now)
    elsewhere = {committee.id + 1: frozenset({CommitteeRole.SECRETARY})}
    with pytest.raises(NotAllowed):
        delivery.drop(mail.id, actor=Viewer(0, "", committee_roles=elsewhere), now=now)
    here = {committee.id: frozenset({CommitteeRole.SECRETARY})}
    delivery.drop(mail.id, actor=Viewer(0, "", committee_roles=here), now=now)
    with pytest.raises(NotFound):
        delivery.drop(mail.id + 1, actor=ADMINISTRATOR, now=now)
