"""What becomes of agencies: renaming, merging, splitting, ending them. For administrators.

A change moves no task: the committee's secretariat hands those over (``handing_over``), for an
administrator sees no contents (DESIGN 3.12). History keeps the names that were told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product

from tracker.domain.access import AgencyRole, Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.successions import last_day, require_source, require_successor
from tracker.domain.text import normalise
from tracker.extensions import db
from tracker.models.agencies import Agency, Alias, GroupMember
from tracker.models.committees import Committee, CommitteeMember
from tracker.models.people import AgencyPost, User
from tracker.models.successions import AgencySuccession, How
from tracker.queries import agencies as agency_queries
from tracker.queries import successions as queries
from tracker.services import administration, agencies, committees, journal
from tracker.services.administration import Term, require_administrator
from tracker.services.agencies import AgencyValues
from tracker.services.committees import SeatValues
from tracker.services.dated import require_version, touch

Kind = How
FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """A new name from a day on."""

    name: str
    short_name: str
    changed_on: date
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorganising:
    """Agencies that end, and those that go on: entered ones by key, new ones by their values."""

    how: How
    source_ids: Sequence[int]
    changed_on: date
    decision: str = ""
    into_ids: Sequence[int] = ()
    new: Sequence[AgencyValues] = ()


@dataclass(frozen=True, slots=True)
class Following:
    """Who and what goes along: by key, the place of the successor among all of them."""

    posts: Mapping[int, int] = field(default_factory=dict)
    seats: Mapping[int, int] = field(default_factory=dict)
    groups: Mapping[int, int] = field(default_factory=dict)


def check_renaming(agency: Agency, values: Renaming, *, today: date) -> None:
    """Raise InvalidInput when an agency cannot be renamed so."""
    name = normalise(values.name)
    if not name:
        raise InvalidInput("name_needed", "name")
    if name == agency.name:
        raise InvalidInput("name_same", "name")
    if values.changed_on > today:
        raise InvalidInput("rename_in_future", "changed_on")
    _require_source(agency, values.changed_on)
    agencies.require_free_name(agency, name)


def rename(
    *,
    agency_id: int,
    version: int,
    values: Renaming,
    today: date,
    actor: Viewer,
    now: datetime,
) -> Agency:
    """Let an agency go by another name; the old one stays, with its days, as an alias.

    Assignments keep the name that was told. Raises StaleForm, NotAllowed,
    InvalidInput("name_needed", "name_same", "name_taken", "rename_in_future", "agency_over").
    """
    require_administrator(actor)
    agency = agency_queries.get_agency(agency_id)
    require_version(agency, version)
    check_renaming(agency, values, today=today)
    old, name = agency.name, normalise(values.name)
    agency.aliases[:] = [alias for alias in agency.aliases if alias.name != name]
    agency.aliases.append(_former_name(agency, values.changed_on))
    agency.name, agency.short_name = name, normalise(values.short_name)
    agencies.index_names(agency)
    touch(agency)
    made = _row(How.RENAME, agency, agency.id, values.changed_on, values.decision, actor, now)
    made.old_name = old
    db.session.flush()
    _note(How.RENAME, agency, [agency.id], values.changed_on, actor, now)
    return agency


def check_reorganising(values: Reorganising) -> None:
    """Raise InvalidInput when agencies cannot be merged, split or ended so."""
    sources = [agency_queries.get_agency(key) for key in values.source_ids]
    for one in sources:
        _require_source(one, values.changed_on)
    _require_fitting_number(values)
    if set(values.into_ids) & set(values.source_ids):
        raise InvalidInput("successor_is_source", "into")
    for key in values.into_ids:
        one = agency_queries.get_agency(key)
        require_successor(one.exists_from, one.exists_to, values.changed_on, name=one.name)
    for new in values.new:
        agencies.require_free_name(Agency(), normalise(new.name), "new_names")


def reorganise(
    *,
    values: Reorganising,
    following: Following,
    version: int,
    actor: Viewer,
    now: datetime,
) -> list[Agency]:
    """End agencies, begin their successors, and let people, seats and groups follow.

    ``version`` is that of the first agency that ends. Gives the successors. Raises StaleForm,
    NotAllowed, NotFound, InvalidInput("agency_over", "agency_not_yet", "successor_needed",
    "successor_is_source", "split_needs_two", "name_taken").
    """
    require_administrator(actor)
    sources = [agency_queries.get_agency(key) for key in values.source_ids]
    require_version(sources[0], version)
    check_reorganising(values)
    successors = _begin(values, actor, now)
    move = _Move(values.changed_on, successors, actor, now)
    _bring_along(values.source_ids, following, move)
    for source in sources:
        source.exists_to = last_day(values.changed_on)
        touch(source)
        _note(values.how, source, [one.id for one in successors], values.changed_on, actor, now)
    heirs: list[int | None] = [one.id for one in successors] or [None]
    for source, to_id in product(sources, heirs):
        _row(values.how, source, to_id, values.changed_on, values.decision, actor, now)
    db.session.flush()
    return successors


def _require_source(agency: Agency, changed_on: date) -> None:
    require_source(agency.exists_from, agency.exists_to, changed_on, name=agency.name)
    if queries.has_ended(agency.id):
        raise InvalidInput("agency_over", "changed_on", name=agency.name)


def _require_fitting_number(values: Reorganising) -> None:
    count = len(values.into_ids) + len(values.new)
    if values.how is How.MERGE and count != 1:
        raise InvalidInput("successor_needed", "into")
    if values.how is How.SPLIT and count < FEWEST_PARTS:
        raise InvalidInput("split_needs_two", "into")


def _begin(values: Reorganising, actor: Viewer, now: datetime) -> list[Agency]:
    """The agencies that go on: those that are known first, then the new ones."""
    known = [agency_queries.get_agency(key) for key in values.into_ids]
    return known + [agencies.create_agency(values=one, actor=actor, now=now) for one in values.new]


@dataclass(frozen=True, slots=True)
class _Move:
    """One reorganisation under way: from which day, by whom, to whom."""

    on: date
    successors: Sequence[Agency]
    actor: Viewer
    now: datetime

    def chosen(self, places: Mapping[int, int], key: int) -> Agency | None:
        """The successor that somebody or something follows; None: it stays behind."""
        place = places.get(key, -1)
        return self.successors[place] if 0 <= place < len(self.successors) else None


def _bring_along(source_ids: Sequence[int], following: Following, move: _Move) -> None:
    for post in queries.list_posts(source_ids, move.on):
        _move_post(post, move.chosen(following.posts, post.id), move)
    for seat in queries.list_seats(source_ids, move.on):
        _move_seat(seat, move.chosen(following.seats, seat.id), move)
    for group in queries.list_groups(source_ids):
        successor = move.chosen(following.groups, group.id)
        if successor and all(one.agency_id != successor.id for one in group.members):
            group.members.append(GroupMember(agency_id=successor.id))
            touch(group)
            db.session.flush()
            journal.record("group_changed", "group", group.id, actor=move.actor, now=move.now)


def _move_post(post: AgencyPost, successor: Agency | None, move: _Move) -> None:
    """End a post with its agency; the person goes on in the successor, unless already there."""
    user, role, began, until = post.user, post.role, post.valid_from, post.valid_to
    if began and began >= move.on:
        administration.take_agency_post(post_id=post.id, actor=move.actor, now=move.now)
    else:
        _give(
            user.id, post.agency_id, role, Term(valid_from=began, valid_to=last_day(move.on)), move
        )
    if successor is not None and not _holds(user, successor, role):
        begins = max(began, move.on) if began else move.on
        _give(user.id, successor.id, role, Term(valid_from=begins, valid_to=until), move)


def _holds(user: User, agency: Agency, role: AgencyRole) -> bool:
    return any(one.agency_id == agency.id and one.role is role for one in user.agency_roles)


def _give(user_id: int, agency_id: int, role: AgencyRole, term: Term, move: _Move) -> None:
    administration.give_agency_post(
        user_id=user_id,
        agency_id=agency_id,
        role=role,
        term=term,
        actor=move.actor,
        now=move.now,
    )


def _move_seat(seat: CommitteeMember, successor: Agency | None, move: _Move) -> None:
    """End a seat with its agency; the successor takes it, unless it sits there already."""
    until = seat.left_on
    committees.end_seat(
        member_id=seat.id, left_on=last_day(move.on), actor=move.actor, now=move.now
    )
    if successor is None or _sits(seat.committee, successor, move.on):
        return
    values = SeatValues(
        person=seat.person,
        is_standing_body=seat.is_standing_body,
        joined_on=move.on,
        left_on=until,
    )
    committees.seat_agency(
        committee_id=seat.committee_id,
        agency_id=successor.id,
        values=values,
        actor=move.actor,
        now=move.now,
    )


def _sits(committee: Committee, agency: Agency, on: date) -> bool:
    own = (one for one in committee.members if one.agency_id == agency.id)
    return any(one.left_on is None or one.left_on >= on for one in own)


def _former_name(agency: Agency, changed_on: date) -> Alias:
    began = queries.find_last_rename(agency.id)
    return Alias(
        name=agency.name,
        valid_from=began or agency.exists_from,
        valid_to=last_day(changed_on),
    )


def _row(
    how: How,
    source: Agency,
    to_id: int | None,
    changed_on: date,
    decision: str,
    actor: Viewer,
    now: datetime,
) -> AgencySuccession:
    row = AgencySuccession(
        from_id=source.id,
        to_id=to_id,
        how=how,
        changed_on=changed_on,
        old_name=source.name,
        decision=normalise(decision),
        recorded_at=now,
        recorded_by_id=actor.user_id or None,
    )
    db.session.add(row)
    return row


def _note(
    how: How,
    source: Agency,
    successor_ids: Sequence[int],
    changed_on: date,
    actor: Viewer,
    now: datetime,
) -> None:
    data = {"on": changed_on.isoformat(), "successors": list(successor_ids)}
    journal.record(f"agency_{how.value}", "agency", source.id, actor=actor, now=now, data=data)
