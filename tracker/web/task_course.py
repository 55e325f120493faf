"""What a task's page tells besides its forms: its course, what is owed next, its journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.domain.tasks import AssignmentState, Kind, Part, TaskState
from tracker.queries import committees as committee_queries
from tracker.queries import journal as journal_queries
from tracker.queries import people as people_queries
from tracker.web.agency_names import as_told
from tracker.web.forms.base import show_day
from tracker.web.whole_course import WholeMove, whole_moves
from tracker.web.wording_acts import act_words

if TYPE_CHECKING:
    from tracker.models.extensions import Extension
    from tracker.models.handovers import HandoverRow
    from tracker.models.journal import JournalEntry
    from tracker.models.tasks import Assignment, DueDate, Task
    from tracker.models.updates import Directive, Update

SHOWN: Mapping[str, LazyString] = {
    "": _l("Tất cả"),
    "update": _l("Cập nhật"),
    "directive": _l("Chỉ đạo"),
    "due": _l("Hạn"),
    "whole": _l("Tạm dừng, hủy"),
}
"""What the course can be cut down to, by the address."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; none of the rows is set for the publication.

    A request for a new date has its update beside it, its decision has none.
    """

    kind: str
    at: datetime
    update: Update | None = None
    directive: Directive | None = None
    due: DueDate | None = None
    extension: Extension | None = None
    handover: HandoverRow | None = None
    whole: WholeMove | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is still to be done: what, by whom, until or since when."""

    icon: str
    what: str
    who: str
    until: date | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """One journal entry in words."""

    at: datetime
    words: str
    who: str
    agency: str
    detail: str


def course_of(
    task: Task,
    said: Iterable[Update],
    directives: Iterable[Directive],
    extensions: Iterable[Extension],
    handovers: Iterable[HandoverRow],
    show: str,
    *,
    until: datetime | None = None,
) -> list[Entry]:
    """What happened on a task up to an instant, newest first, cut down to ``show``."""
    requests = {one.update_id: one for one in extensions}
    found = [
        *(_said_entry(one, requests.get(one.id)) for one in said),
        *(Entry("directive", one.written_at, directive=one) for one in directives),
        *(
            Entry("due", one.settled_at, extension=one)
            for one in requests.values()
            if one.settled_at
        ),
        *(Entry("due", one.recorded_at, due=one) for one in task.due_dates[1:] if _by_itself(one)),
        *(Entry("handover", one.made_at, handover=one) for one in handovers),
        *(Entry("whole", at, whole=one) for at, one in whole_moves(task)),
        Entry("published", task.published_at),
    ]
    kept = [one for one in found if show in ("", one.kind) and _is_kept(one.kind, one.at, until)]
    return sorted(kept, key=lambda one: one.at, reverse=True)


def _said_entry(update: Update, extension: Extension | None) -> Entry:
    kind = "due" if extension else "update"
    return Entry(kind, update.filed_at, update=update, extension=extension)


def _by_itself(due: DueDate) -> bool:
    """A date that an extension brought is told with the decision."""
    return "extension" not in due.rule


def _is_kept(kind: str, at: datetime, until: datetime | None) -> bool:
    """What a former owner keeps: all before the change of hands, and the change itself.

    What else was decided in the same act, such as a new date, is no longer its matter.
    """
    return until is None or at < until or (at == until and kind == "handover")


def owed_of(
    task: Task,
    parts: Sequence[Assignment],
    directives: Iterable[Directive],
    pending: Extension | None = None,
) -> list[Owed]:
    """What is still to be done on a task, the leaders' questions first."""
    if task.state not in (TaskState.OPEN, TaskState.SUSPENDED):
        return []
    leads = ", ".join(as_told(one) for one in parts if one.part is Part.LEAD)
    asked = [
        Owed("speak", _("Trả lời ý kiến chỉ đạo"), leads, until=one.answer_by)
        for one in directives
        if one.answered_at is None
    ]
    if task.state is TaskState.SUSPENDED:
        until = task.changes[-1].review_on
        return [*asked, Owed("pause", _("Xem lại việc tạm dừng"), _("Tổ giúp việc"), until=until)]
    if pending is not None and task.state is TaskState.OPEN:
        asked.append(_owed_decision(task, pending))
    parts_owed = [_owed_part(task, part, leads) for part in parts if not _by_period(task, part)]
    return asked + [one for one in parts_owed if one is not None]


def _by_period(task: Task, part: Assignment) -> bool:
    """Say whether what the part owes now are its periods, which stand in a list of their own."""
    working = (AssignmentState.ASSIGNED, AssignmentState.RECEIVED, AssignmentState.IN_PROGRESS)
    return task.kind is Kind.STANDING and part.part is Part.LEAD and part.state in working


def _owed_decision(task: Task, pending: Extension) -> Owed:
    who = _("Lãnh đạo") if task.committee.extensions_by_leaders else _("Tổ giúp việc")
    return Owed("cal", _("Quyết định đề nghị gia hạn"), who, since=pending.request.filed_on)


