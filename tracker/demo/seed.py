"""Fills an empty database with the demo: the subcommittee of 2020, its agencies and people.

The conclusion of the meeting of 11 June 2020 is left to the visitor; ``notice.txt`` holds a
text to try. Agencies and the Congress are those of 2020; people and addresses are invented.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.models.agencies import Agency, GroupRule
from tracker.models.committees import Committee, CommitteeMember
from tracker.services import (
    administration,
    agencies,
    calendar,
    clock,
    committees,
    installation,
    meetings,
    people,
)
from tracker.services.administration import UserValues, installer
from tracker.services.agencies import AgencyValues, GroupValues
from tracker.services.committees import CommitteeValues, EventValues, SeatValues
from tracker.services.meetings import (
    AttendanceValues,
    MeetingValues,
    Presence,
    RecommendationKind,
    RecommendationValues,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OPENS_AT = datetime(2020, 6, 15, 8, tzinfo=ZONE)
"""What the demo's clock shows when the demo is opened for the first time: a Monday."""
SEEDED_AT = datetime(2020, 6, 10, 8, tzinfo=ZONE)
MARK = "demo"
PASSWORD = "hai-duong-2020"
"""Printed at every start; lets in from 127.0.0.1 only."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """What the demo's rows hang on."""

    agencies: Mapping[str, Agency]
    committee: Committee


def seed(*, password_cost: int) -> None:
    """Write the whole demo into an empty database and set its clock; the caller commits."""
    by_name = _seed_agencies()
    _seed_groups(by_name)
    calendar.fill_years(
        first=calendar.FIRST_YEAR,
        last=datetime.now(UTC).year + 1,
        actor=installer(),
        now=SEEDED_AT,
    )
    seeded = Seeded(by_name, _seed_committee(by_name))
    _seed_people(seeded, people.hash_password(PASSWORD, cost=password_cost))
    _seed_meeting(seeded)
    clock.set_demo_clock(OPENS_AT)
    installation.set_value(MARK, "1")


def notice() -> str:
    """A text to try: our own wording of what the meeting concluded."""
    return files("tracker.demo").joinpath("notice.txt").read_text("utf-8")


def log_ins() -> list[UserValues]:
    """Who can log in to the demo, in the order of the table that the start prints."""
    return [_person(entry) for entry in _read("people")]


def _read(name: str) -> Any:
    return json.loads(files("tracker.demo").joinpath(f"{name}.json").read_text("utf-8"))


def _seed_agencies() -> dict[str, Agency]:
    made = (
        agencies.create_agency(values=AgencyValues(**entry), actor=installer(), now=SEEDED_AT)
        for entry in _read("agencies")
    )
    return {agency.name: agency for agency in made}


def _seed_groups(by_name: Mapping[str, Agency]) -> None:
    for entry in _read("groups"):
        values = GroupValues(
            name=entry["name"],
            rule=GroupRule(entry["rule"]),
            member_ids=[by_name[name].id for name in entry["members"]],
            aliases=entry["aliases"],
        )
        agencies.create_group(values=values, actor=installer(), now=SEEDED_AT)


def _seed_committee(by_name: Mapping[str, Agency]) -> Committee:
    data = _read("committee")
    committee = committees.create_committee(
        values=CommitteeValues(**data["committee"]), actor=installer(), now=SEEDED_AT
    )
    for entry in data["members"]:
        committees.seat_agency(
            committee_id=committee.id,
            agency_id=by_name[entry.pop("agency")].id,
            values=SeatValues(**entry),
            actor=installer(),
            now=SEEDED_AT,
        )
    for entry in data["events"]:
        days = {name: date.fromisoformat(entry[name]) for name in ("first_day", "last_day")}
        committees.save_event(
            committee_id=committee.id,
            values=EventValues(**{**entry, **days}),
            actor=installer(),
            now=SEEDED_AT,
        )
    return committee


def _seed_people(seeded: Seeded, password_hash: str) -> None:
    for entry in _read("people"):
        values = _person(entry)
        user = administration.create_user(values=values, actor=installer(), now=SEEDED_AT)
        user.password_hash = password_hash
        _give_posts(seeded, user.id, entry)


def _person(entry: Mapping[str, Any]) -> UserValues:
    names = ("login", "full_name", "position", "email")
    is_administrator = entry.get("is_administrator", False)
    return UserValues(**{name: entry[name] for name in names}, is_administrator=is_administrator)


def _give_posts(seeded: Seeded, user_id: int, entry: Mapping[str, Any]) -> None:
    for role in entry.get("committee", ()):
        administration.give_committee_post(
            user_id=user_id,
            committee_id=seeded.committee.id,
            role=CommitteeRole(role),
            is_head=entry.get("is_head", False),
            actor=installer(),
            now=SEEDED_AT,
        )
    if "agency" in entry:
        administration.give_agency_post(
            user_id=user_id,
            agency_id=seeded.agencies[entry["agency"]].id,
            role=AgencyRole(entry["agency_role"]),
            actor=installer(),
            now=SEEDED_AT,
        )


def _seed_meeting(seeded: Seeded) -> None:
    data = _read("meeting")
    values = MeetingValues(
        title=data["title"],
        held_on=date.fromisoformat(data["held_on"]),
        starts_at=time.fromisoformat(data["starts_at"]),
        place=data["place"],
        chair=data["chair"],
        attendance=[_attendance(member, data) for member in seeded.committee.members],
        recommendations=[
            RecommendationValues(
                agency_id=seeded.agencies[entry["agency"]].id,
                kind=RecommendationKind(entry["kind"]),
                text=entry["text"],
            )
            for entry in data["recommendations"]
        ],
    )
    meetings.create(seeded.committee, values, actor=installer(), now=SEEDED_AT)


def _attendance(member: CommitteeMember, data: Mapping[str, Any]) -> AttendanceValues:
    excused = member.agency.name in data["excused"]
    return AttendanceValues(
        agency_id=member.agency_id,
        presence=Presence.EXCUSED if excused else Presence.PRESENT,
        person="" if excused else member.person,
        report=data["reports"].get(member.agency.name, ""),
    )
