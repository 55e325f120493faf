"""What a task's page offers a lead about each contribution: to ask, to confirm, to set a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from tracker.domain.access import Viewer
from tracker.domain.tasks import Mover, Rule
from tracker.services import contributions, updates
from tracker.web.forms.contributions import ContributionDateForm, contribution_date_form

if TYPE_CHECKING:
    from tracker.models.tasks import Assignment


@dataclass(frozen=True, slots=True)
class Urging:
    """What a page offers a lead, or the secretariat, about one contribution."""

    moves: Sequence[Rule]
    date_form: ContributionDateForm | None
    needs_source: bool
    """The secretariat acts for the lead and says by whose word."""
    key: str


def urging_of(
    parts: Iterable[Assignment], who: Viewer, typed: ContributionDateForm | None, typed_id: int
) -> dict[int, Urging]:
    """By part: what is offered; parts about which there is nothing to do are left out.

    ``typed`` is the date's form that was refused, of the part ``typed_id``.
    """
    found = {}
    for part in parts:
        moves = [one for one in updates.offered(part, who) if one.by is Mover.LEAD_AGENCY]
        form = None
        if contributions.may_set_date(part, who):
            form = typed if typed and part.id == typed_id else contribution_date_form(part)
        if moves or form:
            needs_source = not contributions.speaks_for_lead(part, who)
            found[part.id] = Urging(moves, form, needs_source, uuid4().hex)
    return found
