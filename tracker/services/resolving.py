"""Bodies that a draft names and the directory does not know: entered, or understood as known."""

from __future__ import annotations

from datetime import datetime

from tracker.domain.access import Viewer
from tracker.domain.directory import name_key
from tracker.models.agencies import Agency
from tracker.models.conclusions import Conclusion
from tracker.models.proposals import Proposal
from tracker.queries import proposals as queries
from tracker.services import agencies, snapshots
from tracker.services.agencies import AgencyValues
from tracker.services.proposals import change
from tracker.services.snapshots import Snapshot

UNKNOWN = "unknown_body"


def enter_agency(
    conclusion: Conclusion, words: str, values: AgencyValues, *, actor: Viewer, now: datetime
) -> int:
    """Enter a new agency for ``words``; gives how many proposals of the draft it settles.

    Words that differ from the agency's name become its alias. Raises InvalidInput, NotAllowed.
    """
    aliases = [] if name_key(words) == name_key(values.name) else [words]
    full = AgencyValues(name=values.name, kind=values.kind, mailbox=values.mailbox, aliases=aliases)
    agency = agencies.create_agency(values=full, actor=actor, now=now)
    return _settle(conclusion, words, agency, actor, now)


def take_as_alias(
    conclusion: Conclusion, words: str, agency_id: int, *, actor: Viewer, now: datetime
) -> int:
    """Make ``words`` another name of an agency; gives how many proposals of the draft it settles.

    Raises InvalidInput("name_taken"), NotFound, NotAllowed.
    """
    agency = agencies.add_alias(agency_id=agency_id, name=words, actor=actor, now=now)
    return _settle(conclusion, words, agency, actor, now)


def _settle(
    conclusion: Conclusion, words: str, agency: Agency, actor: Viewer, now: datetime
) -> int:
    key, settled = name_key(words), 0
    for row in queries.list_with_removed(conclusion):
        if any(_is_unknown(party, key) for party in snapshots.take(row)["parties"]):
            change(
                row, _resolved(row, key, words, agency), "proposal_resolved", actor=actor, now=now
            )
            settled += 1
    return settled


def _is_unknown(party: Snapshot, key: str) -> bool:
    unknown = party["agency_id"] is None and party["group_id"] is None
    return unknown and name_key(party["name"]) == key


def _resolved(row: Proposal, key: str, words: str, agency: Agency) -> Snapshot:
    before = snapshots.take(row)
    known = {"name": agency.name, "agency_id": agency.id}
    parties = [
        {**party, **known} if _is_unknown(party, key) else party for party in before["parties"]
    ]
    notes = {name: _without(before[name], words) for name in ("gaps", "doubts")}
    return {**before, **notes, "parties": _once(parties)}


def _without(notes: list[dict[str, str]], words: str) -> list[dict[str, str]]:
    """The notes without those that say that ``words`` are in no directory."""
    return [one for one in notes if not (one["code"] == UNKNOWN and f"“{words}”" in one["text"])]


def _once(parties: list[Snapshot]) -> list[Snapshot]:
    """A body that was named by both of its names stands once in each part."""
    kept: dict[tuple[object, ...], Snapshot] = {}
    for party in parties:
        key = (party["part"], party["agency_id"], party["group_id"])
        kept.setdefault(key if any(key[1:]) else (*key, party["name"]), party)
    return list(kept.values())
