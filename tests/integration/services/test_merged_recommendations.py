"""Cards that become one handle what each was to handle; taking that back parts them again."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.factories.recommendations import AT, Hall
from tracker.domain.tasks import Kind
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.conclusions import Conclusion, ConclusionState, Source
from tracker.models.proposals import Proposal
from tracker.queries.chosen_recommendations import list_chosen
from tracker.services import recommendations, reshaping, review_steps


@pytest.fixture
def hall(app: Flask) -> Hall:
    """Two recommendations."""
    return Hall()


def draft_of(hall: Hall) -> tuple[Conclusion, list[Proposal]]:
    """A draft of two cards, each of which is to handle one recommendation."""
    draft = Conclusion(
        committee_id=hall.committee.id,
        title="Kết luận",
        source=Source.NOTICE,
        state=ConclusionState.DRAFT,
        created_at=AT,
        folded=fold("Kết luận"),
    )
    db.session.add(draft)
    db.session.flush()
    cards = [
        Proposal(
            conclusion_id=draft.id,
            committee_id=hall.committee.id,
            position=place,
            title=title,
            kind=Kind.ONE_OFF,
        )
        for place, title in enumerate(("Bố trí đường truyền", "In tài liệu"), start=1)
    ]
    db.session.add_all(cards)
    db.session.flush()
    actor = hall.viewer("secretary")
    for card, one in zip(cards, (hall.first, hall.second), strict=True):
        recommendations.choose(card, one.id, actor=actor, now=AT)
    db.session.commit()
    return draft, cards


def handled(card: Proposal) -> list[int]:
    """What a card is to handle, by key."""
    return sorted(list_chosen([card.id]).get(card.id, ()))


def test_the_merged_card_handles_what_each_was_to_handle(hall: Hall) -> None:
    _draft, (first, second) = draft_of(hall)
    reshaping.merge([first, second], actor=hall.viewer("secretary"), now=AT)
    db.session.commit()
    assert handled(first) == sorted([hall.first.id, hall.second.id])
    assert handled(second) == [hall.second.id]


def test_taking_a_merge_back_parts_them_and_keeps_what_was_chosen_since(hall: Hall) -> None:
    draft, (first, second) = draft_of(hall)
    third = hall.ask(hall.other, "Đề nghị có xe đưa đón")
    actor = hall.viewer("secretary")
    reshaping.merge([first, second], actor=actor, now=AT)
    recommendations.choose(first, third.id, actor=actor, now=AT)
    review_steps.undo(draft, actor=actor, now=AT)
    db.session.commit()
    assert handled(first) == sorted([hall.first.id, third.id])
    assert handled(second) == [hall.second.id]


def test_what_both_were_to_handle_is_handled_once_and_stays_with_both(hall: Hall) -> None:
    draft, (first, second) = draft_of(hall)
    actor = hall.viewer("secretary")
    recommendations.choose(second, hall.first.id, actor=actor, now=AT)
    reshaping.merge([first, second], actor=actor, now=AT)
    assert handled(first) == sorted([hall.first.id, hall.second.id])
    review_steps.undo(draft, actor=actor, now=AT)
    db.session.commit()
    assert handled(first) == [hall.first.id]
    assert handled(second) == sorted([hall.first.id, hall.second.id])
