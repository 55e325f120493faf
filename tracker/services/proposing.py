"""Proposing: runs the breakdown over a draft's text and stores what it finds."""

from __future__ import annotations

from tracker.domain import breakdown
from tracker.domain.breakdown import Party
from tracker.domain.breakdown import Proposal as Found
from tracker.domain.cycles import stored as stored_cycle
from tracker.domain.tasks import Kind, Part
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.proposals import Proposal
from tracker.queries import agencies as agency_queries
from tracker.queries import calendar as calendar_queries
from tracker.services.due_setting import end_of_standing
from tracker.services.proposals import LONGEST_TITLE, PartyValues, choose_members, party_row


def propose(conclusion: Conclusion) -> list[Proposal]:
    """Run the breakdown over a draft's text and store what it proposes."""
    if conclusion.text is None:
        return []
    found = breakdown.break_down(
        conclusion.text.body,
        agency_queries.get_directory(),
        held_on=conclusion.held_on,
        issued_on=conclusion.issued_on,
        calendar=calendar_queries.get_calendar(),
        events=[
            breakdown.Event(event.name, event.first_day, event.last_day)
            for event in conclusion.committee.events
        ],
    )
    if conclusion.held_on is None:
        conclusion.held_on = found.held_on
    if conclusion.issued_on is None:
        conclusion.issued_on = found.issued_on
    conclusion.text.unassigned = [[one.start, one.end] for one in found.unassigned]
    rows = [_row(conclusion, number, one) for number, one in enumerate(found.proposals, start=1)]
    db.session.add_all(rows)
    db.session.flush()
    choose_members(conclusion, rows)
    return rows


def _row(conclusion: Conclusion, position: int, found: Found) -> Proposal:
    parties = [(Part.LEAD, one) for one in found.lead]
    parties += [(Part.COORDINATING, one) for one in found.coordinating]
    row = Proposal(
        conclusion_id=conclusion.id,
        committee_id=conclusion.committee_id,
        position=position,
        span_start=found.start,
        span_end=found.end,
        title=found.title[:LONGEST_TITLE],
        text=found.text,
        kind=Kind(found.kind.value),
        due_time=found.due_time,
        due_text=found.due_text or "",
        product=found.product or "",
        report_to=", ".join(found.report_to),
        gaps=[{"code": one.code, "field": one.field, "text": one.text} for one in found.gaps],
        doubts=[{"code": one.code, "field": one.field, "text": one.text} for one in found.doubts],
        rule=found.rule,
        why=found.why,
        parties=[
            party_row(number, _from_mention(part, one))
            for number, (part, one) in enumerate(parties, start=1)
        ],
    )
    _set_due(conclusion, row, found)
    row.found = _remembered(row)
    return row


def _set_due(conclusion: Conclusion, row: Proposal, found: Found) -> None:
    """The date as found; a standing task without a cycle gets the committee's (DESIGN 3.8)."""
    row.due_on, row.cycle = found.due_on, stored_cycle(found.cycle or "")
    row.due_rule = {"why": found.due_rule} if found.due_rule else {}
    if row.kind is Kind.STANDING:
        row.cycle = row.cycle or conclusion.committee.default_cycle
        if row.due_on is None:
            due = end_of_standing(conclusion)
            row.due_on, row.due_rule = due.on, dict(due.stored)


def _remembered(row: Proposal) -> dict[str, object]:
    """What was proposed, for showing what the clerk changed."""
    return {
        "title": row.title,
        "kind": row.kind.value,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "lead": [one.name for one in row.parties if one.part is Part.LEAD],
        "coordinating": [one.name for one in row.parties if one.part is Part.COORDINATING],
        "product": row.product,
    }


def _from_mention(part: Part, party: Party) -> PartyValues:
    prefix, _colon, number = (party.key or "").partition(":")
    key = int(number) if number.isdigit() else None
    return PartyValues(
        part=part,
        name=party.name,
        agency_id=key if f"{prefix}:" == agency_queries.AGENCY_KEY else None,
        group_id=key if f"{prefix}:" == agency_queries.GROUP_KEY else None,
    )
