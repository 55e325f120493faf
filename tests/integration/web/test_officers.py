"""*Người của cơ quan*: handing over, and deputies for a time, as each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.ladder import Audience
from tracker.extensions import db
from tracker.models.journal import JournalEntry
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.queries.people import get_viewer
from tracker.queries.recipients import Recipients
from tracker.services import ladder, notices

SignIn = Callable[[User], FlaskClient]
NOW = datetime(2020, 7, 15, 2, 0, tzinfo=UTC)
TODAY = date(2020, 7, 15)


class Office:
    """An agency with its head, two officers and a task; an administrator; another agency's head."""

    def __init__(self, sign_in: SignIn) -> None:
        self.committee = make_committee()
        ladder.seed_default(self.committee)
        self.agency, self.foreign = make_agency("Báo Hải Dương"), make_agency("Sở Y tế")
        self.people = {
            name: self._person(name, role, agency)
            for name, role, agency in (
                ("truong", AgencyRole.HEAD, self.agency),
                ("an", AgencyRole.OFFICER, self.agency),
                ("binh", AgencyRole.OFFICER, self.agency),
                ("khac", AgencyRole.HEAD, self.foreign),
            )
        }
        self.people["quantri"] = make_user("quantri", is_administrator=True)
        self.task = make_task(make_conclusion(self.committee), "Mở chuyên mục", leads=[self.agency])
        db.session.commit()
        self.browsers = {name: sign_in(user) for name, user in self.people.items()}

    def _person(self, name: str, role: AgencyRole, agency: object) -> User:
        user = make_user(name, f"Người {name}", email=f"{name}@x.example")
        user.agency_roles.append(AgencyPost(agency_id=agency.id, role=role))  # type: ignore[attr-defined]
        return user

    def post(self, name: str, role: AgencyRole | None = None) -> AgencyPost:
        """Somebody's post in the agency, the first one or that of a role."""
        db.session.expire_all()
        own = [one for one in self.people[name].agency_roles if one.agency_id == self.agency.id]
        return next(one for one in own if role in (None, one.role))

    def send(self, who: str, act: str, **typed: object):  # type: ignore[no-untyped-def]
        """Send a form of the agency's page."""
        return self.browsers[who].post(f"/agencies/{self.agency.id}/people/{act}", data=typed)

    def appoint(self, who: str = "truong", person: str = "binh", **typed: str):  # type: ignore[no-untyped-def]
        """Let somebody stand in for an."""
        data = {"d-post_id": self.post("an").id, "d-user_id": self.people[person].id}
        days = {"d-first": "15/7/2020", "d-last": "20/7/2020"}
        return self.send(who, "deputies", **data, **(days | typed))

    def hand_over(self, who: str = "truong", to: str = "binh", **typed: str):  # type: ignore[no-untyped-def]
        """Let an hand over."""
        data = {"h-post_id": self.post("an").id, "h-to_user_id": self.people[to].id}
        return self.send(who, "hand-over", **data, **({"h-on": "15/7/2020"} | typed))

    def addressed(self, audience: Audience, day: date) -> list[str]:
        """Whom the agency's mails reach on a day."""
        db.session.expire_all()
        book = Recipients(self.committee.id, [self.agency.id], day)
        return [one.address.split("@")[0] for one in book.find(audience, self.agency.id)[0]]


@pytest.fixture
def office(app: Flask, sign_in: SignIn) -> Iterator[Office]:
    """On Wednesday, 15 July 2020."""
    with time_machine.travel(NOW, tick=False):
        yield Office(sign_in)


def acts() -> list[str]:
    """What the journal tells."""
    return list(db.session.scalars(select(JournalEntry.act).order_by(JournalEntry.id)))


def test_a_deputy_acts_in_anothers_name_for_the_days_and_no_longer(office: Office) -> None:
    stranger = make_user("cu", "Người cũ", email="cu@x.example")
    ended = AgencyPost(agency_id=office.agency.id, role=AgencyRole.OFFICER)
    ended.valid_to = TODAY - timedelta(days=30)
    stranger.agency_roles.append(ended)
    office.people["cu"] = stranger
    assert get_viewer(stranger, today=TODAY).agency_ids == frozenset()
    assert office.appoint(person="cu").status_code == 302
    for offset in range(6):
        viewer = get_viewer(stranger, today=TODAY + timedelta(days=offset))
        assert viewer.stands_in == {office.agency.id: office.people["an"].id}
    assert get_viewer(stranger, today=date(2020, 7, 21)).agency_ids == frozenset()
    assert "cu" in office.addressed(Audience.AGENCY, date(2020, 7, 20))
    assert "cu" not in office.addressed(Audience.AGENCY, date(2020, 7, 21))
    assert acts() == ["deputy_appointed"]