def _owed_part(task: Task, part: Assignment, leads: str) -> Owed | None:
    name, state = as_told(part), part.state
    match state:
        case AssignmentState.OBJECTED:
            return Owed("doubt", _("Xem ý kiến không tiếp nhận của %(agency)s", agency=name),
                        _("Tổ giúp việc"))  # fmt: skip
        case AssignmentState.REPORTED:
            return Owed("check", _("Xác nhận hoàn thành cho %(agency)s", agency=name),
                        _("Tổ giúp việc"), since=part.answered_on)  # fmt: skip
        case AssignmentState.DELIVERED:
            return Owed("tick", _("Xác nhận phần phối hợp của %(agency)s", agency=name),
                        leads, since=part.answered_on)  # fmt: skip
        case AssignmentState.ACCEPTED | AssignmentState.CONFIRMED:
            return None
        case _ if part.part is Part.LEAD:
            until = part.redo_on or task.deadline_on
            what = _("Báo cáo lại") if part.redo_on else _("Báo cáo hoàn thành")
            return Owed("check", what, name, until=until)
        case _:
            return Owed("gap", _("Gửi phần phối hợp"), name, until=part.deadline_on)


def journal_of(task_id: int, *, until: datetime | None = None) -> list[Noted]:
    """A task's journal in words, newest first. The caller has checked that it may be seen."""
    entries = journal_queries.list_of_task(task_id, until=until)
    acting = [one.user_id for one in entries if one.user_id]
    people = people_queries.list_names([*acting, *_stood_in_for(entries).values()])
    named = {key for one in entries for key in _agencies_of(one)}
    agencies = {one.id: one.name for one in committee_queries.list_agencies_by_id(sorted(named))}
    shown = {} if until else agencies
    return [
        Noted(
            at=one.at,
            words=act_words(one.act),
            who=_who(one, people),
            agency=agencies.get(one.agency_id or 0, ""),
            detail=", ".join((*_moved(one, shown), *_details(one))),
        )
        for one in reversed(entries)
        if _is_kept(one.subject, one.at, until)
    ]


def _agencies_of(entry: JournalEntry) -> set[int]:
    keys = (entry.agency_id, entry.data.get("from_agency"), entry.data.get("to_agency"))
    return {key for key in keys if key}


def _moved(entry: JournalEntry, agencies: Mapping[int, str]) -> Iterator[str]:
    """From which agency to which; a former owner is not told who followed."""
    sides = (entry.data.get(side) for side in ("from_agency", "to_agency"))
    names = [agencies[key] for key in sides if key is not None and key in agencies]
    if names:
        yield " → ".join(names)


def stood_in_of(task_id: int) -> dict[tuple[int | None, datetime], str]:
    """In whose place deputies acted on a task: names by who acted and when."""
    found = _stood_in_for(journal_queries.list_of_task(task_id))
    people = people_queries.list_names(found.values())
    return {key: people[person] for key, person in found.items() if person in people}


def _stood_in_for(entries: Iterable[JournalEntry]) -> dict[tuple[int | None, datetime], int]:
    return {
        (one.user_id, one.at): int(one.data["stands_in_for"])
        for one in entries
        if one.data.get("stands_in_for")
    }


def _who(entry: JournalEntry, people: Mapping[int, str]) -> str:
    name = str(people.get(entry.user_id or 0, _("Hệ thống")))
    person = people.get(int(entry.data.get("stands_in_for") or 0))
    if not person:
        return name
    return str(_("%(name)s (làm thay %(person)s)", name=name, person=person))


def _details(entry: JournalEntry) -> Iterator[str]:
    data = entry.data
    if "before" in data:
        yield _("%(old)s thành %(new)s", old=_day(data["before"]), new=_day(data["due_on"]))
    elif data.get("due_on"):
        yield _("hạn %(day)s", day=_day(data["due_on"]))
    if data.get("wanted_on") and not data.get("due_on"):
        yield _("xin đến %(day)s", day=_day(data["wanted_on"]))
    if data.get("late"):
        yield _("xin sau hạn")
    if data.get("own_extension"):
        yield _("tự quyết định vì không còn người khác có quyền quyết định")
    if data.get("review_on"):
        yield _("xem lại ngày %(day)s", day=_day(data["review_on"]))
    if data.get("deadline_on"):
        yield _(
            "hạn lùi %(days)s ngày, đến %(day)s",
            days=data["days_off"],
            day=_day(data["deadline_on"]),
        )
    if data.get("on_behalf"):
        yield _("nhập hộ")
    if data.get("own_matter"):
        yield _("tự xác nhận vì tiểu ban không còn thư ký khác")
    if data.get("product_on"):
        yield _("sản phẩm ngày %(day)s", day=_day(data["product_on"]))


def _day(stored: object) -> str:
    return show_day(date.fromisoformat(str(stored))) if stored else _("không có hạn")
