"""A repetition is shown, linked or dismissed by a person, and carried over when published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.tasks import Kind, Part, TaskState
from tracker.extensions import db
from tracker.models.conclusions import Conclusion, ConclusionState, Source
from tracker.models.journal import JournalEntry
from tracker.models.people import CommitteePost
from tracker.models.proposals import Proposal, ProposalParty
from tracker.models.tasks import Task, TaskRepeat
from tracker.queries import repeats as queries
from tracker.queries.people import get_viewer
from tracker.services import publishing, repeats

TITLE = "Lập phương án trực cấp cứu phục vụ Đại hội"
AGAIN = "Khẩn trương hoàn thành phương án trực cấp cứu phục vụ Đại hội"


class Office:
    """A committee with one open task, and drafts that say it again."""

    def __init__(self, now: datetime) -> None:
        """Set it up."""
        self.now = now
        self.committee = make_committee()
        self.agency = make_agency("Sở Y tế")
        user = make_user("thuky")
        user.committee_roles.append(
            CommitteePost(committee_id=self.committee.id, role=CommitteeRole.SECRETARY)
        )
        db.session.flush()
        self.actor: Viewer = get_viewer(user, today=now.date())
        self.task = make_task(make_conclusion(self.committee), TITLE, leads=[self.agency])

    def draft(self, *titles: str, held_on: date | None = date(2020, 6, 18)) -> Conclusion:
        """A draft with these proposals, led by the agency."""
        draft = Conclusion(
            committee_id=self.committee.id,
            title="Kết luận sau",
            source=Source.NOTICE,
            state=ConclusionState.DRAFT,
            held_on=held_on,
            created_at=self.now,
            folded="",
        )
        db.session.add(draft)
        db.session.flush()
        for position, title in enumerate(titles, start=1):
            party = ProposalParty(
                position=1, part=Part.LEAD, name="Sở Y tế", agency_id=self.agency.id
            )
            row = Proposal(
                conclusion_id=draft.id,
                committee_id=self.committee.id,
                position=position,
                title=title,
                kind=Kind.ONE_OFF,
                parties=[party],
            )
            db.session.add(row)
        db.session.flush()
        return draft

    def rows(self, draft: Conclusion) -> list[Proposal]:
        """The draft's proposals."""
        wanted = select(Proposal).where(Proposal.conclusion_id == draft.id)
        return list(db.session.scalars(wanted.order_by(Proposal.position)))

    def shown(self, draft: Conclusion) -> list[list[tuple[str, int, bool]]]:
        """What each card shows: code, how often said again, whether linked."""
        rows = self.rows(draft)
        found = repeats.suggest(draft, rows, self.actor)
        return [
            [(one.task.code, one.again, one.is_linked) for one in found[row.id]] for row in rows
        ]

    def link_and_publish(self, title: str, task: Task) -> Task:
        """A draft of one proposal, linked and published; gives its task."""
        draft = self.draft(title)
        repeats.link(self.rows(draft)[0], task.id, actor=self.actor, now=self.now)
        return publishing.publish(draft.id, actor=self.actor, now=self.now)[0]


@pytest.fixture
def office(app: Flask, now: datetime) -> Office:
    return Office(now)


def test_only_what_says_the_same_is_shown(office: Office) -> None:
    draft = office.draft(AGAIN, "Lập danh mục dự án kêu gọi đầu tư")
    assert office.shown(draft) == [[(office.task.code, 0, False)], []]


def test_closed_tasks_later_meetings_and_other_committees_are_not_shown(office: Office) -> None:
    assert office.shown(office.draft(AGAIN, held_on=date(2020, 6, 1))) == [[]]
    other = make_conclusion(make_committee("KHAC"))
    make_task(other, TITLE, leads=[office.agency])
    assert office.shown(office.draft(AGAIN)) == [[(office.task.code, 0, False)]]
    office.task.state = TaskState.COMPLETED
    db.session.flush()
    assert office.shown(office.draft(AGAIN)) == [[]]