def test_the_journal_and_the_pages_say_in_whose_place(office: Office, sign_in: SignIn) -> None:
    office.appoint()
    part = office.task.assignments[0]
    said = {"move": "update", "words": "Đã mở chuyên mục", "form_key": "k1"}
    address = f"/tasks/{office.task.id}"
    assert (
        office.browsers["binh"].post(f"{address}/assignments/{part.id}", data=said).status_code
        == 302
    )
    entry = db.session.scalars(
        select(JournalEntry).where(JournalEntry.act == "assignment_update")
    ).one()
    assert entry.data["stands_in_for"] == office.people["an"].id
    page = office.browsers["truong"].get(address).text
    assert page.count("(làm thay Người an)") == 2
    assert "Đồng chí đang làm thay Người an đến hết ngày 20/07/2020" in (
        office.browsers["binh"].get("/my-agency").text
    )
    assert "làm thay" not in office.browsers["an"].get("/my-agency").text


def test_a_heads_deputy_gets_what_the_head_gets(office: Office) -> None:
    head = {"d-post_id": office.post("truong").id}
    days = {"d-first": "15/7/2020", "d-last": "20/7/2020"}
    sent = office.send(
        "quantri", "deputies", **head, **{"d-user_id": office.people["binh"].id}, **days
    )
    assert sent.status_code == 302
    assert office.addressed(Audience.AGENCY_HEAD, TODAY) == ["truong", "binh"]
    assert office.addressed(Audience.AGENCY, TODAY) == ["an", "binh"]
    assert office.addressed(Audience.AGENCY_HEAD, date(2020, 7, 21)) == ["truong"]


def test_a_deputy_ends_early(office: Office) -> None:
    office.appoint(person="truong")
    post = office.post("truong", AgencyRole.DEPUTY)
    assert office.send("truong", f"deputies/{post.id}/end").status_code == 302
    assert office.post("truong", AgencyRole.DEPUTY).valid_to == date(2020, 7, 14)
    assert office.send("truong", f"deputies/{post.id}/end").status_code == 302
    own = office.post("an")
    assert office.send("truong", f"deputies/{own.id}/end").status_code == 404
    assert acts() == ["deputy_appointed", "deputy_ended"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"d-last": ""}, "Đề nghị điền mục này"),
        ({"d-last": "14/7/2020", "d-first": "10/7/2020"}, "Thời gian làm thay đã qua"),
        ({"d-last": "16/7/2020", "d-first": "17/7/2020"}, "không được trước ngày bắt đầu"),
        ({"d-first": "hôm nay"}, "Ngày không hợp lệ"),
        ({"d-user_id": "AN"}, "Đề nghị chọn người khác"),
        ({"d-user_id": "KHAC"}, "không có trong danh sách"),
        ({"d-post_id": "999"}, "không có trong danh sách"),
    ],
)
def test_unfit_days_and_people_are_refused(
    office: Office, typed: dict[str, str], words: str
) -> None:
    keys = {"AN": str(office.people["an"].id), "KHAC": str(office.people["khac"].id)}
    sent = {
        "d-post_id": str(office.post("an").id),
        "d-user_id": str(office.people["binh"].id),
        "d-first": "15/7/2020",
        "d-last": "20/7/2020",
    } | {name: keys.get(value, value) for name, value in typed.items()}
    answer = office.send("truong", "deputies", **sent)
    assert answer.status_code == 400
    assert words in answer.text
    assert acts() == []


def test_somebody_busy_does_not_stand_in_for_two(office: Office) -> None:
    office.appoint()
    head = {"d-post_id": office.post("truong").id, "d-user_id": office.people["binh"].id}
    days = {"d-first": "16/7/2020", "d-last": "18/7/2020"}
    answer = office.send("truong", "deputies", **head, **days)
    assert answer.status_code == 400
    assert "đang làm thay người khác" in answer.text
    assert office.appoint(**{"d-last": "25/7/2020"}).status_code == 302
    assert office.post("binh", AgencyRole.DEPUTY).valid_to == date(2020, 7, 25)


