"""Suspending, resuming, cancelling and reinstating on the pages, as every role gets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.committees import CommitteeMember
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.models.tasks import Task, TaskChange

SignIn = Callable[[User], FlaskClient]
REASON = "DẤU-LÝ-DO chờ ý kiến cấp trên"


class Desk:
    """Three tasks of a committee and one of another; a browser for everybody."""

    def __init__(self, sign_in: SignIn) -> None:
        """Publish them on 1 July."""
        committee, other = make_committee(), make_committee("KHAC")
        self.lead, member = make_agency("Báo Hải Dương"), make_agency("Sở Y tế")
        committee.members.append(CommitteeMember(agency_id=member.id))
        conclusion = make_conclusion(committee)
        self.tasks = [
            make_task(conclusion, f"Việc {one}", leads=[self.lead], due_on=date(2020, 7, 20)).id
            for one in range(3)
        ]
        self.foreign = make_task(make_conclusion(other, "Khác"), leads=[self.lead]).id
        users = {}
        for login, role in (
            ("thuky", CommitteeRole.SECRETARY),
            ("lanhdao", CommitteeRole.LEADER),
            ("quansat", CommitteeRole.OBSERVER),
        ):
            users[login] = make_user(login)
            users[login].committee_roles.append(CommitteePost(committee_id=committee.id, role=role))
        for login, agency in (("canbo", self.lead), ("thanhvien", member)):
            users[login] = make_user(login)
            users[login].agency_roles.append(
                AgencyPost(agency_id=agency.id, role=AgencyRole.OFFICER)
            )
        db.session.commit()
        self._users, self._sign_in = users, sign_in
        self.log_in()

    def log_in(self) -> None:
        """Let everybody in."""
        self.browsers = {login: self._sign_in(user) for login, user in self._users.items()}

    def page(self, login: str = "thuky", address: str = "") -> str:
        """What somebody reads."""
        return self.browsers[login].get(address or f"/tasks/{self.tasks[0]}").text

    def move(self, move: str, login: str = "thuky", task: int | None = None, **values: str):
        """Send a form of the panel."""
        key = task or self.tasks[0]
        stored = db.session.get(Task, key, populate_existing=True)
        data = {"move": move, "version": str(stored.version), "reason": REASON} | values
        return self.browsers[login].post(f"/tasks/{key}/moves", data=data)

    def together(self, move: str, keys: list[int], login: str = "thuky", **values: str):
        """Send the form about several."""
        rows = [db.session.get(Task, key, populate_existing=True) for key in keys]
        ticks = [f"{one.id}:{one.version}" for one in rows]
        data = {"move": move, "task": ticks, "reason": REASON} | values
        return self.browsers[login].post("/tasks/together", data=data)

    def state(self, number: int = 0) -> TaskState:
        """Where a task stands."""
        return db.session.get(Task, self.tasks[number], populate_existing=True).state


@pytest.fixture
def desk(app: Flask, sign_in: SignIn):
    """On Wednesday, 8 July 2020."""
    with time_machine.travel("2020-07-08T02:00:00+00:00", tick=False) as clock:
        made = Desk(sign_in)
        made.clock = clock
        yield made


def test_suspended_resumed_and_seen_by_those_it_concerns(desk: Desk) -> None:
    assert desk.move("suspend", review_on="15/07/2020").status_code == 302
    for login in ("thuky", "lanhdao", "quansat", "canbo"):
        page = desk.page(login)
        for words in (REASON, "xem lại ngày 15/07/2020", "Tạm dừng từ ngày 08/07/2020"):
            assert words in page, (login, words)
    assert "DẤU-" not in desk.page("thanhvien")
    assert "Tạm dừng" in desk.page("canbo", "/my-agency")
    assert "xem lại ngày 15/07/2020" in desk.page("lanhdao", "/progress")
    for address in ("/progress/print", "/progress/tasks?cell=paused"):
        assert "15/07/2020" in desk.page("lanhdao", address)
    desk.clock.move_to("2020-07-15T02:00:00+00:00")
    desk.log_in()
    assert "Tạm dừng, đến ngày xem lại" in desk.page("thuky", "/today")
    assert "15/07/2020" in desk.page("lanhdao", "/progress/tasks?cell=paused&as_of=10/07/2020")
    assert "Hạn mới: 27/07/2020" in desk.page()
    assert desk.move("resume", reason="").status_code == 302
    assert "Thứ Hai 27/07/2020" in desk.page("canbo")
    assert "Tạm dừng, đến ngày xem lại" not in desk.page("thuky", "/today")


def test_only_the_secretariat_is_offered_the_forms_and_may_send_them(desk: Desk) -> None:
    assert "Hủy nhiệm vụ…" in desk.page()
    for login in ("lanhdao", "quansat", "canbo", "thanhvien"):
        assert "Hủy nhiệm vụ…" not in desk.page(login)
        assert desk.move("cancel", login).status_code == 403
        assert desk.together("cancel", desk.tasks, login).status_code == 403
        assert 'name="task"' not in desk.page(login, "/tasks")
    assert desk.move("cancel", task=desk.foreign).status_code == 404
    assert desk.state() is TaskState.OPEN


def test_bad_input_stays_in_the_form(desk: Desk) -> None:
    for values, words in (
        ({"review_on": ""}, "Đề nghị ghi ngày xem lại."),
        ({"review_on": "31/02/2020"}, "Ngày không hợp lệ"),
        ({"review_on": "08/07/2020"}, "Ngày xem lại phải sau hôm nay."),
        ({"review_on": "15/07/0020"}, "Năm không hợp lý"),
        ({"review_on": "15/07/2020", "reason": " "}, "Đề nghị ghi rõ lý do."),
    ):
        for answer in (
            desk.move("suspend", **values),
            desk.together("suspend", desk.tasks[:1], **values),
        ):
            assert answer.status_code == 400, values
            assert words in answer.text
            assert values["review_on"] in answer.text
            assert values.get("reason", REASON).strip() in answer.text
    assert desk.move("boil").status_code == 400
    assert desk.browsers["thuky"].get("/tasks/together").status_code == 400


def test_a_stale_form_keeps_what_was_typed_and_says_what_happened(desk: Desk) -> None:
    desk.move("suspend", review_on="15/07/2020", reason="Người khác", version="1")
    answer = desk.move("suspend", review_on="16/07/2020", version="1")
    assert answer.status_code == 409
    for words in (REASON, "16/07/2020", "Trạng thái hiện tại: Tạm dừng"):
        assert words in answer.text
    assert db.session.query(TaskChange).filter_by(task_id=desk.tasks[0]).count() == 2


def test_a_double_click_is_one_act(desk: Desk) -> None:
    for _click in range(2):
        assert desk.move("suspend", review_on="15/07/2020", version="1").status_code == 302
    assert db.session.query(TaskChange).filter_by(task_id=desk.tasks[0]).count() == 2
    ticks = {"task": [f"{key}:1" for key in desk.tasks[1:]], "move": "cancel", "reason": REASON}
    for _click in range(2):
        assert desk.browsers["thuky"].post("/tasks/together", data=ticks).status_code == 302
    assert db.session.query(TaskChange).filter_by(task_id=desk.tasks[1]).count() == 2


def test_many_are_asked_about_and_moved_from_the_list(desk: Desk) -> None:
    listed = desk.page("thuky", "/tasks")
    ticks = re.findall(r'name="task" value="(\d+:\d+)"', listed)
    assert len(ticks) == 3
    query = "&".join(f"task={tick}" for tick in [*ticks, f"{desk.foreign}:1", "x", "999999"])
    page = desk.page("thuky", f"/tasks/together?move=cancel&{query}")
    assert page.count('name="task"') == 3
    assert "1 cơ quan được thông báo" in page
    assert [desk.state(one) for one in range(3)] == [TaskState.OPEN] * 3
    assert desk.together("cancel", desk.tasks).status_code == 302
    assert [desk.state(one) for one in range(3)] == [TaskState.CANCELLED] * 3
    assert "0 nhiệm vụ" in desk.page("thuky", f"/tasks/together?move=cancel&{query}")
    assert desk.together("reinstate", desk.tasks).status_code == 302
    assert [desk.state(one) for one in range(3)] == [TaskState.OPEN] * 3
    page = desk.page()
    for words in ("Hủy nhiệm vụ", "Khôi phục", REASON):
        assert words in page


def test_what_cannot_be_moved_is_named(desk: Desk) -> None:
    desk.move("cancel")
    answer = desk.together("suspend", desk.tasks, review_on="15/07/2020")
    assert answer.status_code == 302
    page = desk.page("thuky", answer.headers["Location"])
    assert "Đã tạm dừng 2 nhiệm vụ." in page
    assert "không còn thực hiện được" in page
    answer = desk.together("suspend", desk.tasks[:1], review_on="15/07/2020")
    assert answer.status_code == 409
    assert desk.together("suspend", [], review_on="15/07/2020").status_code == 400
    assert desk.together("suspend", [desk.foreign], review_on="15/07/2020").status_code == 400


def test_an_agency_cannot_report_while_suspended_and_loses_nothing(desk: Desk) -> None:
    desk.move("suspend", review_on="15/07/2020")
    part = db.session.get(Task, desk.tasks[0]).assignments[0].id
    answer = desk.browsers["canbo"].post(
        f"/tasks/{desk.tasks[0]}/assignments/{part}",
        data={"move": "report", "words": "Đã xong phần việc"},
    )
    assert answer.status_code == 400


def test_a_date_can_be_set_while_suspended(desk: Desk) -> None:
    desk.move("suspend", review_on="15/07/2020")
    version = db.session.get(Task, desk.tasks[0], populate_existing=True).version
    answer = desk.browsers["thuky"].post(
        f"/tasks/{desk.tasks[0]}/due-date",
        data={"due_on": "30/07/2020", "reason": "Dời lịch", "version": str(version)},
    )
    assert answer.status_code == 302
    assert "xem lại ngày 15/07/2020" in desk.page()
