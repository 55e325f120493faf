"""The public days off of Viet Nam, for commands that know no office's own calendar."""

from __future__ import annotations

import re

from tracker.domain.calendar import WorkingCalendar

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIRST, _LAST = 2000, 2100


def calendar_for(text: str) -> WorkingCalendar:
    """Give the working days of the years that a text names, and of the years after them.

    An installation's own table beats this (DESIGN 3.8); years out of reach have no days off.
    """
    import holidays

    named = {int(year) for year in _YEAR.findall(text)}
    years = sorted(y for one in named for y in (one, one + 1) if _FIRST <= y <= _LAST)
    if not years:
        return WorkingCalendar()
    known = holidays.country_holidays("VN", years=years)
    return WorkingCalendar.of(off=known, working=known.weekend_workdays)
