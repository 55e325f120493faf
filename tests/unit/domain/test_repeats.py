"""Which tasks are proposed as said again: measured on pairs from offices' language."""

from __future__ import annotations

from tests.unit.domain.repeated_pairs import DIFFERENT, OPEN, SAME, Pair
from tracker.domain.repeats import Known, OpenTasks


def found_by(pair: Pair) -> bool:
    """Say whether the earlier task is shown beside the later title, among other open tasks."""
    others = [Known(number, title) for number, title in enumerate(OPEN, start=2)]
    tasks = OpenTasks([Known(1, pair.earlier, frozenset(pair.earlier_leads)), *others])
    return 1 in [match.key for match in tasks.like(pair.later, pair.later_leads)]


def test_true_pairs_are_found_and_near_misses_are_not() -> None:
    hits = sum(map(found_by, SAME))
    false = sum(map(found_by, DIFFERENT))
    assert len(SAME) == len(DIFFERENT) == 15
    assert hits / len(SAME) >= 0.7, [one.later for one in SAME if not found_by(one)]
    assert hits / (hits + false) >= 0.9, [one.later for one in DIFFERENT if found_by(one)]
