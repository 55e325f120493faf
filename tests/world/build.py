"""Puts a world together in an empty database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tests.factories.mails import make_mail
from tests.world.content import Hand, Ids, draft, hold_meeting
from tests.world.people import (
    ADMINISTRATOR,
    SIDES,
    House,
    add_the_others,
    open_house,
)
from tests.world.standing import publish_standing
from tests.world.tasks import publish
from tests.world.words import Words
from tracker.domain.access import Viewer
from tracker.domain.decisions import DecisionKind
from tracker.domain.text import fold, sort_key
from tracker.extensions import db
from tracker.models.agencies import AgencyGroup, GroupMember, GroupRule
from tracker.models.committees import CalendarDay, DayKind
from tracker.models.conclusions import Conclusion, ConclusionState
from tracker.models.decisions import MeetingDecision
from tracker.models.meetings import Meeting
from tracker.models.people import LoginSession, User
from tracker.models.recommendations import RecommendationTask
from tracker.models.reminders import LadderStep, Mail
from tracker.models.saved_filters import SavedFilter
from tracker.queries.people import get_viewer
from tracker.queries.tasks import list_of_conclusion
from tracker.services import gathering, letters, planning

Record = Mapping[str, int | str]


@dataclass(slots=True)
class World:
    """A filled database: who is in it, what was said, and the ids of everything."""

    now: datetime
    words: Words
    houses: dict[str, House]
    users: dict[str, User]
    viewers: dict[str, Viewer]
    """What each log-in is; a visitor has none."""
    things: list[Ids]


def build(now: datetime, files: Path) -> World:
    """Fill an empty database; ``files`` is the application's folder of uploaded files."""
    hand = Hand(Words(), now, files)
    houses = {side: open_house(side, hand.words, now.date()) for side in SIDES}
    others = add_the_others(houses)
    for house in houses.values():
        _say(house, hand)
    users = {name: one for house in houses.values() for name, one in house.people.items()}
    viewers = {
        login: get_viewer(user, today=now.date()) for login, user in (users | others).items()
    }
    _keep_filters(houses, hand)
    world = World(now, hand.words, houses, users | others, viewers, hand.things)
    _add_the_installation(world)
    _send_mails(world)
    db.session.commit()
    return world


def _say(house: House, hand: Hand) -> None:
    meeting = hold_meeting(house, hand)
    secret = house.readers.secretaries
    draft(house, hand, ConclusionState.DRAFT, secret).meeting_id = meeting.id
    draft(house, hand, ConclusionState.SUBMITTED, secret | house.readers.leaders)
    published = publish(house, hand)
    published.meeting_id = meeting.id
    publish_standing(house, hand, published)
    _handle(meeting, published, hand)
    _decide(house, published, hand)
    _note_settings(house, hand)
    _keep_a_mail(house, hand)


def _handle(meeting: Meeting, published: Conclusion, hand: Hand) -> None:
    """The first task handles the last recommendation of the meeting."""
    asked = meeting.recommendations[-1]
    task = list_of_conclusion(published.id)[0]
    link = RecommendationTask(
        recommendation_id=asked.id,
        task_id=task.id,
        committee_id=meeting.committee_id,
        linked_at=hand.now,
    )
    db.session.add(link)
    db.session.flush()
    ids = {"recommendation_id": asked.id, "task_id": task.id}
    hand.things.append({"committee_id": meeting.committee_id} | ids)


def _decide(house: House, published: Conclusion, hand: Hand) -> None:
    """A later meeting decided on the first and the last task of the earlier conclusion."""
    title = hand.words.new(f"title of a second meeting {house.side}", house.readers.committee)
    meeting = Meeting(
        committee_id=house.committee.id,
        title=title,
        held_on=hand.now.date(),
        folded=fold(title),
        created_at=hand.now,
    )
    db.session.add(meeting)
    db.session.flush()
    for place, task in enumerate(list_of_conclusion(published.id)[:4]):
        assigned = {0: house.readers.lead, 1: house.readers.guest, 3: house.readers.lead}
        readers = house.readers.committee | assigned.get(place, frozenset())
        word = hand.words.new(f"decision on {place} {house.side}", readers)
        decision = MeetingDecision(
            meeting_id=meeting.id,
            committee_id=meeting.committee_id,
            task_id=task.id,
            kind=DecisionKind.REPEAT,
            words=f"{word} khẩn trương",
            decided_at=hand.now,
        )
        db.session.add(decision)
        ids = {"meeting_id": meeting.id, "task_id": task.id}
        hand.things.append({"committee_id": meeting.committee_id} | ids)
    db.session.flush()


