"""The reform of 2025, played on the demo's agencies from the administrator's first page to the
reminders of the successors: nothing is lost, nobody foreign sees anything, no past day changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.tasks import make_conclusion, make_task
from tests.world.forms import PageForm, forms_of
from tracker.demo import seed
from tracker.domain.reports import Cell, Figures
from tracker.domain.tasks import Move, Part
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import Committee
from tracker.models.journal import JournalEntry
from tracker.models.people import User
from tracker.models.reminders import LedgerRow
from tracker.models.tasks import Task
from tracker.queries import reports
from tracker.queries.facts import AsOf
from tracker.queries.people import get_viewer
from tracker.queries.reports import Chosen, Scope
from tracker.services import journal, planning
from tracker.services.updates import Said, make_move

SignIn = Callable[[User], FlaskClient]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PUBLISHED, SPRING, SUMMER = date(2025, 2, 20), date(2025, 3, 3), date(2025, 7, 2)
DUE = date(2025, 7, 20)


def morning(day: date) -> datetime:
    """Nine o'clock in Hải Dương."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZONE).astimezone(UTC)


class Province:
    """The demo's directory and people, with tasks of early 2025."""

    def __init__(self, sign_in: SignIn) -> None:
        seed.seed(password_cost=1)
        self._sign_in = sign_in
        self.committee = db.session.scalars(select(Committee)).one()
        conclusion = make_conclusion(self.committee)
        self.tasks: dict[str, Task] = {}
        for name, leads, helpers in (
            ("cổng", ["Sở Thông tin và Truyền thông"], ["Báo Hải Dương"]),
            ("vốn", ["Sở Kế hoạch và Đầu tư", "Sở Tài chính"], []),
            ("giá", ["Sở Tài chính"], ["Sở Kế hoạch và Đầu tư", "Sở Thông tin và Truyền thông"]),
            ("loa", ["Ủy ban nhân dân huyện Nam Sách"], []),
            ("tin", ["Báo Hải Dương"], []),
        ):
            self.tasks[name] = make_task(
                conclusion,
                f"Phương án {name}",
                leads=[self.agency(one) for one in leads],
                coordinating=[self.agency(one) for one in helpers],
                due_on=DUE,
                at=morning(PUBLISHED),
            )
        db.session.commit()

    def agency(self, name: str) -> Agency:
        """An agency by name."""
        return db.session.scalars(select(Agency).where(Agency.name == name)).one()

    def user(self, login: str) -> User:
        """Somebody of the demo."""
        return db.session.scalars(select(User).where(User.login == login)).one()

    def browser(self, login: str) -> FlaskClient:
        """A fresh log-in."""
        return self._sign_in(self.user(login))

    def change(self, source: str, how: str, **typed: object) -> None:
        """Record a change as its pages propose it: fill the form, look, confirm."""
        desk, address = self.browser("quantri"), f"/admin/agencies/{self.agency(source).id}/{how}"
        fields = form_at(desk.get(address).text, address).fields
        if how == "merge":
            fields["into"] = [""]
        fields = {name: one for name, one in fields.items() if name != "others"} | typed
        if how == "split":
            fields.pop("into")
        preview = desk.post(address, data=fields)
        assert preview.status_code == 200, preview.text
        assert "Phương án" not in preview.text
        confirm = form_at(preview.text, address).fields | {"step": ["confirm"]}
        assert desk.post(address, data=confirm).status_code == 302
        db.session.expire_all()

    def hand_over(self) -> None:
        """Confirm the secretariat's page, agency by agency, as it is proposed."""
        desk = self.browser("thuky")
        while forms := estates(desk.get("/tasks/ended-agencies").text):
            fields = forms[0].fields
            answer = desk.post("/tasks/ended-agencies", data=fields)
            assert answer.status_code == 302, answer.text
            db.session.expire_all()

    def holders(self, name: str) -> list[tuple[Part, str]]:
        """Who holds a task now."""
        parts = self.tasks[name].assignments
        return sorted((one.part, one.agency_name) for one in parts if one.is_current)

    def scope(self, now: datetime, past: date | None = None) -> Scope:
        """The leader's report."""
        viewer = get_viewer(self.user("lanhdao"), today=now.date())
        return Scope(viewer, now, as_of=AsOf.day_in(past, ZONE) if past else None)


