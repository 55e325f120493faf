"""*Nhắc lại* through the pages: offered on the card, linked, dismissed, shown on the task."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.factories.drafts import Desk, SignIn
from tests.factories.tasks import make_conclusion, make_task
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.tasks import Task, TaskRepeat

AGAIN = "1. Giao Sở Y tế hoàn thành phương án trực cấp cứu phục vụ Đại hội trước ngày 20/6/2020.\n"


@pytest.fixture
def desk(app: Flask, sign_in: SignIn) -> Desk:
    return Desk(sign_in)


@pytest.fixture
def task(desk: Desk) -> Task:
    """What an earlier conclusion left open."""
    conclusion = make_conclusion(desk.committee)
    title = "Lập phương án trực cấp cứu phục vụ Đại hội"
    return make_task(conclusion, title, leads=[desk.agencies[0]])


def test_a_repetition_is_linked_published_and_followed(desk: Desk, task: Task) -> None:
    address = desk.open_draft(AGAIN)
    page = desk.browser.get(f"{address}/review").text
    assert "Có thể nhắc lại:" in page
    assert task.code in page
    assert "1 nhiệm vụ có thể nhắc lại" in desk.browser.get(f"{address}/publish").text
    answer = desk.press(desk.cards()[0], f"repeat:{task.id}")
    assert f"Đã ghi là nhắc lại {task.code}" in desk.browser.get(answer.location).text
    assert "Bỏ ghi nhắc lại" in desk.browser.get(f"{address}/review").text
    desk.browser.post(f"{address}/publish")
    link = db.session.query(TaskRepeat).one()
    assert link.first_id == task.id
    earlier = desk.browser.get(f"/tasks/{task.id}").text
    assert "đã nhắc lại 1 lần" in earlier
    assert f'href="/tasks/{link.task_id}"' in earlier
    assert "nhắc lại lần 1" in desk.browser.get(f"/tasks/{link.task_id}").text
    for place in ("/tasks", address, f"/conclusions/{task.conclusion_id}"):
        assert "nhắc lại" in desk.browser.get(place).text


def test_a_dismissed_one_is_not_offered_again(desk: Desk, task: Task) -> None:
    address = desk.open_draft(AGAIN)
    desk.press(desk.cards()[0], f"not-repeat:{task.id}")
    assert "Có thể nhắc lại:" not in desk.browser.get(f"{address}/review").text


def test_unlinking_offers_it_again(desk: Desk, task: Task) -> None:
    address = desk.open_draft(AGAIN)
    desk.press(desk.cards()[0], f"repeat:{task.id}")
    desk.press(desk.cards()[0], "no-repeat")
    assert "Có thể nhắc lại:" in desk.browser.get(f"{address}/review").text


@pytest.mark.parametrize("which", ["", "x", "0", "²", "99999999999999999999"])
def test_an_odd_key_is_refused_and_nothing_typed_is_lost(
    desk: Desk, task: Task, which: str
) -> None:
    desk.open_draft(AGAIN)
    answer = desk.press(desk.cards()[0], f"repeat:{which}", title="Đã gõ")
    assert answer.status_code == 400
    assert "Đã gõ" in answer.text


def test_a_task_that_was_done_meanwhile_says_so(desk: Desk, task: Task) -> None:
    desk.open_draft(AGAIN)
    db.session.get(Task, task.id).state = TaskState.COMPLETED  # type: ignore[union-attr]
    answer = desk.press(desk.cards()[0], f"repeat:{task.id}")
    assert answer.status_code == 400
    assert "không còn đang thực hiện" in answer.text


def test_a_split_of_a_linked_card_can_be_undone(desk: Desk, task: Task) -> None:
    address = desk.open_draft(AGAIN.replace(" trước ngày", ", tổng hợp tình hình dịch trước ngày"))
    card = desk.cards()[0]
    desk.press(card, f"repeat:{task.id}")
    card = desk.cards()[0]
    at = card.span_start + card.text.index("tổng hợp")
    assert desk.press(card, "split", split_at=at).status_code == 302
    second = desk.cards()[1]
    assert second.repeats == []
    assert desk.browser.post(f"{address}/undo").status_code == 302
    db.session.expire_all()
    assert [one.task_id for one in desk.cards()[0].repeats] == [task.id]


def test_another_text_drops_the_decisions_with_their_cards(desk: Desk, task: Task) -> None:
    desk.open_draft(AGAIN)
    card = desk.cards()[0]
    desk.press(card, f"repeat:{task.id}")
    db.session.delete(desk.cards()[0])
    db.session.flush()
    assert desk.cards() == []
