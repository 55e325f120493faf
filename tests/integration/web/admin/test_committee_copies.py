"""A new committee after the pattern of another: what is taken over, and what is not."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

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
from tracker.services import ladder

TYPED = {
    "name": "Tiểu ban Hậu cần",
    "short_name": "HC",
    "code": "TBHC",
    "kind_name": "Tiểu ban",
    "time_zone": "Asia/Ho_Chi_Minh",
    "due_soon_days": "5",
    "update_window_days": "10",
    "cycle_step": "weekly",
    "cycle_day": "25",
    "cycle_weekday": "5",
    "digest_at": "8h15",
}


@pytest.fixture
def source(desk: FlaskClient) -> Committee:
    """A committee with settings, members (one has left), events, people, and a changed ladder."""
    made = make_committee()
    made.digest_at, made.extension_most, made.needs_approval = time(6, 45), 2, True
    left = datetime.now(UTC).date() - timedelta(days=30)
    for name, left_on in (("Sở Y tế", None), ("Sở Tài chính", None), ("Hội cũ", left)):
        made.members.append(
            CommitteeMember(
                agency_id=make_agency(name).id,
                person=f"Giám đốc {name}",
                is_standing_body=name == "Sở Y tế",
                joined_on=date(2020, 1, 1),
                left_on=left_on,
            )
        )
    day = date(2020, 10, 25)
    made.events.append(Event(name="Đại hội", first_day=day, last_day=day))
    user = make_user("thuky")
    post = CommitteePost(committee_id=made.id, role=CommitteeRole.SECRETARY)
    user.committee_roles.append(post)
    ladder.seed_default(made)
    steps = db.session.scalars(select(LadderStep).order_by(LadderStep.id)).all()
    steps[0].days, steps[1].is_enabled = 9, False
    db.session.delete(steps[2])
    db.session.commit()
    return made


def ladder_of(committee: Committee) -> list[tuple[object, ...]]:
    """The steps of a committee."""
    rows = select(LadderStep).where(LadderStep.committee_id == committee.id)
    return sorted(
        (one.rule, one.days, one.repeat_every, one.is_enabled) for one in db.session.scalars(rows)
    )


def copied() -> Committee:
    """The new committee."""
    db.session.expire_all()
    return db.session.scalars(select(Committee).where(Committee.code == "TBHC")).one()


def send(desk: FlaskClient, source: Committee, **values: object):
    """Send the form, with everything ticked unless it says otherwise."""
    members = [str(one.id) for one in source.members if one.left_on is None]
    data = {**TYPED, "version": source.version, "members": members, "with_ladder": "y"}
    return desk.post(f"/admin/committees/{source.id}/copy", data={**data, **values})


def test_the_preview_shows_what_would_be_taken_over(desk: FlaskClient, source: Committee) -> None:
    address = f"/admin/committees/{source.id}"
    assert f"{address}/copy" in desk.get(address).text
    page = desk.get(f"{address}/copy").text
    for words in ("Sở Y tế", "Giám đốc Sở Tài chính", "06:45", "9 ngày làm việc", "Đã tắt"):
        assert words in page
    for words in ("Hội cũ", "Đại hội", 'value="TBTT"', source.name):
        assert words not in page.partition('<form class="stack"')[2].partition("</form>")[0]
    assert page.count('name="members"') == 2


def test_members_settings_and_ladder_are_taken_over_and_nothing_else(
    desk: FlaskClient, source: Committee
) -> None:
    answer = send(desk, source)
    made = copied()
    assert answer.location == f"/admin/committees/{made.id}"
    assert (made.digest_at, made.due_soon_days) == (time(8, 15), 5)
    assert [(one.agency.name, one.person, one.is_standing_body) for one in made.members] == [
        ("Sở Y tế", "Giám đốc Sở Y tế", True),
        ("Sở Tài chính", "Giám đốc Sở Tài chính", False),
    ]
    assert {(one.joined_on, one.left_on) for one in made.members} == {(None, None)}
    assert ladder_of(made) == ladder_of(source)
    assert made.events == []
    posts = select(CommitteePost).where(CommitteePost.committee_id == made.id)
    assert db.session.scalars(posts).all() == []
    entry = db.session.scalars(select(JournalEntry).order_by(JournalEntry.id.desc())).first()
    assert (entry.act, entry.data) == (
        "committee_copied",
        {"source": source.id, "members": 2, "ladder": True},
    )
    assert len(source.members) == 3


def test_what_is_not_ticked_stays_behind(desk: FlaskClient, source: Committee) -> None:
    one = source.members[1]
    assert send(desk, source, members=[str(one.id)], with_ladder="").status_code == 302
    made = copied()
    assert [seat.agency_id for seat in made.members] == [one.agency_id]
    assert ladder_of(made) != ladder_of(source)
    assert ("before_due", 7, 0, True) in ladder_of(made)


def test_bad_input_stays_and_nothing_is_founded(desk: FlaskClient, source: Committee) -> None:
    for values, words, code in (
        ({"name": ""}, "Đề nghị điền mục này", 400),
        ({"code": source.code}, "đã dùng cho tiểu ban", 400),
        ({"members": ["x"]}, "Có lựa chọn không hợp lệ", 400),
        ({"members": [str(source.members[2].id)]}, "Có lựa chọn không hợp lệ", 400),
        ({"version": "999"}, "đã được người khác sửa", 409),
    ):
        answer = send(desk, source, **{"short_name": "CÒN-ĐÂY", **values})
        assert answer.status_code == code, values
        assert words in answer.text, values
        assert "CÒN-ĐÂY" in answer.text
    assert db.session.query(Committee).count() == 1


def test_only_administrators_copy(others: list[FlaskClient], source: Committee) -> None:
    for browser in others:
        answer = send(browser, source)
        assert answer.status_code in (302, 403)
        assert "/admin" not in (answer.location or "").partition("?")[0]
    assert db.session.query(Committee).filter_by(code="TBHC").count() == 0
