"""Puts the review screen together: text, cards, counts, who else is at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.tasks import Part
from tracker.extensions import end_reading, only_reads, transaction
from tracker.queries import agencies as agency_queries
from tracker.queries import chosen_recommendations
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import decisions as decision_queries
from tracker.queries import proposals as proposal_queries
from tracker.queries import recommendations as recommendation_queries
from tracker.queries.calendar import get_horizon
from tracker.services import draft_readers, repeats
from tracker.services.due_setting import bases_of
from tracker.services.proposals import ProposalValues
from tracker.web.card_versions import Difference
from tracker.web.context import now, settings, viewer
from tracker.web.forms.drafting import BodiesForm, BulkForm
from tracker.web.forms.proposals import ProposalForm
from tracker.web.marked_text import Passage, paragraphs
from tracker.web.party_rows import party_rows
from tracker.web.review_page import SHOWN, Card, cards_of, counts_of, keeps
from tracker.web.wording_states import AGENCY_KIND_WORDS

if TYPE_CHECKING:
    from tracker.models.conclusions import Conclusion

SEEN_WITHIN = timedelta(minutes=2)
"""A colleague who was heard of within this time has the draft open."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A card's form that was not saved, with what was typed; stale ones have differences."""

    form: ProposalForm
    refusal: str = ""
    values: ProposalValues | None = None
    differences: Sequence[Difference] = ()
    changed_by: tuple[str, datetime] | None = None


@dataclass(frozen=True, slots=True)
class BulkForms:
    """What is done to the ticked cards, as it was sent, and why it could not be done."""

    due: BulkForm
    bodies: BodiesForm
    refusal: str = ""

    def are_valid_for(self, act: str) -> bool:
        """Judge the form that an act reads; the others need none."""
        match act:
            case "due":
                return bool(self.due.validate())
            case "bodies":
                return bool(self.bodies.validate())
            case _:
                return True


def render_review(
    conclusion_id: int,
    open_id: int,
    refused: Refused | None = None,
    bulk: BulkForms | None = None,
) -> str:
    """The whole screen; ``open_id`` names the card that is open, 0 takes the first pending."""
    draft = conclusion_queries.get_draft(conclusion_id, viewer())
    show = shown()
    cards = cards_of(draft, open_id, show)
    opened = next((card for card in cards if card.is_open), None)
    directory = agency_queries.get_directory()
    bodies = (
        party_rows(opened.row, refused.values if refused else None, directory) if opened else []
    )
    handling = chosen_recommendations.list_of_draft(draft.id)
    return render_template(
        "proposals/review.html",
        draft=draft,
        cards=cards,
        kept=[card for card in cards if card.is_open or keeps(show, card)],
        counts=counts_of(cards),
        show=show,
        opened=opened,
        form=refused.form if refused else (ProposalForm.of(opened.row) if opened else None),
        refused=refused,
        leads=[one for one in bodies if one.part is Part.LEAD],
        coordinators=[one for one in bodies if one.part is Part.COORDINATING],
        lines=paragraphs(draft.text.body if draft.text else "", _passages(draft, cards, show)),
        loose=_loose(draft, cards),
        removed=proposal_queries.list_removed(draft),
        horizon=get_horizon(draft.committee, now()),
        directory=directory,
        events=bases_of(draft).events,
        kinds=AGENCY_KIND_WORDS,
        bulk=bulk or BulkForms(BulkForm.empty(draft), BodiesForm.empty()),
        ticked=request.form.getlist("card"),
        others=other_readers(draft),
        handling=handling,
        to_repeat=decision_queries.list_to_repeat(draft),
        asked=recommendation_queries.list_offered_to(
            draft, {key for keys in handling.values() for key in keys}, viewer()
        ),
        repeats=repeats.suggest(draft, [card.row for card in cards], viewer()),
        last_step=proposal_queries.find_last_step(draft, viewer().user_id),
    )


def shown() -> str:
    """The filter of the address, or nothing."""
    show = request.args.get("show", "")
    return show if show in SHOWN else ""


def to_card(conclusion_id: int, proposal_id: int) -> Response:
    """To the review with a card open, under the same filter.

    Without an anchor: the browser would then not focus the field that the page asks it to.
    """
    address = url_for(
        "proposals.review",
        conclusion_id=conclusion_id,
        card=proposal_id or None,
        show=shown() or None,
    )
    return redirect(address)


def other_readers(draft: Conclusion) -> Sequence[str]:
    """The names of colleagues who have the draft open too."""
    return proposal_queries.list_other_readers(draft, viewer().user_id, now() - SEEN_WITHIN)


def note_reader(draft: Conclusion) -> None:
    """Note that the viewer has the draft open, in a short transaction of its own."""
    if draft_readers.is_noted(draft, actor=viewer(), now=now()):
        return
    only_reads(False)
    end_reading()
    with transaction():
        draft_readers.note(draft, actor=viewer(), now=now())
    only_reads(True)


def clock_time() -> str:
    """The time of this request, HH:MM, in the installation's zone."""
    return now().astimezone(settings().zone).strftime("%H:%M")


def _passages(draft: Conclusion, cards: Sequence[Card], show: str) -> Iterator[Passage]:
    for card in cards:
        row = card.row
        if row.span_start is not None:
            yield Passage(
                row.span_start,
                row.span_end or 0,
                card.number,
                f"card-{row.id}",
                url_for("proposals.review", conclusion_id=draft.id, card=row.id, show=show or None),
            )
    for number, (start, end) in enumerate(_loose(draft, cards), start=1):
        yield Passage(start, end, number, f"loose-{number}", loose=True)


def _loose(draft: Conclusion, cards: Sequence[Card]) -> list[tuple[int, int]]:
    """Sentences that look like orders and are in no task yet."""
    taken = [(card.row.span_start or 0, card.row.span_end or 0) for card in cards]
    places = draft.text.unassigned if draft.text else []
    return [
        (start, end)
        for start, end in places
        if not any(first < end and start < last for first, last in taken)
    ]
