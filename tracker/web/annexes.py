"""*Phụ lục phân công nhiệm vụ* of a published conclusion, as Word and Excel files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint
from flask_babel import force_locale
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.domain.tasks import Kind, Part, TaskState
from tracker.outbound.annex import Annex, AnnexRow, write_docx, write_xlsx
from tracker.outbound.layouts import DocumentForm, find_layout
from tracker.outbound.official import long_date, padded
from tracker.queries import conclusions as conclusion_queries
from tracker.queries import tasks as task_queries
from tracker.queries.tasks import SeenTask
from tracker.services.conclusions import Source
from tracker.web.context import today, viewer
from tracker.web.downloads import DOCX, file_answer, xlsx_answer
from tracker.web.due_words import cycle_word
from tracker.web.filters import kind_word, source_word, task_word

if TYPE_CHECKING:
    from tracker.models.conclusions import Conclusion
    from tracker.models.tasks import Task

pages = Blueprint("annexes", __name__, url_prefix="/conclusions/<int:conclusion_id>/annex")

OFFICIAL = "vi"
"""Official documents are in Vietnamese, whatever the reader's language."""


@pages.get("/<form>.docx")
def word(conclusion_id: int, form: str) -> Response:
    """The Word document in Party or State form, by the rules of the conclusion's day."""
    if form not in list(DocumentForm):
        raise NotFound("form")
    conclusion = _published(conclusion_id)
    layout = find_layout(DocumentForm(form), conclusion.issued_on or conclusion.held_on or today())
    content = write_docx(_annex(conclusion), layout)
    return file_answer(content, f"{_file_name(conclusion)}-{form}.docx", DOCX)


@pages.get("/table.xlsx")
def excel(conclusion_id: int) -> Response:
    """The same table as an Excel file."""
    conclusion = _published(conclusion_id)
    return xlsx_answer(write_xlsx(_annex(conclusion)), _file_name(conclusion))


def _published(conclusion_id: int) -> Conclusion:
    conclusion = conclusion_queries.get_conclusion(conclusion_id, viewer())
    if not conclusion.is_published:
        raise NotFound("conclusion")
    return conclusion


def _file_name(conclusion: Conclusion) -> str:
    return f"phu-luc-phan-cong-{conclusion.committee.code.lower()}-{conclusion.id}"


def _annex(conclusion: Conclusion) -> Annex:
    seen = task_queries.list_seen_of_conclusion(conclusion.id, viewer())
    with force_locale(OFFICIAL):
        return Annex(
            committee=conclusion.committee.name,
            document=_cited(conclusion),
            number=conclusion.number,
            issued_on=conclusion.issued_on,
            rows=[_row(one) for one in seen],
            is_extract=not all(one.is_detailed for one in seen),
        )


def _cited(conclusion: Conclusion) -> str:
    """*Thông báo kết luận số … ngày … của …*; by its title while it has no number and day."""
    is_document = conclusion.source not in (Source.SPOKEN, Source.WEB)
    if not (is_document and conclusion.number and conclusion.issued_on):
        return conclusion.title
    return (
        f"{source_word(conclusion.source.value)} số {padded(conclusion.number)} "
        f"ngày {long_date(conclusion.issued_on)} của {conclusion.committee.name}"
    )


def _row(seen: SeenTask) -> AnnexRow:
    """A task's row; of one that may be seen in head only: title, leads, due date (DESIGN 3.12)."""
    task, may = seen.task, seen.is_detailed
    return AnnexRow(
        title=task.title,
        leads=_agencies(task, Part.LEAD),
        coordinating=_agencies(task, Part.COORDINATING) if may else "",
        due=task.due_on or (_due_words(task) if may else ""),
        product=task.product if may else "",
        remark=_remark(task) if may else "",
    )


def _due_words(task: Task) -> str:
    """What stands where a task has no day: its cycle, the text's own words, or its kind."""
    if task.cycle:
        return cycle_word(task.cycle)
    said = task.due_dates[-1].due_text if task.due_dates else ""
    return said or (kind_word(task.kind) if task.kind is Kind.STANDING else "")


def _remark(task: Task) -> str:
    reports = f"Báo cáo {task.report_to}" if task.report_to else ""
    moved = "" if task.state in (TaskState.OPEN, TaskState.COMPLETED) else task_word(task.state)
    return "; ".join(filter(None, (moved, reports)))


def _agencies(task: Task, part: Part) -> str:
    parts = (one for one in task.assignments if one.part is part and one.is_current)
    return "; ".join(one.agency_name for one in parts)
