"""A draft's data and text, issuing, and the due dates that move only when they are ticked."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.factories.meetings import House, SignIn
from tracker.domain.tasks import TaskState
from tracker.extensions import db
from tracker.models.conclusions import Conclusion, ConclusionState
from tracker.models.proposals import Proposal, ProposalState
from tracker.models.tasks import DueDate, Task, TaskChange

TEXT = (
    "1. Giao Sở Y tế lập phương án trong thời hạn 05 ngày làm việc kể từ ngày ban hành.\n"
    "2. Giao Công an tỉnh bảo đảm trật tự trước ngày 20/6/2020.\n"
)


class Desk(House):
    """A house with one draft of two tasks; the first is counted from the day of issue."""

    def __init__(self, sign_in: SignIn, now: datetime) -> None:
        super().__init__(sign_in, now)
        sent = {
            "committee": self.committee.id,
            "title": "Kết luận ngày 11/6",
            "source": "notice",
            "held_on": "11/06/2020",
            "text": TEXT,
        }
        assert self.secretary.post("/conclusions/new", data=sent).status_code == 302
        self.address = f"/conclusions/{self.draft.id}"

    @property
    def draft(self) -> Conclusion:
        """The conclusion as stored now."""
        db.session.commit()
        return db.session.scalars(select(Conclusion)).one()

    @property
    def cards(self) -> list[Proposal]:
        """The proposals as stored now."""
        db.session.commit()
        return list(db.session.scalars(select(Proposal).order_by(Proposal.position)))

    @property
    def tasks(self) -> list[Task]:
        """The tasks as stored now."""
        db.session.commit()
        return list(db.session.scalars(select(Task).order_by(Task.position)))

    def publish(self) -> None:
        """Make the draft's tasks live."""
        assert self.secretary.post(f"{self.address}/publish").status_code == 302

    def issue(self, **changed: object) -> object:
        """Send the form of the issue."""
        sent = {
            "version": self.draft.version,
            "number": "12-TB/TBTT",
            "issued_on": "15/06/2020",
            "signer": "Trần Văn Khải",
            **changed,
        }
        return self.secretary.post(f"{self.address}/issue", data=sent)

    def data(self, **changed: object) -> dict[str, object]:
        """What the form of a draft's data sends."""
        return {
            "version": self.draft.version,
            "title": "Tên mới",
            "source": "plan",
            "meeting": "",
            "held_on": "12/06/2020",
            "number": "",
            "issued_on": "",
            "signer": "",
            **changed,
        }

    def text(self, **changed: object) -> dict[str, object]:
        """What the form of another text sends."""
        rows = self.cards
        return {
            "version": self.draft.version,
            "seen": f"{len(rows)}-{sum(row.version for row in rows)}",
            "text": "Giao Sở Y tế tập huấn trước ngày 1/7/2020.",
            "sure": "y",
            **changed,
        }


@pytest.fixture
def desk(app: Flask, sign_in: SignIn, now: datetime) -> Desk:
    return Desk(sign_in, now)


def test_a_drafts_data_is_edited(desk: Desk) -> None:
    meeting = desk.meeting()
    answer = desk.secretary.post(f"{desk.address}/edit", data=desk.data(meeting=meeting.id))
    assert answer.status_code == 302
    draft = desk.draft
    assert (draft.title, draft.source.value, draft.meeting_id) == ("Tên mới", "plan", meeting.id)
    assert draft.held_on == date(2020, 6, 12)
    assert "Tên mới" in desk.secretary.get("/conclusions?q=ten+moi").text


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""},
        {"held_on": "30/02/2020"},
        {"issued_on": "01/01/0020"},
        {"meeting": "99999"},
        {"meeting": "x"},
        {"source": "rumour"},
    ],
)
def test_bad_data_is_told_and_kept_on_screen(desk: Desk, changed: dict[str, object]) -> None:
    sent = desk.data(signer="Người đang gõ", **changed)
    answer = desk.secretary.post(f"{desk.address}/edit", data=sent)
    assert answer.status_code == 400
    assert "Người đang gõ" in answer.text
    assert desk.draft.signer == ""


def test_the_meeting_of_another_committee_is_not_on_offer(desk: Desk) -> None:
    foreign = desk.meeting("Họp nơi khác", committee=desk.other_committee)
    sent = desk.data(meeting=foreign.id)
    assert desk.secretary.post(f"{desk.address}/edit", data=sent).status_code == 400
    assert "Họp nơi khác" not in desk.secretary.get(f"{desk.address}/edit").text


