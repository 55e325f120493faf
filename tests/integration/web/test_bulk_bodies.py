"""Agencies given to several cards of a draft at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories.drafts import Desk, SignIn
from tests.factories.tasks import make_agency
from tests.integration.web.test_review import LONG, add_group
from tracker.domain.tasks import Part
from tracker.extensions import db
from tracker.models.agencies import GroupRule
from tracker.models.journal import JournalEntry
from tracker.models.proposals import Proposal, ProposalState


@pytest.fixture
def desk(app: Flask, sign_in: SignIn) -> Desk:
    return Desk(sign_in)


def told(card: Proposal) -> dict[str, list[str]]:
    """Who has which part on a card."""
    return {part.value: [one.name for one in card.parties if one.part is part] for part in Part}


def send(desk: Desk, address: str, body_way: str, **fields: Any) -> Any:
    """Send the bulk form for the cards of ``card``."""
    answer = desk.browser.post(
        f"{address}/bulk", data={"act": "bodies", "body_way": body_way, **fields}
    )
    db.session.expire_all()
    return answer


def test_several_agencies_join_several_cards_and_undoing_takes_them_back(desk: Desk) -> None:
    press, culture = make_agency("Báo Hải Dương"), make_agency("Sở Văn hóa")
    address = desk.open_draft(LONG)
    first, second, third = desk.cards()
    fields = {
        "card": [first.id, second.id],
        "body": [f"agency:{press.id}", f"agency:{press.id}"],
        "names": "sở văn hóa; Công an tỉnh",
    }
    answer = send(desk, address, "join", **fields)
    assert answer.status_code == 302
    assert told(first) == {
        "lead": ["Sở Y tế"],
        "coordinating": ["Báo Hải Dương", "Sở Văn hóa", "Công an tỉnh"],
    }
    assert told(second)["lead"] == ["Công an tỉnh"]
    assert told(second)["coordinating"] == ["Báo Hải Dương", "Sở Văn hóa"]
    assert {one.agency_id for one in second.parties} >= {press.id, culture.id}
    assert told(third)["coordinating"] == []
    assert "Đã đổi phân công của 2 mục." in desk.browser.get(answer.location).text
    desk.browser.post(f"{address}/undo")
    db.session.expire_all()
    assert told(first)["coordinating"] == told(second)["coordinating"] == []


def test_leads_are_added_and_replaced_and_an_agency_keeps_one_part(desk: Desk) -> None:
    address = desk.open_draft(LONG)
    first, second, third = desk.cards()
    every = [first.id, second.id, third.id]
    send(desk, address, "join", card=first.id, names="Công an tỉnh")
    send(desk, address, "lead", card=every, names="Công an tỉnh")
    assert told(first) == {"lead": ["Sở Y tế", "Công an tỉnh"], "coordinating": []}
    assert told(second)["lead"] == ["Công an tỉnh"]
    assert told(third)["lead"] == ["Sở Y tế", "Công an tỉnh"]
    send(desk, address, "lead_instead", card=every, names="Sở Y tế")
    assert [told(card) for card in (first, second, third)] == [
        {"lead": ["Sở Y tế"], "coordinating": []}
    ] * 3
    before = [card.version for card in (first, second, third)]
    answer = send(desk, address, "lead_instead", card=every, names="Sở Y tế")
    assert "Đã đổi phân công của 0 mục." in desk.browser.get(answer.location).text
    assert [card.version for card in (first, second, third)] == before
    desk.browser.post(f"{address}/undo")
    db.session.expire_all()
    assert told(second)["lead"] == ["Công an tỉnh"]


def test_a_group_comes_with_its_members_and_keeps_those_that_were_chosen(desk: Desk) -> None:
    health, police = desk.agencies
    unions = add_group("các đoàn thể", GroupRule.FIXED, health, police)
    address = desk.open_draft(LONG)
    first, second, _third = desk.cards()
    send(desk, address, "join", card=[first.id, second.id], body=f"group:{unions.id}")
    named = next(one for one in first.parties if one.group_id)
    assert [one.agency_id for one in named.chosen] == [health.id, police.id]
    desk.press(first, **{f"members-group:{unions.id}": [police.id]})
    send(desk, address, "lead", card=first.id, names="các đoàn thể")
    named = next(one for one in first.parties if one.group_id)
    assert named.part is Part.LEAD
    assert [one.agency_id for one in named.chosen] == [police.id]


def test_a_settled_card_with_a_new_question_waits_again(desk: Desk) -> None:
    loose = add_group("các đơn vị liên quan", GroupRule.OPEN)
    address = desk.open_draft(LONG)
    first, second, _third = desk.cards()
    for card in (first, second):
        desk.press(card, "confirm")
    send(desk, address, "join", card=first.id, body=f"group:{loose.id}")
    send(desk, address, "join", card=second.id, names="Sở Y tế")
    assert (first.state, second.state) == (ProposalState.PENDING, ProposalState.CONFIRMED)
    desk.browser.post(f"{address}/undo")
    desk.browser.post(f"{address}/undo")
    db.session.expire_all()
    assert first.state is ProposalState.CONFIRMED


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"names": ""}, "Đề nghị chọn hoặc ghi ít nhất một cơ quan."),
        ({"names": "Sở Y tế; Sở Lạ; Hội Lạ"}, "Chưa có trong danh mục cơ quan: Sở Lạ; Hội Lạ."),
        ({"body": "agency:99999"}, "Chưa có trong danh mục cơ quan: agency:99999."),
        ({"names": "x" * 601}, "Tối đa 600 ký tự."),
        ({"names": "Sở Y tế", "body_way": "rumour"}, "Lựa chọn này không có trong danh sách."),
        ({"names": "Sở Y tế", "card": "²"}, "Đề nghị chọn ít nhất một mục."),
    ],
)
def test_a_bad_form_changes_nothing_and_keeps_ticks_and_names(
    desk: Desk, fields: dict[str, str], words: str
) -> None:
    address = desk.open_draft(LONG)
    card, police = desk.cards()[2], desk.agencies[1]
    sent = {"card": card.id, "body_way": "join", "body": f"agency:{police.id}", **fields}
    if fields.get("names") == "":
        sent.pop("body")
    answer = send(desk, address, sent.pop("body_way"), **sent)
    assert answer.status_code == 400
    assert words in answer.text
    assert fields.get("names", "") in answer.text
    assert ("checked><span>Công an tỉnh" in answer.text) is (
        sent.get("body") == f"agency:{police.id}"
    )
    assert told(card)["coordinating"] == []


def test_enter_in_a_field_does_what_the_field_is_for(desk: Desk) -> None:
    address = desk.open_draft(LONG)
    first = desk.cards()[0]
    enter = {"act": "enter", "card": first.id, "way": "fixed"}
    send(desk, address, "join", **enter, on="", names="Công an tỉnh")
    assert told(first)["coordinating"] == ["Công an tỉnh"]
    send(desk, address, "join", **enter, on="30/6/2020", names="")
    assert first.due_on == date(2020, 6, 30)
    assert first.state is ProposalState.PENDING


def test_others_may_not_and_the_journal_holds_no_names(desk: Desk) -> None:
    address = desk.open_draft(LONG)
    first = desk.cards()[0]
    data = {"act": "bodies", "body_way": "join", "names": "Công an tỉnh", "card": first.id}
    for browser in (desk.leader, desk.stranger):
        assert browser.post(f"{address}/bulk", data=data).status_code in (403, 404)
    assert desk.browser.post(f"{address}/bulk", data=data).status_code == 302
    rows = db.session.scalars(select(JournalEntry).order_by(JournalEntry.id)).all()
    assert rows[-1].act == "proposal_changed"
    assert "Công an" not in str(rows[-1].data)
