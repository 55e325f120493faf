"""The review before a meeting: what it shows then and later, and deciding on its page."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import docx
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.recommendations import Hall, make_meeting
from tests.factories.tasks import make_conclusion, make_task
from tracker.domain.access import CommitteeRole
from tracker.domain.tasks import Move, TaskState
from tracker.extensions import db
from tracker.models.decisions import MeetingDecision
from tracker.models.people import User
from tracker.models.tasks import Task
from tracker.models.updates import Directive
from tracker.queries.packs import Group, Mark, Pack
from tracker.services import due_dates, recommendations, updates
from tracker.services.dated import note_task
from tracker.services.recommendations import Answer, Outcome
from tracker.services.updates import Said

SignIn = Callable[[User], FlaskClient]
GIVEN = datetime(2020, 6, 12, 3, 0, tzinfo=UTC)
MEETING_DAY = datetime(2020, 7, 15, 2, 0, tzinfo=UTC)
LATER = MEETING_DAY + timedelta(days=20)


class Review:
    """Tasks of the first meeting in every state, and a second meeting on 15 July 2020."""

    def __init__(self, sign_in: SignIn) -> None:
        """Fill it."""
        self.hall = Hall()
        self.hall.users["secretary2"] = self.hall.person("secretary2", CommitteeRole.SECRETARY)
        self.conclusion = make_conclusion(self.hall.committee)
        self.conclusion.meeting_id = self.hall.meeting.id
        self.secretary = self.hall.viewer("secretary")
        self.past, self.future = date(2020, 7, 1), date(2020, 8, 1)
        for task in self.hall.tasks:  # settled before the first meeting's review: out
            task.state = TaskState.CANCELLED
            task.changes[0].recorded_at = datetime(2020, 6, 10, tzinfo=UTC)
            note_task(task, actor=self.secretary, now=datetime(2020, 6, 11, 3, tzinfo=UTC),
                      meant_on=date(2020, 6, 11))  # fmt: skip
        self.late = self.task("Việc quá hạn", self.past)
        self.open = self.task("Việc đang làm", self.future)
        self.reported = self.task("Việc đã báo cáo", self.future)
        self.done = self.task("Việc đã xong", self.future)
        self.say(self.reported, Move.REPORT, GIVEN + timedelta(days=9))
        self.say(self.done, Move.REPORT, GIVEN + timedelta(days=9))
        self.say(self.done, Move.RETURN, GIVEN + timedelta(days=10))
        self.say(self.done, Move.REPORT, GIVEN + timedelta(days=11))
        self.say(self.done, Move.ACCEPT, GIVEN + timedelta(days=12))
        self.say(self.late, Move.UPDATE, GIVEN + timedelta(days=13))
        due_dates.set_due_date(
            self.open.id, due_on=date(2020, 8, 9), reason="Chờ mẫu", actor=self.secretary, now=GIVEN
        )
        self.direct(self.late)
        self.meeting = make_meeting(self.hall.committee, date(2020, 7, 15), "Họp tháng bảy")
        self.path = f"/meetings/{self.meeting.id}/review"
        db.session.commit()
        self._sign_in = sign_in
        self.sign_in()

    def sign_in(self) -> None:
        """Let everybody log in on the day that it is now."""
        self.browsers = {name: self._sign_in(user) for name, user in self.hall.users.items()}

    def task(self, title: str, due_on: date) -> Task:
        """A task of the first meeting's conclusion."""
        return make_task(self.conclusion, title, leads=[self.hall.lead], due_on=due_on, at=GIVEN)

    def say(self, task: Task, move: Move, at: datetime) -> None:
        """Make a move on a task."""
        name = "secretary" if move in (Move.ACCEPT, Move.RETURN) else "lead"
        said = Said(words=f"Lời {move.value} của {task.title}")
        updates.make_move(task.leads[0].id, move, said, actor=self.hall.viewer(name), now=at)

    def direct(self, task: Task) -> None:
        """A leader asks."""
        directive = Directive(
            task_id=task.id,
            committee_id=task.committee_id,
            text="Vì sao chậm?",
            written_at=GIVEN,
            written_by_id=self.hall.users["leader"].id,
        )
        db.session.add(directive)

    def pack(self, now: datetime = MEETING_DAY) -> Pack:
        """The review at an instant."""
        db.session.expire_all()
        return Pack(self.meeting, now)

    def page(self, name: str = "secretary", more: str = "") -> str:
        """The page as somebody."""
        answer = self.browsers[name].get(self.path + more)
        assert answer.status_code == 200
        return answer.text

    def decide(self, task: Task, kind: str, name: str = "secretary", **fields: object):  # type: ignore[no-untyped-def]
        """Send the form of a decision."""
        db.session.expire_all()
        sent = {"kind": kind, "version": task.version, "words": "Làm <ngay>", **fields}
        return self.browsers[name].post(f"{self.path}/{task.id}", data=sent)


@pytest.fixture
def review(app: Flask, sign_in: SignIn):
    """On the meeting's day."""
    with time_machine.travel(MEETING_DAY, tick=False):
        yield Review(sign_in)


