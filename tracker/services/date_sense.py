"""Due dates that may be slips: kept when a person means them, refused only when they are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tracker.domain.breakdown import Note
from tracker.domain.breakdown import explanations as say
from tracker.domain.errors import InvalidInput
from tracker.models.conclusions import Conclusion
from tracker.models.proposals import Proposal
from tracker.queries.calendar import get_calendar

FIRST_YEAR, LAST_YEAR = 1990, 2100
_ABOUT_A_DATE = frozenset({"before_meeting", "day_off", "guessed_year"})


def require_sense(due_on: date | None) -> None:
    """Raise InvalidInput("due_nonsense") for a year that no conclusion can mean."""
    if due_on is not None and not FIRST_YEAR <= due_on.year <= LAST_YEAR:
        raise InvalidInput("due_nonsense", field="due_on", year=f"{due_on.year:04}")


def require_meant(conclusion: Conclusion, due_on: date | None, *, sure: bool) -> None:
    """Ask once more about a date before the meeting; ``sure`` says that it was asked.

    Raises InvalidInput: due_nonsense, due_before_meeting.
    """
    require_sense(due_on)
    held_on = conclusion.held_on
    if due_on is not None and held_on is not None and due_on < held_on and not sure:
        raise InvalidInput("due_before_meeting", field="due_on", day=f"{held_on:%d/%m/%Y}")


def is_before_meeting(proposal: Proposal) -> bool:
    """Say whether a proposal carries the doubt that its date lies before the meeting."""
    return any(one["code"] == "before_meeting" for one in proposal.doubts)


def doubts_of_date(
    conclusion: Conclusion, due_on: date | None, doubts: Sequence[Mapping[str, str]]
) -> list[dict[str, str]]:
    """The doubts of a proposal whose date a person changed: those about the old date go."""
    kept = [dict(one) for one in doubts if one["code"] not in _ABOUT_A_DATE]
    if due_on is None:
        return kept
    day, held_on = f"{due_on:%d/%m/%Y}", conclusion.held_on
    if held_on is not None and due_on < held_on:
        kept.append(_note(say.before_meeting(day)))
    if not get_calendar().is_working_day(due_on):
        kept.append(_note(say.day_off(day)))
    return kept


def _note(note: Note) -> dict[str, str]:
    return {"code": note.code, "field": note.field, "text": note.text}
