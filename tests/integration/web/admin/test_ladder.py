"""The reminder ladder of a committee, as an administrator's browser gets it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.tasks import make_committee
from tracker.domain.ladder import DEFAULT_LINES, LadderRule
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.journal import JournalEntry
from tracker.models.reminders import LadderStep
from tracker.queries import ladder as queries
from tracker.queries.reminders import get_ladder
from tracker.services import ladder
from tracker.web.ladder_words import step_word, told_word

Step = tuple[str, int, int]


@pytest.fixture
def committee(app: Flask) -> Committee:
    """A committee with the default ladder."""
    made = make_committee()
    ladder.seed_default(made)
    db.session.commit()
    return made


def steps(committee: Committee) -> list[Step]:
    """The ladder as stored."""
    db.session.expire_all()
    return [(one.rule, one.days, one.repeat_every) for one in queries.list_steps(committee.id)]


def step_of(rule: str, days: int) -> LadderStep:
    """One stored step."""
    db.session.expire_all()
    rows = select(LadderStep).where(LadderStep.rule == rule, LadderStep.days == days)
    return db.session.scalars(rows).one()


def acts() -> list[str]:
    """What the journal tells."""
    return list(db.session.scalars(select(JournalEntry.act).order_by(JournalEntry.id)))


def address(committee: Committee) -> str:
    """The ladder's page."""
    return f"/admin/committees/{committee.id}/ladder"


def test_the_ladder_is_told_in_words(desk: FlaskClient, committee: Committee) -> None:
    page = desk.get(address(committee)).text
    for words in (
        "Trước hạn 7 ngày làm việc",
        "Đúng ngày đến hạn",
        "Quá hạn: sau 1 ngày làm việc, rồi cứ 3 ngày làm việc nhắc lại",
        "Chưa xác nhận tiếp nhận: sau 2 ngày làm việc",
        "Lâu chưa cập nhật: sau 14 ngày<",
    ):
        assert words in page
    assert page.index("Trước hạn 7") < page.index("Trước hạn 3") < page.index("Quá hạn: sau 1")


def test_every_rule_has_its_words(app: Flask) -> None:
    with app.test_request_context():
        for rule in LadderRule:
            assert step_word(rule.value, 2)
            assert told_word(rule.value)


def test_a_step_is_added_changed_switched_and_removed(
    desk: FlaskClient, committee: Committee
) -> None:
    start = address(committee)
    new = {"rule": "overdue", "days": "5", "repeat_every": "", "is_enabled": "y"}
    assert desk.get(f"{start}/new").status_code == 200
    assert desk.post(f"{start}/new", data=new).location == start
    assert ("overdue", 5, 0) in steps(committee)
    step = step_of("overdue", 5)
    page = f"{start}/{step.id}"
    assert desk.get(page).status_code == 200
    changed = {**new, "days": "6", "repeat_every": "2", "version": step.version}
    for _click in range(2):
        assert desk.post(page, data=changed).status_code == 302
    assert ("overdue", 6, 2) in steps(committee)
    assert desk.post(page, data={**changed, "days": "9"}).status_code == 409
    for _click in range(2):
        assert desk.post(f"{page}/switch", data={"on": "0"}).status_code == 302
    assert (LadderRule.OVERDUE, 6) not in [(o.rule, o.days) for o in get_ladder(committee.id).lines]
    for _click in range(2):
        assert desk.post(f"{page}/remove").status_code == 302
    assert len(steps(committee)) == len(DEFAULT_LINES)
    assert acts() == [
        "ladder_step_added",
        "ladder_step_changed",
        "ladder_step_changed",
        "ladder_step_removed",
    ]


def test_a_removed_step_can_be_put_back(desk: FlaskClient, committee: Committee) -> None:
    before = steps(committee)
    step = step_of("overdue", 1)
    desk.post(f"{address(committee)}/{step.id}/remove")
    page = desk.get(address(committee)).text
    assert "Hoàn tác" in page
    for name, value in (("rule", "overdue"), ("days", "1"), ("repeat_every", "3")):
        assert f'name="{name}" value="{value}"' in page
    fields = {"rule": "overdue", "days": "1", "repeat_every": "3", "is_enabled": "y"}
    desk.post(f"{address(committee)}/new", data=fields)
    assert steps(committee) == before
    assert "Hoàn tác" not in desk.get(address(committee)).text


def test_the_default_comes_back_when_asked_twice(desk: FlaskClient, committee: Committee) -> None:
    before = steps(committee)
    desk.post(f"{address(committee)}/{step_of('silence', 14).id}/remove")
    assert "sẽ mất" in desk.get(f"{address(committee)}/reset").text
    assert steps(committee) != before
    assert desk.post(f"{address(committee)}/reset").status_code == 302
    assert steps(committee) == before
    assert acts()[-1] == "ladder_reset"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"days": "7"}, "đã có bậc này"),
        ({"days": "0"}, "số ngày từ 1 đến 365"),
        ({"days": "-3"}, "số ngày từ 1 đến 365"),
        ({"days": "99999999999999999999"}, "số ngày từ 1 đến 365"),
        ({"days": "ba"}, "Đề nghị nhập một số nguyên"),
        ({"repeat_every": "-1"}, "số ngày từ 1 đến 365"),
        ({"rule": "nonsense"}, "Lựa chọn này không có trong danh sách"),
    ],
)
def test_bad_steps_say_why(
    desk: FlaskClient, committee: Committee, changed: dict[str, str], words: str
) -> None:
    before = steps(committee)
    new = {"rule": "before_due", "days": "5", "is_enabled": "y", **changed}
    answer = desk.post(f"{address(committee)}/new", data=new)
    assert answer.status_code == 400
    assert words in answer.text
    assert steps(committee) == before


def test_what_comes_once_is_never_repeated(desk: FlaskClient, committee: Committee) -> None:
    new = {"rule": "before_due", "days": "5", "repeat_every": "2"}
    desk.post(f"{address(committee)}/new", data=new)
    assert step_of("before_due", 5).repeat_every == 0
    assert not step_of("before_due", 5).is_enabled


def test_nobody_else_and_no_foreign_step(
    desk: FlaskClient, others: list[FlaskClient], committee: Committee
) -> None:
    other = db.session.scalars(select(Committee).where(Committee.code == "KHAC")).one()
    step = step_of("silence", 14)
    before = steps(committee)
    for tail in ("", "/switch", "/remove"):
        foreign = f"{address(other)}/{step.id}{tail}"
        assert desk.post(foreign, data={"on": "0", "rule": "silence"}).status_code in (302, 404)
        for browser in others:
            mine = f"{address(committee)}/{step.id}{tail}"
            assert browser.post(mine, data={"on": "0"}).status_code in (302, 403)
    for browser in others:
        assert browser.get(address(committee)).status_code in (302, 403)
        assert browser.post(f"{address(committee)}/reset").status_code in (302, 403)
    assert desk.get(f"{address(other)}/{step.id}").status_code == 404
    assert steps(committee) == before
    assert step_of("silence", 14).is_enabled
