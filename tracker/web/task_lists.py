"""*Hôm nay*, *Nhiệm vụ*, *Cần gọi điện*: the lists of tasks; their routes stand in ``tasks``."""

from __future__ import annotations

from flask import Response, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.domain.access import CommitteeRole
from tracker.queries import call_list, repeats, task_list
from tracker.queries.extensions import list_extended
from tracker.queries.needs import Need
from tracker.queries.task_list import Repeated, Sort, TaskList
from tracker.queries.today import Today
from tracker.web.context import now, today, viewer
from tracker.web.downloads import xlsx_answer
from tracker.web.filters import STATE_FACES
from tracker.web.forms.base import number
from tracker.web.forms.task_list import TaskFilter
from tracker.web.report_table import task_table
from tracker.web.wording_states import KIND_WORDS, PART_WORDS
from tracker.web.wording_task_moves import TASK_MOVE_WORDS
from tracker.web.wording_today import NEEDS

PAGE_SIZE = 50
FEW = 5
"""Lines of a group on the page of all groups; the rest is one click away."""
FURTHEST = 10**6
SORT_WORDS = (
    (Sort.CODE.value, _l("Xếp theo mã")),
    (Sort.NEWEST.value, _l("Mới công bố trước")),
)
REPEATED_WORDS = (
    (Repeated.TOLD.value, _l("Đã được nhắc lại")),
    (Repeated.AGAIN.value, _l("Nhắc lại nhiệm vụ trước")),
)


def today_page() -> str:
    """What waits for the secretariat: every group with its first lines, or one group whole."""
    asked = next((need for need in Need if need.value == request.args.get("group")), None)
    book = Today(viewer(), now())
    counts = {need: book.count(need) for need in Need}
    shown = [asked] if asked else [need for need in Need if counts[need]]
    page = _page()
    limit, offset = (PAGE_SIZE, (page - 1) * PAGE_SIZE) if asked else (FEW, 0)
    return render_template(
        "tasks/today.html",
        day=today(),
        asked=asked,
        needs=NEEDS,
        counts=counts,
        groups=[(need, book.lines(need, limit=limit, offset=offset)) for need in shown],
        today_of=book.today,
        unreached=call_list.count_unreached(viewer(), today=today()),
        page=page,
        page_count=-(-counts[asked] // PAGE_SIZE) if asked else 1,
    )


def index() -> str:
    """Every task that the viewer may see: search, filters, order, page."""
    asked = _asked()
    found = TaskList(viewer(), now(), asked.wanted)
    page, count = _page(), found.count()
    rows = found.rows(limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    return render_template(
        "tasks/index.html",
        asked=asked,
        choices=task_list.list_choices(viewer()),
        rows=rows,
        told=repeats.list_told([line.task.id for line in rows], viewer()),
        extended=list_extended([line.task.id for line in rows if line.is_detailed]),
        horizons=found.horizons,
        count=count,
        writes=bool(viewer().committees_as(CommitteeRole.SECRETARY)),
        page=page,
        page_count=-(-count // PAGE_SIZE),
        face_pairs=[(state.value, face.word) for state, face in STATE_FACES.items()],
        part_pairs=[(part.value, words) for part, words in PART_WORDS.items()],
        kind_pairs=[(kind.value, words) for kind, words in KIND_WORDS.items()],
        repeated_pairs=REPEATED_WORDS,
        sort_pairs=SORT_WORDS,
        secretary_in=viewer().committees_as(CommitteeRole.SECRETARY),
        whole_pairs=[(move.value, words) for move, words in TASK_MOVE_WORDS.items()],
    )


def export() -> Response:
    """The same list, whole, as an Excel file."""
    found = TaskList(viewer(), now(), _asked().wanted)
    lines = found.rows()
    told = repeats.list_told([line.task.id for line in lines], viewer())
    return xlsx_answer(task_table(lines, told, day=today()), f"nhiem-vu-{today():%Y-%m-%d}")


def to_call() -> str:
    """Agencies that owe something and that no mail reaches (DESIGN 3.7)."""
    rows = call_list.list_unreached(viewer(), today=today())
    return render_template("tasks/to_call.html", rows=rows, day=today())


def letter(agency_id: int) -> str:
    """A letter to such an agency, to be printed; in Vietnamese whatever the reader's language."""
    row = call_list.get_unreached(agency_id, viewer(), today=today())
    return render_template("tasks/letter.html", row=row, day=today())


def _asked() -> TaskFilter:
    asked = TaskFilter.read(request.args)
    if asked.unfit:
        flash(_("Ngày trong bộ lọc không hợp lệ nên chưa được dùng."), "error")
    return asked


def _page() -> int:
    return min(max(1, request.args.get("page", 1, type=number) or 1), FURTHEST)
