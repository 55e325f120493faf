"""Whom a mail reaches: the addresses of bodies and of the people in their posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.ladder import Audience
from tracker.extensions import db
from tracker.models.agencies import Agency
from tracker.models.people import AgencyPost, CommitteePost, User

_HEAD = AgencyRole.HEAD


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address, and whose it is: an agency's mailbox, or a person's."""

    address: str
    name: str
    user_id: int | None = None
    agency_id: int | None = None


class Recipients:
    """The addresses of a committee and of agencies on one day, each read once."""

    def __init__(self, committee_id: int, agency_ids: Iterable[int], today: date) -> None:
        """Read posts that hold on ``today``; people without address or log-in are passed over."""
        self._committee = _committee_people(committee_id)
        self._agencies = _agency_addresses(frozenset(agency_ids), today)

    def find(self, audience: Audience, agency_id: int) -> tuple[list[Recipient], bool]:
        """The addresses of an audience; the secretariat's, and True, when it has none."""
        found = self._of(audience, agency_id)
        if found or audience is Audience.SECRETARIAT:
            return found, False
        return self._committee[Audience.SECRETARIAT], True

    def _of(self, audience: Audience, agency_id: int) -> list[Recipient]:
        if audience in self._committee:
            return self._committee[audience]
        return self._agencies.get((audience, agency_id), [])


def _committee_people(committee_id: int) -> dict[Audience, list[Recipient]]:
    rows = (
        select(CommitteePost.role, CommitteePost.is_head, User.id, User.full_name, User.email)
        .join(User, User.id == CommitteePost.user_id)
        .where(CommitteePost.committee_id == committee_id, User.is_active, User.email != "")
        .order_by(User.id)
    )
    found: dict[Audience, list[Recipient]] = {
        Audience.COMMITTEE_HEAD: [],
        Audience.SECRETARIAT: [],
    }
    for role, is_head, user_id, name, email in db.session.execute(rows):
        person = Recipient(email, name, user_id)
        if role is CommitteeRole.SECRETARY:
            found[Audience.SECRETARIAT].append(person)
        elif is_head:
            found[Audience.COMMITTEE_HEAD].append(person)
    return found


def _goes_on(today: date) -> ColumnElement[bool]:
    """An agency that has ended is told nothing; what concerns it reaches the secretariat."""
    return or_(Agency.exists_to.is_(None), Agency.exists_to >= today)


def _agency_addresses(
    agency_ids: frozenset[int], today: date
) -> dict[tuple[Audience, int], list[Recipient]]:
    found: dict[tuple[Audience, int], list[Recipient]] = defaultdict(list)
    mailboxes = select(Agency.id, Agency.name, Agency.mailbox).where(
        Agency.id.in_(agency_ids), Agency.mailbox != "", _goes_on(today)
    )
    for agency_id, name, mailbox in db.session.execute(mailboxes.order_by(Agency.id)):
        found[Audience.AGENCY, agency_id].append(Recipient(mailbox, name, None, agency_id))
    posts = (
        select(AgencyPost, User.id, User.full_name, User.email)
        .join(User, User.id == AgencyPost.user_id)
        .join(Agency, Agency.id == AgencyPost.agency_id)
        .where(
            AgencyPost.agency_id.in_(agency_ids),
            _goes_on(today),
            User.is_active,
            User.email != "",
            or_(AgencyPost.valid_from.is_(None), AgencyPost.valid_from <= today),
            or_(AgencyPost.valid_to.is_(None), AgencyPost.valid_to >= today),
        )
        .order_by(AgencyPost.agency_id, User.id)
    )
    rows = list(db.session.execute(posts))
    heads = {(post.agency_id, post.user_id) for post, *_who in rows if post.role is _HEAD}
    for post, user_id, name, email in rows:
        for audience in _audiences(post, heads):
            person = Recipient(email, name, user_id, post.agency_id)
            if person not in found[audience, post.agency_id]:
                found[audience, post.agency_id].append(person)
    return found


def _audiences(post: AgencyPost, heads: Set[tuple[int, int]]) -> list[Audience]:
    """Whom a post is addressed as; a head's deputy gets what the head gets as well."""
    if post.role is _HEAD:
        return [Audience.AGENCY_HEAD]
    stands_in_for_head = (post.agency_id, post.stands_in_for_id) in heads
    return [Audience.AGENCY, Audience.AGENCY_HEAD] if stands_in_for_head else [Audience.AGENCY]