def form_at(page: str, path: str) -> PageForm:
    """The page's form that is posted to an address."""
    return next(one for one in forms_of(page, path) if one.path == path)


def estates(page: str) -> list[PageForm]:
    """The forms of the secretariat's page."""
    found = forms_of(page, "/tasks/ended-agencies")
    kept = [one for one in found if "estate" in one.fields]
    for one in kept:
        one.fields["reason"] = ["Theo việc sắp xếp tổ chức năm 2025"]
    return kept


def printed(scope: Scope) -> list[object]:
    """What a report shows."""
    lines = [(one.agency_id, one.figures, one.updates.open) for one in reports.list_agencies(scope)]
    return [reports.count_tasks(scope), reports.count_updates(scope), lines]


def figures_equal_lists(scope: Scope) -> None:
    """Every figure opens as many rows as it says."""
    figures: Figures = reports.count_tasks(scope)
    for cell in Cell:
        assert len(reports.list_tasks(scope, Chosen.of_cell(cell))) == figures.cell(cell)
    for line in reports.list_agencies(scope):
        for cell in Cell:
            rows = reports.list_tasks(scope, Chosen.of_cell(cell, line.agency_id))
            assert len(rows) == line.figures.cell(cell)


@pytest.fixture
def province(app: Flask, sign_in: SignIn) -> Iterator[Province]:
    """In February 2025."""
    with time_machine.travel(morning(PUBLISHED), tick=False):
        yield Province(sign_in)


def reform(province: Province) -> list[list[object]]:
    """March and July 2025; gives what was printed on the days before."""
    before = [printed(province.scope(morning(PUBLISHED)))]
    with time_machine.travel(morning(SPRING), tick=False):
        spring = {"changed_on": "1/3/2025", "decision": "Nghị quyết 34/NQ-HĐND"}
        science, finance = (
            province.agency("Sở Khoa học và Công nghệ"),
            province.agency("Sở Tài chính"),
        )
        province.change("Sở Thông tin và Truyền thông", "merge", into=science.id, **spring)
        province.change("Sở Kế hoạch và Đầu tư", "merge", into=finance.id, **spring)
        before.append(printed(province.scope(morning(SPRING))))
        with time_machine.travel(morning(SPRING) + timedelta(hours=1), tick=False):
            province.hand_over()
    with time_machine.travel(morning(SUMMER) + timedelta(hours=1), tick=False):
        summer = {"changed_on": "1/7/2025", "decision": "Nghị quyết 202/2025/QH15"}
        names = "Ủy ban nhân dân xã Nam Sách\nỦy ban nhân dân xã Thái Tân"
        province.change("Ủy ban nhân dân huyện Nam Sách", "split", new_names=names, **summer)
        city = {"new_names": "Sở Khoa học và Công nghệ thành phố Hải Phòng"}
        province.change(
            "Sở Khoa học và Công nghệ", "merge", **city, mailbox="skhcn@hp.example", **summer
        )
        province.hand_over()
    return before


def test_every_task_goes_to_who_goes_on_with_it(province: Province) -> None:
    reform(province)
    city = "Sở Khoa học và Công nghệ thành phố Hải Phòng"
    assert province.holders("cổng") == [(Part.COORDINATING, "Báo Hải Dương"), (Part.LEAD, city)]
    assert province.holders("vốn") == [(Part.LEAD, "Sở Tài chính")]
    assert province.holders("giá") == [(Part.COORDINATING, city), (Part.LEAD, "Sở Tài chính")]
    assert province.holders("loa") == [(Part.LEAD, "Ủy ban nhân dân xã Nam Sách")]
    assert province.holders("tin") == [(Part.LEAD, "Báo Hải Dương")]
    entries = list(
        db.session.scalars(
            select(JournalEntry)
            .where(JournalEntry.committee_id == province.committee.id)
            .order_by(JournalEntry.number)
        )
    )
    assert journal.first_break(entries) is None


