"""Bodies named for many proposals at once: who joins, who leads, who leads instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tracker.domain.access import Viewer
from tracker.domain.proposals import blocks
from tracker.domain.tasks import Part
from tracker.extensions import db
from tracker.models.proposals import Proposal, ProposalState
from tracker.services import snapshots
from tracker.services.proposals import (
    PartyValues,
    change,
    named_of,
    party_snapshots,
    values_of,
)
from tracker.services.review_steps import step


def add_coordinating(
    rows: Sequence[Proposal], named: Sequence[PartyValues], *, actor: Viewer, now: datetime
) -> int:
    """Let bodies join; where one is named already, it keeps its part. Gives how many changed."""
    return _name(rows, [(row, _joined(row, named)) for row in rows], actor=actor, now=now)


def add_leads(
    rows: Sequence[Proposal], named: Sequence[PartyValues], *, actor: Viewer, now: datetime
) -> int:
    """Let bodies lead beside those that do; one that joined leads. Gives how many changed."""
    wanted = [(row, _led(row, named, instead=False)) for row in rows]
    return _name(rows, wanted, actor=actor, now=now)


def replace_leads(
    rows: Sequence[Proposal], named: Sequence[PartyValues], *, actor: Viewer, now: datetime
) -> int:
    """Let bodies lead instead of those that do, who are left out. Gives how many changed."""
    wanted = [(row, _led(row, named, instead=True)) for row in rows]
    return _name(rows, wanted, actor=actor, now=now)


def _joined(row: Proposal, named: Sequence[PartyValues]) -> list[PartyValues]:
    there = list(values_of(row).parties)
    taken = {_key(one) for one in there}
    new = [replace(one, part=Part.COORDINATING) for one in named if _key(one) not in taken]
    return [*there, *new]


def _led(row: Proposal, named: Sequence[PartyValues], *, instead: bool) -> list[PartyValues]:
    """What the card knew of a body, as the members chosen from a group, stays with it."""
    there = {_key(one): one for one in values_of(row).parties}
    wanted = {_key(one) for one in named}
    new = [replace(there.get(_key(one), one), part=Part.LEAD) for one in named]
    leads = [one for one in there.values() if one.part is Part.LEAD]
    kept = [] if instead else leads
    others = [one for one in there.values() if one not in leads and _key(one) not in wanted]
    return [*kept, *(one for one in new if one not in kept), *others]


def _name(
    rows: Sequence[Proposal],
    wanted: Sequence[tuple[Proposal, list[PartyValues]]],
    *,
    actor: Viewer,
    now: datetime,
) -> int:
    """One step for all that change, so that one undoing takes it back."""
    before = {row.id: snapshots.take(row) for row in rows}
    after = {
        row.id: {**before[row.id], "parties": party_snapshots(row, parties)}
        for row, parties in wanted
    }
    changed = [row for row in rows if after[row.id] != before[row.id]]
    if changed:
        with step(changed[0].conclusion, "bodies", changed, actor=actor, now=now):
            for row in changed:
                change(row, after[row.id], "proposal_changed", actor=actor, now=now)
                _ask_again(row)
    return len(changed)


def _ask_again(row: Proposal) -> None:
    """A settled card that now has an open question, as an open group, is settled no more."""
    if row.state is ProposalState.CONFIRMED and blocks(row.title, named_of(row)):
        row.state = ProposalState.PENDING
        db.session.flush()


def _key(one: PartyValues) -> tuple[object, ...]:
    known = (one.agency_id, one.group_id)
    return known if any(known) else (*known, one.name)