def _keep_filters(houses: Mapping[str, House], hand: Hand) -> None:
    """A filter of the secretary's and one of the officer's; nobody else reads their names."""
    for house in houses.values():
        for name in ("thuky", "canbo"):
            login = f"{name}-{house.side}"
            row = SavedFilter(
                user_id=house.people[login].id,
                listing="tasks",
                name=f"Lọc {hand.words.new(f'filter of {login}', {login})}",
                wanted={"q": "họp"},
                saved_at=hand.now,
            )
            db.session.add(row)
            db.session.flush()
            hand.things.append({"filter_id": row.id})


def _note_settings(house: House, hand: Hand) -> None:
    committee = house.committee
    rows = select(LadderStep.id).where(LadderStep.committee_id == committee.id)
    step = db.session.scalars(rows.order_by(LadderStep.id)).first()
    assert step is not None
    hand.things.append(
        {"committee_id": committee.id, "event_id": committee.events[0].id}
        | {"member_id": committee.members[0].id, "step_id": step}
    )


def _keep_a_mail(house: House, hand: Hand) -> None:
    """A mail whose every part is marked; administrators see where it went, not what it says."""

    def word(what: str, *more: str) -> str:
        readers = house.readers.secretaries | set(more)
        return hand.words.new(f"{what} of a mail of {house.side}", readers)

    mail = make_mail(
        house.committee,
        f"{word('address', ADMINISTRATOR)}@hop-thu.example",
        now=hand.now,
        subject=f"Nhắc việc {word('subject')}",
        text=f"Kính gửi {word('text')}",
        html=f"<p>Kính gửi {word('html')}</p>",
    )
    hand.things.append({"committee_id": house.committee.id, "mail_id": mail.id})


def _add_the_installation(world: World) -> None:
    """What belongs to no committee: a group of agencies, a day off, the log-ins."""
    agency = world.houses["a"].agencies["chutri"]
    group = AgencyGroup(
        name="Nhóm thử",
        rule=GroupRule.FIXED,
        folded=fold("Nhóm thử"),
        sort_key=sort_key("Nhóm thử"),
        members=[GroupMember(agency_id=agency.id)],
    )
    day = CalendarDay(
        day=world.now.date() + timedelta(days=40), kind=DayKind.OFF, name="Nghỉ", source="QĐ"
    )
    db.session.add_all([group, day])
    db.session.flush()
    world.things.append({"agency_id": agency.id, "group_id": group.id, "day_id": day.id})


def _send_mails(world: World) -> None:
    """Plan, gather and write the mails of the next working day, as the scheduler does."""
    when = office_hour(world.now)
    planning.plan(now=when)
    gathering.gather(now=when)
    db.session.flush()
    for mail in db.session.scalars(select(Mail).where(Mail.subject == "")):
        letters.prepare(mail, now=when)


def office_hour(now: datetime) -> datetime:
    """Ten o'clock in Hải Dương on the first weekday after ``now``."""
    here = now.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")) + timedelta(days=1)
    while here.weekday() > 4:
        here += timedelta(days=1)
    return here.replace(hour=10, minute=0)


def note_log_ins(world: World) -> None:
    """Let the routes that take a log-in or a person have everybody's."""
    for row in db.session.scalars(select(LoginSession).order_by(LoginSession.id)):
        posts = [one.id for one in (*row.user.committee_roles, *row.user.agency_roles)]
        world.things += [
            {"agency_id": one.agency_id, "post_id": one.id} for one in row.user.agency_roles
        ]
        ids = {"session_id": row.id, "user_id": row.user_id, "person_id": row.user_id}
        world.things.append(ids | ({"post_id": posts[0]} if posts else {}))