def test_figures_equal_lists_and_no_past_day_changes(province: Province) -> None:
    before = reform(province)
    later = morning(SUMMER) + timedelta(hours=2)
    assert printed(province.scope(later, PUBLISHED)) == before[0]
    for past in (PUBLISHED, SPRING, date(2025, 6, 30), SUMMER, None):
        figures_equal_lists(province.scope(later, past))
    assert reports.count_tasks(province.scope(later)).total == len(province.tasks)


def test_history_keeps_the_old_names_and_says_what_they_are_now(province: Province) -> None:
    with time_machine.travel(morning(SPRING), tick=False):
        science = province.agency("Sở Khoa học và Công nghệ")
        province.change(
            "Sở Thông tin và Truyền thông", "merge", into=science.id, changed_on="1/3/2025"
        )
        desk, address = province.browser("thuky"), f"/tasks/{province.tasks['cổng'].id}"
        told = "Sở Thông tin và Truyền thông (nay là Sở Khoa học và Công nghệ)"
        for page in (address, "/tasks", "/today"):
            assert told in desk.get(page).text, page
        province.hand_over()
        assert told in desk.get(address).text
        assert "Không còn nhiệm vụ nào phải chuyển giao" in desk.get("/tasks/ended-agencies").text


def test_people_follow_and_nobody_foreign_sees_anything(province: Province) -> None:
    officer = province.user("so-tttt")
    with time_machine.travel(morning(SPRING), tick=False):
        science = province.agency("Sở Khoa học và Công nghệ")
        province.change(
            "Sở Thông tin và Truyền thông", "merge", into=science.id, changed_on="1/3/2025"
        )
        assert get_viewer(officer, today=SPRING).agency_ids == {science.id}
        mine = province.browser("so-tttt")
        assert "Phương án cổng" not in mine.get("/my-agency").text
        province.hand_over()
        assert "Phương án cổng" in mine.get("/my-agency").text
        part = next(one for one in province.tasks["cổng"].leads)
        make_move(
            part.id,
            Move.RECEIVE,
            Said(),
            actor=get_viewer(officer, today=SPRING),
            now=morning(SPRING) + timedelta(hours=3),
        )
        db.session.commit()
        for login in ("so-y-te", "cong-an"):
            page = province.browser(login).get("/my-agency").text
            assert "Phương án" not in page
        assert province.browser("so-y-te").get("/tasks/ended-agencies").status_code == 403


def test_reminders_go_to_the_successors(province: Province) -> None:
    reform(province)
    db.session.query(LedgerRow).delete()
    with time_machine.travel(morning(date(2025, 7, 21)), tick=False):
        planning.plan(now=morning(date(2025, 7, 21)))
        rows = db.session.scalars(
            select(LedgerRow).where(LedgerRow.task_id == province.tasks["cổng"].id)
        )
        reached = {row.recipient for row in rows}
    assert "skhcn@hp.example" in reached
    assert "so-tttt.canbo@haiduong.example" in reached
    assert not {"so-tttt@haiduong.example", "so-khcn@haiduong.example"} & reached


def test_unticked_unchosen_and_stale_rows_move_nothing(province: Province) -> None:
    with time_machine.travel(morning(SPRING), tick=False):
        finance = province.agency("Sở Tài chính")
        province.change("Sở Kế hoạch và Đầu tư", "merge", into=finance.id, changed_on="1/3/2025")
        desk, address = province.browser("thuky"), "/tasks/ended-agencies"
        fields = estates(desk.get(address).text)[0].fields
        assert len(fields["part"]) == 2
        for spoilt, words, code in (
            ({"part": []}, "chưa chọn nhiệm vụ nào", 400),
            ({"reason": ""}, "Đề nghị điền mục này", 400),
            ({name: "" for name in fields if name.startswith("to-")}, "chưa có cơ quan nhận", 400),
            (
                {"part": [f"{fields['part'][0].partition(':')[0]}:99"]},
                "vừa thay đổi",
                409,
            ),
            ({"part": "999:1", "to-999": str(finance.id)}, "", 404),
        ):
            answer = desk.post(address, data={**fields, **spoilt})
            assert answer.status_code == code, words
            assert words in answer.text
        assert len(province.holders("vốn")) == 2
        assert desk.post(address, data=fields).status_code == 302
        assert desk.post(address, data=fields).status_code in (400, 409)
        assert province.browser("lanhdao").get(address).status_code == 403
