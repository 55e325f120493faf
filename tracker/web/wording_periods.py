"""The words for periods of standing tasks: their names, states and moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.domain.cycles import Every, read_code
from tracker.domain.periods import PeriodMove, PeriodState
from tracker.web.forms.base import show_day

if TYPE_CHECKING:
    from tracker.models.periods import Period
    from tracker.models.updates import Update

PERIOD_MOVE_WORDS: Mapping[PeriodMove, LazyString] = {
    PeriodMove.REPORT: _l("Gửi báo cáo kỳ"),
    PeriodMove.ACCEPT: _l("Xác nhận báo cáo kỳ"),
    PeriodMove.RETURN: _l("Trả lại báo cáo kỳ"),
}
SAID_WORDS: Mapping[str, LazyString] = {
    "progress": _l("Báo cáo kỳ: %(period)s"),
    "acceptance": _l("Xác nhận báo cáo kỳ: %(period)s"),
    "return": _l("Trả lại báo cáo kỳ: %(period)s"),
}
QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class PeriodFace:
    """How a period's state looks: class, icon and word go together."""

    css: str
    icon: str
    word: LazyString


PERIOD_FACES: Mapping[PeriodState, PeriodFace] = {
    PeriodState.UPCOMING: PeriodFace("paused", "cal", _l("Chưa đến kỳ")),
    PeriodState.DUE: PeriodFace("within", "clock", _l("Đến kỳ")),
    PeriodState.ON_TIME: PeriodFace("done", "check", _l("Đúng hạn")),
    PeriodState.LATE: PeriodFace("late", "late", _l("Trễ hạn")),
    PeriodState.MISSED: PeriodFace("overdue", "alert", _l("Không báo cáo")),
    PeriodState.WITHDRAWN: PeriodFace("cancelled", "x", _l("Thôi yêu cầu")),
}


def period_face(state: PeriodState) -> PeriodFace:
    """Class, icon and word of a period's state."""
    return PERIOD_FACES[state]


def period_move_word(move: PeriodMove) -> str:
    """The words on the button of a period's move."""
    return str(PERIOD_MOVE_WORDS[move])


def period_word(period: Period) -> str:
    """What a period is called: Tháng 7/2020; Quý III/2020; Tuần 20/06 đến 26/06/2020."""
    cycle, due = read_code(period.cycle), period.due_on
    if cycle is None:
        return _span(period)
    match cycle.every:
        case Every.MONTH if due.day == cycle.day or _is_short(due.day, cycle.day):
            return str(_("Tháng %(month)s/%(year)s", month=due.month, year=due.year))
        case Every.QUARTER if due.month % 3 == 0 and due.day >= min(cycle.day, 28):
            quarter = QUARTERS[(due.month - 1) // 3]
            return str(_("Quý %(quarter)s/%(year)s", quarter=quarter, year=due.year))
        case Every.YEAR if (due.month, due.day) == (12, cycle.day):
            return str(_("Năm %(year)s", year=due.year))
        case Every.MEETING:
            return str(_("Đến cuộc họp ngày %(day)s", day=show_day(due)))
        case _:
            return _span(period)


def said_word(update: Update) -> str:
    """What an entry of a task's course did about its period: Báo cáo kỳ: Tháng 7/2020."""
    period = period_word(update.period) if update.period else ""
    return str(SAID_WORDS[update.kind] % {"period": period})


def _is_short(day: int, wanted: int) -> bool:
    """Say whether a month was too short for the cycle's day."""
    return 28 <= day < wanted


def _span(period: Period) -> str:
    first = period.starts_on.strftime("%d/%m")
    return str(_("Từ %(first)s đến %(last)s", first=first, last=show_day(period.due_on)))
