"""The people of a world: every role in three committees, and those who are in none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tests.factories.people import make_user
from tests.factories.tasks import make_agency, make_committee
from tests.world.words import Words
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import Committee, CommitteeMember, Event
from tracker.models.people import AgencyPost, CommitteePost, User
from tracker.services import ladder

SIDES = ("a", "b", "c")
TWO_HATS = "haimu"
"""Secretary of committee b, and officer of an agency that does one task of committee a."""
THREE_HATS = "bavai"
"""Secretary of committee a; leader of committee b and officer of its lead agency; nothing in c."""
ADMINISTRATOR, NOBODY, VISITOR = "quantri", "khongvai", ""
ROLES = {
    "thuky": CommitteeRole.SECRETARY,
    "lanhdao": CommitteeRole.LEADER,
    "quansat": CommitteeRole.OBSERVER,
}
BODIES = ("chutri", "thanhvien", "khac", "khach", "cu", "roi", "sap")
"""Leads a task, only sits there, leads another; no members: leads one, led one; left, will join."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read what of one committee, by log-in; written from DESIGN 3.12."""

    secretaries: frozenset[str]
    leaders: frozenset[str]
    committee: frozenset[str]
    """Secretariat, leaders, observers."""
    lead: frozenset[str]
    guest: frozenset[str]
    former: frozenset[str]
    members: frozenset[str]

    @property
    def issued(self) -> frozenset[str]:
        """Issued conclusions whole, and the heads of all tasks."""
        return self.committee | self.members

    @property
    def anybody(self) -> frozenset[str]:
        """Whoever has to do with the committee at all."""
        return self.issued | self.guest | self.former


def readers_of(side: str) -> Readers:
    """The log-ins of one committee's people, by what they may read."""
    hats_b = {TWO_HATS} if side == "b" else set()
    hats_a = {TWO_HATS} if side == "a" else set()
    minutes = {THREE_HATS} if side == "a" else set()
    reports = {THREE_HATS} if side == "b" else set()
    secretaries = frozenset({f"thuky-{side}"} | hats_b | minutes)
    leaders = frozenset({f"lanhdao-{side}"} | reports)
    lead = frozenset({f"truong-{side}", f"canbo-{side}"} | reports)
    return Readers(
        secretaries=secretaries,
        leaders=leaders,
        committee=secretaries | leaders | {f"quansat-{side}"},
        lead=lead,
        guest=frozenset({f"khach-{side}"} | hats_a),
        former=frozenset({f"cu-{side}"}),
        members=lead | {f"thanhvien-{side}"},
    )


@dataclass(slots=True)
class House:
    """One committee with its agencies; ``people`` by log-in."""

    side: str
    committee: Committee
    agencies: dict[str, Agency]
    people: dict[str, User]
    readers: Readers


def open_house(side: str, words: Words, today: date) -> House:
    """A committee, its seats and events, its people and its agencies' people."""
    readers = readers_of(side)
    related = readers.anybody | {ADMINISTRATOR}
    name = words.new(f"name of committee {side}", related)
    committee = make_committee(f"TB{side.upper()}", f"Tiểu ban {name}")
    ladder.seed_default(committee)
    agencies = {one: _agency(one, side) for one in BODIES}
    _seat_members(committee, agencies, words, readers, today)
    event = words.new(f"event of {side}", related)
    first = today + timedelta(days=90)
    committee.events.append(Event(name=f"Đại hội {event}", first_day=first, last_day=first))
    house = House(side, committee, agencies, {}, readers)
    _let_in(house, words, today)
    db.session.flush()
    return house


def _agency(name: str, side: str) -> Agency:
    return make_agency(f"Cơ quan {name} {side}", mailbox=f"{name}-{side}@co-quan.example")


def _seat_members(
    committee: Committee,
    agencies: dict[str, Agency],
    words: Words,
    readers: Readers,
    today: date,
) -> None:
    seats = {"chutri": {}, "thanhvien": {}, "khac": {}}
    seats["roi"] = {"left_on": today - timedelta(days=9)}
    seats["sap"] = {"joined_on": today + timedelta(days=9)}
    for name, values in seats.items():
        seat = CommitteeMember(agency_id=agencies[name].id, **values)
        person = words.new(f"seat of {name}", readers.committee | {ADMINISTRATOR})
        seat.person = f"Ông {person}"
        committee.members.append(seat)


def _let_in(house: House, words: Words, today: date) -> None:
    for name, role in ROLES.items():
        user = _person(house, name, words)
        is_head = role is CommitteeRole.LEADER
        post = CommitteePost(committee_id=house.committee.id, role=role, is_head=is_head)
        user.committee_roles.append(post)
    ended = {"valid_to": today - timedelta(days=2)}
    posts: list[tuple[str, str, AgencyRole, dict[str, date]]] = [
        ("truong", "chutri", AgencyRole.HEAD, {}),
        ("canbo", "chutri", AgencyRole.OFFICER, {}),
        ("hetnhiem", "chutri", AgencyRole.DEPUTY, ended),
        *((name, name, AgencyRole.OFFICER, {}) for name in BODIES[1:] if name != "khac"),
    ]
    for name, agency, role, values in posts:
        post = AgencyPost(agency_id=house.agencies[agency].id, role=role, **values)
        _person(house, name, words).agency_roles.append(post)


def _person(house: House, name: str, words: Words) -> User:
    """A user whose name only those may read who have to do with the committee."""
    login = f"{name}-{house.side}"
    marker = words.new(f"name of {login}", house.readers.anybody | {login, ADMINISTRATOR})
    user = make_user(login, f"Người {marker}", email=f"{login}@hop-thu.example")
    house.people[login] = user
    return user


def add_the_others(houses: dict[str, House]) -> dict[str, User]:
    """The administrator, somebody without a role, and those with two and three hats."""
    hats = make_user(TWO_HATS, email=f"{TWO_HATS}@hop-thu.example")
    secretary = CommitteePost(committee_id=houses["b"].committee.id, role=CommitteeRole.SECRETARY)
    hats.committee_roles.append(secretary)
    khach = houses["a"].agencies["khach"]
    hats.agency_roles.append(AgencyPost(agency_id=khach.id, role=AgencyRole.OFFICER))
    three = make_user(THREE_HATS, email=f"{THREE_HATS}@hop-thu.example")
    for side, role in (("a", CommitteeRole.SECRETARY), ("b", CommitteeRole.LEADER)):
        three.committee_roles.append(
            CommitteePost(committee_id=houses[side].committee.id, role=role)
        )
    lead = houses["b"].agencies["chutri"]
    three.agency_roles.append(AgencyPost(agency_id=lead.id, role=AgencyRole.OFFICER))
    administrator = make_user(ADMINISTRATOR, is_administrator=True)
    return {
        TWO_HATS: hats,
        THREE_HATS: three,
        ADMINISTRATOR: administrator,
        NOBODY: make_user(NOBODY),
    }
