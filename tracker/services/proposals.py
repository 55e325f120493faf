"""Proposals: what a clerk does to them. ``proposing`` puts them there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.proposals import Named, other_members
from tracker.domain.tasks import Kind, Part
from tracker.extensions import db
from tracker.models.agencies import AgencyGroup, GroupRule
from tracker.models.conclusions import Conclusion
from tracker.models.proposals import ChosenMember, Proposal, ProposalParty, ProposalState
from tracker.queries import committees as committee_queries
from tracker.queries import proposals as proposal_queries
from tracker.services import journal
from tracker.services.conclusions import withdraw_approval
from tracker.services.dated import require_version

LONGEST_TITLE = 300
State = ProposalState


@dataclass(frozen=True, slots=True)
class PartyValues:
    """A body named for a proposal, as the review screen sends it."""

    part: Part
    name: str
    agency_id: int | None = None
    group_id: int | None = None
    chosen: tuple[int, ...] = ()
    not_followed: bool = False


@dataclass(frozen=True, slots=True)
class ProposalValues:
    """A proposal as the review screen sends it."""

    title: str
    kind: Kind
    due_on: date | None = None
    due_time: time | None = None
    due_rule: Mapping[str, object] = field(default_factory=dict)
    no_date: bool = False
    cycle: str = ""
    product: str = ""
    report_to: str = ""
    parties: Sequence[PartyValues] = ()


def touch_draft(conclusion: Conclusion, *, actor: Viewer, now: datetime) -> None:
    """What every change to a draft's proposals goes through, before it is made.

    A leader's approval was of what stood then, so it becomes void.
    """
    withdraw_approval(conclusion, actor=actor, now=now)


def choose_members(conclusion: Conclusion, rows: Sequence[Proposal]) -> None:
    """Fill each group that nobody was chosen from yet with the members it stands for."""
    on = conclusion.held_on or conclusion.created_at.date()
    seats = committee_queries.list_members(conclusion.committee_id, on)
    members = [seat.agency_id for seat in seats]
    leading = {
        party.agency_id
        for row in rows
        for party in row.parties
        if party.part is Part.LEAD and party.agency_id
    }
    for row in rows:
        for party in row.parties:
            if party.group is not None and not party.chosen:
                chosen = _members_of(party.group, members, leading)
                party.chosen = [ChosenMember(agency_id=one) for one in chosen]
    db.session.flush()


def save(
    proposal: Proposal, values: ProposalValues, *, version: int, actor: Viewer, now: datetime
) -> None:
    """Store what the clerk made of a proposal. Raises StaleForm, InvalidInput."""
    require_version(proposal, version)
    title = values.title.strip()
    if not title or len(title) > LONGEST_TITLE:
        raise InvalidInput("title_unfit", field="title", characters=LONGEST_TITLE)
    touch_draft(proposal.conclusion, actor=actor, now=now)
    proposal.title, proposal.kind, proposal.cycle = title, values.kind, values.cycle
    proposal.due_on, proposal.due_time = values.due_on, values.due_time
    proposal.due_rule, proposal.no_date = dict(values.due_rule), values.no_date
    proposal.product, proposal.report_to = values.product, values.report_to
    proposal.parties = [
        party_row(number, one) for number, one in enumerate(values.parties, start=1)
    ]
    db.session.flush()
    choose_members(proposal.conclusion, [proposal])
    _note("proposal_changed", proposal, actor, now)


def set_state(proposal: Proposal, state: ProposalState, *, actor: Viewer, now: datetime) -> None:
    """Confirm a proposal, take the confirmation back, remove it, or bring it back."""
    if proposal.state is state:
        return
    if State.REMOVED in (proposal.state, state):
        touch_draft(proposal.conclusion, actor=actor, now=now)
    proposal.state = state
    db.session.flush()
    _note(f"proposal_{state.value}", proposal, actor, now)


def add(
    conclusion: Conclusion,
    *,
    title: str,
    actor: Viewer,
    now: datetime,
    span: tuple[int, int] | None = None,
) -> Proposal:
    """Add a task by hand: from a place in the text, or from none."""
    touch_draft(conclusion, actor=actor, now=now)
    body = conclusion.text.body if conclusion.text else ""
    start, end = _inside(span, len(body)) if span else (None, None)
    text = body[start:end] if span else ""
    proposal = Proposal(
        conclusion_id=conclusion.id,
        committee_id=conclusion.committee_id,
        position=proposal_queries.find_last_position(conclusion) + 1,
        span_start=start,
        span_end=end,
        title=(title or " ".join(text.split()))[:LONGEST_TITLE],
        text=text,
        kind=Kind.ONE_OFF,
    )
    db.session.add(proposal)
    db.session.flush()
    _note("proposal_added", proposal, actor, now)
    return proposal


def named_of(proposal: Proposal) -> list[Named]:
    """The bodies of a proposal with the agencies they stand for."""
    return [
        Named(
            part=party.part,
            name=party.name,
            agency_ids=_agency_ids(party),
            is_group=party.group_id is not None,
            not_followed=party.not_followed,
        )
        for party in proposal.parties
    ]


def _agency_ids(party: ProposalParty) -> tuple[int, ...]:
    if party.agency_id is not None:
        return (party.agency_id,)
    return tuple(one.agency_id for one in party.chosen)


def _members_of(group: AgencyGroup, members: list[int], leading: set[int]) -> list[int]:
    match group.rule:
        case GroupRule.FIXED:
            return [member.agency_id for member in group.members]
        case GroupRule.MEMBERS:
            return members
        case GroupRule.OTHER_MEMBERS:
            return other_members(members, leading)
        case GroupRule.OPEN:
            return []


def party_row(position: int, values: PartyValues) -> ProposalParty:
    """The row of a body named for a proposal."""
    return ProposalParty(
        position=position,
        part=values.part,
        name=values.name,
        agency_id=values.agency_id,
        group_id=values.group_id,
        not_followed=values.not_followed,
        chosen=[ChosenMember(agency_id=one) for one in dict.fromkeys(values.chosen)],
    )


def _inside(span: tuple[int, int], length: int) -> tuple[int, int]:
    start, end = span
    if not 0 <= start < end <= length:
        raise InvalidInput("span_outside_text", field="span")
    return start, end


def _note(act: str, proposal: Proposal, actor: Viewer, now: datetime) -> None:
    journal.record(
        act,
        "proposal",
        proposal.id,
        actor=actor,
        now=now,
        committee_id=proposal.committee_id,
        data={"conclusion": proposal.conclusion_id},
    )
