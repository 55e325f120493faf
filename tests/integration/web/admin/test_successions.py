"""What becomes of agencies, as an administrator records it."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole
from tracker.domain.text import fold, sort_key
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup, GroupMember, GroupRule
from tracker.models.committees import CommitteeMember
from tracker.models.journal import JournalEntry
from tracker.models.people import AgencyPost
from tracker.models.successions import AgencySuccession, How

DAY = date(2025, 3, 1)
MERGED = {"changed_on": "1/3/2025", "decision": "Nghị quyết 34/NQ-HĐND"}


def rows() -> list[tuple[int, int | None, How, str]]:
    """What is recorded, in order."""
    found = db.session.scalars(select(AgencySuccession).order_by(AgencySuccession.id))
    return [(one.from_id, one.to_id, one.how, one.old_name) for one in found]


def post(desk: FlaskClient, agency: Agency, how: str, step: str = "", **typed: object):  # type: ignore[no-untyped-def]
    """Send a form about an agency with its present version."""
    db.session.commit()
    db.session.refresh(agency)
    into = {"into": ""} if how == "merge" else {}
    data = {"version": agency.version, "step": step, **MERGED, **into, **typed}
    return desk.post(f"/admin/agencies/{agency.id}/{how}", data=data)


def test_a_new_name_holds_from_a_day_and_the_old_one_stays(desk: FlaskClient) -> None:
    agency = make_agency("Sở Văn hóa, Thể thao và Du lịch")
    make_task(make_conclusion(make_committee()), leads=[agency])
    typed = {"name": "Sở Văn hóa và Thể thao", "short_name": "SVHTT"}
    preview = post(desk, agency, "rename", **typed)
    assert preview.status_code == 200
    assert "TBTT-1" in preview.text
    assert "Lập kế hoạch" not in preview.text
    assert db.session.get_one(Agency, agency.id).name == "Sở Văn hóa, Thể thao và Du lịch"
    assert post(desk, agency, "rename", "confirm", **typed).status_code == 302
    db.session.expire_all()
    assert agency.name == "Sở Văn hóa và Thể thao"
    [alias] = agency.aliases
    assert (alias.name, alias.valid_to) == ("Sở Văn hóa, Thể thao và Du lịch", date(2025, 2, 28))
    assert rows() == [(agency.id, agency.id, How.RENAME, "Sở Văn hóa, Thể thao và Du lịch")]
    page = desk.get(f"/admin/agencies/{agency.id}").text
    assert "Trước đó là “Sở Văn hóa, Thể thao và Du lịch”" in page


@pytest.mark.parametrize(
    ("how", "typed", "words"),
    [
        ("rename", {"name": ""}, "Đề nghị điền mục này"),
        ("rename", {"name": "Sở Thử"}, "Tên mới trùng với tên đang dùng"),
        ("rename", {"name": "Sở Khác"}, "đã dùng cho “Sở Khác”"),
        ("rename", {"name": "Sở Mới", "changed_on": "1/3/2099"}, "từ ngày đã có hiệu lực"),
        ("rename", {"name": "Sở Mới", "changed_on": "1/1/1990"}, "thành lập sau ngày này"),
        ("rename", {"name": "Sở Mới", "changed_on": "hôm qua"}, "Ngày không hợp lệ"),
        ("merge", {}, "chọn một cơ quan có sẵn"),
        ("merge", {"into": "999"}, "không có trong danh sách"),
        ("merge", {"into": "OTHER", "others": "OTHER"}, "không thể tiếp nhận chính mình"),
        ("merge", {"into": "OTHER", "new_names": "Sở Mới"}, "chọn một cơ quan có sẵn"),
        ("merge", {"new_names": "Sở Khác"}, "đã dùng cho “Sở Khác”"),
        ("merge", {"new_names": "Sở Mới", "mailbox": "x y"}, "thư điện tử không hợp lệ"),
        ("split", {"new_names": "Sở Mới"}, "ít nhất hai cơ quan"),
        ("end", {"changed_on": ""}, "Đề nghị điền mục này"),
    ],
)
@pytest.mark.parametrize("step", ["", "confirm"])
def test_what_cannot_be_is_said_and_stays(
    desk: FlaskClient, how: str, typed: dict[str, str], words: str, step: str
) -> None:
    agency, other = make_agency("Sở Thử"), make_agency("Sở Khác")
    agency.exists_from = date(1997, 1, 1)
    sent = {name: value.replace("OTHER", str(other.id)) for name, value in typed.items()}
    answer = post(desk, agency, how, step, **sent)
    assert answer.status_code == 400
    assert words in answer.text
    assert "Nghị quyết 34/NQ-HĐND" in answer.text
    assert rows() == []


def test_several_merge_into_a_new_one_and_what_hangs_on_them_follows(desk: FlaskClient) -> None:
    one, two = make_agency("Sở Kế hoạch và Đầu tư"), make_agency("Sở Tài chính")
    committee = make_committee()
    committee.members.append(CommitteeMember(agency_id=one.id, person="Ông A"))
    committee.members.append(CommitteeMember(agency_id=two.id))
    group = AgencyGroup(
        name="khối kinh tế",
        rule=GroupRule.FIXED,
        folded=fold("khối kinh tế"),
        sort_key=sort_key("khối kinh tế"),
        members=[GroupMember(agency_id=one.id)],
    )
    db.session.add(group)
    stays, leaves = make_user("an", "Nguyễn An"), make_user("binh", "Trần Bình")
    for user in (stays, leaves):
        user.agency_roles.append(AgencyPost(agency_id=one.id, role=AgencyRole.OFFICER))
    db.session.flush()
    posts = {user.login: user.agency_roles[0].id for user in (stays, leaves)}
    seats = [seat.id for seat in committee.members]
    typed = {"new_names": "Sở Tài chính mới", "mailbox": "stc@x.example", "others": str(two.id)}
    preview = post(desk, one, "merge", **typed).text
    for words in ("Nguyễn An", "Trần Bình", "khối kinh tế", "Sở Tài chính mới"):
        assert words in preview
    assert rows() == []
    typed |= {f"post-{posts['an']}": "0", f"post-{posts['binh']}": ""}
    typed |= {f"seat-{seats[0]}": "0", f"seat-{seats[1]}": "0", f"group-{group.id}": "0"}
    assert post(desk, one, "merge", "confirm", **typed).status_code == 302
    db.session.expire_all()
    made = db.session.scalars(select(Agency).where(Agency.name == "Sở Tài chính mới")).one()
    assert (made.exists_from, made.mailbox) == (DAY, "stc@x.example")
    assert [row[:3] for row in rows()] == [(x.id, made.id, How.MERGE) for x in (one, two)]
    assert {one.exists_to, two.exists_to} == {date(2025, 2, 28)}
    held = [(p.agency_id, p.valid_from, p.valid_to) for p in stays.agency_roles]
    assert held == [(one.id, None, date(2025, 2, 28)), (made.id, DAY, None)]
    assert [(p.agency_id, p.valid_to) for p in leaves.agency_roles] == [(one.id, date(2025, 2, 28))]
    sits = [(m.agency_id, m.person, m.joined_on, m.left_on) for m in committee.members]
    assert sits == [
        (one.id, "Ông A", None, date(2025, 2, 28)),
        (two.id, "", None, date(2025, 2, 28)),
        (made.id, "Ông A", DAY, None),
    ]
    assert {m.agency_id for m in group.members} == {one.id, made.id}
    acts = list(db.session.scalars(select(JournalEntry.act).order_by(JournalEntry.id)))
    assert acts.count("agency_merge") == 2
    assert "Nay là:" in desk.get(f"/admin/agencies/{one.id}").text
    assert "Tiếp nhận từ 01/03/2025" in desk.get(f"/admin/agencies/{made.id}").text
    again = post(desk, one, "end")
    assert again.status_code == 400
    assert "đã kết thúc hoạt động trước ngày này" in again.text


def test_one_splits_and_one_ends(desk: FlaskClient) -> None:
    old, known, last = make_agency("Huyện A"), make_agency("Xã B"), make_agency("Huyện C")
    typed = {"into": str(known.id), "new_names": "Xã D\r\nXã E\r\nXã D"}
    assert "Xã E" in post(desk, old, "split", **typed).text
    assert post(desk, old, "split", "confirm", **typed).status_code == 302
    assert post(desk, last, "end", "confirm").status_code == 302
    names = {one.id: one.name for one in db.session.scalars(select(Agency))}
    told = [(names[a], names.get(b or 0), how) for a, b, how, _name in rows()]
    assert told == [
        ("Huyện A", "Xã B", How.SPLIT),
        ("Huyện A", "Xã D", How.SPLIT),
        ("Huyện A", "Xã E", How.SPLIT),
        ("Huyện C", None, How.END),
    ]
    assert "Không có cơ quan tiếp nhận." in desk.get(f"/admin/agencies/{last.id}").text


def test_typed_values_survive_the_way_back_and_a_stale_form_is_refused(desk: FlaskClient) -> None:
    old, into = make_agency("Huyện A"), make_agency("Xã B")
    back = post(desk, old, "merge", "edit", into=str(into.id)).text
    assert f'<option selected value="{into.id}">' in back
    assert 'value="Nghị quyết 34/NQ-HĐND"' in back
    typed = {**MERGED, "into": str(into.id), "version": 99, "step": "confirm"}
    answer = desk.post(f"/admin/agencies/{old.id}/merge", data=typed)
    assert answer.status_code == 409
    assert rows() == []


def test_nobody_else_comes_in(others: list[FlaskClient]) -> None:
    agency = make_agency("Sở Thử")
    for how in ("rename", "merge", "split", "end"):
        for browser in others:
            address = f"/admin/agencies/{agency.id}/{how}"
            assert browser.get(address).status_code in (302, 403)
            assert browser.post(address, data=MERGED).status_code in (302, 403)
    assert rows() == []
