"""Filters that a person keeps: saved, opened, renamed, made the start, deleted; private."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import CommitteeRole
from tracker.extensions import db
from tracker.models.people import CommitteePost, User
from tracker.models.saved_filters import SavedFilter
from tracker.services.saved_filters import MOST
from tracker.web.filtered_lists import LISTS

SignIn = Callable[[User], FlaskClient]


class Desk:
    """A secretary of two committees with a task in each, and a colleague."""

    def __init__(self, sign_in: SignIn) -> None:
        """Publish the tasks."""
        self.committee, self.other = make_committee(), make_committee("KHAC")
        lead = make_agency("Sở Y tế")
        make_task(make_conclusion(self.committee), "Lập phương án", leads=[lead])
        make_task(make_conclusion(self.other), "In tài liệu", leads=[lead])
        self.user, self.colleague = make_user("thuky"), make_user("thuky2")
        for user in (self.user, self.colleague):
            for one in (self.committee, self.other):
                post = CommitteePost(committee_id=one.id, role=CommitteeRole.SECRETARY)
                user.committee_roles.append(post)
        db.session.commit()
        self.browser, self.beside = sign_in(self.user), sign_in(self.colleague)

    def save(self, name: str = "Việc của tôi", listing: str = "tasks", **wanted: object):
        """Press *Lưu* under a list."""
        data = {"name": name, **(wanted or {"q": "phuong an"})}
        return self.browser.post(f"/filters/of/{listing}", data=data)

    def kept(self) -> list[SavedFilter]:
        """What is kept, oldest first."""
        db.session.expire_all()
        return list(db.session.scalars(select(SavedFilter).order_by(SavedFilter.id)))


@pytest.fixture
def desk(app: Flask, sign_in: SignIn) -> Desk:
    """The secretary's browser."""
    return Desk(sign_in)


def test_a_filter_is_saved_from_the_list_and_opened_with_one_click(desk: Desk) -> None:
    page = desk.browser.get("/tasks?q=phuong+an").text
    assert "Lưu bộ lọc này" in page
    assert desk.save().location.endswith("/tasks?q=phuong+an")
    (row,) = desk.kept()
    page = desk.browser.get("/tasks").text
    address = re.search(r'href="(/filters/\d+)"[^>]*>Việc của tôi<', page)[1]
    assert desk.browser.get(address).location.endswith("/tasks?q=phuong+an")
    shown = desk.browser.get("/tasks?q=phuong+an").text
    assert 'aria-current="true">Việc của tôi' in shown
    assert f"/filters/{row.id}/edit" in shown


def test_it_is_private(desk: Desk) -> None:
    desk.save()
    (row,) = desk.kept()
    assert "Việc của tôi" not in desk.beside.get("/tasks").text
    for address in (f"/filters/{row.id}", f"/filters/{row.id}/edit"):
        assert desk.beside.get(address).status_code == 404
    data = {"act": "delete"}
    assert desk.beside.post(f"/filters/{row.id}/edit", data=data).status_code == 404
    assert len(desk.kept()) == 1


def test_it_is_renamed_made_the_start_and_deleted(desk: Desk) -> None:
    desk.save()
    desk.save("Khác", q="tai lieu")
    first, second = desk.kept()
    edit = f"/filters/{first.id}/edit"
    data = {"act": "save", "name": "  Đầu   ngày ", "is_start": "y"}
    assert desk.browser.post(edit, data=data).location.endswith("/tasks?all=1")
    assert [(one.name, one.is_start) for one in desk.kept()] == [
        ("Đầu ngày", True),
        ("Khác", False),
    ]
    assert desk.browser.get("/tasks").location == f"/filters/{first.id}"
    assert desk.browser.get("/tasks?all=1").status_code == 200
    other = {"act": "save", "name": "Khác", "is_start": "y"}
    desk.browser.post(f"/filters/{second.id}/edit", data=other)
    assert [one.is_start for one in desk.kept()] == [False, True]
    desk.browser.post(f"/filters/{second.id}/edit", data={"act": "delete"})
    assert desk.browser.get("/tasks").status_code == 200
    assert [one.name for one in desk.kept()] == ["Đầu ngày"]


def test_a_bad_name_keeps_what_was_typed(desk: Desk) -> None:
    answer = desk.save("")
    assert answer.status_code == 400
    assert "Đề nghị ghi tên" in answer.text
    assert 'name="q" value="phuong an"' in answer.text
    long = desk.save("x" * 61)
    assert (long.status_code, "x" * 61 in long.text) == (400, True)
    desk.save("Một")
    desk.save("Hai", q="khac")
    taken = desk.browser.post(
        f"/filters/{desk.kept()[1].id}/edit", data={"act": "save", "name": "MỘT"}
    )
    assert (taken.status_code, "MỘT" in taken.text) == (400, True)
    assert [one.name for one in desk.kept()] == ["Một", "Hai"]
    desk.save("một", q="moi")
    assert [one.wanted for one in desk.kept()] == [{"q": "moi"}, {"q": "khac"}]


def test_so_many_of_a_list_and_no_more(desk: Desk) -> None:
    for number in range(MOST):
        assert desk.save(f"Bộ {number}").status_code == 302
    assert desk.save("Thêm").status_code == 400
    assert len(desk.kept()) == MOST


def test_what_does_not_hold_any_more_is_left_out_and_said(desk: Desk) -> None:
    desk.save(q="phuong", committee=desk.other.id, state="no such state")
    (row,) = desk.kept()
    assert row.wanted == {"q": "phuong", "committee": str(desk.other.id)}
    answer = desk.browser.get(f"/filters/{row.id}", follow_redirects=True)
    assert answer.request.query_string.decode() == f"q=phuong&committee={desk.other.id}"
    assert "không còn dùng được" not in answer.text
    post = next(one for one in desk.user.committee_roles if one.committee_id == desk.other.id)
    db.session.delete(post)
    db.session.commit()
    answer = desk.browser.get(f"/filters/{row.id}", follow_redirects=True)
    assert answer.request.query_string.decode() == "q=phuong"
    assert "không còn dùng được" in answer.text


@pytest.mark.parametrize("listing", LISTS)
def test_every_list_offers_to_keep_its_filter(desk: Desk, listing: str) -> None:
    address = {"reminders": "/reminders/ledger", "extensions": "/extensions"}
    at = address.get(listing, f"/{listing}")
    wanted = {"committee": str(desk.committee.id)}
    page = desk.browser.get(at, query_string=wanted).text
    assert f'action="/filters/of/{listing}"' in page
    assert desk.save("Của tôi", listing, **wanted).status_code == 302
    assert ">Của tôi</a>" in desk.browser.get(at, query_string=wanted).text
    assert desk.browser.get(f"/filters/{desk.kept()[0].id}").status_code == 302


def test_unknown_lists_and_an_empty_filter_are_refused(desk: Desk) -> None:
    assert desk.save(listing="people").status_code == 404
    assert desk.browser.post("/filters/of/tasks", data={"name": "Trống"}).status_code == 302
    assert desk.kept() == []
