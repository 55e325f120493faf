"""Meetings as the secretariat writes them and the committee reads them."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories.meetings import House, SignIn
from tests.factories.tasks import make_agency, make_conclusion
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.meetings import Meeting, Presence


@pytest.fixture
def house(app: Flask, sign_in: SignIn, now: datetime) -> House:
    return House(sign_in, now)


def sitting(house: House, **changed: object) -> dict[str, object]:
    """What the form of a new meeting sends."""
    return {
        "committee": house.committee.id,
        "title": "Họp tháng sáu",
        "held_on": "11/06/2020",
        "starts_at": "8h30",
        "place": "Phòng họp",
        "chair": "Đồng chí Trưởng ban",
        **changed,
    }


def record(house: House, meeting: Meeting, **changed: object) -> dict[str, object]:
    """What the form of a stored meeting sends when both members are noted."""
    return {
        **sitting(house),
        "version": meeting.version,
        "attendance-0-agency_id": house.members[0].id,
        "attendance-0-presence": "present",
        "attendance-0-person": "Bà Hoa",
        "attendance-0-report": "Đã rà soát",
        "attendance-1-agency_id": house.members[1].id,
        "attendance-1-presence": "excused",
        "recommendations-0-agency": "sở y tế",
        "recommendations-0-kind": "funding",
        "recommendations-0-text": "Cấp kinh phí",
        "recommendations-1-agency": "",
        "recommendations-1-kind": "logistics",
        "recommendations-1-text": "",
        **changed,
    }


def stored() -> Meeting:
    db.session.expire_all()
    return db.session.scalars(select(Meeting)).one()


def test_a_meeting_is_taken_in_and_its_record_kept(house: House) -> None:
    answer = house.secretary.post("/meetings/new", data=sitting(house))
    meeting = stored()
    assert answer.location.endswith(f"/meetings/{meeting.id}/edit")
    assert f"{meeting.starts_at:%H:%M}" == "08:30"
    form = house.secretary.get(f"/meetings/{meeting.id}/edit").text
    assert "Sở Y tế" in form
    assert 'role="group" aria-label="Tỉnh đoàn"' not in form
    saved = house.secretary.post(f"/meetings/{meeting.id}/edit", data=record(house, meeting))
    assert saved.status_code == 302
    meeting = stored()
    assert [row.presence for row in meeting.attendance] == [Presence.PRESENT, Presence.EXCUSED]
    assert [(one.agency.name, one.text) for one in meeting.recommendations] == [
        ("Sở Y tế", "Cấp kinh phí")
    ]
    page = house.browsers["quansat"].get(f"/meetings/{meeting.id}").text
    for words in ("Bà Hoa", "Đã rà soát", "Cấp kinh phí", "Kinh phí", "Vắng có lý do"):
        assert words in page
    acts = [one.act for one in db.session.scalars(select(JournalEntry))]
    assert acts == ["meeting_created", "meeting_changed"]


def test_recommendations_are_edited_and_removed(house: House) -> None:
    meeting = house.meeting()
    address = f"/meetings/{meeting.id}/edit"
    house.secretary.post(address, data=record(house, meeting))
    meeting = stored()
    key = meeting.recommendations[0].id
    changed = record(
        house,
        meeting,
        **{"recommendations-0-key": key, "recommendations-0-text": "Bố trí xe"},
    )
    house.secretary.post(address, data=changed)
    meeting = stored()
    assert [(one.id, one.text) for one in meeting.recommendations] == [(key, "Bố trí xe")]
    gone = record(house, meeting, **{"recommendations-0-key": key, "recommendations-0-remove": "y"})
    house.secretary.post(address, data=gone)
    assert stored().recommendations == []


def test_buttons_that_change_only_the_form_store_nothing(house: House) -> None:
    meeting = house.meeting()
    address = f"/meetings/{meeting.id}/edit"
    blank = {"attendance-0-presence": "", "attendance-0-person": "", "attendance-0-report": ""}
    filled = house.secretary.post(address, data=record(house, meeting, **blank, fill="1"))
    assert "Giám đốc Sở" in filled.text
    more = house.secretary.post(address, data=record(house, meeting, more="1", title="Đang gõ"))
    assert 'name="recommendations-4-agency"' in more.text
    assert "Đang gõ" in more.text
    assert stored().attendance == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "Tên cuộc họp"),
        ({"held_on": ""}, "Ngày họp"),
        ({"held_on": "31/02/2020"}, "31/02/2020"),
        ({"held_on": "11/06/0020"}, "Năm không hợp lý"),
        ({"starts_at": "25:00"}, "Giờ không hợp lệ"),
        ({"attendance-1-presence": "", "attendance-1-person": "Ông Ba"}, "Ông Ba"),
        ({"attendance-1-presence": "asleep"}, "không có trong danh sách"),
        ({"recommendations-0-agency": "Sở Không Có"}, "Sở Không Có"),
        ({"recommendations-0-text": ""}, "Đề nghị ghi nội dung kiến nghị"),
        ({"recommendations-0-kind": "gift"}, "không có trong danh sách"),
    ],
)
def test_a_bad_record_says_why_and_keeps_what_was_typed(
    house: House, changed: dict[str, object], words: str
) -> None:
    meeting = house.meeting()
    sent = record(house, meeting, chair="Người đang gõ", **changed)
    answer = house.secretary.post(f"/meetings/{meeting.id}/edit", data=sent)
    assert answer.status_code == 400
    assert words in answer.text
    assert "Người đang gõ" in answer.text
    assert stored().chair == ""


@pytest.mark.parametrize("changed", [{"committee": 999}, {"committee": "x"}, {"held_on": "x"}])
def test_a_bad_new_meeting_is_refused(house: House, changed: dict[str, object]) -> None:
    answer = house.secretary.post("/meetings/new", data=sitting(house, **changed))
    assert answer.status_code == 400
    assert "Phòng họp" in answer.text
    assert db.session.scalars(select(Meeting)).all() == []


def test_a_secretary_of_another_committee_cannot_write_here(house: House) -> None:
    answer = house.browsers["bcd"].post("/meetings/new", data=sitting(house))
    assert answer.status_code == 400
    meeting = house.meeting()
    answer = house.browsers["bcd"].post(f"/meetings/{meeting.id}/edit", data=record(house, meeting))
    assert answer.status_code == 404
    assert stored().attendance == []


def test_foreign_agencies_and_rows_are_passed_over(house: House) -> None:
    stranger = make_agency("Sở Lạ")
    other = house.meeting("Họp khác", committee=house.other_committee)
    meeting = house.meeting()
    sent = record(
        house,
        meeting,
        **{
            "attendance-2-agency_id": stranger.id,
            "attendance-2-presence": "present",
            "attendance-3-agency_id": "9" * 30,
            "attendance-3-presence": "present",
            "attendance-4-agency_id": house.members[0].id,
            "attendance-4-presence": "absent",
            "recommendations-0-key": "99999",
        },
    )
    assert house.secretary.post(f"/meetings/{meeting.id}/edit", data=sent).status_code == 302
    db.session.expire_all()
    assert [one.agency_id for one in db.session.get(Meeting, meeting.id).attendance] == [
        one.id for one in house.members
    ]
    assert db.session.get(Meeting, other.id).attendance == []


def test_a_stale_record_shows_both_versions_and_can_be_saved_after_all(house: House) -> None:
    meeting = house.meeting()
    address = f"/meetings/{meeting.id}/edit"
    mine = record(house, meeting, **{"attendance-0-report": "Bản của tôi"})
    theirs = record(house, meeting, **{"attendance-0-report": "Bản của đồng nghiệp"})
    assert house.second.post(address, data=theirs).status_code == 302
    answer = house.secretary.post(address, data=mine)
    assert answer.status_code == 409
    assert "Bản của tôi" in answer.text
    assert "Bản của đồng nghiệp" in answer.text
    assert stored().attendance[0].report == "Bản của đồng nghiệp"
    again = house.secretary.post(address, data={**mine, "version": stored().version})
    assert again.status_code == 302
    assert stored().attendance[0].report == "Bản của tôi"


def test_the_summary_names_the_row_that_is_wrong(house: House) -> None:
    meeting = house.meeting()
    second = {"recommendations-1-agency": "Sở Không Có", "recommendations-1-text": "Bố trí xe"}
    answer = house.secretary.post(
        f"/meetings/{meeting.id}/edit", data=record(house, meeting, **second)
    )
    assert answer.status_code == 400
    summary = answer.text.partition('role="alert"')[2].partition("</ul>")[0]
    assert "Kiến nghị 2: Không có cơ quan này" in summary


def test_a_double_click_saves_once(house: House) -> None:
    meeting = house.meeting()
    sent = record(house, meeting)
    address = f"/meetings/{meeting.id}/edit"
    assert [house.secretary.post(address, data=sent).status_code for _click in range(2)] == [
        302,
        409,
    ]
    assert len(stored().recommendations) == 1


def test_what_was_kept_of_a_former_member_stays(house: House) -> None:
    meeting = house.meeting(present=house.members)
    house.committee.members[1].left_on = date(2020, 6, 1)
    sent = record(house, meeting)
    assert house.secretary.post(f"/meetings/{meeting.id}/edit", data=sent).status_code == 302
    assert len(stored().attendance) == 2


@pytest.mark.parametrize(
    ("login", "list_code", "page_code", "edit_code"),
    [
        ("thuky", 200, 200, 200),
        ("lanhdao", 200, 200, 403),
        ("quansat", 200, 200, 403),
        ("bcd", 200, 404, 404),
        ("canbo", 403, 403, 403),
        ("la", 403, 403, 403),
    ],
)
def test_who_may_see_and_write(
    house: House, login: str, list_code: int, page_code: int, edit_code: int
) -> None:
    meeting = house.meeting("Họp dấu riêng")
    browser = house.browsers[login]
    listed = browser.get("/meetings")
    assert listed.status_code == list_code
    assert ("Họp dấu riêng" in listed.text) is (page_code == 200)
    assert browser.get(f"/meetings/{meeting.id}").status_code == page_code
    assert browser.get(f"/meetings/{meeting.id}/edit").status_code == edit_code
    answer = browser.post(f"/meetings/{meeting.id}/edit", data=record(house, meeting))
    assert answer.status_code == (302 if edit_code == 200 else edit_code)


def test_the_list_is_searched_and_filtered_by_its_address(house: House) -> None:
    house.meeting("Họp bàn đại hội")
    house.meeting("Họp tổng kết", held_on=date(2021, 1, 5))
    look = house.secretary.get
    assert "Họp bàn đại hội" in look("/meetings?q=dai+hoi").text
    assert "Họp tổng kết" not in look("/meetings?q=dai+hoi").text
    assert "Họp bàn đại hội" not in look("/meetings?year=2021").text
    for bad in ("year=x", "year=99999999", "page=0", "page=-1", "page=99999999999", "committee=x"):
        assert look(f"/meetings?{bad}").status_code == 200
    assert "Không tìm thấy" in look("/meetings?q=khong+co").text
    assert look("/meetings?committee=99999").text.count("tbody") == 0


def test_a_meeting_shows_the_conclusions_that_one_may_see(house: House) -> None:
    meeting = house.meeting()
    published = make_conclusion(house.committee, "Kết luận đã ra")
    published.meeting_id = meeting.id
    house.secretary.post(
        "/conclusions/new",
        data={
            "committee": house.committee.id,
            "meeting": meeting.id,
            "title": "Bản nháp riêng",
            "source": "notice",
            "text": "Giao Sở Y tế lập phương án.",
        },
    )
    address = f"/meetings/{meeting.id}"
    assert "Bản nháp riêng" in house.secretary.get(address).text
    seen = house.leader.get(address).text
    assert "Kết luận đã ra" in seen
    assert "Bản nháp riêng" not in seen
    assert ">1</td>" in house.leader.get("/meetings").text


def test_the_list_is_sorted_by_its_address_and_saved_whole(house: House) -> None:
    house.meeting("Họp bàn", held_on=date(2020, 6, 1))
    house.meeting("Anh em họp", held_on=date(2020, 5, 1))
    house.meeting("Họp của nơi khác", committee=house.other_committee)
    orders = {
        sort: house.secretary.get(f"/meetings?sort={sort}").text.index("Họp bàn")
        < house.secretary.get(f"/meetings?sort={sort}").text.index("Anh em họp")
        for sort in ("latest", "earliest", "title", "nonsense")
    }
    assert orders == {"latest": True, "earliest": False, "title": False, "nonsense": True}
    answer = house.leader.get("/meetings/export?sort=title")
    sheet = openpyxl.load_workbook(BytesIO(answer.data)).active
    titles = [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert titles == ["Anh em họp", "Họp bàn"]
    assert house.browsers["canbo"].get("/meetings/export").status_code == 403