def titles(pack: Pack, show: Group | Mark | None = None) -> list[str]:
    """What a list shows."""
    return [line.task.title for line in pack.lines(show)]


def test_every_task_stands_in_one_group_and_every_figure_opens_as_many(review: Review) -> None:
    pack = review.pack()
    assert titles(pack) == ["Việc quá hạn", "Việc đã báo cáo", "Việc đang làm", "Việc đã xong"]
    assert sum(pack.counts().values()) == pack.count() == 4
    for group, count in pack.counts().items():
        assert len(pack.lines(group)) == count
    assert {mark: titles(pack, mark) for mark in Mark} == {
        Mark.EXTENDED: ["Việc đang làm"],
        Mark.RETURNED: ["Việc đã xong"],
        Mark.DIRECTIVE: ["Việc quá hạn"],
        Mark.DECIDED: [],
    }
    assert {mark: len(titles(pack, mark)) for mark in Mark} == pack.marked()


def test_a_line_tells_its_course(review: Review) -> None:
    late, reported, moved, done = review.pack().lines()
    assert late.said is not None
    assert late.said.text == "Lời update của Việc quá hạn"
    assert [one.text for one in late.directives] == ["Vì sao chậm?"]
    assert reported.answered_on == date(2020, 6, 21)
    assert moved.extensions == 1
    assert [one.due_on for one in moved.dates] == [review.future, date(2020, 8, 9)]
    assert done.returns == 1
    page = review.page()
    for words in ("Quá hạn 14 ngày", "Vì sao chậm?", "hạn đầu 01/08/2020, đổi 1 lần",
                  "đã trả lại 1 lần", "Lời update của Việc quá hạn"):  # fmt: skip
        assert words in page


def test_after_its_day_it_shows_what_was_and_can_be_made_again(review: Review) -> None:
    review.decide(review.late, "extend", due_on="30/07/2020")
    before = review.page()
    at_the_end = [
        (one.task.id, one.state, one.deadline_on, one.returns) for one in review.pack().lines()
    ]
    review.say(review.open, Move.REPORT, LATER - timedelta(days=9))
    due_dates.set_due_date(review.late.id, due_on=date(2020, 9, 9), reason="Lại chờ",
                           actor=review.secretary, now=LATER - timedelta(days=9))  # fmt: skip
    newer = make_conclusion(review.hall.committee)
    make_task(newer, "Việc mới", leads=[review.hall.lead], at=LATER)
    db.session.commit()
    pack = review.pack(LATER)
    again = [(one.task.id, one.state, one.deadline_on, one.returns) for one in pack.lines()]
    assert again == at_the_end
    assert next(one for one in pack.lines() if one.task.id == review.late.id).extensions == 1
    with time_machine.travel(LATER, tick=False):
        review.sign_in()
        assert "Việc mới" not in review.page()
        assert "tính đến 15/07/2020" in before
        assert "tính đến 15/07/2020" in review.page()


def test_what_was_shown_as_done_is_not_shown_again_and_nothing_is_missed(review: Review) -> None:
    third = make_meeting(review.hall.committee, date(2020, 8, 3), "Họp tháng tám")
    db.session.commit()
    pack = Pack(third, LATER)
    assert titles(pack) == ["Việc quá hạn", "Việc đã báo cáo", "Việc đang làm"]
    own = make_conclusion(review.hall.committee)
    own.meeting_id = third.id
    make_task(own, "Việc của chính cuộc họp", leads=[review.hall.lead], at=MEETING_DAY)
    db.session.commit()
    assert "Việc của chính cuộc họp" not in titles(Pack(third, MEETING_DAY))
    first = Pack(review.hall.meeting, MEETING_DAY)
    assert first.previous is None
    assert titles(first) == ["A", "B"]  # whatever there was before the very first meeting


def test_recommendations_wait_in_the_review_until_they_are_answered(review: Review) -> None:
    page = review.page()
    assert "bố trí đường truyền" in page
    first = review.hall.first
    said = Answer(Outcome.ANSWERED, "Đã bố trí xong", "Văn phòng")
    recommendations.answer(
        first.id, said, version=first.version, actor=review.secretary, now=MEETING_DAY
    )
    db.session.commit()
    assert "Đã bố trí xong" in review.page()
    third = make_meeting(review.hall.committee, date(2020, 8, 3), "Họp tháng tám")
    db.session.commit()
    with time_machine.travel(LATER, tick=False):
        review.sign_in()
        later = review.browsers["secretary"].get(f"/meetings/{third.id}/review").text
        assert "Đã bố trí xong" not in later
        assert "tài liệu cho thanh niên" in later


