"""The pages of groups."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.tasks import make_agency
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup
from tracker.models.journal import JournalEntry


@pytest.fixture
def press() -> list[Agency]:
    """Two agencies."""
    return [make_agency("Báo Hải Dương"), make_agency("Đài Phát thanh")]


def stored() -> AgencyGroup:
    """The only group."""
    db.session.expire_all()
    return db.session.scalars(select(AgencyGroup)).one()


def typed(chosen: list[Agency], **changed: object) -> dict[str, object]:
    """What the form sends."""
    fields = {"name": "các cơ quan báo chí", "rule": "fixed", "aliases": "báo chí tỉnh"}
    return {**fields, "members": [one.id for one in chosen], **changed}


def test_a_group_is_added_and_changed(desk: FlaskClient, press: list[Agency]) -> None:
    assert desk.post("/admin/groups/new", data=typed(press)).location == "/admin/groups"
    group = stored()
    assert [one.agency_id for one in group.members] == [one.id for one in press]
    assert "Báo Hải Dương" in desk.get("/admin/groups").text
    page = desk.get(f"/admin/groups/{group.id}").text
    assert page.count(" checked") == 2
    address = f"/admin/groups/{group.id}"
    desk.post(address, data=typed(press[:1], version=group.version))
    assert [one.agency_id for one in stored().members] == [press[0].id]
    desk.post(address, data=typed(press, rule="open", version=stored().version))
    assert stored().members == []
    acts = db.session.scalars(select(JournalEntry.act).order_by(JournalEntry.id)).all()
    assert acts == ["group_created", "group_changed", "group_changed"]


def test_members_changed_meanwhile_make_the_form_stale(
    desk: FlaskClient, press: list[Agency]
) -> None:
    desk.post("/admin/groups/new", data=typed(press))
    group = stored()
    address, version = f"/admin/groups/{group.id}", group.version
    assert desk.post(address, data=typed(press[:1], version=version)).status_code == 302
    assert desk.post(address, data=typed(press[:1], version=version)).status_code == 302
    answer = desk.post(address, data=typed(press[1:], version=version))
    assert answer.status_code == 409
    assert "Cơ quan trong nhóm: Đài Phát thanh" in answer.text
    assert [one.agency_id for one in stored().members] == [press[0].id]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"members": []}, "phải có ít nhất một cơ quan"),
        ({"members": ["999"]}, "Có lựa chọn không hợp lệ"),
        ({"members": ["x"]}, "Có lựa chọn không hợp lệ"),
        ({"rule": "nonsense"}, "Lựa chọn này không có trong danh sách"),
        ({"name": "Báo Hải Dương"}, "đã dùng cho"),
        ({"name": ""}, "Đề nghị điền mục này"),
    ],
)
def test_bad_input_says_why_and_stays(
    desk: FlaskClient, press: list[Agency], changed: dict[str, object], words: str
) -> None:
    answer = desk.post("/admin/groups/new", data=typed(press, **changed))
    assert answer.status_code == 400
    assert words in answer.text
    assert "báo chí tỉnh" in answer.text
    assert db.session.scalars(select(AgencyGroup)).all() == []


def test_nobody_else_comes_in(others: list[FlaskClient]) -> None:
    for browser in others:
        for address in ("/admin/groups", "/admin/groups/new", "/admin/groups/1"):
            assert browser.get(address).status_code in (302, 403)
        assert browser.post("/admin/groups/new", data=typed([])).status_code in (302, 403)


def test_a_foreign_key_is_not_found(desk: FlaskClient) -> None:
    assert desk.get("/admin/groups/999").status_code == 404
