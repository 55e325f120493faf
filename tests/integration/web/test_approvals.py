"""Approval: who sees a submitted draft, who decides, and what makes a decision void."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories.meetings import House, SignIn
from tracker.domain.access import CommitteeRole
from tracker.extensions import db
from tracker.models.conclusions import Conclusion, ConclusionState
from tracker.models.journal import JournalEntry
from tracker.models.people import CommitteePost
from tracker.models.proposals import Proposal
from tracker.models.tasks import Task

TEXT = "1. Giao Sở Y tế phối hợp với Công an tỉnh lập phương án trực trước ngày 20/6/2020.\n"


class Desk(House):
    """A house with one draft, ready to be submitted."""

    def __init__(self, sign_in: SignIn, now: datetime) -> None:
        super().__init__(sign_in, now)
        sent = {
            "committee": self.committee.id,
            "title": "Kết luận dấu riêng",
            "source": "notice",
            "held_on": "11/06/2020",
            "text": TEXT,
        }
        assert self.secretary.post("/conclusions/new", data=sent).status_code == 302

    @property
    def draft(self) -> Conclusion:
        """The conclusion as stored now."""
        db.session.commit()
        return db.session.scalars(select(Conclusion)).one()

    @property
    def address(self) -> str:
        """The page of the approval."""
        return f"/conclusions/{self.draft.id}/approval"

    def submit(self) -> None:
        """Put the draft before the leaders."""
        assert self.secretary.post(f"{self.address}/submit").status_code == 302

    def decide(self, what: str, who: str = "lanhdao", **fields: object) -> int:
        """Send a leader's decision with the version that the page shows."""
        sent = {"version": self.draft.version, **fields}
        return self.browsers[who].post(f"{self.address}/{what}", data=sent).status_code


@pytest.fixture
def desk(app: Flask, sign_in: SignIn, now: datetime) -> Desk:
    return Desk(sign_in, now)


def test_a_draft_is_seen_by_leaders_only_while_it_is_before_them(desk: Desk) -> None:
    assert desk.leader.get(desk.address).status_code == 404
    assert "Kết luận dấu riêng" not in desk.leader.get("/conclusions").text
    desk.submit()
    page = desk.leader.get(desk.address).text
    assert "lập phương án trực" in page
    assert "Lập phương án trực" in page
    listed = desk.leader.get("/conclusions?state=submitted").text
    assert "Kết luận dấu riêng" in listed
    assert "1 bản thảo chờ đồng chí duyệt" in listed
    assert "1 bản thảo chờ đồng chí duyệt" in desk.leader.get("/progress").text
    assert "chờ đồng chí duyệt" not in desk.secretary.get("/progress").text
    assert desk.decide("send-back", note="Bổ sung hạn") == 302
    assert desk.leader.get(desk.address).status_code == 404
    assert "Bổ sung hạn" in desk.secretary.get(desk.address).text
    assert desk.draft.state is ConclusionState.DRAFT


@pytest.mark.parametrize(
    ("login", "sees", "submits", "decides"),
    [
        ("thuky", 200, 302, 403),
        ("lanhdao", 200, 403, 302),
        ("quansat", 404, 403, 403),
        ("bcd", 404, 404, 403),
        ("canbo", 403, 403, 403),
        ("la", 403, 403, 403),
    ],
)
def test_rights_of_every_role(
    desk: Desk, login: str, sees: int, submits: int, decides: int
) -> None:
    desk.submit()
    browser = desk.browsers[login]
    assert browser.get(desk.address).status_code == sees
    assert browser.post(f"{desk.address}/submit").status_code == submits
    assert desk.decide("approve", login) == decides
    assert ("Kết luận dấu riêng" in browser.get("/conclusions").text) is (sees == 200)


def test_approval_is_recorded_and_opens_publishing(desk: Desk) -> None:
    desk.committee.needs_approval = True
    publish = f"/conclusions/{desk.draft.id}/publish"
    assert desk.secretary.post(publish).status_code == 400
    desk.submit()
    assert desk.secretary.post(publish).status_code == 400
    assert [desk.decide("approve", note="Đồng ý") for _click in range(2)] == [302, 302]
    draft = desk.draft
    assert (draft.state, draft.approved_by_id) == (
        ConclusionState.APPROVED,
        desk.people["lanhdao"].id,
    )
    assert draft.approved_at is not None
    assert "Đồng ý" in desk.secretary.get(desk.address).text
    assert desk.secretary.post(publish).status_code == 302
    assert len(db.session.scalars(select(Task)).all()) == 1
    acts = [one.act for one in db.session.scalars(select(JournalEntry).order_by(JournalEntry.id))]
    assert acts.count("conclusion_submitted") == acts.count("conclusion_approved") == 1


