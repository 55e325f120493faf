"""What is said in a committee: a meeting, drafts, a published conclusion, and how a draft looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from tests.world.people import House
from tests.world.words import Words
from tracker.domain.access import viewer_of_system
from tracker.domain.recommendations import Outcome
from tracker.domain.tasks import Kind, Part
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.conclusions import (
    Conclusion,
    ConclusionState,
    ConclusionText,
    Source,
    SourceFile,
)
from tracker.models.meetings import Attendance, Meeting, Presence
from tracker.models.proposals import Proposal, ProposalParty
from tracker.models.recommendations import (
    Recommendation,
    RecommendationAnswer,
    RecommendationKind,
)
from tracker.outbound.store import FileStore
from tracker.services import notices

Ids = dict[str, int]


@dataclass(slots=True)
class Hand:
    """What writes into a world: the words, the clock, the store of files, and the ids so far."""

    words: Words
    now: datetime
    files: Path
    things: list[Ids] = field(default_factory=list)

    def keep(self, content: str) -> tuple[str, int]:
        """Put a text file into the store; gives digest and size."""
        data = content.encode()
        return FileStore(self.files).put(data), len(data)


def hold_meeting(house: House, hand: Hand) -> Meeting:
    """A meeting with attendance, reports and a recommendation: for the committee's people."""

    def word(what: str) -> str:
        return hand.words.new(f"{what} of meeting {house.side}", house.readers.committee)

    title = f"{word('title')} họp"
    there = Attendance(
        agency_id=house.agencies["thanhvien"].id,
        presence=Presence.PRESENT,
        person=f"Bà {word('attending person')}",
        report=f"{word('report')} đã báo cáo",
    )
    asked = [_asked(house, hand, agency) for agency in ("thanhvien", "khach", "khac")]
    meeting = Meeting(
        committee_id=house.committee.id,
        title=title,
        held_on=(hand.now - timedelta(days=12)).date(),
        place=f"Hội trường {word('place')}",
        chair=f"Đồng chí {word('chair')}",
        folded=fold(title),
        created_at=hand.now,
        attendance=[there],
        recommendations=asked,
    )
    db.session.add(meeting)
    db.session.flush()
    _answer(house, hand, asked[:2])
    hand.things += [
        {"committee_id": house.committee.id, "meeting_id": meeting.id, "recommendation_id": one.id}
        for one in asked
    ]
    return meeting


def _asked(house: House, hand: Hand, agency: str) -> Recommendation:
    """What an agency asked for: for the committee's people and its own; ``khac``: see tasks."""
    own = {"thanhvien": {f"thanhvien-{house.side}"}, "khach": house.readers.guest}
    handling = house.readers.lead if agency == "khac" else frozenset()
    readers = house.readers.committee | own.get(agency, frozenset()) | handling
    word = hand.words.new(f"recommendation of {agency} {house.side}", readers)
    return Recommendation(
        committee_id=house.committee.id,
        agency_id=house.agencies[agency].id,
        kind=RecommendationKind.CONTENTS,
        text=f"{word} đề nghị",
        folded=fold(f"{word} đề nghị"),
    )


def _answer(house: House, hand: Hand, asked: Sequence[Recommendation]) -> None:
    """An answer in force to each, and one that was taken back, which the agency reads no more."""
    own = ({f"thanhvien-{house.side}"}, house.readers.guest)
    for row, author in zip(asked, own, strict=True):
        for ended_at in (hand.now - timedelta(days=1), None):
            readers = house.readers.committee | (author if ended_at is None else frozenset())
            row.answers.append(
                RecommendationAnswer(
                    committee_id=house.committee.id,
                    outcome=Outcome.ANSWERED,
                    text=f"{hand.words.new(f'answer of recommendation {house.side}', readers)} rõ",
                    answered_on=hand.now.date(),
                    answered_by=hand.words.new(f"answerer of {house.side}", readers),
                    recorded_at=hand.now - timedelta(days=2),
                    ended_at=ended_at,
                )
            )
        db.session.flush()
        system = viewer_of_system()
        notices.tell_recommendation(row.answers[-1], row.agency_id, actor=system, now=hand.now)


def draft(house: House, hand: Hand, state: ConclusionState, readers: frozenset[str]) -> Conclusion:
    """A conclusion under review with two proposals, which only ``readers`` may see."""
    name = f"{state.value} {house.side}"

    def word(what: str) -> str:
        return hand.words.new(f"{what} of {name}", readers)

    conclusion = conclude(house, hand, f"{word('title')} dự thảo", state)
    conclusion.approval_note = f"{word('approval note')} xem lại"
    body = f"{word('opening')} mở đầu\n1. Giao Sở {word('sentence')} lập phương án.\n2. Giao Sở."
    write_text(conclusion, body, hand)
    digest, size = hand.keep(f"{word('source file')} tệp nguồn {name}")
    uploaded = f"{word('source file name')}.txt"
    conclusion.files.append(_file(uploaded, digest, size, hand.now))
    db.session.flush()
    for position in (1, 2):
        row = _proposal(conclusion, position, word, house)
        db.session.add(row)
        db.session.flush()
        hand.things.append(
            {"committee_id": house.committee.id, "conclusion_id": conclusion.id}
            | {"proposal_id": row.id, "file_id": conclusion.files[0].id}
        )
    return conclusion


def _proposal(conclusion: Conclusion, position: int, word, house: House) -> Proposal:  # type: ignore[no-untyped-def]
    return Proposal(
        conclusion_id=conclusion.id,
        committee_id=house.committee.id,
        position=position,
        title=f"{word('proposal title')} lập phương án",
        text=f"{word('proposal text')} lập phương án",
        kind=Kind.ONE_OFF,
        due_text=f"trước {word('due words')}",
        product=f"{word('proposal product')} phương án",
        report_to=f"{word('proposal receiver')} thường trực",
        why=f"{word('why')} động từ",
        parties=[
            ProposalParty(
                position=1,
                part=Part.LEAD,
                name=f"Sở {word('party')}",
                agency_id=house.agencies["chutri"].id,
            )
        ],
    )


def conclude(house: House, hand: Hand, title: str, state: ConclusionState) -> Conclusion:
    """A conclusion in a state, by the committee's secretary."""
    secretary = house.people[f"thuky-{house.side}"]
    conclusion = Conclusion(
        committee_id=house.committee.id,
        title=title,
        source=Source.NOTICE,
        state=state,
        held_on=(hand.now - timedelta(days=12)).date(),
        created_at=hand.now - timedelta(days=11),
        created_by_id=secretary.id,
        folded=fold(title),
    )
    if state is not ConclusionState.DRAFT:
        conclusion.submitted_at = hand.now - timedelta(days=10)
        conclusion.submitted_by_id = secretary.id
    if state is ConclusionState.PUBLISHED:
        conclusion.published_at = hand.now - timedelta(days=10)
        conclusion.published_by_id = secretary.id
    db.session.add(conclusion)
    db.session.flush()
    return conclusion


def write_text(conclusion: Conclusion, body: str, hand: Hand) -> ConclusionText:
    """Give a conclusion its text; frozen when it is published."""
    text = ConclusionText(
        number=1,
        body=body,
        digest="0" * 64,
        created_at=conclusion.created_at,
        frozen_at=conclusion.published_at,
    )
    conclusion.texts.append(text)
    conclusion.folded = fold(f"{conclusion.title} {body}")
    db.session.flush()
    return text


def _file(name: str, digest: str, size: int, now: datetime) -> SourceFile:
    return SourceFile(name=name, media_type="text/plain", size=size, digest=digest, uploaded_at=now)
