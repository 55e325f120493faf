"""Two clerks at one draft, saving in the background, and tasks made of places in the text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from tests.factories.drafts import Desk, SignIn, fields_of
from tracker.extensions import db
from tracker.models.proposals import DraftReader, ProposalState
from tracker.models.tasks import Task
from tracker.services import publishing

JSON = {"Accept": "application/json"}
ODD = (
    "😀 Ghi chú 𠮷.\nHọp tại hoà\u0301 đồng chí. Kết luận như sau:\n"
    "1. Đề nghị khẩn trương rà soát lại toàn bộ kế hoạch.\n"
)


@pytest.fixture
def desk(app: Flask, sign_in: SignIn) -> Desk:
    return Desk(sign_in)


def test_saving_in_the_background_answers_in_few_words(desk: Desk) -> None:
    address = desk.open_draft()
    card = desk.cards()[0]
    where, old = f"{address}/proposals/{card.id}", fields_of(card, title="Bản cũ")
    good = desk.browser.post(where, data=fields_of(card, title="Tự lưu"), headers=JSON)
    assert good.status_code == 200
    assert good.json["said"].startswith("Đã lưu lúc ")
    db.session.expire_all()
    assert (card.title, card.version) == ("Tự lưu", good.json["version"])
    bad = desk.browser.post(where, data=fields_of(card, due_on="mai"), headers=JSON)
    assert (bad.status_code, "Không hiểu hạn" in bad.json["said"]) == (400, True)
    stale = desk.other.post(where, data=old, headers=JSON)
    assert (stale.status_code, stale.json["stale"]) == (409, True)


def test_saving_what_is_stored_changes_nothing(desk: Desk) -> None:
    address = desk.open_draft()
    card = desk.cards()[0]
    version = card.version
    answer = desk.browser.post(f"{address}/proposals/{card.id}", data=fields_of(card), headers=JSON)
    assert answer.json["version"] == version


def test_a_change_of_bodies_alone_makes_other_forms_stale(desk: Desk) -> None:
    desk.open_draft()
    card = desk.cards()[0]
    mine = fields_of(card, title="Bản của tôi")
    desk.press(card, coordinating=[])
    answer = desk.other.post(f"/conclusions/{card.conclusion_id}/proposals/{card.id}", data=mine)
    assert answer.status_code == 409


def test_of_two_versions_either_is_taken_field_by_field(desk: Desk) -> None:
    address = desk.open_draft()
    card = desk.cards()[0]
    where = f"{address}/proposals/{card.id}"
    mine = fields_of(card, title="Bản của tôi", due_on="1/7/2020", coordinating=[])
    theirs = fields_of(card, title="Bản của đồng nghiệp", product="kế hoạch")
    assert desk.other.post(where, data=theirs).status_code == 302
    answer = desk.browser.post(where, data=mine)
    assert answer.status_code == 409
    for words in ("Bản của tôi", "Bản của đồng nghiệp", "Thuky2", "01/07/2020", "kế hoạch"):
        assert words in answer.text
    for field in ("title", "due_on", "coordinating", "product"):
        assert f'name="take-{field}" value="stored"' in answer.text
    assert 'name="take-kind"' not in answer.text
    db.session.expire_all()
    again = {**mine, "version": card.version}
    taken = {"take-title": "stored", "take-product": "stored", "take-due_on": "mine"}
    assert desk.browser.post(where, data={**again, **taken}).status_code == 302
    db.session.expire_all()
    assert (card.title, card.product) == ("Bản của đồng nghiệp", "kế hoạch")
    assert card.due_on.isoformat() == "2020-07-01"  # type: ignore[union-attr]
    assert [party.name for party in card.parties] == ["Sở Y tế"]


def test_two_clerks_hear_of_each_other_for_two_minutes(desk: Desk) -> None:
    address = desk.open_draft()
    assert "cũng đang mở" not in desk.browser.get(f"{address}/review").text
    assert "Thuky cũng đang mở bản này" in desk.other.get(f"{address}/review").text
    assert desk.browser.post(f"{address}/seen").json["said"].startswith("Thuky2 ")
    for row in db.session.query(DraftReader):
        old = row.seen_at - timedelta(minutes=3)
        db.session.execute(update(DraftReader).where(DraftReader.id == row.id).values(seen_at=old))
    db.session.commit()
    assert desk.browser.post(f"{address}/seen").json["said"] == ""
    assert db.session.query(DraftReader).count() == 2


def test_a_selected_passage_becomes_a_card_at_its_place(desk: Desk) -> None:
    address = desk.open_draft()
    body = desk.cards()[0].conclusion.text.body
    start = body.index("Đồng chí Trưởng")
    span = f"{start}-{start + len('Đồng chí Trưởng Tiểu ban ')}"
    assert desk.browser.post(f"{address}/sentences", data={"span": span}).status_code == 302
    first = desk.cards()[0]
    assert (first.title, first.text) == ("Đồng chí Trưởng Tiểu ban",) * 2
    assert body[first.span_start : first.span_end] == first.text


def test_offsets_count_code_points(desk: Desk) -> None:
    address = desk.open_draft(ODD)
    page = desk.browser.get(f"{address}/review").text
    line = ODD.index("Họp")
    assert f'data-at="{line}"' in page
    start = ODD.index("hoà")
    desk.browser.post(f"{address}/sentences", data={"span": f"{start}-{start + 14}"})
    (card,) = desk.cards()
    assert card.text == ODD[start : start + 14].strip()


@pytest.mark.parametrize("span", ["", "5", "9-3", "-1-4", "0-999999", "²-³", "0-0", "x-y"])
def test_a_place_outside_the_text_is_refused(desk: Desk, span: str) -> None:
    address = desk.open_draft()
    answer = desk.browser.post(f"{address}/sentences", data={"span": span, "title": "Tự nhập thêm"})
    assert answer.status_code == 400
    assert "Tự nhập thêm" in answer.text
    assert len(desk.cards()) == 2


def test_orders_that_name_nobody_are_offered_once(desk: Desk) -> None:
    address = desk.open_draft(ODD)
    assert desk.cards() == []
    page = desk.browser.get(f"{address}/review").text
    assert "1 câu chưa giao cho ai" in page
    start = ODD.index("Đề nghị khẩn")
    span = next(part for part in page.split('"') if part.startswith(f"{start}-"))
    desk.browser.post(f"{address}/sentences", data={"span": span})
    assert "câu chưa giao cho ai" not in desk.browser.get(f"{address}/review").text


def test_figures_open_as_many_cards_as_they_say(desk: Desk) -> None:
    address = desk.open_draft()
    for show, count in (("pending", 2), ("undated", 1), ("gaps", 1), ("blocked", 1)):
        page = desk.browser.get(f"{address}/review?show={show}").text
        assert page.count("<article") == count, show
    page = desk.browser.get(f"{address}/publish").text
    assert "Xem 1 mục" in page
    assert "Cần gọi điện" in page


def test_nothing_is_changed_any_more_once_it_is_published(desk: Desk) -> None:
    desk.open_draft("Sở Y tế lập phương án trực.\n")
    card = desk.cards()[0]
    assert desk.press(card, "confirm").status_code == 302
    assert card.state is ProposalState.CONFIRMED
    address = f"/conclusions/{card.conclusion_id}"
    assert publishing.preview(card.conclusion, now=datetime.now(UTC)).pending == 0
    desk.browser.post(f"{address}/publish")
    assert db.session.query(Task).count() == 1
    for path in (f"proposals/{card.id}", "bulk", "undo", "seen", "sentences"):
        assert desk.browser.post(f"{address}/{path}").status_code == 404
