"""What a clerk does to a draft's cards, through the pages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask

from tests.factories.drafts import Desk, SignIn, fields_of
from tests.factories.tasks import make_agency
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup, GroupMember, GroupRule
from tracker.models.committees import Event
from tracker.models.proposals import ProposalState

LONG = (
    "1. Sở Y tế lập phương án trực, tổng hợp tình hình dịch bệnh trên địa bàn tỉnh.\n"
    "2. Công an tỉnh kiểm tra an ninh trật tự các điểm tổ chức sự kiện.\n"
    "3. Sở Y tế chuẩn bị thuốc, vật tư y tế phục vụ các đoàn đại biểu.\n"
)
TWICE = (
    "1. Trung tâm Xúc tiến đầu tư tổng hợp danh mục dự án.\n"
    "2. Sở Y tế phối hợp với Trung tâm Xúc tiến đầu tư lập phương án trực.\n"
)


@pytest.fixture
def desk(app: Flask, sign_in: SignIn) -> Desk:
    return Desk(sign_in)


def add_group(name: str, rule: GroupRule, *members: Agency) -> AgencyGroup:
    """A group that texts can name."""
    group = AgencyGroup(name=name, rule=rule, folded=name, sort_key=name)
    group.members = [GroupMember(agency_id=one.id) for one in members]
    db.session.add(group)
    db.session.flush()
    return group


def test_a_card_is_split_where_the_clerk_says_and_the_split_is_undone(desk: Desk) -> None:
    address = desk.open_draft(LONG)
    first = desk.cards()[0]
    before, body = first.title, first.conclusion.text.body
    page = desk.browser.get(f"{address}/review?card={first.id}").text
    at = next(
        int(one)
        for one in re.findall(r'name="split_at" value="(\d+)"', page)
        if body[int(one) :].startswith("tổng hợp")
    )
    assert desk.press(first, "split", split_at=at).status_code == 302
    one, two = desk.cards()[:2]
    assert (one.title, two.title) == (
        "Lập phương án trực",
        "Tổng hợp tình hình dịch bệnh trên địa bàn tỉnh",
    )
    for part in (one, two):
        assert body[part.span_start : part.span_end] == part.text
        assert [party.name for party in part.parties] == ["Sở Y tế"]
    assert len(desk.cards()) == 4
    desk.browser.post(f"{address}/undo")
    db.session.expire_all()
    assert desk.cards()[0].title == before
    assert len(desk.cards()) == 3


def test_a_split_outside_the_passage_is_refused(desk: Desk) -> None:
    desk.open_draft(LONG)
    for at in ("", "x", "0", "999999", "²"):
        assert desk.press(desk.cards()[0], "split", split_at=at).status_code == 400
    assert len(desk.cards()) == 3


def test_two_cards_become_one_with_all_bodies_and_back(desk: Desk) -> None:
    address = desk.open_draft(LONG)
    first, second, _third = desk.cards()
    titles = first.title, second.title
    assert desk.press(first, "merge:down").status_code == 302
    merged, third = desk.shown()
    assert merged.title == f"{titles[0]}; {titles[1][0].lower()}{titles[1][1:]}"
    assert [party.name for party in merged.parties] == ["Sở Y tế", "Công an tỉnh"]
    assert third.text.endswith("đoàn đại biểu")
    assert second.state is ProposalState.REMOVED
    desk.browser.post(f"{address}/undo")
    db.session.expire_all()
    assert [card.state for card in desk.cards()] == [ProposalState.PENDING] * 3
    assert [len(card.parties) for card in desk.cards()] == [1, 1, 1]


def test_an_undo_after_somebody_else_went_on_is_refused(desk: Desk) -> None:
    address = desk.open_draft(LONG)
    first = desk.cards()[0]
    desk.press(first, "merge:down")
    merged = desk.shown()[0]
    theirs = fields_of(merged, title="Việc của đồng nghiệp")
    desk.other.post(f"{address}/proposals/{merged.id}", data=theirs)
    desk.browser.post(f"{address}/undo")
    db.session.expire_all()
    assert desk.shown()[0].title == "Việc của đồng nghiệp"
    assert "Không hoàn tác được" in desk.browser.get(f"{address}/review").text


def test_cards_move_and_nobodys_form_becomes_stale(desk: Desk) -> None:
    desk.open_draft(LONG)
    first, second, third = desk.cards()
    versions = {card.id: card.version for card in (first, second, third)}
    desk.press(third, "up")
    desk.press(first, "up")
    assert [card.id for card in desk.cards()] == [first.id, third.id, second.id]
    assert {card.id: card.version for card in desk.cards()} == versions
    desk.press(first, "down")
    assert [card.id for card in desk.cards()] == [third.id, first.id, second.id]


def test_a_removed_card_says_so_and_can_be_undone(desk: Desk) -> None:
    address = desk.open_draft(LONG)
    card = desk.cards()[0]
    desk.press(card, "remove")
    page = desk.browser.get(f"{address}/review").text
    assert "Đã bỏ" in page
    assert page.count(f'action="{address}/undo"') == 2
    desk.browser.post(f"{address}/undo")
    db.session.expire_all()
    assert card.state is ProposalState.PENDING


def test_an_unknown_body_is_entered_and_resolves_every_card_that_names_it(desk: Desk) -> None:
    address = desk.open_draft(TWICE)
    first, second = desk.cards()
    page = desk.browser.get(f"{address}/review?card={first.id}").text
    assert 'value="Trung tâm Xúc tiến đầu tư"' in page
    fields = {
        "unknown-1": "Trung tâm Xúc tiến đầu tư",
        "agency_name-1": "Trung tâm Xúc tiến đầu tư tỉnh",
        "agency_kind-1": "enterprise",
    }
    assert desk.press(first, "enter:1", **fields).status_code == 302
    agency = db.session.query(Agency).filter_by(name="Trung tâm Xúc tiến đầu tư tỉnh").one()
    assert [alias.name for alias in agency.aliases] == ["Trung tâm Xúc tiến đầu tư"]
    for card in (first, second):
        assert agency.id in [party.agency_id for party in card.parties]
        assert "unknown_body" not in [doubt["code"] for doubt in card.doubts]
    assert "2 mục" in desk.browser.get(f"{address}/review").text


def test_unknown_words_become_an_alias(desk: Desk) -> None:
    desk.open_draft(TWICE)
    agency = make_agency("Trung tâm Xúc tiến đầu tư, thương mại và du lịch")
    first = desk.cards()[0]
    fields = {"unknown-1": "Trung tâm Xúc tiến đầu tư", "alias_of-1": agency.name}
    assert desk.press(first, "alias:1", **fields).status_code == 302
    assert [party.agency_id for party in first.parties] == [agency.id]
    assert [alias.name for alias in agency.aliases] == ["Trung tâm Xúc tiến đầu tư"]


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("alias:1", {"unknown-1": "Trung tâm Xúc tiến đầu tư", "alias_of-1": "Không ai cả"}),
        ("alias:1", {"unknown-1": "Công an tỉnh", "alias_of-1": "Sở Y tế"}),
        ("enter:1", {"unknown-1": "Trung tâm Xúc tiến đầu tư", "agency_name-1": ""}),
        ("enter:1", {"unknown-1": "Trung tâm", "agency_name-1": "Sở Y tế"}),
        ("enter:9", {}),
    ],
)
def test_a_body_that_cannot_be_resolved_keeps_what_was_typed(
    desk: Desk, act: str, fields: dict[str, str]
) -> None:
    desk.open_draft(TWICE)
    answer = desk.press(desk.cards()[0], act, title="Đang gõ dở", **fields)
    assert answer.status_code == 400
    assert "Đang gõ dở" in answer.text


def test_members_of_groups_are_ticked_added_and_left_out(desk: Desk) -> None:
    health, police = desk.agencies
    fixed = add_group("các đoàn thể", GroupRule.FIXED, health, police)
    loose = add_group("các đơn vị liên quan", GroupRule.OPEN)
    desk.open_draft("Sở Y tế phối hợp với các đoàn thể, các đơn vị liên quan lập phương án trực.\n")
    card = desk.cards()[0]
    named = {party.group_id: party for party in card.parties if party.group_id}
    assert [one.agency_id for one in named[fixed.id].chosen] == [health.id, police.id]
    assert named[loose.id].chosen == []
    press = make_agency("Báo Hải Dương")
    changed = {
        f"members-group:{fixed.id}": [police.id],
        f"members-add-group:{loose.id}": "báo hải dương",
    }
    assert desk.press(card, **changed).status_code == 302
    named = {party.group_id: party for party in card.parties if party.group_id}
    assert [one.agency_id for one in named[fixed.id].chosen] == [police.id]
    assert [one.agency_id for one in named[loose.id].chosen] == [press.id]
    page = desk.browser.get(f"/conclusions/{card.conclusion_id}/review?card={card.id}").text
    assert f'name="members-group:{fixed.id}" value="{health.id}"> Sở Y tế' in page
    desk.press(card, **{f"members-group:{fixed.id}": []})
    named = {party.group_id: party for party in card.parties if party.group_id}
    assert named[fixed.id].chosen == []
    answer = desk.press(card, **{f"members-add-group:{loose.id}": "Không ai"})
    assert answer.status_code == 400
    assert "Không ai" in answer.text


def test_a_card_with_an_open_question_is_not_confirmed(desk: Desk) -> None:
    add_group("các đơn vị liên quan", GroupRule.OPEN)
    desk.open_draft("Sở Y tế phối hợp với các đơn vị liên quan lập phương án trực.\n")
    card = desk.cards()[0]
    assert desk.press(card, "confirm", title="Đã sửa").status_code == 400
    group = next(party for party in card.parties if party.group_id)
    unfollowed = {f"unfollowed-group:{group.group_id}": "1"}
    assert desk.press(card, "confirm", **unfollowed).status_code == 302
    assert card.state is ProposalState.CONFIRMED


@pytest.mark.parametrize(
    ("way", "more", "due_on", "rule"),
    [
        ("fixed", {"on": "30/6/2020"}, date(2020, 6, 30), "fixed"),
        ("working_meeting", {"count": "10"}, date(2020, 6, 25), "working_days"),
        ("days_meeting", {"count": "10"}, date(2020, 6, 21), "days"),
        ("working_issue", {"count": "10"}, None, "working_days"),
        ("before_event", {"count": "15"}, date(2020, 10, 10), "before_event"),
        ("cycle", {}, date(2020, 10, 27), "until_event"),
        ("none", {}, None, None),
    ],
)
def test_many_cards_are_dated_at_once(
    desk: Desk, way: str, more: dict[str, str], due_on: date | None, rule: str | None
) -> None:
    congress = Event(
        name="Đại hội tỉnh",
        first_day=date(2020, 10, 25),
        last_day=date(2020, 10, 27),
        is_main=True,
    )
    desk.committee.events.append(congress)
    address = desk.open_draft(LONG)
    first, second, third = desk.cards()
    desk.press(third, due_on="1/7/2020")
    fields = {"act": "due", "way": way, "event": congress.id, "all_undated": "y", **more}
    assert desk.browser.post(f"{address}/bulk", data=fields).status_code == 302
    db.session.expire_all()
    for card in (first, second):
        assert card.due_on == due_on
        assert card.due_rule.get("rule") == rule
        assert card.no_date is (way == "none")
        assert card.cycle == ("monthly:25" if way == "cycle" else "")
    assert third.due_on == date(2020, 7, 1)
    assert desk.browser.get(f"{address}/review?show=undated").text.count("<article") == 0
    desk.browser.post(f"{address}/undo")
    db.session.expire_all()
    assert (first.due_on, first.cycle, first.no_date) == (None, "", False)


@pytest.mark.parametrize(
    "fields",
    [
        {"way": "fixed", "on": ""},
        {"way": "fixed", "on": "31/2/2020"},
        {"way": "working_meeting", "count": "x"},
        {"way": "working_meeting", "count": "0"},
        {"way": "before_event", "count": "5", "event": "99"},
        {"way": "rumour"},
        {"act": "merge"},
    ],
)
def test_a_bad_bulk_form_keeps_ticks_and_words(desk: Desk, fields: dict[str, str]) -> None:
    address = desk.open_draft(LONG)
    card = desk.cards()[1]
    answer = desk.browser.post(f"{address}/bulk", data={"act": "due", "card": card.id, **fields})
    assert answer.status_code == 400
    assert re.search(rf'name="card" value="{card.id}"[^>]* checked', answer.text)
    assert str(fields.get("count", "")) in answer.text
    nothing = desk.browser.post(f"{address}/bulk", data={"act": "confirm", "card": "²"})
    assert nothing.status_code == 400


def test_the_due_field_reads_words_and_keeps_a_rule_that_nobody_touched(desk: Desk) -> None:
    address = desk.open_draft(LONG)
    card = desk.cards()[0]
    desk.press(card, due_on="15 ngày làm việc")
    assert card.due_on == date(2020, 7, 2)
    assert (card.due_rule["rule"], card.due_rule["count"]) == ("working_days", 15)
    desk.press(card, title="Khác")
    assert card.due_rule["count"] == 15
    assert (
        "15 ngày làm việc sau ngày họp 11/06/2020"
        in desk.browser.get(f"{address}/review?card={card.id}").text
    )
    desk.press(card, due_on="10 ngày kể từ ngày ban hành")
    assert (card.due_on, card.due_rule["base"]) == (None, "issue")
    assert (
        "10 ngày kể từ ngày ban hành" in desk.browser.get(f"{address}/review?card={card.id}").text
    )
    desk.press(card, due_on="không")
    assert (card.due_on, card.no_date, card.due_rule) == (None, True, {})
    answer = desk.press(card, due_on="bao giờ cũng được")
    assert answer.status_code == 400
    assert "bao giờ cũng được" in answer.text


def test_standing_tasks_get_the_default_cycle_and_end_at_the_main_event(desk: Desk) -> None:
    days = {"first_day": date(2020, 10, 25), "last_day": date(2020, 10, 27)}
    desk.committee.events.append(Event(name="Đại hội", is_main=True, **days))
    address = desk.open_draft("Công an tỉnh tiếp tục tăng cường nắm tình hình địa bàn.\n")
    card = desk.cards()[0]
    assert (card.cycle, card.due_on) == ("monthly:25", date(2020, 10, 27))
    assert "Hằng tháng, ngày 25" in desk.browser.get(f"{address}/review").text
    assert desk.browser.get(f"{address}/review?show=gaps").text.count("<article") == 1
    desk.press(card, "confirm", cycle="Hằng tháng, ngày 25", due_on="27/10/2020")
    assert card.state is ProposalState.CONFIRMED
    assert card.cycle == "monthly:25"
    assert desk.browser.get(f"{address}/review?show=gaps").text.count("<article") == 0


def test_a_date_before_the_meeting_is_kept_and_confirmed_on_purpose(desk: Desk) -> None:
    address = desk.open_draft(LONG)
    card = desk.cards()[0]
    held_on = card.conclusion.held_on
    assert held_on is not None
    early = f"{held_on.replace(year=held_on.year - 1):%d/%m/%Y}"
    assert desk.press(card, "confirm", due_on=early).status_code == 302
    assert card.state is ProposalState.PENDING
    assert f"{card.due_on:%d/%m/%Y}" == early
    assert (
        f"Thời hạn {early} trước ngày họp"
        in desk.browser.get(f"{address}/review?card={card.id}").text
    )
    assert desk.press(card, "confirm", due_on=early).status_code == 302
    assert card.state is ProposalState.CONFIRMED
    assert desk.press(desk.cards()[1], "", due_on="01/01/0001").status_code == 400
