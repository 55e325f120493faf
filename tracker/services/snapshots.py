"""What a proposal is, as plain values: to compare with, to keep, and to put back."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from tracker.domain.tasks import Kind, Part
from tracker.extensions import db
from tracker.models.proposals import ChosenMember, Proposal, ProposalParty, ProposalState

Snapshot = dict[str, Any]
PLAIN = (
    "title",
    "text",
    "span_start",
    "span_end",
    "cycle",
    "due_text",
    "due_rule",
    "no_date",
    "product",
    "report_to",
    "gaps",
    "doubts",
)


def take(proposal: Proposal) -> Snapshot:
    """The proposal's values as JSON keeps them; its place in the order is left out."""
    values: Snapshot = {name: getattr(proposal, name) for name in PLAIN}
    return {
        **values,
        "state": proposal.state.value,
        "kind": proposal.kind.value,
        "due_on": proposal.due_on.isoformat() if proposal.due_on else None,
        "due_time": proposal.due_time.isoformat() if proposal.due_time else None,
        "parties": [_party(party) for party in proposal.parties],
    }


def put(proposal: Proposal, snapshot: Snapshot) -> None:
    """Give the proposal these values. Its version grows even when only its bodies differ."""
    for name in PLAIN:
        setattr(proposal, name, snapshot[name])
    due_on, due_time = snapshot["due_on"], snapshot["due_time"]
    proposal.state = ProposalState(snapshot["state"])
    proposal.kind = Kind(snapshot["kind"])
    proposal.due_on = date.fromisoformat(due_on) if due_on else None
    proposal.due_time = time.fromisoformat(due_time) if due_time else None
    if [_party(party) for party in proposal.parties] != snapshot["parties"]:
        proposal.parties = [
            _row(number, one) for number, one in enumerate(snapshot["parties"], start=1)
        ]
    flag_modified(proposal, "title")
    db.session.flush()


def party(
    part: Part,
    name: str,
    *,
    agency_id: int | None = None,
    group_id: int | None = None,
    chosen: tuple[int, ...] = (),
    not_followed: bool = False,
) -> Snapshot:
    """A body named for a proposal, as a snapshot keeps it."""
    return {
        "part": part.value,
        "name": name,
        "agency_id": agency_id,
        "group_id": group_id,
        "chosen": list(dict.fromkeys(chosen)),
        "not_followed": not_followed,
    }


def _party(row: ProposalParty) -> Snapshot:
    return party(
        row.part,
        row.name,
        agency_id=row.agency_id,
        group_id=row.group_id,
        chosen=tuple(one.agency_id for one in row.chosen),
        not_followed=row.not_followed,
    )


def _row(position: int, one: Snapshot) -> ProposalParty:
    return ProposalParty(
        position=position,
        part=Part(one["part"]),
        name=one["name"],
        agency_id=one["agency_id"],
        group_id=one["group_id"],
        not_followed=one["not_followed"],
        chosen=[ChosenMember(agency_id=agency_id) for agency_id in one["chosen"]],
    )
