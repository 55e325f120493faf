"""The list of tasks as an Excel table: the columns of DOMAIN's appendix, in its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from flask_babel import gettext as _

from tracker.domain.tasks import Part
from tracker.outbound.xlsx import Column, write_table
from tracker.queries.extensions import Extended, list_extended
from tracker.queries.repeats import Told
from tracker.queries.reports import TaskLine
from tracker.web.agency_names import as_told
from tracker.web.filters import state_word
from tracker.web.wording_states import ASSIGNMENT_WORDS


def task_table(
    lines: Sequence[TaskLine],
    told: Mapping[int, Told],
    *,
    day: date,
    until: datetime | None = None,
) -> bytes:
    """An Excel file of these tasks as they stood on ``day``, which was over at ``until``.

    ``told`` says how often each was said again.

    Of a task that may be seen in head only: title, leads and due date (DESIGN 3.12).
    """
    columns = (
        Column(_("TT"), width=5),
        Column(_("Mã nhiệm vụ"), width=12),
        Column(_("Nội dung nhiệm vụ"), width=48),
        Column(_("Văn bản giao"), width=28),
        Column(_("Cơ quan chủ trì"), width=30),
        Column(_("Cơ quan phối hợp"), width=30),
        Column(_("Thời hạn"), width=12),
        Column(_("Sản phẩm"), width=24),
        Column(_("Thời gian thực hiện"), width=18),
        Column(_("Số ngày quá hạn"), width=10),
        Column(_("Tiến trình"), width=30),
        Column(_("Hạn gốc"), width=12),
        Column(_("Số lần gia hạn"), width=9),
        Column(_("Số ngày so với hạn gốc"), width=12),
        Column(_("Số lần trả lại"), width=9),
        Column(_("Số lần mở lại"), width=9),
        Column(_("Số lần nhắc lại"), width=9),
        Column(_("Tiểu ban, ban chỉ đạo"), width=30),
    )
    detailed = [line.task.id for line in lines if line.is_detailed]
    extended = list_extended(detailed, until=until)
    rows = [
        (
            *_row(number, line, day),
            *_extension(line, extended.get(line.task.id), day),
            *_redone(line),
            (told[line.task.id].later or None) if line.task.id in told else None,
            line.task.committee.name,
        )
        for number, line in enumerate(lines, start=1)
    ]
    meta = [_("Tính đến hết ngày %(day)s", day=day.strftime("%d/%m/%Y"))]
    return write_table(_("Danh sách nhiệm vụ"), columns, rows, meta)


def _row(number: int, line: TaskLine, day: date) -> tuple[object, ...]:
    task, may = line.task, line.is_detailed
    return (
        number,
        task.code,
        task.title,
        task.conclusion.title,
        _agencies(line, Part.LEAD),
        _agencies(line, Part.COORDINATING) if may else None,
        line.deadline_on,
        task.product if may else None,
        state_word(line.state) if may else None,
        (line.days_late(day) or None) if may else None,
        _progress(line) if may else None,
    )


def _extension(line: TaskLine, extended: Extended | None, day: date) -> tuple[object, ...]:
    if extended is None:
        return (None, None, None)
    days = extended.days_against(line.answered_on, day)
    return (extended.first_on, extended.count, days or None)


def _redone(line: TaskLine) -> tuple[object, ...]:
    """How often the leads' reports were returned, and acceptances taken back."""
    if not line.is_detailed:
        return (None, None)
    return (sum(one.returns for one in line.leads) or None,
            sum(one.reopenings for one in line.leads) or None)  # fmt: skip


def _agencies(line: TaskLine, part: Part) -> str:
    return "; ".join(as_told(one) for one in line.parts if one.part is part)


def _progress(line: TaskLine) -> str:
    leads = line.task.leads
    words = {str(ASSIGNMENT_WORDS[one.state]) for one in leads}
    if len(words) <= 1:
        return next(iter(words), "")
    return "; ".join(f"{as_told(one)}: {ASSIGNMENT_WORDS[one.state]}" for one in leads)