def test_handing_over_shows_the_tasks_and_closes_everything_in_one_step(office: Office) -> None:
    new = make_user("moi", "Người mới", email="moi@x.example")
    office.people["moi"] = new
    notices.tell_published(office.task, actor=get_viewer(new, today=TODAY), now=NOW)
    office.appoint()
    typed = {"to": "moi", "h-closes": "y"}
    preview = office.hand_over("quantri", **typed)
    assert preview.status_code == 200
    for words in ("Người mới giữ vai trò", "TBTT-1", "bị khóa"):
        assert words in preview.text
    assert "Mở chuyên mục" not in preview.text
    assert office.browsers["an"].get("/my-agency").status_code == 200
    assert office.hand_over("quantri", step="confirm", **typed).status_code == 302
    assert office.browsers["an"].get("/my-agency").status_code == 302
    db.session.expire_all()
    assert not office.people["an"].is_active
    assert office.post("an").valid_to == date(2020, 7, 14)
    assert office.post("binh", AgencyRole.DEPUTY).valid_to == date(2020, 7, 14)
    assert (office.post("moi").role, office.post("moi").valid_from) == (AgencyRole.OFFICER, TODAY)
    assert office.addressed(Audience.AGENCY, TODAY) == ["binh", "moi"]
    rows = notices.list_loose_of_person(new.id, office.agency.id)
    assert [row.recipient for row in rows] == ["moi@x.example"]
    assert acts() == ["deputy_appointed", "user_deactivated", "post_handed_over"]


def test_a_head_sees_the_tasks_and_hands_over_from_a_coming_day(office: Office) -> None:
    preview = office.hand_over(**{"h-on": "1/8/2020"})
    assert "Mở chuyên mục" in preview.text
    assert office.hand_over(step="confirm", to="truong", **{"h-on": "1/8/2020"}).status_code == 302
    assert office.post("an").valid_to == date(2020, 7, 31)
    assert office.addressed(Audience.AGENCY, date(2020, 7, 31)) == ["an", "binh"]
    assert office.addressed(Audience.AGENCY, date(2020, 8, 1)) == ["truong", "binh"]


@pytest.mark.parametrize(
    ("who", "typed", "words"),
    [
        ("truong", {"to": "an"}, "Đề nghị chọn người khác"),
        ("truong", {"to": "khac"}, "không có trong danh sách"),
        ("truong", {"h-on": ""}, "Đề nghị điền mục này"),
        ("truong", {"h-on": "1/8/2020", "h-closes": "y"}, "được khi bàn giao từ hôm nay"),
    ],
)
@pytest.mark.parametrize("step", ["", "confirm"])
def test_unfit_hand_overs_are_refused(
    office: Office, who: str, typed: dict[str, str], words: str, step: str
) -> None:
    answer = office.hand_over(who, step=step, **typed)
    assert answer.status_code == 400
    assert words in answer.text
    assert acts() == []


def test_a_head_locks_nobody_out_who_has_other_roles(office: Office) -> None:
    post = CommitteePost(committee_id=office.committee.id, role=CommitteeRole.SECRETARY)
    office.people["an"].agency_roles[0].user.committee_roles.append(post)
    answer = office.hand_over(step="confirm", **{"h-closes": "y"})
    assert answer.status_code == 400
    assert "quản trị viên khóa tài khoản" in answer.text
    assert office.hand_over("quantri", step="confirm", **{"h-closes": "y"}).status_code == 302


def test_who_may_look_and_who_may_decide(office: Office, client: FlaskClient) -> None:
    address = f"/agencies/{office.agency.id}/people"
    for name, decides in (("truong", True), ("quantri", True), ("an", False)):
        page = office.browsers[name].get(address)
        assert "Người binh" in page.text
        assert ("Cử làm thay" in page.text) is decides
    assert office.browsers["khac"].get(address).status_code == 404
    assert client.get(address).status_code == 302
    for name, code in (("an", 403), ("khac", 404)):
        assert office.appoint(name).status_code == code
        assert office.hand_over(name, step="confirm").status_code == code
    assert acts() == []
