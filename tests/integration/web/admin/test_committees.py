"""The pages of committees: settings, seats, events."""

from __future__ import annotations

from datetime import date, time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee
from tracker.domain.access import CommitteeRole
from tracker.extensions import db
from tracker.models.committees import Committee, CommitteeMember, Event
from tracker.models.journal import JournalEntry
from tracker.models.people import CommitteePost
from tracker.models.reminders import LadderStep

TYPED = {
    "name": "Tiểu ban Tuyên truyền",
    "short_name": "TBTT",
    "code": "tbtt",
    "kind_name": "Tiểu ban",
    "time_zone": "Asia/Ho_Chi_Minh",
    "due_soon_days": "5",
    "update_window_days": "10",
    "cycle_step": "weekly",
    "cycle_day": "25",
    "cycle_weekday": "5",
    "digest_at": "8h15",
}
SEAT = {"person": "Giám đốc Sở", "joined_on": "1/3/2020", "left_on": ""}
EVENT = {"name": "Đại hội", "first_day": "25/10/2020", "last_day": "27/10/2020", "is_main": "y"}


def stored() -> Committee:
    """The only committee."""
    db.session.expire_all()
    return db.session.scalars(select(Committee)).one()


def acts() -> list[str]:
    """What the journal tells."""
    return list(db.session.scalars(select(JournalEntry.act).order_by(JournalEntry.id)))


def test_a_committee_is_founded_with_its_ladder_and_changed(desk: FlaskClient) -> None:
    assert desk.get("/admin/committees/new").status_code == 200
    answer = desk.post("/admin/committees/new", data=TYPED)
    committee = stored()
    assert answer.location == f"/admin/committees/{committee.id}"
    assert (committee.code, committee.default_cycle) == ("TBTT", "weekly:5")
    assert committee.digest_at == time(8, 15)
    assert db.session.scalars(select(LadderStep)).first() is not None
    page = desk.get(answer.location).text
    assert "Hằng tuần, Thứ Sáu" in page
    assert "Cần ít nhất một thư ký" in page
    address = f"/admin/committees/{committee.id}/settings"
    form = desk.get(address).text
    assert 'value="08:15"' in form
    changed = {**TYPED, "version": committee.version, "cycle_step": "monthly"}
    assert desk.post(address, data={**changed, "needs_approval": "y"}).status_code == 302
    assert (stored().default_cycle, stored().needs_approval) == ("monthly:25", True)
    assert acts() == ["committee_created", "committee_changed"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Đề nghị điền mục này"),
        ({"code": "T B"}, "Mã gồm chữ hoa và chữ số"),
        ({"code": "KHAC"}, "đã dùng cho tiểu ban"),
        ({"time_zone": "Mars/Olympus"}, "Lựa chọn này không có trong danh sách"),
        ({"due_soon_days": "ba"}, "Đề nghị nhập một số nguyên"),
        ({"due_soon_days": "9999"}, "Đề nghị nhập số từ 0 đến 30"),
        ({"cycle_step": "hourly"}, "Lựa chọn này không có trong danh sách"),
        ({"cycle_day": "32"}, "Đề nghị nhập số từ 1 đến 31"),
        ({"digest_at": "25:00"}, "Giờ không hợp lệ"),
    ],
)
def test_bad_settings_say_why_and_stay(
    desk: FlaskClient, changed: dict[str, str], words: str
) -> None:
    make_committee("KHAC")
    answer = desk.post(
        "/admin/committees/new", data={**TYPED, "update_window_days": "77", **changed}
    )
    assert answer.status_code == 400
    assert words in answer.text
    assert 'value="77"' in answer.text
    assert stored().code == "KHAC"


def test_stale_settings_show_both(desk: FlaskClient) -> None:
    desk.post("/admin/committees/new", data=TYPED)
    opened = {**TYPED, "version": stored().version}
    address = f"/admin/committees/{stored().id}/settings"
    assert desk.post(address, data={**opened, "due_soon_days": "7"}).status_code == 302
    answer = desk.post(address, data={**opened, "digest_at": "9:00"})
    assert answer.status_code == 409
    assert "09:00" in answer.text
    assert "08:15" in answer.text
    assert stored().due_soon_days == 7


