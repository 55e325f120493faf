"""The chain of a task's owners in words: who held a part, who followed, how late it was then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.domain.handovers import Handover
from tracker.domain.tasks import AssignmentState, Kind, Part
from tracker.web.agency_names import as_told
from tracker.web.forms.base import show_day

if TYPE_CHECKING:
    from tracker.models.handovers import HandoverRow
    from tracker.models.tasks import Assignment, Task

HANDOVER_WORDS: Mapping[Handover, LazyString] = {
    Handover.REASSIGN: _l("Chuyển cơ quan"),
    Handover.ADD: _l("Thêm cơ quan phối hợp"),
    Handover.TAKE_OFF: _l("Thôi giao"),
}
ACCEPTED_OBJECTION = _l("Chấp nhận ý kiến không tiếp nhận")


@dataclass(frozen=True, slots=True)
class Link:
    """One change of hands."""

    words: str
    at: datetime
    part: Part
    old: str
    new: str
    held: str
    """From when to when the old agency had it, and how late the part was at that time."""
    reason: str
    by: str


def chain_of(task: Task, rows: Iterable[HandoverRow]) -> list[Link]:
    """A task's changes of hands, the newest first."""
    return [_link(task, row) for row in reversed(list(rows))]


def handover_words(row: HandoverRow) -> str:
    """What was done; an objection that was accepted is named so."""
    ended = row.ended
    if ended is not None and ended.state is AssignmentState.OBJECTED:
        return str(ACCEPTED_OBJECTION)
    return str(HANDOVER_WORDS[row.kind])


def _link(task: Task, row: HandoverRow) -> Link:
    part = row.begun or row.ended
    assert part is not None
    return Link(
        words=handover_words(row),
        at=row.made_at,
        part=part.part,
        old=as_told(row.ended) if row.ended else "",
        new=as_told(row.begun) if row.begun else "",
        held=_held(task, row.ended, row.made_at) if row.ended else "",
        reason=row.reason,
        by=row.made_by.full_name if row.made_by else _("Hệ thống"),
    )


def _held(task: Task, part: Assignment, at: datetime) -> str:
    day_of = task.committee.day_of
    first, last = show_day(day_of(part.assigned_at)), show_day(day_of(at))
    words = _("%(agency)s giữ từ %(first)s đến %(last)s", agency=part.agency_name,
              first=first, last=last)  # fmt: skip
    late = _days_late(task, part, day_of(at), at)
    return str(words) + (str(_(", khi đó quá hạn %(days)s ngày", days=late)) if late else "")


def _days_late(task: Task, part: Assignment, day: date, at: datetime) -> int:
    """Calendar days past the date that held then; nothing for who rightly refused the part."""
    held = [one.deadline_on for one in task.changes if one.recorded_at < at]
    if part.state is AssignmentState.OBJECTED or task.kind is Kind.STANDING:
        return 0
    return max(0, (day - held[-1]).days) if held and held[-1] else 0
