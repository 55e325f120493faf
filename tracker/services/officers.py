"""Who speaks for an agency: an officer hands over to another, a deputy fills a place for a time.

The agency's head or an administrator decides. Tasks are the agency's and stay with it: what
changes is who may act and who is written to, from the day on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.access import AgencyRole, Viewer
from tracker.domain.errors import InvalidInput, NotAllowed, NotFound
from tracker.domain.successions import last_day
from tracker.extensions import db
from tracker.models.people import AgencyPost, User
from tracker.queries import officers as queries
from tracker.services import journal, notices, people
from tracker.services.administration import require_another_administrator

OWN_ROLES = (AgencyRole.HEAD, AgencyRole.OFFICER)
"""The roles that are held for good, and that somebody may fill for a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingOver:
    """Who leaves a post, who takes it, from which day; whether the log-in is closed as well."""

    post_id: int
    to_user_id: int
    on: date
    closes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputising:
    """Who acts in whose place, from the first to the last day."""

    post_id: int
    user_id: int
    first: date
    last: date


def may_decide(agency_id: int, actor: Viewer) -> bool:
    """Say whether the actor decides who speaks for an agency: its head, or an administrator."""
    return actor.is_administrator or actor.heads(agency_id)


def check_handing_over(
    agency_id: int, values: HandingOver, *, actor: Viewer, today: date
) -> tuple[AgencyPost, User]:
    """The post and the person who takes it.

    Raises NotFound, NotAllowed, InvalidInput("person_same", "person_unknown",
    "closing_in_future", "post_ended", "other_roles", "own_log_in").
    """
    post = _own_post(agency_id, values.post_id, actor)
    taker = _candidate(agency_id, values.to_user_id, actor, "to_user_id")
    if taker.id == post.user_id:
        raise InvalidInput("person_same", "to_user_id")
    if post.is_over(last_day(values.on)) or (post.valid_from and post.valid_from >= values.on):
        raise InvalidInput("post_ended", "on")
    if values.closes:
        _require_closable(post, values.on, actor, today)
    return post, taker


def hand_over(
    agency_id: int, values: HandingOver, *, actor: Viewer, today: date, now: datetime
) -> User:
    """Let another person hold a post from a day on; gives the person who left it.

    ``closes`` also ends the leaving person's log-ins and keeps him or her out. What is still to
    be sent to the leaving person goes to the other one. Raises as :func:`check_handing_over`.
    """
    post, taker = check_handing_over(agency_id, values, actor=actor, today=today)
    leaver, role, until = post.user, post.role, post.valid_to
    held = any(one.agency_id == agency_id and one.holds_on(today) for one in taker.agency_roles)
    post.valid_to = last_day(values.on)
    for deputy in queries.list_deputies(agency_id, leaver.id):
        if not deputy.is_over(last_day(values.on)):
            deputy.valid_to = last_day(values.on)
    own = _post_of(taker, agency_id, role)
    if own is None or not own.holds_on(values.on):
        own = own or _new_post(taker, agency_id, role)
        own.valid_from, own.valid_to = values.on, until
    db.session.flush()
    if values.on <= today and not held:
        notices.redirect(leaver.id, agency_id, taker)
    if values.closes:
        _close(leaver, actor, now)
    data = {"from": leaver.id, "role": role.value, "on": values.on.isoformat()}
    _note("post_handed_over", taker.id, agency_id, actor, now, data)
    return leaver


