"""The directory's pages, as an administrator's browser gets them."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency
from tracker.domain.access import AgencyRole
from tracker.extensions import db
from tracker.models.agencies import Agency, Alias
from tracker.models.journal import JournalEntry
from tracker.models.people import AgencyPost

TYPED = {
    "name": "Sở Y tế",
    "short_name": "SYT",
    "kind": "department",
    "mailbox": "so-y-te@haiduong.example",
    "telephone": "0220 3852 345",
    "exists_from": "1/1/1997",
    "exists_to": "",
    "aliases": "Sở Y tế tỉnh\r\nngành y tế\r\n\r\n",
}


def stored() -> Agency:
    """The only agency."""
    db.session.expire_all()
    return db.session.scalars(select(Agency)).one()


def acts() -> list[str]:
    """What the journal tells."""
    return list(db.session.scalars(select(JournalEntry.act).order_by(JournalEntry.id)))


def test_an_agency_is_added_and_changed(desk: FlaskClient) -> None:
    assert desk.post("/admin/agencies/new", data=TYPED).location == "/admin/agencies"
    agency = stored()
    assert [one.name for one in agency.aliases] == ["Sở Y tế tỉnh", "ngành y tế"]
    page = desk.get(f"/admin/agencies/{agency.id}").text
    assert 'value="01/01/1997"' in page
    assert "Sở Y tế tỉnh\nngành y tế" in page
    changed = {**TYPED, "version": agency.version, "exists_to": "28/02/2025", "aliases": "SYT tỉnh"}
    assert desk.post(f"/admin/agencies/{agency.id}", data=changed).status_code == 302
    assert stored().exists_to is not None
    assert [one.name for one in stored().aliases] == ["SYT tỉnh"]
    assert acts() == ["agency_created", "agency_changed"]
    assert "kết thúc 28/02/2025" in desk.get("/admin/agencies").text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": "  "}, "Đề nghị điền mục này"),
        ({"name": "x" * 201}, "Tối đa 200 ký tự"),
        ({"mailbox": "so y te@haiduong"}, "Địa chỉ thư điện tử không hợp lệ"),
        ({"mailbox": "a@b.vn\nBcc: c@d.vn"}, "Địa chỉ thư điện tử không hợp lệ"),
        ({"exists_from": "31/02/1997"}, "Ngày không hợp lệ"),
        ({"exists_to": "31/12/1996"}, "Ngày kết thúc không được trước ngày bắt đầu"),
        ({"name": "báo hải dương"}, "đã dùng cho “Báo Hải Dương”"),
        ({"aliases": "Báo Hải Dương"}, "đã dùng cho “Báo Hải Dương”"),
        ({"kind": "nonsense"}, "Lựa chọn này không có trong danh sách"),
    ],
)
def test_bad_input_says_why_and_stays(
    desk: FlaskClient, changed: dict[str, str], words: str
) -> None:
    make_agency("Báo Hải Dương")
    answer = desk.post("/admin/agencies/new", data={**TYPED, **changed})
    assert answer.status_code == 400
    assert words in answer.text
    assert "0220 3852 345" in answer.text
    assert db.session.scalar(select(func.count(Agency.id))) == 1


def test_a_stale_form_shows_both_and_may_be_sent_again(desk: FlaskClient) -> None:
    desk.post("/admin/agencies/new", data=TYPED)
    agency = stored()
    opened = {**TYPED, "version": agency.version}
    address = f"/admin/agencies/{agency.id}"
    desk.post(address, data={**opened, "telephone": "111"})
    answer = desk.post(address, data={**opened, "telephone": "222"})
    assert answer.status_code == 409
    assert "Điện thoại: 222" in answer.text
    assert "Điện thoại: 111" in answer.text
    assert stored().telephone == "111"
    again = {**opened, "telephone": "222", "version": stored().version}
    assert f'value="{stored().version}"' in answer.text
    assert desk.post(address, data=again).status_code == 302
    assert stored().telephone == "222"


def test_a_double_click_changes_once(desk: FlaskClient) -> None:
    for code in (302, 400):
        assert desk.post("/admin/agencies/new", data=TYPED).status_code == code
    agency = stored()
    changed = {**TYPED, "version": agency.version, "telephone": "333"}
    for _click in range(2):
        assert desk.post(f"/admin/agencies/{agency.id}", data=changed).status_code == 302
    assert acts() == ["agency_created", "agency_changed"]


def test_the_list_is_searched_narrowed_and_exported(desk: FlaskClient) -> None:
    press, health = make_agency("Báo Hải Dương", mailbox="bao@x.example"), make_agency("Sở Y tế")
    press.kind = "press"
    officer = make_user("canbo", "Vũ Minh Đức")
    officer.agency_roles.append(AgencyPost(agency_id=press.id, role=AgencyRole.OFFICER))
    db.session.commit()
    for query, found in [
        ("q=bao+hai", [press]),
        ("q=so+y", [health]),
        ("kind=press", [press]),
        ("missing=both", [health]),
        ("missing=mailbox", [health]),
        ("missing=officer", [health]),
        ("missing=nonsense&sort=kind&page=99999999999", []),
        ("q=khong+co", []),
    ]:
        page = desk.get(f"/admin/agencies?{query}").text
        shown = [one for one in (press, health) if f'/admin/agencies/{one.id}"' in page]
        assert shown == found, query
    answer = desk.get("/admin/agencies.xlsx?missing=both")
    rows = list(openpyxl.load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert [row[1] for row in rows if row[0] == 1] == ["Sở Y tế"]


def test_the_people_of_an_agency_are_shown(desk: FlaskClient) -> None:
    agency = make_agency("Sở Y tế")
    officer = make_user("canbo", "Vũ <Minh> Đức", email="duc@x.example")
    officer.agency_roles.append(AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER))
    page = desk.get(f"/admin/agencies/{agency.id}").text
    assert "Vũ &lt;Minh&gt; Đức" in page
    assert "Cán bộ đầu mối" in page


def test_the_first_page_tells_what_is_missing(desk: FlaskClient) -> None:
    assert "Chưa có cơ quan nào" in desk.get("/admin/").text
    make_agency("Sở Y tế")
    page = desk.get("/admin/").text
    assert "1 cơ quan chưa có cả hộp thư lẫn cán bộ đầu mối" in page
    assert desk.get("/").location == "/admin/"


def test_nobody_else_comes_in(others: list[FlaskClient]) -> None:
    agency = stored()
    for address in ("", "agencies", "agencies.xlsx", "agencies/new", f"agencies/{agency.id}"):
        for browser in others:
            answer = browser.get(f"/admin/{address}")
            assert answer.status_code in (302, 403)
            assert "Cơ quan khác" not in answer.text
    for browser in others:
        assert browser.post(f"/admin/agencies/{agency.id}/remove").status_code in (302, 403)
        refused = browser.post(f"/admin/agencies/{agency.id}", data={**TYPED, "version": 1})
        assert refused.status_code in (302, 403)
    assert stored().name == "Cơ quan khác"


def test_a_foreign_key_is_not_found(desk: FlaskClient) -> None:
    for address in ("/admin/agencies/999", "/admin/agencies/99999999999999999999"):
        assert desk.get(address).status_code == 404
        assert desk.post(address, data=TYPED).status_code == 404


def test_only_an_unused_agency_is_removed(desk: FlaskClient) -> None:
    used, mistake = make_agency("Sở Y tế"), make_agency("Sở Y tê")
    mistake.aliases.append(Alias(name="SYT nhầm"))
    officer = make_user("canbo")
    officer.agency_roles.append(AgencyPost(agency_id=used.id, role=AgencyRole.OFFICER))
    db.session.commit()
    addresses = [f"/admin/agencies/{one.id}/remove" for one in (used, mistake)]
    assert "Xóa cơ quan “Sở Y tê”?" in desk.get(addresses[1]).text
    refused = desk.post(addresses[0])
    assert refused.status_code == 400
    assert "đã được dùng nên không xóa được" in refused.text
    assert desk.post(addresses[1]).status_code == 302
    assert desk.post(addresses[1]).status_code == 404
    assert stored().name == "Sở Y tế"
    assert acts() == ["agency_removed"]
