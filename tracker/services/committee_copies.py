"""A new committee after the pattern of another: its settings, members and ladder (DESIGN 3.13).

Nothing is taken over that belongs to the other's own work: people's roles, events, meetings,
tasks. For administrators.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.access import Viewer
from tracker.domain.ladder import LadderRule
from tracker.models.committees import Committee, CommitteeMember
from tracker.queries import committees as queries
from tracker.queries import ladder as ladder_queries
from tracker.services import journal, ladder
from tracker.services.administration import require_administrator
from tracker.services.committees import (
    CommitteeValues,
    SeatValues,
    create_committee,
    seat_agency,
)
from tracker.services.dated import require_version
from tracker.services.ladder import StepValues


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What is taken over besides the settings that stand in the form."""

    source_id: int
    version: int
    """The version in which the other committee was shown."""
    member_ids: Collection[int] = ()
    """Which of its seats, by key; those that have ended are passed over."""
    with_ladder: bool = True


def copy_committee(
    pattern: Pattern, values: CommitteeValues, *, actor: Viewer, now: datetime
) -> Committee:
    """Found a committee with another's members and ladder.

    The new seats begin with the committee. Raises NotFound, NotAllowed, StaleForm when the other
    committee was changed since it was shown, and what ``create_committee`` raises.
    """
    require_administrator(actor)
    source = queries.get_any_committee(pattern.source_id)
    require_version(source, pattern.version)
    made = create_committee(values=values, actor=actor, now=now)
    chosen = [one for one in seats_of(source, now) if one.id in pattern.member_ids]
    for seat in chosen:
        seat_agency(
            committee_id=made.id,
            agency_id=seat.agency_id,
            values=SeatValues(person=seat.person, is_standing_body=seat.is_standing_body),
            actor=actor,
            now=now,
        )
    if pattern.with_ladder:
        _copy_ladder(source, made, actor, now)
    journal.record(
        "committee_copied",
        "committee",
        made.id,
        actor=actor,
        now=now,
        committee_id=made.id,
        data={"source": source.id, "members": len(chosen), "ladder": pattern.with_ladder},
    )
    return made


def seats_of(committee: Committee, now: datetime) -> Sequence[CommitteeMember]:
    """The seats that hold today or later: what a copy may take over."""
    today = committee.day_of(now)
    return [one for one in committee.members if _holds(one.left_on, today)]


def _holds(left_on: date | None, today: date) -> bool:
    return left_on is None or left_on >= today


def _copy_ladder(source: Committee, made: Committee, actor: Viewer, now: datetime) -> None:
    """The other's steps in the place of the default ones, switched as they are there."""
    for step in ladder_queries.list_steps(made.id):
        ladder.remove_step(committee_id=made.id, step_id=step.id, actor=actor, now=now)
    for step in ladder_queries.list_steps(source.id):
        values = StepValues(
            rule=LadderRule(step.rule),
            days=step.days,
            repeat_every=step.repeat_every,
            is_enabled=step.is_enabled,
        )
        ladder.add_step(committee_id=made.id, values=values, actor=actor, now=now)
