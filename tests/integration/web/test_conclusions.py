"""From a pasted text to published tasks, as a secretary's browser does it."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.factories.drafts import Desk, SignIn, fields_of
from tests.factories.files import xlsx_of
from tests.factories.tasks import make_committee
from tests.goldens.scoring import HERE
from tracker.domain.access import CommitteeRole, viewer_of_system
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.people import CommitteePost, User
from tracker.models.proposals import ProposalState
from tracker.models.tasks import Task
from tracker.services import meetings
from tracker.services.meetings import MeetingValues


@pytest.fixture
def desk(app: Flask, sign_in: SignIn) -> Desk:
    return Desk(sign_in)


def test_a_pasted_text_becomes_cards_beside_its_marked_passages(desk: Desk) -> None:
    draft = desk.draft()
    first, second = desk.cards()
    page = desk.browser.get(f"/conclusions/{draft.id}/review").text
    assert first.title.startswith("Lập <phương án> trực")
    assert "Lập &lt;phương án&gt; trực" in page
    assert f'href="/conclusions/{draft.id}/review?card={first.id}"' in page
    assert f'id="card-{second.id}"' in page
    assert page.count("pcard__open") == 1
    opened = desk.browser.get(f"/conclusions/{draft.id}/review?card={second.id}").text
    assert "chưa có trong danh mục" in opened


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_file_is_read_and_kept(desk: Desk, suffix: str) -> None:
    name = f"21-haiduong-tb-vanphong-par-index.{suffix}"
    content = (HERE / suffix / name).read_bytes()
    answer = desk.send("", file=(content, name))
    assert answer.status_code == 302  # type: ignore[attr-defined]
    conclusion = db.session.scalars(select(Conclusion)).one()
    assert conclusion.files[0].name == name
    assert len(desk.cards()) > 15


def test_the_rows_of_a_workbook_become_cards(desk: Desk) -> None:
    rows = (
        ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"],
        [1, "Lập phương án trực cấp cứu", "Sở Y tế", "Công an tỉnh", date(2020, 7, 2)],
        [2, "Bố trí xe cứu thương", "Sở Y tế", "", ""],
    )
    answer = desk.send("", file=(xlsx_of(*rows), "theo-doi.xlsx"))
    assert answer.status_code == 302  # type: ignore[attr-defined]
    first, second = desk.cards()
    assert (first.title, first.due_on) == ("Lập phương án trực cấp cứu", date(2020, 7, 2))
    assert second.due_on is None
    assert [named.name for named in first.parties] == ["Sở Y tế", "Công an tỉnh"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "Kết luận"),
        ({"held_on": "31/02/2020"}, "31/02/2020"),
        ({"text": "MẬT\n\nSở Y tế lập phương án."}, "bí mật"),
        ({"text": "x" * 300_001}, "300"),
        ({"committee": 99}, ""),
        ({"source": "rumour"}, ""),
        ({"file": (b"MZ\x90\x00", "a.docx")}, "a.docx"),
        ({"file": (b"%PDF-1.4 broken", "a.pdf")}, "a.pdf"),
    ],
)
def test_a_bad_form_says_why_and_keeps_what_was_typed(
    desk: Desk, changed: dict[str, object], words: str
) -> None:
    answer = desk.send(**{"number": "12-TB/TBTT", **changed})  # type: ignore[arg-type]
    assert answer.status_code == 400  # type: ignore[attr-defined]
    page = answer.text  # type: ignore[attr-defined]
    assert "12-TB/TBTT" in page
    assert words in page
    assert db.session.scalar(select(func.count()).select_from(Conclusion)) == 0


def test_tcvn3_text_is_told_and_not_stored(desk: Desk) -> None:
    answer = desk.send("Giao Së Y tÕ chñ tr×, phèi hîp víi C«ng an tØnh x©y dùng ph­¬ng ¸n " * 3)
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert "TCVN3" in answer.text  # type: ignore[attr-defined]


def test_confirming_goes_on_to_the_next_card(desk: Desk) -> None:
    draft = desk.draft()
    first, second = desk.cards()
    address = f"/conclusions/{draft.id}/proposals/{first.id}"
    answer = desk.browser.post(address, data=fields_of(first, act="confirm", due_on="25/6/2020"))
    assert answer.status_code == 302
    assert answer.location.endswith(f"?card={second.id}")
    db.session.expire_all()
    assert first.state is ProposalState.CONFIRMED
    assert first.due_on.isoformat() == "2020-06-25"  # type: ignore[union-attr]


def test_a_stale_card_shows_both_versions(desk: Desk) -> None:
    draft = desk.draft()
    card = desk.cards()[0]
    address = f"/conclusions/{draft.id}/proposals/{card.id}"
    mine = fields_of(card, title="Bản của tôi")
    theirs = fields_of(card, title="Bản của đồng nghiệp")
    assert desk.other.post(address, data=theirs).status_code == 302
    answer = desk.browser.post(address, data=mine)
    assert answer.status_code == 409
    assert "Bản của tôi" in answer.text
    assert "Bản của đồng nghiệp" in answer.text
    db.session.expire_all()
    assert card.title == "Bản của đồng nghiệp"


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""},
        {"title": "x" * 301},
        {"due_on": "32/13/2020"},
        {"kind": "weekly"},
        {"version": "x", "title": "Mới"},
        {"lead": ["agency:999999999999", "group:x", "agency:-1"], "title": "Mới"},
    ],
)
def test_a_bad_card_never_breaks(desk: Desk, changed: dict[str, object]) -> None:
    draft = desk.draft()
    card = desk.cards()[0]
    answer = desk.browser.post(
        f"/conclusions/{draft.id}/proposals/{card.id}", data=fields_of(card, **changed)
    )
    assert answer.status_code in (302, 400, 409)
    if answer.status_code != 302:
        assert str(changed.get("title", card.title))[:50].replace(
            "<", "&lt;"
        ) in answer.text.replace("&gt;", ">")


def test_sentences_are_ticked_into_tasks(desk: Desk) -> None:
    draft = desk.draft()
    address = f"/conclusions/{draft.id}/sentences"
    page = desk.browser.get(address).text
    number = re.findall(r'name="sentence" value="(\d+)"', page)[0]
    desk.browser.post(address, data={"sentence": [number, "99999"], "title": "Việc ngoài văn bản"})
    added = desk.cards()[2:]
    assert [card.span_start is None for card in added] == [False, True]


def test_removed_cards_come_back(desk: Desk) -> None:
    draft = desk.draft()
    card = desk.cards()[0]
    address = f"/conclusions/{draft.id}/proposals/{card.id}/state"
    desk.browser.post(address, data={"state": "removed"})
    assert "1 mục đã bỏ" in desk.browser.get(f"/conclusions/{draft.id}/review").text
    desk.browser.post(address, data={"state": "pending"})
    db.session.expire_all()
    assert card.state is ProposalState.PENDING


def test_publishing_is_refused_while_a_body_is_unknown_then_happens_once(desk: Desk) -> None:
    draft = desk.draft()
    address = f"/conclusions/{draft.id}/publish"
    refused = desk.browser.post(address)
    assert refused.status_code == 400
    second = desk.cards()[1]
    desk.browser.post(
        f"/conclusions/{draft.id}/proposals/{second.id}",
        data=fields_of(second, lead=[f"agency:{desk.agencies[0].id}"]),
    )
    for browser in (desk.browser, desk.other):
        assert browser.post(address).status_code == 302
    assert db.session.scalar(select(func.count()).select_from(Task)) == 2
    shown = desk.browser.get(f"/conclusions/{draft.id}").text
    assert "Lập &lt;phương án&gt; trực" in shown


def test_others_see_no_draft(desk: Desk) -> None:
    draft = desk.draft()
    card = desk.cards()[0]
    for browser in (desk.stranger, desk.leader):
        assert browser.get(f"/conclusions/{draft.id}/review").status_code in (403, 404)
        answer = browser.post(f"/conclusions/{draft.id}/proposals/{card.id}", data={"title": "x"})
        assert answer.status_code in (403, 404)
        assert browser.post(f"/conclusions/{draft.id}/publish").status_code in (403, 404)


def test_the_list_finds_without_marks(desk: Desk) -> None:
    desk.draft()
    assert "Kết luận ngày 11/6" in desk.browser.get("/conclusions?q=phuong+an+truc").text
    assert "Kết luận ngày 11/6" not in desk.browser.get("/conclusions?q=khong+co").text
    assert "Kết luận ngày 11/6" not in desk.stranger.get("/conclusions").text


def test_a_conclusion_begins_with_what_its_meeting_says(desk: Desk, now: datetime) -> None:
    values = MeetingValues(title="Họp tháng sáu", held_on=date(2020, 6, 11))
    meeting = meetings.create(desk.committee, values, actor=viewer_of_system(), now=now)
    page = desk.browser.get(f"/conclusions/new?meeting={meeting.id}").text
    assert f'<option selected value="{meeting.id}">' in page
    assert 'value="11/06/2020"' in page
    answer = desk.send(meeting=meeting.id, held_on="")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    conclusion = db.session.scalars(select(Conclusion)).one()
    assert (conclusion.meeting_id, conclusion.held_on) == (meeting.id, date(2020, 6, 11))
    assert desk.browser.get("/conclusions/new?meeting=99999").status_code == 200


def test_the_meeting_of_another_committee_is_refused(desk: Desk, now: datetime) -> None:
    values = MeetingValues(title="Họp nơi khác", held_on=date(2020, 6, 11))
    other = make_committee("BCD")
    foreign = meetings.create(other, values, actor=viewer_of_system(), now=now)
    assert desk.send(meeting=foreign.id).status_code == 400  # type: ignore[attr-defined]
    post = CommitteePost(committee_id=other.id, role=CommitteeRole.SECRETARY)
    secretary = db.session.query(User).filter_by(login="thuky").one()
    secretary.committee_roles.append(post)
    answer = desk.send(meeting=foreign.id)
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert "của tiểu ban, ban chỉ đạo khác" in answer.text  # type: ignore[attr-defined]
    assert db.session.scalar(select(func.count()).select_from(Conclusion)) == 0


def test_a_spoken_order_goes_to_a_review_where_tasks_are_added(desk: Desk) -> None:
    answer = desk.send("", source="spoken", held_on="")
    assert answer.location.endswith("/review")  # type: ignore[attr-defined]
    draft = db.session.scalars(select(Conclusion)).one()
    assert "Thêm nhiệm vụ" in desk.browser.get(f"/conclusions/{draft.id}/review").text
    desk.browser.post(f"/conclusions/{draft.id}/sentences", data={"title": "Trực cả tuần"})
    assert [card.title for card in desk.cards()] == ["Trực cả tuần"]


def test_the_list_is_filtered_by_state_and_committee(desk: Desk) -> None:
    draft = desk.draft()
    listed = desk.browser.get("/conclusions?state=draft").text
    assert draft.title in listed
    assert "Bản thảo, đang rà soát" in listed
    assert draft.title not in desk.browser.get("/conclusions?state=published").text
    assert draft.title not in desk.browser.get("/conclusions?committee=99999").text
    for bad in ("state=gone", "committee=x", "page=x", "page=9999999999"):
        assert desk.browser.get(f"/conclusions?{bad}").status_code == 200


def test_the_list_is_sorted_and_saved_whole(desk: Desk) -> None:
    desk.draft()
    desk.send(title="An toàn giao thông", held_on="01/06/2020")
    for sort in ("newest", "held", "issued", "title", "nonsense"):
        page = desk.browser.get(f"/conclusions?sort={sort}").text
        first = page.index("An toàn giao thông") < page.index("Kết luận ngày 11/6")
        assert first is (sort != "held"), sort
    answer = desk.browser.get("/conclusions/export?sort=title&state=draft")
    sheet = openpyxl.load_workbook(BytesIO(answer.data)).active
    titles = [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert titles == ["An toàn giao thông", "Kết luận ngày 11/6"]
    empty = openpyxl.load_workbook(BytesIO(desk.leader.get("/conclusions/export").data)).active
    assert list(empty.iter_rows(min_row=4)) == []
