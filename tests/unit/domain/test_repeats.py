"""Which tasks are proposed as said again: measured on pairs from offices' language."""

from __future__ import annotations

from tests.unit.domain.repeated_pairs import DIFFERENT, OPEN, SAME, Pair
from tests.unit.domain.repeated_pairs_more import DIFFERENT as MORE_DIFFERENT
from tests.unit.domain.repeated_pairs_more import SAME as MORE_SAME
from tracker.domain.repeats import Known, OpenTasks


def found_by(pair: Pair) -> bool:
    """Say whether the earlier task is shown beside the later title, among other open tasks."""
    others = [Known(number, title) for number, title in enumerate(OPEN, start=2)]
    tasks = OpenTasks([Known(1, pair.earlier, frozenset(pair.earlier_leads)), *others])
    return 1 in [match.key for match in tasks.like(pair.later, pair.later_leads)]


def test_true_pairs_are_found_and_near_misses_are_not() -> None:
    same, different = (*SAME, *MORE_SAME), (*DIFFERENT, *MORE_DIFFERENT)
    hits = sum(map(found_by, same))
    false = sum(map(found_by, different))
    assert len(same) == len(different) == 35
    assert hits / len(same) >= 0.7, [one.later for one in same if not found_by(one)]
    assert hits / (hits + false) >= 0.9, [one.later for one in different if found_by(one)]


def test_the_frame_of_a_deed_does_not_make_it_the_same() -> None:
    flood = "Khắc phục tình trạng ngập úng tại khu dân cư phía Đông"
    tasks = OpenTasks([Known(1, flood), *(Known(n, title) for n, title in enumerate(OPEN, 2))])
    assert tasks.like("Xử lý điểm ngập úng khu dân cư phía Đông")
    assert not tasks.like("Trồng cây xanh tại khu dân cư phía Đông")
    autumn = OpenTasks([Known(1, "Tổ chức Lễ hội mùa thu Côn Sơn")])
    assert not autumn.like("Tổ chức Lễ hội mùa xuân Côn Sơn")
