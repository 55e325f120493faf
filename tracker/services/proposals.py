"""Proposals: what a clerk does to them. ``proposing`` puts them there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import update

from tracker.domain.access import Viewer
from tracker.domain.breakdown import Note
from tracker.domain.breakdown import explanations as say
from tracker.domain.errors import InvalidInput
from tracker.domain.proposals import Named, blocks, other_members
from tracker.domain.tasks import Kind, Part
from tracker.extensions import db
from tracker.models.agencies import Agency, AgencyGroup, GroupRule
from tracker.models.conclusions import Conclusion, ConclusionState
from tracker.models.proposals import ChosenMember, Proposal, ProposalParty, ProposalState
from tracker.queries import agencies as agency_queries
from tracker.queries import committees as committee_queries
from tracker.queries import proposals as proposal_queries
from tracker.services import journal, snapshots
from tracker.services.conclusions import withdraw_approval
from tracker.services.date_sense import doubts_of_date, require_sense
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

    A leader's approval was of what stood then, so it becomes void. Raises
    InvalidInput("draft_published") when the draft was published in the meantime.
    """
    require_draft(conclusion)
    withdraw_approval(conclusion, actor=actor, now=now)


def require_draft(conclusion: Conclusion) -> None:
    """Raises InvalidInput("draft_published") when the draft is none any more."""
    if conclusion.state is ConclusionState.PUBLISHED:
        raise InvalidInput("draft_published")


def choose_members(conclusion: Conclusion, rows: Sequence[Proposal]) -> None:
    """Fill each group that nobody was chosen from yet with the members it stands for."""
    seated, leading, day = _seated(conclusion), _leading(rows), _day_of(conclusion)
    for party in (party for row in rows for party in row.parties):
        if party.group is not None and not party.chosen:
            chosen = _members_of(party.group, seated, leading, day)
            party.chosen = [ChosenMember(agency_id=one) for one in chosen]
    db.session.flush()


def list_group_members(conclusion: Conclusion, group: AgencyGroup) -> list[int]:
    """The agencies that a named group may stand for, as its rule says; none for an open one."""
    return _members_of(group, _seated(conclusion), set(), _day_of(conclusion))


def save(
    proposal: Proposal, values: ProposalValues, *, version: int, actor: Viewer, now: datetime
) -> bool:
    """Store what the clerk made of a proposal; False when nothing differs from what is stored.

    A group that is new on the card is filled with the members it stands for; one that was there
    keeps the members as ticked, also none. Raises StaleForm, InvalidInput.
    """
    require_version(proposal, version)
    title = values.title.strip()
    if not title or len(title) > LONGEST_TITLE:
        raise InvalidInput("title_unfit", field="title", characters=LONGEST_TITLE)
    before = snapshots.take(proposal)
    after = {
        **before,
        **_entered(values, title),
        "parties": party_snapshots(proposal, values.parties),
    }
    if values.due_on != proposal.due_on:
        require_sense(values.due_on)
        after["doubts"] = doubts_of_date(proposal.conclusion, values.due_on, proposal.doubts)
    if after == before:
        return False
    change(proposal, after, "proposal_changed", actor=actor, now=now)
    return True


def change(
    proposal: Proposal, after: snapshots.Snapshot, act: str, *, actor: Viewer, now: datetime
) -> None:
    """Give a proposal other values, under the rule of :func:`touch_draft`, and journal it."""
    touch_draft(proposal.conclusion, actor=actor, now=now)
    snapshots.put(proposal, after)
    note_change(act, proposal, actor, now)


def set_state(proposal: Proposal, state: ProposalState, *, actor: Viewer, now: datetime) -> None:
    """Confirm a proposal, take the confirmation back, remove it, or bring it back.

    Raises InvalidInput("proposal_blocked") when what is confirmed could not be published.
    """
    if proposal.state is state:
        return
    require_draft(proposal.conclusion)
    if state is State.CONFIRMED and _blocked(proposal, now):
        raise InvalidInput("proposal_blocked")
    if State.REMOVED in (proposal.state, state):
        touch_draft(proposal.conclusion, actor=actor, now=now)
    proposal.state = state
    db.session.flush()
    note_change(f"proposal_{state.value}", proposal, actor, now)


def _blocked(proposal: Proposal, now: datetime) -> bool:
    day = proposal.conclusion.committee.day_of(now)
    return bool(blocks(proposal.title, named_of(proposal, day)))


def add(
    conclusion: Conclusion,
    *,
    title: str,
    actor: Viewer,
    now: datetime,
    span: tuple[int, int] | None = None,
) -> Proposal:
    """Add a task by hand: from a place in the text, where it then stands, or from none.

    Raises InvalidInput("span_outside_text", "draft_published").
    """
    touch_draft(conclusion, actor=actor, now=now)
    body = conclusion.text.body if conclusion.text else ""
    start, end = _inside(span, body) if span else (None, None)
    text = body[start:end] if span else ""
    proposal = Proposal(
        conclusion_id=conclusion.id,
        committee_id=conclusion.committee_id,
        position=_free_position(conclusion, start),
        span_start=start,
        span_end=end,
        title=headline(title or text),
        text=text,
        kind=Kind.ONE_OFF,
        gaps=[_note_of(say.no_due_date())] if span else [],
    )
    db.session.add(proposal)
    db.session.flush()
    note_change("proposal_added", proposal, actor, now)
    return proposal


def headline(text: str) -> str:
    """A title of what may be a whole passage: on one line, beginning large, not too long."""
    line = " ".join(text.split()).rstrip(" ;,.")
    return (line[:1].upper() + line[1:])[:LONGEST_TITLE]


