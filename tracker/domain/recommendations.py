"""How far a recommendation has come: one definition (DESIGN 2).

The SQL side stands in ``tracker.queries.recommendations``; a test holds the two together.
"""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What a recommendation was answered with."""

    ANSWERED = "answered"
    DECLINED = "declined"
    """*Không tiếp thu*; the words of the answer are the reason."""


class RecommendationState(StrEnum):
    """What has become of a recommendation; computed, never stored."""

    OPEN = "open"
    """Nobody handles it and nobody has answered."""
    ASSIGNED = "assigned"
    """A task that was not cancelled handles it."""
    ANSWERED = "answered"
    DECLINED = "declined"


def state_of(outcome: Outcome | None, handling_tasks: int) -> RecommendationState:
    """The state that an answer in force, if any, and the tasks that handle it give.

    An answer goes before tasks: who answered has said all there is to say. A cancelled task
    handles nothing, so that what it was to handle is open again.
    """
    if outcome is not None:
        return RecommendationState(outcome.value)
    return RecommendationState.ASSIGNED if handling_tasks else RecommendationState.OPEN