def test_what_was_dismissed_is_not_shown_again_and_may_still_be_linked(office: Office) -> None:
    draft = office.draft(AGAIN)
    row = office.rows(draft)[0]
    repeats.dismiss(row, office.task.id, actor=office.actor, now=office.now)
    assert office.shown(draft) == [[]]
    repeats.link(row, office.task.id, actor=office.actor, now=office.now)
    assert office.shown(draft) == [[(office.task.code, 0, True)]]
    repeats.unlink(row, actor=office.actor, now=office.now)
    assert office.shown(draft) == [[(office.task.code, 0, False)]]


def test_a_task_that_is_not_open_here_cannot_be_linked(office: Office) -> None:
    row = office.rows(office.draft(AGAIN))[0]
    foreign = make_task(make_conclusion(make_committee("KHAC")), TITLE, leads=[office.agency])
    for task_id in (0, foreign.id):
        for act in (repeats.link, repeats.dismiss):
            with pytest.raises(InvalidInput, match="repeat_not_open"):
                act(row, task_id, actor=office.actor, now=office.now)


def test_a_link_voids_an_approval_and_a_dismissal_does_not(office: Office) -> None:
    draft = office.draft(AGAIN)
    draft.state = ConclusionState.APPROVED
    row = office.rows(draft)[0]
    repeats.dismiss(row, office.task.id, actor=office.actor, now=office.now)
    assert draft.state is ConclusionState.APPROVED
    repeats.link(row, office.task.id, actor=office.actor, now=office.now)
    assert draft.state is ConclusionState.DRAFT


def test_published_repetitions_hang_on_the_first_and_nothing_is_merged(office: Office) -> None:
    second = office.link_and_publish(AGAIN, office.task)
    third = office.link_and_publish("Nhắc lại phương án trực cấp cứu Đại hội", second)
    links = db.session.scalars(select(TaskRepeat).order_by(TaskRepeat.id)).all()
    assert [(one.task_id, one.first_id) for one in links] == [
        (second.id, office.task.id),
        (third.id, office.task.id),
    ]
    told = queries.list_told([office.task.id, second.id, third.id], office.actor)
    assert [(one.again, one.place) for one in told.values()] == [(2, 0), (2, 1), (2, 2)]
    assert {one.state for one in (office.task, second, third)} == {TaskState.OPEN}
    assert queries.list_same(second, office.actor) == [office.task, third]
    (line,) = office.shown(office.draft(AGAIN))
    assert [again for _code, again, _linked in line] == [2]
    acts = db.session.scalars(select(JournalEntry).order_by(JournalEntry.id)).all()
    noted = [(one.act, one.task_id, one.data) for one in acts if one.act.startswith("task_repeat")]
    assert noted[:2] == [
        ("task_repeats", second.id, {"first": office.task.id}),
        ("task_repeated", office.task.id, {"by": second.id}),
    ]


def test_without_a_link_a_task_that_sounds_alike_is_a_task_of_its_own(office: Office) -> None:
    publishing.publish(office.draft(AGAIN).id, actor=office.actor, now=office.now)
    assert db.session.scalars(select(TaskRepeat)).all() == []


def test_who_does_not_see_the_repetition_does_not_learn_of_it(office: Office) -> None:
    office.link_and_publish(AGAIN, office.task)
    nobody = get_viewer(make_user("la"), today=office.now.date())
    assert queries.list_told([office.task.id], nobody) == {}
    assert queries.list_same(office.task, nobody) == []


def test_a_draft_of_many_asks_the_database_as_often_as_one_of_few(
    office: Office, count_queries: Callable[[], int]
) -> None:
    def asked(draft: Conclusion) -> int:
        rows = office.rows(draft)
        db.session.expire_all()
        for row in office.rows(draft):
            assert [party.agency_id for party in row.parties]
            assert row.repeats == []
        before = count_queries()
        assert all(repeats.suggest(draft, rows, office.actor).values())
        return count_queries() - before

    few, many = office.draft(AGAIN), office.draft(*[AGAIN] * 9)
    asked(few)
    assert asked(many) == asked(few)