def test_stale_data_shows_both_versions(desk: Desk) -> None:
    mine = desk.data(title="Bản của tôi")
    theirs = desk.data(title="Bản của đồng nghiệp")
    assert desk.second.post(f"{desk.address}/edit", data=theirs).status_code == 302
    answer = desk.secretary.post(f"{desk.address}/edit", data=mine)
    assert answer.status_code == 409
    assert "Bản của tôi" in answer.text
    assert "Bản của đồng nghiệp" in answer.text
    assert desk.draft.title == "Bản của đồng nghiệp"
    again = desk.secretary.post(f"{desk.address}/edit", data=desk.data(title="Bản của tôi"))
    assert again.status_code == 302


@pytest.mark.parametrize("page", ["edit", "text", "issue", "dates"])
@pytest.mark.parametrize("login", ["lanhdao", "quansat", "bcd", "canbo", "la"])
def test_others_have_no_business_here(desk: Desk, page: str, login: str) -> None:
    address = f"{desk.address}/{page}"
    for answer in (desk.browsers[login].get(address), desk.browsers[login].post(address)):
        assert answer.status_code in (403, 404)
    assert desk.draft.title == "Kết luận ngày 11/6"


def test_the_text_is_replaced_only_when_the_loss_is_confirmed(desk: Desk) -> None:
    first = desk.cards[0]
    first.state = ProposalState.CONFIRMED
    page = desk.secretary.get(f"{desk.address}/text").text
    assert "Có 2 nhiệm vụ dự kiến: 1 đã xác nhận" in page
    unsure = desk.text(text="Bản đang gõ. " + TEXT)
    unsure.pop("sure")
    refused = desk.secretary.post(f"{desk.address}/text", data=unsure)
    assert refused.status_code == 400
    assert "Bản đang gõ" in refused.text
    assert len(desk.cards) == 2
    assert desk.secretary.post(f"{desk.address}/text", data=desk.text()).status_code == 302
    assert [card.title for card in desk.cards] == ["Tập huấn"]
    assert [one.number for one in desk.draft.texts] == [1, 2]
    assert desk.draft.texts[0].body.startswith("1. Giao Sở Y tế")


def test_a_file_replaces_the_text_and_is_not_lost_without_the_tick(desk: Desk) -> None:
    sent = desk.text(file=(BytesIO("Giao Công an tỉnh trực đêm.".encode()), "moi.txt"))
    sent.pop("sure")
    refused = desk.secretary.post(f"{desk.address}/text", data=sent)
    assert refused.status_code == 400
    assert "Giao Công an tỉnh trực đêm." in refused.text
    again = desk.text(file=(BytesIO("Giao Công an tỉnh trực đêm.".encode()), "moi.txt"))
    assert desk.secretary.post(f"{desk.address}/text", data=again).status_code == 302
    assert desk.draft.files[-1].name == "moi.txt"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text": ""}, 400),
        ({"text": "MẬT\n\nGiao Sở Y tế lập phương án."}, 400),
        ({"file": (b"MZ\x90", "a.docx")}, 400),
        ({"seen": "9-9"}, 409),
        ({"version": "0"}, 409),
    ],
)
def test_a_text_that_may_not_replace(desk: Desk, changed: dict[str, object], code: int) -> None:
    if isinstance(changed.get("file"), tuple):
        content, name = changed["file"]  # type: ignore[misc]
        changed = {"file": (BytesIO(content), name)}
    answer = desk.secretary.post(f"{desk.address}/text", data=desk.text(**changed))
    assert answer.status_code == code
    assert len(desk.cards) == 2
    assert len(desk.draft.texts) == 1


def test_after_publishing_the_text_is_frozen(desk: Desk) -> None:
    desk.publish()
    assert desk.secretary.get(f"{desk.address}/text").status_code == 404
    assert desk.secretary.post(f"{desk.address}/text", data=desk.text()).status_code == 404
    answer = desk.secretary.post(f"{desk.address}/edit", data=desk.data())
    assert answer.location.endswith("/issue")
    assert desk.draft.title == "Kết luận ngày 11/6"


def test_issuing_moves_only_the_ticked_dates_of_tasks(desk: Desk) -> None:
    desk.publish()
    assert [task.due_on for task in desk.tasks] == [None, date(2020, 6, 20)]
    answer = desk.issue()
    assert answer.location.endswith("/dates")  # type: ignore[attr-defined]
    assert desk.tasks[0].due_on is None
    page = desk.secretary.get(f"{desk.address}/dates").text
    assert "Thứ Hai 22/06/2020" in page
    assert "20/06/2020" not in page
    token = f"{desk.tasks[0].id}:2020-06-22"
    untouched = desk.secretary.post(f"{desk.address}/dates", data={})
    assert untouched.status_code == 302
    assert desk.tasks[0].due_on is None
    assert "1 hạn tính từ ngày ban hành chưa chuyển" in desk.secretary.get(desk.address).text
    for _click in range(2):
        moved = desk.secretary.post(f"{desk.address}/dates", data={"move": token})
        assert moved.status_code == 302
    task = desk.tasks[0]
    assert (task.due_on, task.deadline_on) == (date(2020, 6, 22), date(2020, 6, 22))
    rows = list(db.session.scalars(select(DueDate).where(DueDate.task_id == task.id)))
    assert len(rows) == 2
    assert rows[1].rule["base_on"] == "2020-06-15"
    changes = select(func.count()).select_from(TaskChange).where(TaskChange.task_id == task.id)
    assert db.session.scalar(changes) == 2


