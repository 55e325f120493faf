"""What is mailed about extensions: the request, the reminder to decide, the decision, the hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories.extensions import G, R, Scene
from tracker.domain.tasks import Move
from tracker.extensions import db
from tracker.models.reminders import Mail, MailKind, MailState, RowState
from tracker.services import asking, gathering, letters, planning
from tracker.services.updates import Said, make_move


def at(day: int, hour: int = 8) -> datetime:
    """An hour of a day of July 2020 in Hải Dương."""
    return datetime(2020, 7, day, hour, tzinfo=UTC) - timedelta(hours=7)


class Post(Scene):
    """The scene, and its mails."""

    def sent(self, now: datetime, kind: MailKind) -> dict[str, Mail]:
        """Plan, gather, write, pretend that all was sent; the mails of a kind by address."""
        planning.plan(now=now)
        gathering.gather(now=now)
        waiting = db.session.scalars(select(Mail).where(Mail.state == MailState.WAITING)).all()
        ready = [mail for mail in waiting if letters.prepare(mail, now=now)]
        for mail in ready:
            mail.state, mail.sent_at = MailState.SENT, now
            for row in mail.rows:
                row.state = RowState.SENT if row.state is RowState.PLANNED else row.state
        db.session.commit()
        return {mail.address.split("@")[0]: mail for mail in ready if mail.kind is kind}


@pytest.fixture
def post(app: Flask) -> Post:
    """Both leads and the coordinator have received the task, due on Friday, 10 July."""
    scene = Post()
    for part, login in zip(scene.task.assignments, ("canbo", "bao", "giup"), strict=True):
        make_move(part.id, Move.RECEIVE, Said(), actor=scene.viewer(login), now=at(8))
    db.session.commit()
    return scene


def test_a_request_is_told_to_who_decides_with_its_date_and_reason(post: Post) -> None:
    post.ask(now=at(8, 9))
    mails = post.sent(at(8, 10), MailKind.NOTICE)
    assert set(mails) == {"thuky", "thuky2"}
    for words in ("Đề nghị gia hạn", "Xin gia hạn đến thứ Hai 20/07/2020", "“Chưa đủ số liệu”",
                  "Xem, quyết định", "#extension"):  # fmt: skip
        assert words in mails["thuky"].text
    assert "20/07/2020" in mails["thuky"].html


def test_a_request_that_was_decided_meanwhile_is_no_news(post: Post) -> None:
    post.decide(post.ask(now=at(8, 9)), now=at(8, 9))
    mails = post.sent(at(8, 10), MailKind.NOTICE)
    assert "Đề nghị gia hạn" not in "".join(mail.text for mail in mails.values())
    for name in ("canbo", "so", "bao", "giup", "vt"):
        assert "[Đã gia hạn] Lập phương án" in mails[name].text
        assert "Hạn: Thứ Hai 20/07/2020" in mails[name].text
    assert "Hạn mới" not in mails["canbo"].text


def test_a_refusal_says_why(post: Post) -> None:
    post.decide(post.ask(now=at(8, 9)), R, words="Đại hội không lùi", now=at(8, 9))
    mails = post.sent(at(8, 10), MailKind.NOTICE)
    assert "[Không gia hạn]" in mails["bao"].text
    assert "“Đại hội không lùi”" in mails["bao"].text


def test_the_overdue_step_waits_and_the_decider_is_reminded(post: Post) -> None:
    post.sent(at(10), MailKind.DIGEST)
    post.ask(now=at(10, 15), new_on=date(2020, 7, 20))
    assert post.sent(at(13), MailKind.DIGEST) == {}
    mails = post.sent(at(14), MailKind.DIGEST)
    assert "Đề nghị gia hạn chờ quyết định" in mails["thuky"].text
    assert "Xin gia hạn đến thứ Hai 20/07/2020" in mails["thuky"].text
    assert "1 gia hạn chờ quyết định" in mails["thuky"].subject
    for name in ("canbo", "so", "bao", "giup"):
        assert "Quá hạn 4 ngày" in mails[name].text
    assert "canbo" not in post.sent(at(15), MailKind.DIGEST)


def test_a_refusal_lets_the_overdue_step_go_at_once(post: Post) -> None:
    post.sent(at(10), MailKind.DIGEST)
    asked = post.ask(now=at(10, 15))
    assert post.sent(at(13), MailKind.DIGEST) == {}
    post.decide(asked, R, words="Không lùi được", now=at(13, 9))
    assert "Quá hạn" in post.sent(at(14), MailKind.DIGEST)["canbo"].text


def test_a_new_date_is_reminded_of_and_the_old_one_no_more(post: Post) -> None:
    post.sent(at(10), MailKind.DIGEST)
    post.decide(post.ask(now=at(10, 15)), G, now=at(10, 16))
    for day in (13, 14):
        assert post.sent(at(day), MailKind.DIGEST) == {}
    mails = post.sent(at(15), MailKind.DIGEST)
    assert "Còn 5 ngày" in mails["canbo"].text
    assert "thuky" not in mails


def test_what_was_in_a_mail_already_is_checked_again(post: Post) -> None:
    planning.plan(now=at(13))
    gathering.gather(now=at(13))
    db.session.commit()
    waiting = select(Mail).where(Mail.kind == MailKind.DIGEST, Mail.state == MailState.WAITING)
    assert len(db.session.scalars(waiting).all()) >= 4
    post.decide(post.ask(now=at(13)), now=at(13))
    mails = db.session.scalars(waiting).all()
    assert [letters.prepare(mail, now=at(13)) for mail in mails] == [False] * len(mails)


def test_a_request_that_was_taken_back_reminds_nobody_to_decide(post: Post) -> None:
    asked = post.ask(now=at(8, 9))
    asking.withdraw(asked.id, actor=post.viewer("canbo"), now=at(8, 16))
    db.session.commit()
    digests = post.sent(at(10), MailKind.DIGEST)
    assert "thuky" not in digests
    assert "Đến hạn hôm nay" in digests["canbo"].text
