"""Recommendations on screen: the list, the page of one, the task's side, the review card."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.drafts import Desk
from tests.factories.recommendations import AT, Hall, make_meeting
from tests.factories.tasks import make_agency
from tracker.extensions import db
from tracker.models.people import User
from tracker.models.recommendations import (
    Recommendation,
    RecommendationKind,
    RecommendationTask,
)
from tracker.models.tasks import Task

SignIn = Callable[[User], FlaskClient]


class Rooms:
    """The hall, and a browser for everybody in it."""

    def __init__(self, sign_in: SignIn) -> None:
        """Sign everybody in."""
        self.hall = Hall()
        self.browsers = {name: sign_in(user) for name, user in self.hall.users.items()}
        self.first, self.second = (one.id for one in (self.hall.first, self.hall.second))
        self.codes = [task.code for task in self.hall.tasks]
        self.tasks = [task.id for task in self.hall.tasks]

    def page(self, name: str, path: str) -> str:
        """A page as somebody."""
        return self.browsers[name].get(path).text

    def version(self, key: int) -> int:
        """The version of a recommendation."""
        db.session.expire_all()
        return db.session.get_one(Recommendation, key).version

    def send(self, path: str, name: str = "secretary", **fields: object):  # type: ignore[no-untyped-def]
        """Send a form."""
        return self.browsers[name].post(path, data=fields)

    def answer(self, key: int, name: str = "secretary", **changed: object):  # type: ignore[no-untyped-def]
        """Send the form of an answer."""
        fields = {
            "version": self.version(key),
            "outcome": "answered",
            "words": "Đã bố trí <hai> đường truyền.",
            "answered_by": "Chánh Văn phòng",
            "answered_on": "16/06/2020",
            **changed,
        }
        return self.send(f"/recommendations/{key}/answer", name, **fields)


@pytest.fixture
def rooms(app: Flask, sign_in: SignIn):
    """On Tuesday, 16 June 2020."""
    with time_machine.travel(AT, tick=False):
        yield Rooms(sign_in)


def test_the_list_finds_filters_and_sorts(rooms: Rooms) -> None:
    page = rooms.page("secretary", "/recommendations")
    assert page.index("bố trí đường truyền") < page.index("tài liệu cho thanh niên")
    found = rooms.page("secretary", "/recommendations?q=duong truyen bao hai duong")
    assert "bố trí đường truyền" in found
    assert "thanh niên" not in found
    assert "Không tìm thấy" in rooms.page("secretary", "/recommendations?state=answered")
    rooms.answer(rooms.first)
    assert "thanh niên" not in rooms.page("secretary", "/recommendations?state=answered")
    assert "bố trí" not in rooms.page("secretary", "/recommendations?state=open")
    assert "Không tìm thấy" in rooms.page("secretary", "/recommendations?kind=staff")
    meeting = rooms.hall.meeting.id
    assert "bố trí" in rooms.page("leader", f"/recommendations?meeting={meeting}&sort=agency")
    assert "Không tìm thấy" in rooms.page("leader", "/recommendations?meeting=99")
    for nonsense in ("?page=0&state=x&kind=y&sort=z&meeting=a", "?page=999999999999&committee=²"):
        assert rooms.browsers["secretary"].get(f"/recommendations{nonsense}").status_code == 200


def test_the_list_goes_into_excel(rooms: Rooms) -> None:
    rooms.send(f"/recommendations/{rooms.first}/tasks", code=rooms.codes[0],
               version=rooms.version(rooms.first))  # fmt: skip
    rooms.answer(rooms.first)
    content = rooms.browsers["leader"].get("/recommendations.xlsx?q=duong truyen").data
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    line = next(row for row in rows if row[0] == 1)
    assert line[1:4] == (rooms.hall.first.text, "Báo Hải Dương", "Hậu cần")
    assert line[6:8] == ("Đã trả lời", rooms.codes[0])
    assert line[8:10] == ("Đã bố trí <hai> đường truyền.", "Chánh Văn phòng")


def test_an_agency_sees_its_own_and_the_answer_and_nothing_else(rooms: Rooms) -> None:
    path = f"/recommendations/{rooms.first}"
    rooms.send(f"{path}/tasks", code=rooms.codes[0].lower(), version=rooms.version(rooms.first))
    page = rooms.page("author", path)
    assert "Đã giao nhiệm vụ" in page
    assert rooms.codes[0] not in page  # the task is another agency's, and the author no member
    assert "Họp tháng sáu" not in page
    rooms.answer(rooms.first)
    for where in (path, "/recommendations", "/my-agency"):
        page = rooms.page("author", where)
        assert "bố trí đường truyền" in page
        assert "thanh niên" not in page
    assert "Đã bố trí &lt;hai&gt; đường truyền." in rooms.page("author", "/my-agency")
    assert 'name="words"' not in rooms.page("author", path)
    assert "Rút câu trả lời" not in rooms.page("author", path)
    for name in ("other", "lead"):
        assert rooms.browsers[name].get(path).status_code == 404
    assert rooms.answer(rooms.first, "author").status_code == 403


def test_a_lead_reads_on_its_task_what_it_handles_but_not_the_answer(rooms: Rooms) -> None:
    rooms.send(f"/tasks/{rooms.tasks[0]}/recommendations", recommendation=rooms.first)
    rooms.answer(rooms.first)
    page = rooms.page("lead", f"/tasks/{rooms.tasks[0]}")
    assert "bố trí đường truyền" in page
    assert "Đã bố trí" not in page
    assert f"/recommendations/{rooms.first}" not in page
    assert "Bỏ ghi" not in page
    own = rooms.page("secretary", f"/tasks/{rooms.tasks[0]}")
    assert f'href="/recommendations/{rooms.first}"' in own
    assert "Ghi nhiệm vụ xử lý kiến nghị" in own  # the journal


def test_links_are_made_and_taken_away_on_both_sides(rooms: Rooms) -> None:
    task = f"/tasks/{rooms.tasks[0]}/recommendations"
    assert rooms.send(task).status_code == 400
    assert rooms.send(task, recommendation="x").status_code == 400
    assert rooms.send(task, recommendation=rooms.first).status_code == 302
    path = f"/recommendations/{rooms.first}"
    assert rooms.codes[0] in rooms.page("secretary", path)
    taken = rooms.send(f"{path}/tasks/{rooms.tasks[0]}/remove", back="task")
    assert taken.location == f"/tasks/{rooms.tasks[0]}#recommendations"
    assert db.session.query(RecommendationTask).filter_by(ended_at=None).count() == 0
    again = rooms.send(f"{path}/tasks/{rooms.tasks[0]}/remove")
    assert again.location == path


def test_a_code_that_is_none_stays_in_the_field(rooms: Rooms) -> None:
    path = f"/recommendations/{rooms.first}"
    answer = rooms.send(f"{path}/tasks", code="XYZ-1", version=rooms.version(rooms.first))
    assert answer.status_code == 400
    assert 'value="XYZ-1"' in answer.text
    assert "Không có nhiệm vụ mang mã này" in answer.text
    assert rooms.send(f"{path}/tasks", code="").status_code == 400
    stale = rooms.send(f"{path}/tasks", code=rooms.codes[0], version=99)
    assert stale.status_code == 409
    assert f'value="{rooms.codes[0]}"' in stale.text


def test_an_answer_that_is_refused_keeps_what_was_typed(rooms: Rooms) -> None:
    for changed, words in (
        ({"answered_on": "17/06/2020"}, "không được sau hôm nay"),
        ({"answered_on": "31/02/2020"}, "Ngày không hợp lệ"),
        ({"answered_by": ""}, "Đề nghị điền mục này"),
        ({"outcome": "vo-ly"}, "không có trong danh sách"),
    ):
        answer = rooms.answer(rooms.first, **changed)
        assert answer.status_code == 400
        assert words in answer.text
        assert "Đã bố trí &lt;hai&gt; đường truyền." in answer.text


def test_two_clerks_at_once_both_keep_their_words(rooms: Rooms) -> None:
    version = rooms.version(rooms.first)
    assert rooms.answer(rooms.first, "leader", version=version).status_code == 302
    late = rooms.answer(rooms.first, version=version, words="Câu của thư ký", outcome="declined")
    assert late.status_code == 409
    assert "Đã bố trí &lt;hai&gt; đường truyền." in late.text
    assert "Câu của thư ký" in late.text
    taken = f"/recommendations/{rooms.first}/answer/withdraw"
    assert rooms.send(taken, version=version).status_code == 409
    assert rooms.send(taken, version=rooms.version(rooms.first)).status_code == 302
    assert rooms.send(taken, version=rooms.version(rooms.first)).status_code == 400
    assert "Câu trả lời đã rút" in rooms.page("secretary", f"/recommendations/{rooms.first}")
    assert "Đã bố trí" not in rooms.page("author", f"/recommendations/{rooms.first}")


def test_roles_that_may_not_are_kept_out(rooms: Rooms) -> None:
    path = f"/recommendations/{rooms.first}"
    for name in ("leader", "observer", "author", "lead"):
        assert rooms.send(f"{path}/tasks", name, code=rooms.codes[0]).status_code == 403
        task = f"/tasks/{rooms.tasks[0]}/recommendations"
        assert rooms.send(task, name, recommendation=rooms.first).status_code == 403
    assert rooms.answer(rooms.first, "observer").status_code == 403
    assert "Ghi câu trả lời" not in rooms.page("observer", path)
    assert "Ghi câu trả lời" in rooms.page("leader", path)


def test_a_proposal_takes_it_along_when_it_is_published(
    app: Flask, sign_in: SignIn, now: datetime
) -> None:
    desk = Desk(sign_in)
    meeting = make_meeting(desk.committee)
    row = Recommendation(
        meeting_id=meeting.id,
        committee_id=desk.committee.id,
        agency_id=make_agency("Tỉnh đoàn").id,
        kind=RecommendationKind.CONTENTS,
        text="Đề nghị có tài liệu riêng",
        folded="de nghi co tai lieu rieng",
    )
    db.session.add(row)
    db.session.flush()
    key = row.id
    address = desk.open_draft("Giao Sở Y tế lập phương án trực trước ngày 20/6/2020.\n")
    assert "Đề nghị có tài liệu riêng" in desk.browser.get(f"{address}/review").text
    for act in ("handle", "unhandle", "handle", "handle"):
        answer = desk.press(desk.cards()[0], f"{act}:{key}")
        assert answer.status_code == 302
    assert desk.press(desk.cards()[0], "handle:999").status_code == 404
    assert 'value="unhandle:' in desk.browser.get(f"{address}/review").text
    assert desk.browser.post(f"{address}/publish").status_code == 302
    link = db.session.query(RecommendationTask).one()
    assert link.recommendation_id == key
    assert link.task_id == db.session.query(Task).one().id