def test_a_changed_day_of_issue_asks_again(desk: Desk) -> None:
    desk.publish()
    desk.issue()
    token = f"{desk.tasks[0].id}:2020-06-22"
    desk.secretary.post(f"{desk.address}/dates", data={"move": token})
    assert desk.issue(issued_on="16/06/2020").location.endswith("/dates")  # type: ignore[attr-defined]
    stale = desk.secretary.post(f"{desk.address}/dates", data={"move": token})
    assert stale.status_code == 409
    assert "Thứ Ba 23/06/2020" in stale.text
    assert desk.tasks[0].due_on == date(2020, 6, 22)
    fresh = f"{desk.tasks[0].id}:2020-06-23"
    desk.secretary.post(f"{desk.address}/dates", data={"move": [fresh, "999:2020-01-01", "x"]})
    assert desk.tasks[0].due_on == date(2020, 6, 23)


def test_a_date_that_a_person_set_is_left_alone(desk: Desk) -> None:
    desk.publish()
    task = desk.tasks[0]
    desk.secretary.post(
        f"/tasks/{task.id}/due-date", data={"version": task.version, "due_on": "30/06/2020"}
    )
    assert desk.tasks[0].due_on == date(2020, 6, 30)
    assert not desk.issue().location.endswith("/dates")  # type: ignore[attr-defined]


def test_a_date_by_rule_is_counted_from_the_day_of_issue(desk: Desk) -> None:
    second = desk.cards[1]
    rule = {"rule": "days", "base": "issue", "base_on": None, "count": 10}
    second.due_on, second.due_rule = None, rule
    desk.publish()
    desk.issue()
    page = desk.secretary.get(f"{desk.address}/dates").text
    assert "Thứ Năm 25/06/2020" in page
    token = f"{desk.tasks[1].id}:2020-06-25"
    desk.secretary.post(f"{desk.address}/dates", data={"move": token})
    task = desk.tasks[1]
    assert task.due_on == date(2020, 6, 25)
    assert task.due_dates[-1].rule == {**rule, "base_on": "2020-06-15"}


def test_a_finished_task_keeps_its_date(desk: Desk) -> None:
    desk.publish()
    desk.tasks[0].state = TaskState.SUSPENDED
    assert not desk.issue().location.endswith("/dates")  # type: ignore[attr-defined]
    token = f"{desk.tasks[0].id}:2020-06-22"
    desk.secretary.post(f"{desk.address}/dates", data={"move": token})
    assert desk.tasks[0].due_on is None


def test_the_dates_of_a_drafts_proposals_move_likewise(desk: Desk) -> None:
    desk.secretary.post(f"{desk.address}/approval/submit")
    assert desk.draft.state is ConclusionState.SUBMITTED
    assert desk.issue().location.endswith("/dates")  # type: ignore[attr-defined]
    assert desk.draft.state is ConclusionState.SUBMITTED
    token = f"{desk.cards[0].id}:2020-06-22"
    desk.secretary.post(f"{desk.address}/dates", data={"move": token})
    assert desk.cards[0].due_on == date(2020, 6, 22)
    assert desk.draft.state is ConclusionState.DRAFT


@pytest.mark.parametrize(
    "changed", [{"issued_on": ""}, {"issued_on": "40/1/2020"}, {"number": "x" * 61}]
)
def test_a_bad_issue_is_told(desk: Desk, changed: dict[str, object]) -> None:
    answer = desk.issue(**changed)
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert "Trần Văn Khải" in answer.text  # type: ignore[attr-defined]
    assert desk.draft.issued_on is None


def test_a_stale_issue_shows_both_versions(desk: Desk) -> None:
    version = desk.draft.version
    desk.issue(number="1-TB")
    answer = desk.issue(version=version, number="2-TB")
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "1-TB" in answer.text  # type: ignore[attr-defined]
    assert "2-TB" in answer.text  # type: ignore[attr-defined]
    assert desk.draft.number == "1-TB"
