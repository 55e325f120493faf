"""Due dates and cycles in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.domain.cycles import (
    EACH_MEETING,
    LAST_DAY,
    LAST_WEEKDAY,
    Cycle,
    Every,
    read_code,
)
from tracker.domain.due_rules import Base, Rule
from tracker.web.forms.base import show_day
from tracker.web.wording_states import CYCLE_STEP_WORDS

if TYPE_CHECKING:
    from tracker.models.proposals import Proposal

WEEKDAYS = (
    _l("Thứ Hai"),
    _l("Thứ Ba"),
    _l("Thứ Tư"),
    _l("Thứ Năm"),
    _l("Thứ Sáu"),
    _l("Thứ Bảy"),
    _l("Chủ nhật"),
)


def cycle_word(code: str) -> str:
    """Hằng tháng, ngày 25; hằng tuần, Thứ Sáu; mỗi cuộc họp. Kept words stay."""
    cycle = read_code(code)
    if cycle is None:
        return code
    if cycle.every is Every.MEETING:
        return str(_("Mỗi cuộc họp"))
    words = str(CYCLE_STEP_WORDS[cycle.every])
    if cycle.every is Every.WEEK:
        return f"{words}, {WEEKDAYS[cycle.day - 1]}"
    return str(_("%(step)s, ngày %(day)s", step=words, day=cycle.day))


def is_known_cycle(code: str) -> bool:
    """Say whether periods can be computed from a stored cycle, or the committee's default holds."""
    return read_code(code) is not None


def entered_cycle(typed: str) -> str:
    """What was typed into a field that names cycles: the code of a name as shown, else the words.

    Names are shown in the reader's language, and only the Vietnamese ones can be read as words.
    """
    names = {str(cycle_word(one.code)).casefold(): one.code for one in _every_cycle()}
    return names.get(typed.strip().casefold(), typed)


def _every_cycle() -> Iterator[Cycle]:
    yield EACH_MEETING
    for every in Every:
        if every is not Every.MEETING:
            last = LAST_WEEKDAY if every is Every.WEEK else LAST_DAY
            yield from (Cycle(every, day) for day in range(1, last + 1))


def due_rule_word(stored: Mapping[str, Any]) -> str:
    """How a date was computed: 15 ngày làm việc sau ngày họp 11/06/2020; nothing when typed."""
    rule = stored.get("rule")
    if rule in (Rule.BEFORE_EVENT, Rule.UNTIL_EVENT):
        return _by_event(stored)
    if rule in (Rule.WORKING_DAYS, Rule.DAYS):
        return _counted(stored)
    return str(stored.get("why", ""))


def entered_due(row: Proposal) -> str:
    """What the due field of a card shows: the day, "không có hạn", or the rule still open."""
    if row.due_on is not None:
        return show_day(row.due_on)
    if row.no_date:
        return str(_("Không có hạn"))
    stored = row.due_rule
    if stored.get("base") != Base.ISSUE or stored.get("rule") not in (Rule.WORKING_DAYS, Rule.DAYS):
        return ""
    if stored["rule"] == Rule.WORKING_DAYS:
        return f"{stored['count']} ngày làm việc kể từ ngày ban hành"
    return f"{stored['count']} ngày kể từ ngày ban hành"


def _by_event(stored: Mapping[str, Any]) -> str:
    values = {"event": stored.get("event", ""), "day": _base_day(stored)}
    if stored["rule"] == Rule.UNTIL_EVENT:
        return str(_("đến hết %(event)s (%(day)s)", **values))
    return str(_("%(count)s ngày trước %(event)s (%(day)s)", count=stored["count"], **values))


def _counted(stored: Mapping[str, Any]) -> str:
    values = {"count": stored["count"], "day": _base_day(stored)}
    works = stored["rule"] == Rule.WORKING_DAYS
    if stored.get("base") == Base.MEETING:
        if works:
            return str(_("%(count)s ngày làm việc sau ngày họp %(day)s", **values))
        return str(_("%(count)s ngày sau ngày họp %(day)s", **values))
    if works:
        return str(_("%(count)s ngày làm việc kể từ ngày ban hành %(day)s", **values))
    return str(_("%(count)s ngày kể từ ngày ban hành %(day)s", **values))


def _base_day(stored: Mapping[str, Any]) -> str:
    raw = stored.get("base_on")
    return show_day(date.fromisoformat(raw)) if raw else str(_("(chưa có)"))
