"""Committees, their members, events and settings: writing. For administrators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.text import normalise
from tracker.extensions import db
from tracker.models.committees import Committee, CommitteeMember, Event
from tracker.queries import agencies as agency_queries
from tracker.queries import committees as queries
from tracker.services import journal, ladder
from tracker.services.administration import require_administrator
from tracker.services.dated import require_version, touch


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeValues:
    """What is entered about a committee: its names and the settings that its work goes by."""

    name: str
    code: str
    short_name: str = ""
    kind_name: str = "Tiểu ban"
    time_zone: str = "Asia/Ho_Chi_Minh"
    due_soon_days: int = 3
    update_window_days: int = 14
    default_cycle: str = "monthly:25"
    needs_approval: bool = False
    digest_at: time = time(7, 30)
    extension_most: int | None = None
    extension_days_each: int | None = None
    extension_days_total: int | None = None
    extensions_by_leaders: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatValues:
    """An agency's seat: who sits for it, and from when to when (both days included)."""

    person: str = ""
    is_standing_body: bool = False
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventValues:
    """A date that due dates may hang on; a committee has one main event at most."""

    name: str
    first_day: date
    last_day: date
    is_main: bool = False


def create_committee(*, values: CommitteeValues, actor: Viewer, now: datetime) -> Committee:
    """Found a committee with the default reminder ladder.

    Raises InvalidInput("committee_taken", "code_unfit", "time_zone_unknown"), NotAllowed.
    """
    require_administrator(actor)
    committee = Committee()
    _fill(committee, values)
    db.session.add(committee)
    db.session.flush()
    ladder.seed_default(committee)
    _note("committee_created", committee, actor, now)
    return committee


def update_committee(
    *, committee_id: int, version: int, values: CommitteeValues, actor: Viewer, now: datetime
) -> Committee:
    """Change a committee's names or settings; codes of tasks that exist stay as they are.

    Raises StaleForm and what :func:`create_committee` raises.
    """
    require_administrator(actor)
    committee = queries.get_any_committee(committee_id)
    require_version(committee, version)
    _fill(committee, values)
    db.session.flush()
    _note("committee_changed", committee, actor, now)
    return committee


def seat_agency(
    *,
    committee_id: int,
    agency_id: int,
    values: SeatValues,
    actor: Viewer,
    now: datetime,
    version: int | None = None,
) -> CommitteeMember:
    """Give an agency a seat, or change the seat that it has.

    ``version`` is the committee's, from the form: seats have none of their own. Raises
    InvalidInput("term_reversed"), StaleForm.
    """
    require_administrator(actor)
    if values.joined_on and values.left_on and values.left_on < values.joined_on:
        raise InvalidInput("term_reversed", "left_on")
    committee = queries.get_any_committee(committee_id)
    if version is not None:
        require_version(committee, version)
    agency = agency_queries.get_agency(agency_id)
    seats = (seat for seat in committee.members if seat.agency_id == agency.id)
    member = next(seats, None)
    if member is None:
        member = CommitteeMember(agency_id=agency.id)
        committee.members.append(member)
    member.person = normalise(values.person)
    member.is_standing_body = values.is_standing_body
    member.joined_on, member.left_on = values.joined_on, values.left_on
    touch(committee)
    db.session.flush()
    _note("member_seated", committee, actor, now, agency=agency.id)
    return member


def end_seat(*, member_id: int, left_on: date, actor: Viewer, now: datetime) -> Committee:
    """End an agency's seat on a day, the last one on which it is a member."""
    require_administrator(actor)
    member = queries.get_member(member_id)
    if member.joined_on and left_on < member.joined_on:
        raise InvalidInput("term_reversed", "left_on")
    if member.left_on == left_on:
        return member.committee
    member.left_on = left_on
    touch(member.committee)
    db.session.flush()
    _note("seat_ended", member.committee, actor, now, agency=member.agency_id)
    return member.committee


def save_event(
    *,
    committee_id: int,
    event_id: int | None = None,
    values: EventValues,
    actor: Viewer,
    now: datetime,
    version: int | None = None,
) -> Event:
    """Enter an event (``event_id`` None) or change one; due dates that hang on it stay.

    Raises InvalidInput("term_reversed", "event_taken"), StaleForm, NotFound.
    """
    require_administrator(actor)
    committee = queries.get_any_committee(committee_id)
    event = _own_event(committee, event_id)
    if version is not None:
        require_version(event, version)
    if values.last_day < values.first_day:
        raise InvalidInput("term_reversed", "last_day")
    name = normalise(values.name)
    if any(one.name == name and one is not event for one in committee.events):
        raise InvalidInput("event_taken", "name")
    if values.is_main:
        for other in committee.events:
            other.is_main = False
    event.name, event.is_main = name, values.is_main
    event.first_day, event.last_day = values.first_day, values.last_day
    if event_id is None:
        committee.events.append(event)
    db.session.flush()
    _note("event_saved", committee, actor, now, event=event.id)
    return event


def remove_event(*, event_id: int, actor: Viewer, now: datetime) -> Committee:
    """Take an event out; due dates that were computed from it stay as they are."""
    require_administrator(actor)
    event = queries.get_event(event_id)
    committee = event.committee
    committee.events.remove(event)
    db.session.flush()
    _note("event_removed", committee, actor, now, event=event_id)
    return committee


def _own_event(committee: Committee, event_id: int | None) -> Event:
    if event_id is None:
        return Event()
    event = queries.get_event(event_id)
    if event.committee_id != committee.id:
        raise NotFound("event")
    return event


def _fill(committee: Committee, values: CommitteeValues) -> None:
    name, code = normalise(values.name), values.code.strip().upper()
    if not re.fullmatch(r"[A-ZĐ][A-ZĐ0-9]{0,11}", code):
        raise InvalidInput("code_unfit", "code")
    with db.session.no_autoflush:
        other = queries.find_committee_by(name=name, code=code)
    if other is not None and other is not committee:
        raise InvalidInput("committee_taken", "name" if other.name == name else "code")
    _require_zone(values.time_zone)
    committee.name, committee.code = name, code
    committee.short_name = normalise(values.short_name)
    committee.kind_name = normalise(values.kind_name)
    committee.time_zone = values.time_zone
    committee.due_soon_days = values.due_soon_days
    committee.update_window_days = values.update_window_days
    committee.default_cycle = values.default_cycle
    committee.needs_approval = values.needs_approval
    committee.digest_at = values.digest_at
    committee.extension_most = values.extension_most
    committee.extension_days_each = values.extension_days_each
    committee.extension_days_total = values.extension_days_total
    committee.extensions_by_leaders = values.extensions_by_leaders


def _require_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput("time_zone_unknown", "time_zone") from error


def _note(act: str, committee: Committee, actor: Viewer, now: datetime, **data: int) -> None:
    journal.record(
        act,
        "committee",
        committee.id,
        actor=actor,
        now=now,
        committee_id=committee.id,
        data=data,
    )