def test_seats_are_given_changed_and_ended(desk: FlaskClient) -> None:
    committee, agency = make_committee(), make_agency("Sở Y tế")
    address = f"/admin/committees/{committee.id}/members"
    page = desk.get(f"{address}/new").text
    assert "Sở Y tế" in page
    for _click in range(2):
        answer = desk.post(f"{address}/new", data={**SEAT, "agency": agency.id})
        assert answer.status_code == 302
    seat = stored().members[0]
    assert (seat.person, seat.joined_on) == ("Giám đốc Sở", date(2020, 3, 1))
    assert acts() == ["member_seated"]
    form = {**SEAT, "agency": agency.id, "version": stored().version}
    ended = {**form, "left_on": "30/6/2020", "is_standing_body": "y"}
    assert desk.post(f"{address}/{seat.id}", data=ended).status_code == 302
    assert "đến 30/06/2020" in desk.get(f"/admin/committees/{committee.id}").text
    stale = desk.post(f"{address}/{seat.id}", data=form)
    assert stale.status_code == 409
    assert "Đến hết ngày: 30/06/2020" in stale.text
    assert "Lựa chọn này" in desk.post(f"{address}/new", data={**SEAT, "agency": agency.id}).text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"joined_on": "30/02/2020"}, "Ngày không hợp lệ"),
        ({"left_on": "1/1/2020"}, "không được trước ngày bắt đầu"),
        ({"agency": "999"}, "Lựa chọn này không có trong danh sách"),
        ({"agency": ""}, "Lựa chọn này không hợp lệ"),
        ({"person": "x" * 201}, "Tối đa 200 ký tự"),
    ],
)
def test_bad_seats_say_why(desk: FlaskClient, changed: dict[str, str], words: str) -> None:
    committee, agency = make_committee(), make_agency("Sở Y tế")
    address = f"/admin/committees/{committee.id}/members/new"
    answer = desk.post(address, data={"agency": agency.id, **SEAT, **changed})
    assert answer.status_code == 400
    assert words in answer.text
    assert db.session.scalars(select(CommitteeMember)).all() == []


def test_events_are_entered_changed_and_removed(desk: FlaskClient) -> None:
    committee = make_committee()
    address = f"/admin/committees/{committee.id}/events"
    assert desk.get(f"{address}/new").status_code == 200
    assert desk.post(f"{address}/new", data=EVENT).status_code == 302
    event = stored().events[0]
    assert stored().main_event is event
    page, form = f"{address}/{event.id}", {**EVENT, "version": event.version}
    assert desk.post(page, data={**form, "last_day": ""}).status_code == 302
    assert stored().events[0].last_day == date(2020, 10, 25)
    assert desk.post(page, data=form).status_code == 409
    assert "Bỏ sự kiện “Đại hội”?" in desk.get(f"{page}/remove").text
    assert len(stored().events) == 1
    assert desk.post(f"{page}/remove").status_code == 302
    assert desk.post(f"{page}/remove").status_code == 404
    assert stored().events == []
    assert acts() == ["event_saved", "event_saved", "event_removed"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Đề nghị điền mục này"),
        ({"first_day": ""}, "Đề nghị điền mục này"),
        ({"first_day": " "}, "Đề nghị điền mục này"),
        ({"last_day": "24/10/2020"}, "không được trước ngày bắt đầu"),
        ({"name": "Sơ kết"}, "đã có sự kiện tên này"),
    ],
)
def test_bad_events_say_why(desk: FlaskClient, changed: dict[str, str], words: str) -> None:
    committee = make_committee()
    day = date(2020, 9, 1)
    committee.events.append(Event(name="Sơ kết", first_day=day, last_day=day))
    db.session.commit()
    answer = desk.post(f"/admin/committees/{committee.id}/events/new", data={**EVENT, **changed})
    assert answer.status_code == 400
    assert words in answer.text
    assert len(stored().events) == 1


def test_posts_are_shown(desk: FlaskClient) -> None:
    committee = make_committee()
    user = make_user("lanhdao", "Trần Văn Khải")
    post = CommitteePost(committee_id=committee.id, role=CommitteeRole.LEADER, is_head=True)
    user.committee_roles.append(post)
    page = desk.get(f"/admin/committees/{committee.id}").text
    assert "Trần Văn Khải" in page
    assert "đứng đầu" in page
    assert "Chưa có thư ký" in desk.get("/admin/committees").text
    assert f'href="/admin/committees/{committee.id}"' in desk.get("/admin/").text


def test_another_committees_rows_are_not_found(desk: FlaskClient) -> None:
    mine, other, agency = make_committee(), make_committee("KHAC"), make_agency("Sở Y tế")
    other.members.append(CommitteeMember(agency_id=agency.id))
    day = date(2020, 9, 1)
    other.events.append(Event(name="Sơ kết", first_day=day, last_day=day))
    db.session.commit()
    start = f"/admin/committees/{mine.id}"
    rows = (f"members/{other.members[0].id}", f"events/{other.events[0].id}")
    for address in (*(f"{start}/{row}" for row in rows), f"{start}/{rows[1]}/remove"):
        assert desk.get(address).status_code == 404
        assert desk.post(address, data={**SEAT, **EVENT, "agency": agency.id}).status_code == 404
    for address in ("", "/settings", "/members/new", "/events/new"):
        assert desk.get(f"/admin/committees/999{address}").status_code == 404


def test_nobody_else_comes_in(others: list[FlaskClient]) -> None:
    start = f"/admin/committees/{stored().id}"
    pages = ("", "/settings", "/members/new", "/members/1", "/events/new", "/events/1")
    for browser in others:
        for address in (
            "/admin/committees",
            "/admin/committees/new",
            *(start + one for one in pages),
        ):
            assert browser.get(address).status_code in (302, 403)
        for address in ("/members/new", "/events/new", "/settings", "/events/1/remove"):
            assert browser.post(start + address, data=EVENT).status_code in (302, 403)
    assert stored().events == []