def appoint_deputy(
    agency_id: int, values: Deputising, *, actor: Viewer, today: date, now: datetime
) -> AgencyPost:
    """Let a person act in another one's place for some days; it ends by itself.

    Appointing the same person again changes the days. Raises NotFound, NotAllowed,
    InvalidInput("person_same", "term_reversed", "deputy_past", "deputy_busy",
    "person_unknown").
    """
    post = _own_post(agency_id, values.post_id, actor)
    person = _candidate(agency_id, values.user_id, actor, "user_id")
    if person.id == post.user_id:
        raise InvalidInput("person_same", "user_id")
    if values.last < values.first:
        raise InvalidInput("term_reversed", "last")
    if values.last < today:
        raise InvalidInput("deputy_past", "last")
    deputy = _post_of(person, agency_id, AgencyRole.DEPUTY)
    if deputy is None:
        deputy = _new_post(person, agency_id, AgencyRole.DEPUTY)
    elif deputy.stands_in_for_id not in (None, post.user_id) and not deputy.is_over(today):
        raise InvalidInput("deputy_busy", "user_id")
    deputy.stands_in_for_id = post.user_id
    deputy.valid_from, deputy.valid_to = values.first, values.last
    db.session.flush()
    data = {"for": post.user_id, "from": values.first.isoformat(), "to": values.last.isoformat()}
    _note("deputy_appointed", person.id, agency_id, actor, now, data)
    return deputy


def end_deputy(
    agency_id: int, post_id: int, *, actor: Viewer, today: date, now: datetime
) -> AgencyPost:
    """Let a deputy act no longer, from now on; one that is over already stays as it is.

    Raises NotFound, NotAllowed.
    """
    _require_decider(agency_id, actor)
    deputy = queries.get_post(agency_id, post_id)
    if deputy.role is not AgencyRole.DEPUTY:
        raise NotFound("post")
    if deputy.is_over(today):
        return deputy
    deputy.valid_to = last_day(today)
    db.session.flush()
    _note("deputy_ended", deputy.user_id, agency_id, actor, now, {"for": deputy.stands_in_for_id})
    return deputy


def _own_post(agency_id: int, post_id: int, actor: Viewer) -> AgencyPost:
    _require_decider(agency_id, actor)
    post = queries.get_post(agency_id, post_id)
    if post.role not in OWN_ROLES:
        raise NotFound("post")
    return post


def _require_decider(agency_id: int, actor: Viewer) -> None:
    if not may_decide(agency_id, actor):
        raise NotAllowed("not_allowed")


def _candidate(agency_id: int, user_id: int, actor: Viewer, field: str) -> User:
    """Somebody whom the actor may choose: a head knows the own agency's people only."""
    known = queries.list_candidates(agency_id, everybody=actor.is_administrator)
    found = next((one for one in known if one.id == user_id), None)
    if found is None:
        raise InvalidInput("person_unknown", field)
    return found


def _require_closable(post: AgencyPost, on: date, actor: Viewer, today: date) -> None:
    """A log-in is closed at once, and only where nothing else depends on it."""
    if on > today:
        raise InvalidInput("closing_in_future", "closes")
    if post.user_id == actor.user_id:
        raise InvalidInput("own_log_in", "closes")
    user = post.user
    if actor.is_administrator:
        require_another_administrator(user)
        return
    elsewhere = [one for one in user.agency_roles if one is not post and not one.is_over(today)]
    if user.is_administrator or user.committee_roles or elsewhere:
        raise InvalidInput("other_roles", "closes")


def _close(user: User, actor: Viewer, now: datetime) -> None:
    people.end_sessions(user, now=now)
    user.is_active = False
    db.session.flush()
    journal.record("user_deactivated", "user", user.id, actor=actor, now=now)


def _post_of(user: User, agency_id: int, role: AgencyRole) -> AgencyPost | None:
    own = (one for one in user.agency_roles if one.agency_id == agency_id)
    return next((one for one in own if one.role is role), None)


def _new_post(user: User, agency_id: int, role: AgencyRole) -> AgencyPost:
    post = AgencyPost(agency_id=agency_id, role=role)
    user.agency_roles.append(post)
    return post


def _note(
    act: str,
    user_id: int,
    agency_id: int,
    actor: Viewer,
    now: datetime,
    data: Mapping[str, object],
) -> None:
    about = {"agency": agency_id, **data}
    journal.record(act, "user", user_id, actor=actor, now=now, data=about)
