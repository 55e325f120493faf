"""Which unit a place is, when the text names several units at once."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.breakdown.bodies import PROVINCIAL_CITIES, TOWNS

UNITS = ("huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn", "quận", "tỉnh", "đặc khu")


def unit_of(name: str, units: Sequence[str]) -> str:
    """Choose among ``units`` ("huyện", "thị xã") the one that the place ``name`` is."""
    low = name.lower()
    if len(units) > 1:
        if low in TOWNS and "thị xã" in units:
            return "thị xã"
        if low in PROVINCIAL_CITIES and "thành phố" in units:
            return "thành phố"
    return units[0]
