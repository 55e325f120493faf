"""Bodies that had ended when the text was written: whoever goes on with their work is meant.

A text from before the change means the old body, and keeps it. One from after it that uses the
old name means the successor, which is said as a doubt; of several successors none is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.breakdown import explanations as say
from tracker.domain.breakdown.values import Note, Party, Proposal
from tracker.domain.directory import Body, Directory


def follow_successors(
    proposals: Sequence[Proposal], directory: Directory, on: date | None
) -> tuple[Proposal, ...]:
    """Put today's bodies, as of ``on``, in the place of those that had ended by then.

    None: the day of the text is unknown, and everything stays.
    """
    if on is None or not any(body.exists_to and body.exists_to < on for body in directory.bodies):
        return tuple(proposals)
    return tuple(_follow(one, directory, on) for one in proposals)


def _follow(proposal: Proposal, directory: Directory, on: date) -> Proposal:
    doubts: list[Note] = []
    lead = _parties(proposal.lead, "lead", directory, on, doubts)
    coordinating = _parties(proposal.coordinating, "coordinating", directory, on, doubts)
    if not doubts:
        return proposal
    return replace(
        proposal, lead=lead, coordinating=coordinating, doubts=(*proposal.doubts, *doubts)
    )


def _parties(
    parties: Sequence[Party], field: str, directory: Directory, on: date, doubts: list[Note]
) -> tuple[Party, ...]:
    found: dict[tuple[str | None, str], Party] = {}
    for party in parties:
        present = _present(party, field, directory, on, doubts)
        found.setdefault((present.key, present.name), present)
    return tuple(found.values())


def _present(party: Party, field: str, directory: Directory, on: date, doubts: list[Note]) -> Party:
    body = directory.find(party.name)
    if body is None or body.exists_to is None or body.exists_to >= on:
        return party
    after = directory.heirs(body, on)
    doubts.append(_doubt(field, body, after))
    return replace(party, name=after[0].name, key=after[0].key) if len(after) == 1 else party


def _doubt(field: str, body: Body, after: Sequence[Body]) -> Note:
    names = [one.name for one in after]
    return say.succeeded(field, body.name, names) if after else say.ended(field, body.name)