def test_decisions_are_written_back_and_shown_on_both_sides(review: Review) -> None:
    answer = review.decide(review.late, "extend", due_on="30/07/2020")
    assert answer.location == f"{review.path}#task-{review.late.id}"
    assert review.decide(review.reported, "close", words="").status_code == 302
    assert review.decide(review.open, "repeat").status_code == 302
    page = review.page(more="?show=decided")
    assert page.count("pline__decided") == 3
    assert "đến 30/07/2020" in page
    assert "Làm &lt;ngay&gt;" in page
    db.session.expire_all()
    assert review.late.due_on == date(2020, 7, 30)
    assert review.reported.state is TaskState.COMPLETED
    for name in ("secretary", "lead"):
        task = review.browsers[name].get(f"/tasks/{review.late.id}").text
        assert "Quyết định của cuộc họp" in task
        assert "Cuộc họp ngày 15/07/2020" in task
        assert ("Họp tháng bảy" in task) is False
    own = review.browsers["lead"].get(f"/tasks/{review.late.id}").text
    assert f'href="{review.path}' not in own
    assert "Gia hạn" not in review.browsers["other"].get(f"/tasks/{review.late.id}").text
    assert review.browsers["secretary"].post(
        f"{review.path}/{review.open.id}/no-repeat"
    ).status_code == 302  # fmt: skip
    assert review.page(more="?show=decided").count("pline__decided") == 2


def test_a_refused_decision_keeps_what_was_typed_in_its_own_line(review: Review) -> None:
    for kind, fields, words in (
        ("extend", {"due_on": ""}, "Đề nghị nhập hạn mới"),
        ("extend", {"due_on": "31/02/2020"}, "Ngày không hợp lệ"),
        ("extend", {"due_on": "01/07/2020"}, "phải sau hạn hiện tại"),
        ("close", {}, "Chưa có báo cáo hoàn thành"),
    ):
        answer = review.decide(review.late, kind, **fields)
        assert answer.status_code == 400
        assert words in answer.text
        assert not fields or f'href="#due_on-{review.late.id}"' in answer.text
        assert "Làm &lt;ngay&gt;" in answer.text
        assert answer.text.count('<details class="tline__open" open>') == 1
    assert review.decide(review.late, "vo-ly").status_code == 400


def test_two_clerks_deciding_at_once(review: Review) -> None:
    version = review.late.version
    review.decide(review.late, "extend", due_on="30/07/2020", version=version)
    late = review.decide(
        review.late, "repeat", "secretary2", words="Của người thứ hai", version=version
    )
    assert late.status_code == 409
    assert "vừa được người khác sửa" in late.text
    assert "Của người thứ hai" in late.text
    assert "đến 30/07/2020" in late.text
    assert db.session.query(MeetingDecision).count() == 1


def test_who_may_look_and_who_may_decide(review: Review) -> None:
    for name in ("leader", "observer"):
        page = review.page(name)
        assert "Việc quá hạn" in page
        assert 'name="kind"' not in page
        assert review.decide(review.late, "repeat", name).status_code == 403
    for name in ("lead", "author"):
        assert review.browsers[name].get(review.path).status_code == 403
        assert review.browsers[name].get(f"{review.path}/screen").status_code == 403


def test_before_its_day_it_is_a_preview(review: Review) -> None:
    with time_machine.travel(MEETING_DAY - timedelta(days=5), tick=False):
        review.sign_in()
        page = review.page()
        assert "Quyết định ghi được từ ngày họp" in page
        assert 'name="kind"' not in page
        refused = review.decide(review.late, "repeat")
        assert refused.status_code == 400
        assert "chưa diễn ra" in refused.text


def test_the_projector_goes_task_by_task_without_a_script(review: Review) -> None:
    first = review.page("leader", "/screen")
    assert "Việc quá hạn" in first
    assert "1 / 4" in first
    assert 'rel="prev"' not in first
    assert f'autofocus href="{review.path}/screen?at=2"' in first
    last = review.page("leader", "/screen?at=999")
    assert "Việc đã xong" in last
    assert 'rel="next"' not in last
    assert "1 / 1" in review.page("leader", "/screen?show=overdue&at=x")
    assert "Chưa có nhiệm vụ nào cần rà soát" in review.page("leader", "/screen?show=paused")


def test_the_document_says_what_the_page_says(review: Review) -> None:
    review.decide(review.late, "extend", due_on="30/07/2020")
    answer = review.browsers["observer"].get(f"{review.path}/party.docx")
    document = docx.Document(io.BytesIO(answer.data))
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    line = next(row for row in rows if "Việc quá hạn" in row[1])
    assert line[3] == "30/07/2020 (hạn đầu 01/07/2020, đổi 1 lần)"
    assert line[5] == "Gia hạn đến 30/07/2020: Làm <ngay>"
    assert "Ý kiến chỉ đạo chưa trả lời: “Vì sao chậm?”." in line[4]
    asked = [[cell.text for cell in row.cells] for row in document.tables[2].rows]
    assert asked[1][2:] == ["Báo Hải Dương", "Chưa xử lý"]
    assert "có 4 nhiệm vụ được rà soát" in " ".join(one.text for one in document.paragraphs)
    assert review.browsers["observer"].get(f"{review.path}/other.docx").status_code == 404


def test_the_meetings_page_opens_with_the_review(review: Review) -> None:
    page = review.browsers["secretary"].get(f"/meetings/{review.meeting.id}").text
    assert f'href="{review.path}"' in page
    assert page.index("Rà soát các kết luận trước") < page.index("Kết luận của cuộc họp")
