"""Proposals reshaped by the clerk: one becomes two, several become one, the order changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import update

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.tasks import Part
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.proposals import Proposal, ProposalState
from tracker.queries import proposals as queries
from tracker.services import chosen_recommendations, snapshots
from tracker.services.proposals import (
    LONGEST_TITLE,
    change,
    headline,
    move_behind,
    note_change,
    set_state,
    touch_draft,
)
from tracker.services.review_steps import MERGED, step
from tracker.services.snapshots import Snapshot

_ENDS = " \n,;.:-"
_SAME = 20
"""Letters by which the second part is found again in the title."""


def split(proposal: Proposal, at: int, *, actor: Viewer, now: datetime) -> Proposal:
    """Make two of a proposal: what stands before the place ``at`` in the text, and from it on.

    Both keep the bodies, the due date and what else was entered; each has its own words. Gives
    the second. Raises InvalidInput("split_outside_span").
    """
    start, end = proposal.span_start, proposal.span_end
    text = proposal.conclusion.text
    if text is None or start is None or end is None or not start < at < end:
        raise InvalidInput("split_outside_span", field="split")
    first, second = text.body[start:at].rstrip(_ENDS), text.body[at:end].strip()
    if not first.strip() or not second:
        raise InvalidInput("split_outside_span", field="split")
    with step(proposal.conclusion, "split", [proposal], actor=actor, now=now) as made:
        whole = snapshots.take(proposal)
        change(proposal, _first_part(whole, first), "proposal_split", actor=actor, now=now)
        made.append(_second_part(proposal, whole, second, end, actor=actor, now=now))
    return made[0]


def merge(rows: Sequence[Proposal], *, actor: Viewer, now: datetime) -> Proposal:
    """Make one of several: the first takes up the others' words, bodies and recommendations.

    The others go, and keep what they had for the day they are brought back.

    Gives the first. Raises InvalidInput("merge_needs_two").
    """
    if len(rows) < 2:
        raise InvalidInput("merge_needs_two")
    first, *others = rows
    with step(first.conclusion, MERGED, rows, actor=actor, now=now):
        parts = [snapshots.take(row) for row in rows]
        change(first, _united(first.conclusion, parts), "proposal_merged", actor=actor, now=now)
        chosen_recommendations.unite(first, others, actor=actor, now=now)
        for row in others:
            set_state(row, ProposalState.REMOVED, actor=actor, now=now)
    return first


def remove(rows: Sequence[Proposal], *, actor: Viewer, now: datetime) -> None:
    """Take proposals out; they can be brought back one by one, or all by undoing."""
    if not rows:
        return
    with step(rows[0].conclusion, "remove", rows, actor=actor, now=now):
        for row in rows:
            set_state(row, ProposalState.REMOVED, actor=actor, now=now)


def move(proposal: Proposal, *, up: bool, actor: Viewer, now: datetime) -> bool:
    """Change places with the neighbour above or below; False when there is none."""
    rows = list(queries.list_proposals(proposal.conclusion))
    ids = [row.id for row in rows]
    if proposal.id not in ids:
        return False
    place = ids.index(proposal.id)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return False
    touch_draft(proposal.conclusion, actor=actor, now=now)
    rows[place], rows[other] = rows[other], rows[place]
    _number(rows)
    note_change("proposal_moved", proposal, actor, now)
    return True


def _number(rows: Iterable[Proposal]) -> None:
    """Write the order; no version grows, so that nobody's open form becomes stale by it."""
    for position, row in enumerate(rows, start=1):
        db.session.execute(
            update(Proposal)
            .where(Proposal.id == row.id)
            .values(position=position, version=Proposal.version)
            .execution_options(synchronize_session="fetch")
        )


def _first_part(whole: Snapshot, text: str) -> Snapshot:
    start = whole["span_start"]
    title = _title_before(whole, text) or headline(text)
    return {
        **whole,
        "title": title,
        "text": text,
        "span_end": start + len(text),
        "state": ProposalState.PENDING.value,
    }


def _title_before(whole: Snapshot, first: str) -> str:
    """The part of the title that stands before the second part's words, if they stand in it."""
    second = str(whole["text"])[len(first) :].strip(_ENDS)
    found = str(whole["title"]).find(second[:_SAME]) if second else -1
    return str(whole["title"])[:found].rstrip(_ENDS) if found > 0 else ""


def _second_part(
    proposal: Proposal, whole: Snapshot, text: str, end: int, *, actor: Viewer, now: datetime
) -> Proposal:
    start = end - len(text)
    move_behind(proposal.conclusion, proposal.position)
    part = Proposal(
        conclusion_id=proposal.conclusion_id,
        committee_id=proposal.committee_id,
        position=proposal.position + 1,
        kind=proposal.kind,
        title=proposal.title,
    )
    db.session.add(part)
    db.session.flush()
    own = {"title": headline(text), "text": text, "span_start": start, "span_end": end}
    pending = {"state": ProposalState.PENDING.value}
    snapshots.put(part, {**whole, **own, **pending})
    note_change("proposal_added", part, actor, now)
    return part


def _united(conclusion: Conclusion, parts: Sequence[Snapshot]) -> Snapshot:
    first = parts[0]
    dated = next((one for one in parts if one["due_on"] or one["due_rule"]), first)
    due = {name: dated[name] for name in ("due_on", "due_time", "due_text", "due_rule")}
    return {
        **first,
        **due,
        **_united_place(conclusion, parts),
        "title": "; ".join(_titles(parts))[:LONGEST_TITLE],
        "no_date": first["no_date"] and not due["due_on"],
        "product": "; ".join(_different(one["product"] for one in parts)),
        "report_to": "; ".join(_different(one["report_to"] for one in parts)),
        "parties": _united_parties(parts),
        "gaps": _different(gap for one in parts for gap in one["gaps"]),
        "doubts": _different(doubt for one in parts for doubt in one["doubts"]),
        "state": ProposalState.PENDING.value,
    }


def _titles(parts: Sequence[Snapshot]) -> list[str]:
    titles = [str(one["title"]).rstrip(_ENDS) for one in parts]
    return [titles[0], *(one[:1].lower() + one[1:] for one in titles[1:])]


def _united_place(conclusion: Conclusion, parts: Sequence[Snapshot]) -> Snapshot:
    """One passage from the first to the last when nothing else stands between; else the first's.

    The words are kept whole either way.
    """
    spans = [(one["span_start"], one["span_end"]) for one in parts if one["span_start"] is not None]
    body = conclusion.text.body if conclusion.text else ""
    joined = all(not body[a[1] : b[0]].strip(_ENDS) for a, b in pairwise(spans))
    if len(spans) == len(parts) and joined and spans == sorted(spans):
        start, end = spans[0][0], spans[-1][1]
        return {"span_start": start, "span_end": end, "text": body[start:end]}
    return {"text": "\n".join(_different(one["text"] for one in parts))}


def _united_parties(parts: Sequence[Snapshot]) -> list[Snapshot]:
    """Every body once; one that leads anywhere leads."""
    named = [party for one in parts for party in one["parties"]]
    named.sort(key=lambda party: party["part"] != Part.LEAD.value)
    found: dict[tuple[object, ...], Snapshot] = {}
    for party in named:
        key = (party["agency_id"], party["group_id"], party["name"])
        found.setdefault(key[:2] if any(key[:2]) else key, party)
    return list(found.values())


def _different(values: Iterable[Any]) -> list[Any]:
    """The values that say something, each once, in their order."""
    kept: list[Any] = []
    for value in values:
        if value and value not in kept:
            kept.append(value)
    return kept
