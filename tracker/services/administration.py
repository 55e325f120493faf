"""Users, their posts, committees and their members: writing, by administrators."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.committees import Committee, CommitteeMember, Event
from tracker.models.people import AgencyPost, CommitteePost, LinkPurpose, OneTimeLink, User
from tracker.queries import people as people_queries
from tracker.services import journal
from tracker.services.people import digest

LINK_LIFE = timedelta(days=7)
SHORTEST_PASSWORD = 10


def create_user(
    *,
    login: str,
    full_name: str,
    actor: Viewer,
    now: datetime,
    position: str = "",
    email: str = "",
    is_administrator: bool = False,
    password_hash: str = "",
) -> User:
    """Enter a person; he or she joins by a one-time link. Raises InvalidInput on a taken name."""
    name = login.strip().lower()
    if people_queries.find_user_by_login(name) is not None:
        raise InvalidInput("login_taken", field="login", login=name)
    user = User(
        login=name,
        full_name=full_name,
        position=position,
        email=email,
        is_administrator=is_administrator,
        password_hash=password_hash,
        created_at=now,
        folded=fold(f"{full_name} {name}"),
    )
    db.session.add(user)
    db.session.flush()
    journal.record("user_created", "user", user.id, actor=actor, now=now)
    return user


def give_committee_post(
    user: User,
    committee: Committee,
    role: CommitteeRole,
    *,
    actor: Viewer,
    now: datetime,
    is_head: bool = False,
) -> None:
    """Give a person a role in a committee."""
    user.committee_roles.append(
        CommitteePost(committee_id=committee.id, role=role, is_head=is_head)
    )
    db.session.flush()
    data = {"committee": committee.id, "role": role.value}
    journal.record("post_given", "user", user.id, actor=actor, now=now, data=data)


def give_agency_post(
    user: User, agency: Agency, role: AgencyRole, *, actor: Viewer, now: datetime
) -> None:
    """Give a person a role in an agency."""
    user.agency_roles.append(AgencyPost(agency_id=agency.id, role=role))
    db.session.flush()
    data = {"agency": agency.id, "role": role.value}
    journal.record("post_given", "user", user.id, actor=actor, now=now, data=data)


def create_link(user: User, purpose: LinkPurpose, *, actor: Viewer, now: datetime) -> str:
    """Make a link by which the person sets a password once; gives its secret token."""
    token = secrets.token_urlsafe(24)
    row = OneTimeLink(
        token_digest=digest(token),
        user_id=user.id,
        purpose=purpose,
        created_at=now,
        expires_at=now + LINK_LIFE,
    )
    db.session.add(row)
    db.session.flush()
    journal.record("link_made", "user", user.id, actor=actor, now=now)
    return token


def use_link(link: OneTimeLink, password_hash: str, *, now: datetime) -> User:
    """Set the password that the link allows, once. Raises InvalidInput when it is spent."""
    if link.used_at is not None or link.expires_at < now:
        raise InvalidInput("link_spent")
    link.used_at = now
    link.user.password_hash = password_hash
    db.session.flush()
    return link.user


def create_committee(
    *, name: str, code: str, actor: Viewer, now: datetime, short_name: str = "", kind_name: str = ""
) -> Committee:
    """Set up a committee with the default settings."""
    committee = Committee(
        name=name, code=code.upper(), short_name=short_name, kind_name=kind_name or "Tiểu ban"
    )
    db.session.add(committee)
    db.session.flush()
    journal.record("committee_created", "committee", committee.id, actor=actor, now=now)
    return committee


def add_member(
    committee: Committee,
    agency: Agency,
    *,
    person: str = "",
    is_standing_body: bool = False,
    joined_on: date | None = None,
) -> CommitteeMember:
    """Give an agency a seat in the committee."""
    seat = CommitteeMember(
        agency_id=agency.id,
        person=person,
        is_standing_body=is_standing_body,
        joined_on=joined_on,
    )
    committee.members.append(seat)
    db.session.flush()
    return seat


def add_event(
    committee: Committee, name: str, first_day: date, last_day: date, *, is_main: bool = False
) -> Event:
    """Enter an event of the committee. Raises InvalidInput when it ends before it begins."""
    if last_day < first_day:
        raise InvalidInput("event_ends_before_it_begins", field="last_day")
    event = Event(name=name, first_day=first_day, last_day=last_day, is_main=is_main)
    committee.events.append(event)
    db.session.flush()
    return event