def test_a_change_after_approval_makes_it_void(desk: Desk) -> None:
    desk.committee.needs_approval = True
    desk.submit()
    assert desk.decide("approve") == 302
    card = db.session.scalars(select(Proposal)).one()
    desk.secretary.post(
        f"/conclusions/{desk.draft.id}/proposals/{card.id}",
        data={
            "version": card.version,
            "title": "Việc đã sửa sau khi duyệt",
            "kind": "one_off",
            "lead": f"agency:{desk.members[0].id}",
        },
    )
    assert desk.draft.state is ConclusionState.DRAFT
    assert "hết hiệu lực vì bản thảo có thay đổi" in desk.secretary.get(desk.address).text
    assert desk.leader.get(desk.address).status_code == 404
    assert desk.secretary.post(f"/conclusions/{desk.draft.id}/publish").status_code == 400


def test_adding_and_removing_make_it_void_and_confirming_does_not(desk: Desk) -> None:
    desk.submit()
    review = f"/conclusions/{desk.draft.id}"
    card = db.session.scalars(select(Proposal)).one()
    state = f"{review}/proposals/{card.id}/state"
    desk.secretary.post(f"{review}/sentences", data={"title": "Việc thêm"})
    assert desk.draft.state is ConclusionState.DRAFT
    added = db.session.scalars(select(Proposal).order_by(Proposal.id.desc())).first()
    desk.secretary.post(
        f"{review}/proposals/{added.id}/state",  # type: ignore[union-attr]
        data={"state": "removed"},
    )
    desk.submit()
    desk.secretary.post(state, data={"state": "confirmed"})
    assert desk.draft.state is ConclusionState.SUBMITTED
    desk.secretary.post(state, data={"state": "removed"})
    assert desk.draft.state is ConclusionState.DRAFT


def test_what_changed_under_a_leaders_eyes_is_not_approved(desk: Desk) -> None:
    desk.submit()
    seen = desk.draft.version
    desk.secretary.post(f"{desk.address}/take-back")
    desk.submit()
    sent = {"version": seen, "note": "Nhất trí"}
    answer = desk.leader.post(f"{desk.address}/approve", data=sent)
    assert answer.status_code == 409
    assert "Nhất trí" in answer.text
    assert desk.draft.state is ConclusionState.SUBMITTED


def test_sending_back_needs_words(desk: Desk) -> None:
    desk.submit()
    answer = desk.leader.post(
        f"{desk.address}/send-back", data={"version": desk.draft.version, "note": " "}
    )
    assert answer.status_code == 400
    assert "Đề nghị ghi rõ lý do" in answer.text
    assert desk.decide("send-back", note="x" * 2001) == 400
    assert desk.decide("send-back", note="Sửa mục 1", version="abc") == 409
    assert desk.draft.state is ConclusionState.SUBMITTED


def test_nobody_approves_what_he_submitted_while_another_leader_can(desk: Desk) -> None:
    post = CommitteePost(committee_id=desk.committee.id, role=CommitteeRole.LEADER)
    desk.people["thuky"].committee_roles.append(post)
    desk.submit()
    assert desk.decide("approve", "thuky") == 403
    desk.people["lanhdao"].is_active = False
    assert desk.decide("approve", "thuky") == 302


def test_what_cannot_be_published_is_not_submitted(desk: Desk) -> None:
    card = db.session.scalars(select(Proposal)).one()
    desk.secretary.post(
        f"/conclusions/{desk.draft.id}/proposals/{card.id}/state", data={"state": "removed"}
    )
    answer = desk.secretary.post(f"{desk.address}/submit")
    assert answer.status_code == 400
    assert "Chưa có nhiệm vụ nào để trình" in answer.text


def test_without_a_leader_there_is_nobody_to_submit_to(desk: Desk) -> None:
    desk.people["lanhdao"].is_active = False
    answer = desk.secretary.post(f"{desk.address}/submit")
    assert answer.status_code == 400
    assert "chưa có lãnh đạo" in answer.text


def test_submitting_twice_and_publishing_meanwhile(desk: Desk) -> None:
    desk.submit()
    first = desk.draft.submitted_at
    desk.submit()
    assert desk.draft.submitted_at == first
    refused = desk.secretary.post(f"/conclusions/{desk.draft.id}/publish")
    assert refused.status_code == 400
    desk.secretary.post(f"{desk.address}/take-back")
    assert desk.secretary.post(f"/conclusions/{desk.draft.id}/publish").status_code == 302
    assert desk.secretary.post(f"{desk.address}/submit").status_code == 404
    assert desk.leader.get(desk.address).status_code == 302
