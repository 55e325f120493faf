"""Recommendations: linked with tasks and answered, by whom it may be, told to whom it must be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.factories.recommendations import AT, Hall
from tests.factories.tasks import make_committee, make_conclusion, make_task
from tracker.domain.errors import DomainError, InvalidInput, NotAllowed, NotFound, StaleForm
from tracker.domain.recommendations import Outcome, RecommendationState, state_of
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.recommendations import Recommendation
from tracker.models.reminders import LedgerRow, Mail, MailState
from tracker.queries import recommendations as queries
from tracker.services import gathering, letters, meetings, recommendations
from tracker.services.meetings import MeetingValues, RecommendationValues
from tracker.services.recommendations import Answer
from tracker.web.wording import SENTENCES

S = RecommendationState
YES = Answer(Outcome.ANSWERED, "Đã bố trí tại Nhà khách.", "Chánh Văn phòng Tỉnh ủy")
NO = Answer(Outcome.DECLINED, "Ngoài dự toán năm 2020.", "Trưởng Tiểu ban")


@pytest.fixture
def hall(app: Flask) -> Hall:
    """Two recommendations, two tasks."""
    return Hall()


def state(row: Recommendation, hall: Hall, until: Any = None) -> RecommendationState:
    """The state by SQL, and by the definition from the rows as of now."""
    found = db.session.scalar(
        db.select(queries.state_sql(until)).select_from(Recommendation).filter_by(id=row.id)
    )
    return S(found)


def link(hall: Hall, row: Recommendation, place: int = 0, name: str = "secretary") -> None:
    """Link a recommendation with one of the tasks, and commit."""
    recommendations.link(row.id, hall.tasks[place].id, actor=hall.viewer(name), now=AT)
    db.session.commit()


def answer(hall: Hall, row: Recommendation, said: Answer = YES, name: str = "secretary") -> None:
    """Answer a recommendation, and commit."""
    db.session.refresh(row)
    recommendations.answer(row.id, said, version=row.version, actor=hall.viewer(name), now=AT)
    db.session.commit()


def refused(act: Callable[[], object], error: type[DomainError], code: str = "") -> None:
    """Say that an act is refused, with a code that has words."""
    with pytest.raises(error, match=code or None):
        act()
    db.session.rollback()
    assert not code or code in SENTENCES


def test_one_task_handles_several_and_one_needs_several(hall: Hall) -> None:
    link(hall, hall.first, 0)
    link(hall, hall.first, 1)
    link(hall, hall.first, 1)
    link(hall, hall.second, 0)
    line = queries.get_recommendation(hall.first.id, hall.viewer("secretary"))
    assert [task.id for task in line.tasks] == [task.id for task in hall.tasks]
    handled = queries.list_handled_by(hall.tasks[0].id)
    assert [one.id for one in handled] == [hall.first.id, hall.second.id]
    acts = [(one.act, one.task_id) for one in db.session.query(JournalEntry).order_by("id")]
    assert acts == [
        ("recommendation_linked", hall.tasks[0].id),
        ("recommendation_linked", hall.tasks[1].id),
        ("recommendation_linked", hall.tasks[0].id),
    ]


def test_the_state_follows_links_answers_and_what_becomes_of_the_tasks(hall: Hall) -> None:
    row = hall.first
    assert state(row, hall) is S.OPEN
    link(hall, row)
    assert state(row, hall) is S.ASSIGNED
    hall.tasks[0].state = TaskState.CANCELLED
    db.session.commit()
    assert state(row, hall) is S.OPEN
    answer(hall, row)
    assert state(row, hall) is S.ANSWERED
    db.session.refresh(row)
    secretary = hall.viewer("secretary")
    recommendations.take_back(row.id, version=row.version, actor=secretary, now=AT)
    db.session.commit()
    answer(hall, row, NO)
    assert state(row, hall) is S.DECLINED
    assert [one.ended_at is None for one in row.answers] == [False, True]


def test_the_definition_in_python_says_the_same() -> None:
    assert state_of(None, 0) is S.OPEN
    assert state_of(None, 2) is S.ASSIGNED
    assert state_of(Outcome.ANSWERED, 2) is S.ANSWERED
    assert state_of(Outcome.DECLINED, 0) is S.DECLINED


def test_a_past_day_is_told_as_it_was(hall: Hall) -> None:
    link(hall, hall.first)
    recommendations.unlink(
        hall.first.id,
        hall.tasks[0].id,
        actor=hall.viewer("secretary"),
        now=AT + timedelta(days=2),
    )
    db.session.commit()
    days = (AT - timedelta(days=1), AT + timedelta(days=1), AT + timedelta(days=3))
    assert [state(hall.first, hall, day) for day in days] == [S.OPEN, S.ASSIGNED, S.OPEN]
    assert state(hall.first, hall) is S.OPEN


def test_who_may_link_and_who_may_answer(hall: Hall) -> None:
    row = hall.first
    for name in ("leader", "observer", "author"):
        refused(lambda name=name: link(hall, row, name=name), NotAllowed, "not_allowed")
    for name in ("lead", "other"):
        refused(lambda name=name: link(hall, row, name=name), NotFound)
        refused(lambda name=name: answer(hall, row, name=name), NotFound)
    for name in ("observer", "author"):
        refused(lambda name=name: answer(hall, row, name=name), NotAllowed, "not_allowed")
    answer(hall, row, name="leader")
    answer(hall, hall.second, NO, name="secretary")
    assert not recommendations.may_answer(row, hall.viewer("observer"))
    assert not recommendations.may_link(row, hall.viewer("leader"))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Answer(Outcome.ANSWERED, " ", "Ông A"), "words_needed"),
        (Answer(Outcome.DECLINED, " ", "Ông A"), "reason_needed"),
        (Answer(Outcome.ANSWERED, "x" * 20_001, "Ông A"), "words_too_long"),
        (Answer(Outcome.ANSWERED, "Có", " "), "answerer_needed"),
        (Answer(Outcome.ANSWERED, "Có", "Ông A", date(2020, 6, 17)), "answer_day_future"),
    ],
)
def test_what_makes_no_sense_is_refused(hall: Hall, said: Answer, code: str) -> None:
    refused(lambda: answer(hall, hall.first, said), InvalidInput, code)


def test_tasks_that_do_not_fit_are_refused(hall: Hall) -> None:
    other = make_committee("BCD")
    hall.users["secretary"].committee_roles[0].committee_id = hall.committee.id
    foreign = make_task(make_conclusion(other), leads=[hall.lead])
    db.session.commit()
    secretary = hall.viewer("secretary")
    two_hats = type(secretary)(
        secretary.user_id,
        "",
        committee_roles={
            hall.committee.id: secretary.committee_roles[hall.committee.id],
            other.id: secretary.committee_roles[hall.committee.id],
        },
    )

    def try_foreign() -> object:
        return recommendations.link(hall.first.id, foreign.id, actor=two_hats, now=AT)

    refused(try_foreign, InvalidInput, "task_of_another")
    hall.tasks[0].state = TaskState.CANCELLED
    db.session.commit()
    refused(lambda: link(hall, hall.first), InvalidInput, "task_cancelled")
    answer(hall, hall.first)
    refused(lambda: link(hall, hall.first, 1), InvalidInput, "recommendation_answered")


def test_the_second_of_two_clerks_is_told(hall: Hall) -> None:
    version, secretary = hall.first.version, hall.viewer("secretary")
    leader = hall.viewer("leader")
    recommendations.answer(hall.first.id, YES, version=version, actor=secretary, now=AT)
    db.session.commit()

    def again(said: Answer, actor: Any) -> object:
        return recommendations.answer(hall.first.id, said, version=version, actor=actor, now=AT)

    again(YES, secretary)
    db.session.commit()
    assert len(hall.first.answers) == 1
    refused(lambda: again(NO, leader), StaleForm, "stale_form")
    refused(
        lambda: recommendations.answer(
            hall.first.id, NO, version=hall.first.version, actor=leader, now=AT
        ),
        InvalidInput,
        "recommendation_answered",
    )
    refused(
        lambda: recommendations.take_back(
            hall.second.id, version=hall.second.version, actor=leader, now=AT
        ),
        InvalidInput,
        "recommendation_unanswered",
    )


def mails(hall: Hall) -> list[Mail]:
    """Gather and write what is to be told at once."""
    later = AT + timedelta(minutes=30)
    gathering.gather(now=later)
    db.session.flush()
    found = list(db.session.query(Mail).order_by(Mail.address))
    for mail in found:
        letters.prepare(mail, now=later)
    db.session.commit()
    return found


def test_the_agency_is_told_the_answer_and_only_the_agency(hall: Hall) -> None:
    answer(hall, hall.first, NO)
    found = mails(hall)
    assert [mail.address for mail in found] == ["author@hop-thu.example", "hop-0@co-quan.example"]
    text = found[0].text
    assert hall.first.text in text
    assert "Không tiếp thu" in text
    assert "Ngoài dự toán năm 2020." in text
    assert "Trưởng Tiểu ban" in text
    assert f"/recommendations/{hall.first.id}" in text
    assert "Hạn:" not in text
    assert "Chưa có hạn" not in found[0].html


def test_an_answer_that_was_taken_back_is_not_sent(hall: Hall) -> None:
    answer(hall, hall.first)
    db.session.refresh(hall.first)
    secretary = hall.viewer("secretary")
    recommendations.take_back(hall.first.id, version=hall.first.version, actor=secretary, now=AT)
    db.session.commit()
    assert {mail.state for mail in mails(hall)} == {MailState.VOID}
    assert {row.void_reason for row in db.session.query(LedgerRow)} == {"superseded"}


def test_what_was_handled_does_not_leave_its_meeting(hall: Hall) -> None:
    link(hall, hall.first)
    hall.meeting = db.session.merge(hall.meeting)

    def save(*rows: Recommendation, agency_id: int = 0) -> None:
        kept = [
            RecommendationValues(
                key=row.id, agency_id=agency_id or row.agency_id, kind=row.kind, text=row.text
            )
            for row in rows
        ]
        values = MeetingValues(title="Họp", held_on=hall.meeting.held_on, recommendations=kept)
        meetings.update(
            hall.meeting.id,
            values,
            version=hall.meeting.version,
            actor=hall.viewer("secretary"),
            now=AT,
        )
        db.session.commit()

    refused(lambda: save(hall.second), InvalidInput, "recommendation_handled")
    refused(
        lambda: save(hall.first, agency_id=hall.other.id), InvalidInput, "recommendation_handled"
    )
    save(hall.first)
    assert [one.id for one in db.session.query(Recommendation)] == [hall.first.id]
