"""Users, their posts, one-time links and passwords: writing. For administrators.

``tracker init`` and the demo act as :func:`installer`, before there is any administrator.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.domain.access import AgencyRole, CommitteeRole, Viewer
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.text import fold, normalise
from tracker.extensions import db
from tracker.models.people import AgencyPost, CommitteePost, LinkPurpose, OneTimeLink, User
from tracker.queries import administration as queries
from tracker.queries import agencies as agency_queries
from tracker.queries import committees as committee_queries
from tracker.queries import people as people_queries
from tracker.services import journal, people
from tracker.services.dated import require_version

LINK_LIFETIME = timedelta(days=7)
CLEAR_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Lower-case letters and digits that nobody takes for each other."""
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,58}[a-z0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class UserValues:
    """What an administrator enters about a person."""

    login: str
    full_name: str
    position: str = ""
    email: str = ""
    telephone: str = ""
    is_administrator: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The days on which a post is held, both included; None leaves that side open."""

    valid_from: date | None = None
    valid_to: date | None = None


ALWAYS = Term()


def installer() -> Viewer:
    """The actor of commands that set an installation up."""
    return Viewer(user_id=0, name="installation", is_administrator=True)


def require_administrator(actor: Viewer) -> None:
    """Raise NotAllowed unless ``actor`` administers the installation."""
    if not actor.is_administrator:
        raise NotAllowed("not_allowed")


def login_fits(login: str) -> bool:
    """Say whether this can be a log-in name: 2 to 60 plain letters, digits, dots, dashes."""
    return LOGIN.fullmatch(login) is not None


def create_user(*, values: UserValues, actor: Viewer, now: datetime) -> User:
    """Add a person, who gets in by a one-time link.

    Raises InvalidInput("login_unfit", "login_taken", "name_needed").
    """
    require_administrator(actor)
    user = User(created_at=now)
    _fill(user, values)
    db.session.add(user)
    db.session.flush()
    journal.record("user_created", "user", user.id, actor=actor, now=now)
    return user


def update_user(
    *, user_id: int, version: int, values: UserValues, actor: Viewer, now: datetime
) -> User:
    """Change what is kept about a person.

    Raises StaleForm, NotAllowed("last_administrator"),
    InvalidInput("login_unfit", "login_taken", "name_needed").
    """
    require_administrator(actor)
    user = people_queries.get_user(user_id)
    require_version(user, version)
    if not values.is_administrator:
        require_another_administrator(user)
    _fill(user, values)
    db.session.flush()
    journal.record("user_changed", "user", user.id, actor=actor, now=now)
    return user


def set_active(*, user_id: int, is_active: bool, actor: Viewer, now: datetime) -> User:
    """Let a person in again, or keep him or her out and end every running log-in.

    Raises NotAllowed("last_administrator").
    """
    require_administrator(actor)
    user = people_queries.get_user(user_id)
    if user.is_active == is_active:
        return user
    if not is_active:
        require_another_administrator(user)
        people.end_sessions(user, now=now)
    user.is_active = is_active
    act = "user_activated" if is_active else "user_deactivated"
    journal.record(act, "user", user.id, actor=actor, now=now)
    return user


def revoke_sessions(*, user_id: int, actor: Viewer, now: datetime) -> int:
    """End every running log-in of a person and say how many there were."""
    require_administrator(actor)
    user = people_queries.get_user(user_id)
    count = people.end_sessions(user, now=now)
    data = {"count": count}
    journal.record("sessions_revoked", "user", user.id, actor=actor, now=now, data=data)
    return count


def give_committee_post(
    *,
    user_id: int,
    committee_id: int,
    role: CommitteeRole,
    is_head: bool = False,
    actor: Viewer,
    now: datetime,
) -> CommitteePost:
    """Give a person a role in a committee; giving it again only changes ``is_head``."""
    require_administrator(actor)
    user = people_queries.get_user(user_id)
    committee = committee_queries.get_any_committee(committee_id)
    held = (one for one in user.committee_roles if one.committee_id == committee.id)
    post = next((one for one in held if one.role is role), None)
    if post is None:
        post = CommitteePost(committee_id=committee.id, role=role)
        user.committee_roles.append(post)
    post.is_head = is_head and role is CommitteeRole.LEADER
    db.session.flush()
    _note_committee_post("committee_post_given", post, actor, now)
    return post


def give_agency_post(
    *,
    user_id: int,
    agency_id: int,
    role: AgencyRole,
    term: Term = ALWAYS,
    actor: Viewer,
    now: datetime,
) -> AgencyPost:
    """Give a person a role in an agency; giving it again only changes its term.

    Raises InvalidInput("deputy_needs_end", "term_reversed").
    """
    require_administrator(actor)
    _check_term(role, term)
    user = people_queries.get_user(user_id)
    agency = agency_queries.get_agency(agency_id)
    held = (one for one in user.agency_roles if one.agency_id == agency.id)
    post = next((one for one in held if one.role is role), None)
    if post is None:
        post = AgencyPost(agency_id=agency.id, role=role)
        user.agency_roles.append(post)
    post.valid_from, post.valid_to = term.valid_from, term.valid_to
    db.session.flush()
    _note_agency_post("agency_post_given", post, actor, now)
    return post


def take_committee_post(*, post_id: int, actor: Viewer, now: datetime) -> User:
    """Take a role in a committee away and give its former holder back. Raises NotFound."""
    require_administrator(actor)
    post = queries.get_committee_post(post_id)
    user = post.user
    _note_committee_post("committee_post_taken", post, actor, now)
    user.committee_roles.remove(post)
    db.session.flush()
    return user


def take_agency_post(*, post_id: int, actor: Viewer, now: datetime) -> User:
    """Take a role in an agency away and give its former holder back. Raises NotFound."""
    require_administrator(actor)
    post = queries.get_agency_post(post_id)
    user = post.user
    _note_agency_post("agency_post_taken", post, actor, now)
    user.agency_roles.remove(post)
    db.session.flush()
    return user


def issue_link(*, user_id: int, actor: Viewer, now: datetime) -> str:
    """Make a one-time link, void the ones before it, and give its secret token.

    The token is stored nowhere; it holds for seven days. A person without a password joins by
    it, any other resets the password. Raises NotAllowed("user_inactive").
    """
    require_administrator(actor)
    user = people_queries.get_user(user_id)
    if not user.is_active:
        raise NotAllowed("user_inactive")
    for older in queries.list_open_links(user.id):
        older.used_at = now
    token = _new_token()
    purpose = LinkPurpose.RESET if user.password_hash else LinkPurpose.JOIN
    link = OneTimeLink(
        token_digest=people.digest(token),
        user_id=user.id,
        purpose=purpose,
        created_at=now,
        expires_at=now + LINK_LIFETIME,
    )
    db.session.add(link)
    db.session.flush()
    data = {"purpose": purpose.value}
    journal.record("link_issued", "user", user.id, actor=actor, now=now, data=data)
    return token


def use_link(*, token: str, password: str, cost: int, now: datetime) -> User:
    """Set a password by a one-time link, which is then used up; ends every running log-in.

    ``cost`` is the number of Argon2 iterations. Raises NotFound for a link that is unknown,
    used or expired, InvalidInput("password_too_short").
    """
    link = queries.get_open_link(people.digest(token), now)
    user = link.user
    people.set_password(user, password, cost=cost, now=now)
    link.used_at = now
    actor = Viewer(user_id=user.id, name=user.full_name)
    data = {"purpose": link.purpose.value}
    journal.record("link_used", "user", user.id, actor=actor, now=now, data=data)
    return user


def find_invited(token: str, *, address: str, attempts: int, now: datetime) -> User | None:
    """The person whom a one-time link lets in, or None for one that is of no use (any more).

    Guessing is slowed down as at log-in, by the address: a miss is recorded, so the caller
    commits in that case as well. Raises InvalidInput("too_many_attempts").
    """
    keys = (f"link:{address}",)
    people.require_patience(keys, attempts=attempts, now=now)
    link = queries.find_open_link(people.digest(token), now)
    if link is None:
        people.note_failure(keys, now=now)
        return None
    return link.user


def _new_token() -> str:
    """99 random bits that can be typed from paper: ``k7mq-3vhd-9xwp-4fjt-2bnc``."""
    groups = ("".join(secrets.choice(CLEAR_LETTERS) for _letter in range(4)) for _group in range(5))
    return "-".join(groups)


def _fill(user: User, values: UserValues) -> None:
    login = values.login.strip().lower()
    if not login_fits(login):
        raise InvalidInput("login_unfit", "login")
    other = people_queries.find_user_by_login(login)
    if other is not None and other is not user:
        raise InvalidInput("login_taken", "login")
    if not normalise(values.full_name):
        raise InvalidInput("name_needed", "full_name")
    user.login, user.full_name = login, normalise(values.full_name)
    user.position, user.email = normalise(values.position), values.email.strip()
    user.telephone, user.is_administrator = values.telephone.strip(), values.is_administrator
    user.folded = fold(f"{user.full_name} {login}")


def _check_term(role: AgencyRole, term: Term) -> None:
    if role is AgencyRole.DEPUTY and term.valid_to is None:
        raise InvalidInput("deputy_needs_end", "valid_to")
    if term.valid_from and term.valid_to and term.valid_to < term.valid_from:
        raise InvalidInput("term_reversed", "valid_to")


def require_another_administrator(user: User) -> None:
    """Raise NotAllowed: the last one who can get in and set things right stays."""
    others = (one for one in queries.lock_administrators() if one.id != user.id)
    if user.is_administrator and user.is_active and not any(others):
        raise NotAllowed("last_administrator")


def _note_committee_post(act: str, post: CommitteePost, actor: Viewer, now: datetime) -> None:
    journal.record(
        act,
        "user",
        post.user_id,
        actor=actor,
        now=now,
        committee_id=post.committee_id,
        data={"role": post.role.value},
    )


def _note_agency_post(act: str, post: AgencyPost, actor: Viewer, now: datetime) -> None:
    data = {"role": post.role.value, "agency": post.agency_id}
    journal.record(act, "user", post.user_id, actor=actor, now=now, data=data)
