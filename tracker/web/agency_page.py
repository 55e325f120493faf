"""*Việc của cơ quan*: what needs the agency first, then all it owes and has done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from flask import render_template, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.domain.tasks import DONE_STATES, AssignmentState, Move, Part, TimeState
from tracker.domain.text import fold
from tracker.queries import committees as committee_queries
from tracker.queries import directives as directive_queries
from tracker.queries import extensions as extension_queries
from tracker.queries import officers as officer_queries
from tracker.queries import recommendations as recommendation_queries
from tracker.queries import repeats as repeat_queries
from tracker.queries import tasks as task_queries
from tracker.queries.calendar import Horizons
from tracker.queries.tasks import AssignmentLine
from tracker.services import updates
from tracker.web.context import now, today, viewer
from tracker.web.forms.base import clean, number
from tracker.web.forms.tasks import fresh_form
from tracker.web.owed_periods import Owing, list_owing

if TYPE_CHECKING:
    from tracker.models.updates import Directive

HEADINGS: Mapping[str, LazyString] = {
    "overdue": _l("Quá hạn"),
    "soon": _l("Sắp đến hạn"),
    "within": _l("Đang thực hiện"),
    "coordinating": _l("Phối hợp"),
    "waiting": _l("Chờ xác nhận hoàn thành"),
    "paused": _l("Tạm dừng"),
    "done": _l("Đã xong"),
}
ANSWERED = (AssignmentState.REPORTED, AssignmentState.DELIVERED)
FEW = 5
"""Recommendations shown on the page; the rest is one click away."""
OWING = ("overdue", "soon", "within", "coordinating")
URGENT = ("overdue", "period", "soon", "assigned")
SAYING = (Move.UPDATE, Move.REPORT, Move.DELIVER)
"""The moves that the form inside a line offers; the rest stands on the task's page."""


@dataclass(frozen=True, slots=True)
class Needed:
    """One thing that needs the agency today: how many, and the first of them."""

    key: str
    count: int
    first: AssignmentLine | None = None
    directive: Directive | None = None


@dataclass(frozen=True, slots=True)
class LineFilter:
    """What the address asks for."""

    words: str
    part: Part | None
    committee_id: int | None
    need: str
    """One of the groups on top of the page, or nothing."""

    @classmethod
    def read(cls) -> LineFilter:
        """Read the address; unfit values count as absent."""
        return cls(
            words=clean(request.args.get("q", ""))[:200],
            part=next((one for one in Part if one.value == request.args.get("part")), None),
            committee_id=request.args.get("committee", type=number),
            need=next((one for one in URGENT if one == request.args.get("need")), ""),
        )

    @property
    def is_any(self) -> bool:
        """Say whether the lists are cut down."""
        return bool(self.words or self.part or self.committee_id or self.need)


def agency_page() -> str:
    """The page of whoever acts for an agency; one form key for each line (a double click)."""
    horizons, asked = Horizons(now()), LineFilter.read()
    lines = task_queries.list_of_agencies(viewer(), horizons)
    owing = list_owing(_of(lines), horizons)
    kept = _kept(lines, asked, owing)
    directives = directive_queries.list_unanswered_by_agencies(viewer())
    return render_template(
        "tasks/of_agency.html",
        day=today(),
        asked=asked,
        parts=Part,
        agencies=committee_queries.list_agencies_by_id(sorted(viewer().agency_ids)),
        committees=sorted({(one.task.committee_id, one.task.committee.name) for one in _of(lines)}),
        needed=_needed(lines, directives, owing),
        standing_in=_standing_in(),
        directives=directives,
        recommendations=recommendation_queries.list_of_agencies(viewer(), limit=FEW),
        sections=_sections(kept, owing),
        periods=owing,
        owing=OWING,
        offers={one.id: _offered(one) for one in _of(kept)},
        form=fresh_form(),
        keys={one.id: uuid4().hex for one in _of(kept)},
        horizons=horizons,
        told=repeat_queries.list_told([one.task_id for one in _of(kept)], viewer()),
        extended=extension_queries.list_extended([one.task_id for one in _of(kept)]),
        pending=extension_queries.list_pending([one.task_id for one in _of(kept)]),
        has_any=bool(lines),
    )


def _standing_in() -> list[tuple[str, date | None]]:
    """In whose place the viewer acts, and until which day."""
    posts = officer_queries.list_standing_in(viewer().user_id)
    held = (one for one in posts if one.holds_on(today()))
    return [(one.stands_in_for.full_name, one.valid_to) for one in held if one.stands_in_for]


def _of(lines: Sequence[AssignmentLine]) -> list[Any]:
    return [line.assignment for line in lines]


def _offered(assignment: Any) -> list[Any]:
    return [rule for rule in updates.offered(assignment, viewer()) if rule.move in SAYING]


def _kept(
    lines: Sequence[AssignmentLine], asked: LineFilter, owing: Mapping[int, Owing]
) -> list[AssignmentLine]:
    """The lines that the filters leave; *de nghi* finds *đề nghị*."""
    return [line for line in lines if _fits(line, asked, owing)]


def _fits(line: AssignmentLine, asked: LineFilter, owing: Mapping[int, Owing]) -> bool:
    part = line.assignment
    if asked.part is not None and part.part is not asked.part:
        return False
    if asked.committee_id is not None and part.committee_id != asked.committee_id:
        return False
    if asked.need and not needs(asked.need, line, owing):
        return False
    searched = f"{part.task.folded} {part.task.code.lower()}"
    return all(word in searched for word in fold(asked.words).split())


def _sections(
    lines: Sequence[AssignmentLine], owing: Mapping[int, Owing]
) -> list[tuple[str, LazyString, list[Any]]]:
    """Key, heading and lines of each section; a line stands in exactly one."""
    found: dict[str, list[AssignmentLine]] = {}
    for line in lines:
        found.setdefault(section_of(line, owing), []).append(line)
    return [(key, words, found[key]) for key, words in HEADINGS.items() if key in found]


def section_of(line: AssignmentLine, owing: Mapping[int, Owing]) -> str:
    """The section in which a line stands; a reported one waits, whatever its date.

    A standing task stands where its oldest unreported period does.
    """
    if line.state in DONE_STATES or line.state is TimeState.CANCELLED:
        return "done"
    if line.state is TimeState.PAUSED:
        return "paused"
    if line.assignment.state in ANSWERED:
        return "waiting"
    if line.assignment.part is Part.COORDINATING:
        return "coordinating"
    if line.assignment.id in owing:
        return owing[line.assignment.id].section
    urgent = {TimeState.OVERDUE: "overdue", TimeState.SOON: "soon"}
    return urgent.get(line.state, "within")


def needs(need: str, line: AssignmentLine, owing: Mapping[int, Owing]) -> bool:
    """Say whether a line belongs to a group on top of the page."""
    section = section_of(line, owing)
    if section not in OWING:
        return False
    if need == "period":
        return line.assignment.id in owing and section != "within"
    if need == "assigned":
        return line.assignment.state is AssignmentState.ASSIGNED
    return line.state.value == need


def _needed(
    lines: Sequence[AssignmentLine], directives: Sequence[Directive], owing: Mapping[int, Owing]
) -> list[Needed]:
    """What needs the agency today, the most urgent first; empty groups are left out."""
    groups = {need: [line for line in lines if needs(need, line, owing)] for need in URGENT}
    needed = [Needed(need, len(found), found[0]) for need, found in groups.items() if found]
    if directives:
        place = 1 if groups["overdue"] else 0
        needed.insert(place, Needed("directive", len(directives), directive=directives[0]))
    return needed