def values_of(proposal: Proposal) -> ProposalValues:
    """The proposal as the review screen would send it untouched."""
    return ProposalValues(
        title=proposal.title,
        kind=proposal.kind,
        due_on=proposal.due_on,
        due_time=proposal.due_time,
        due_rule=proposal.due_rule,
        no_date=proposal.no_date,
        cycle=proposal.cycle,
        product=proposal.product,
        report_to=proposal.report_to,
        parties=[
            PartyValues(
                part=party.part,
                name=party.name,
                agency_id=party.agency_id,
                group_id=party.group_id,
                chosen=tuple(one.agency_id for one in party.chosen),
                not_followed=party.not_followed,
            )
            for party in proposal.parties
        ],
    )


def named_of(proposal: Proposal, on: date | None = None) -> list[Named]:
    """The bodies of a proposal with the agencies they stand for.

    ``on``: the day on which they are to be told, for finding those that have ended.
    """
    return [
        Named(
            part=party.part,
            name=party.name,
            agency_ids=_agency_ids(party),
            is_group=party.group_id is not None,
            not_followed=party.not_followed,
            has_ended=on is not None and any(one.is_over(on) for one in _agencies(party)),
        )
        for party in proposal.parties
    ]


def _agencies(party: ProposalParty) -> list[Agency]:
    if party.agency is not None:
        return [party.agency]
    return [one.agency for one in party.chosen]


def _agency_ids(party: ProposalParty) -> tuple[int, ...]:
    if party.agency_id is not None:
        return (party.agency_id,)
    return tuple(one.agency_id for one in party.chosen)


def _members_of(group: AgencyGroup, members: list[int], leading: set[int], day: date) -> list[int]:
    match group.rule:
        case GroupRule.FIXED:
            return [one.agency_id for one in group.members if one.agency.exists_on(day)]
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


def note_change(act: str, proposal: Proposal, actor: Viewer, now: datetime) -> None:
    """Journal an act on a proposal."""
    journal.record(
        act,
        "proposal",
        proposal.id,
        actor=actor,
        now=now,
        committee_id=proposal.committee_id,
        data={"conclusion": proposal.conclusion_id},
    )


def _entered(values: ProposalValues, title: str) -> snapshots.Snapshot:
    return {
        "title": title,
        "kind": values.kind.value,
        "cycle": values.cycle,
        "due_on": values.due_on.isoformat() if values.due_on else None,
        "due_time": values.due_time.isoformat() if values.due_time else None,
        "due_rule": dict(values.due_rule),
        "no_date": values.no_date,
        "product": values.product,
        "report_to": values.report_to,
    }


def party_snapshots(proposal: Proposal, named: Sequence[PartyValues]) -> list[snapshots.Snapshot]:
    """Bodies as a snapshot keeps them; a group that is new on the card gets its members."""
    known = {party.group_id for party in proposal.parties}
    rows: Sequence[Proposal] = ()
    if any(one.group_id is not None and one.group_id not in known for one in named):
        rows = proposal_queries.list_proposals(proposal.conclusion)
    return [_party(one, proposal.conclusion, known, rows) for one in named]


def _party(
    one: PartyValues, conclusion: Conclusion, known: set[int | None], rows: Sequence[Proposal]
) -> snapshots.Snapshot:
    chosen = one.chosen
    if one.group_id is not None and one.group_id not in known and not chosen:
        group = agency_queries.get_group(one.group_id)
        chosen = tuple(_members_of(group, _seated(conclusion), _leading(rows), _day_of(conclusion)))
    return snapshots.party(
        one.part,
        one.name,
        agency_id=one.agency_id,
        group_id=one.group_id,
        chosen=chosen,
        not_followed=one.not_followed,
    )


def _seated(conclusion: Conclusion) -> list[int]:
    seats = committee_queries.list_members(conclusion.committee_id, _day_of(conclusion))
    return [seat.agency_id for seat in seats]


def _day_of(conclusion: Conclusion) -> date:
    """The day on which the conclusion's bodies and groups are what the text means."""
    return conclusion.held_on or conclusion.created_at.date()


def _leading(rows: Sequence[Proposal]) -> set[int]:
    leads = (party for row in rows for party in row.parties if party.part is Part.LEAD)
    return {party.agency_id for party in leads if party.agency_id is not None}


def _free_position(conclusion: Conclusion, start: int | None) -> int:
    """The place of a passage among the others, made free; the end for what has no passage."""
    if start is None:
        return proposal_queries.find_last_position(conclusion) + 1
    position = proposal_queries.find_position_of_place(conclusion, start)
    move_behind(conclusion, position - 1)
    return position


def move_behind(conclusion: Conclusion, position: int) -> None:
    """Make room for one proposal behind a position; no version grows, for no content changes."""
    later = (Proposal.conclusion_id == conclusion.id) & (Proposal.position > position)
    db.session.execute(
        update(Proposal)
        .where(later)
        .values(position=Proposal.position + 1, version=Proposal.version)
        .execution_options(synchronize_session="fetch")
    )


def _inside(span: tuple[int, int], body: str) -> tuple[int, int]:
    """The place without the blanks around it."""
    start, end = span
    if not 0 <= start < end <= len(body) or not body[start:end].strip():
        raise InvalidInput("span_outside_text", field="span")
    inner = body[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


def _note_of(note: Note) -> dict[str, str]:
    return {"code": note.code, "field": note.field, "text": note.text}
