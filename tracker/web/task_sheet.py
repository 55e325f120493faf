"""The sheet of tasks: out to Excel, and back in with a preview of every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Redirect

from tracker.domain.access import CommitteeRole
from tracker.domain.errors import InvalidInput, SecrecyRefused
from tracker.domain.task_sheet import LABELS, Column, Line, read_lines
from tracker.extensions import dry_run, transaction
from tracker.inbound import read_sheets
from tracker.outbound.store import FileStore
from tracker.outbound.task_sheet import write_faults, write_sheet
from tracker.queries import committees as committee_queries
from tracker.queries import task_sheet as queries
from tracker.services import task_sheet as services
from tracker.services.conclusions import require_unmarked
from tracker.services.task_sheet import Fault, Outcome
from tracker.web.context import now, settings, today, viewer
from tracker.web.downloads import xlsx_answer
from tracker.web.forms.task_sheet import SheetForm
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from tracker.models.committees import Committee

pages = Blueprint("task_sheet", __name__)
ASKED = "due_before_meeting"
"""The refusal that a person may confirm away."""
SEAL_SECONDS = 24 * 3600
MOST_SHOWN = 100
"""Faults on the page; the file of faults has all of them."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A sheet that was handed in: kept by its digest, and read."""

    name: str
    digest: str
    lines: list[Line]


@pages.get("/tasks/sheet")
def show() -> str:
    """Where the sheet is fetched, and handed in again."""
    return _page(SheetForm.of(_committees()))


@pages.get("/tasks/sheet.xlsx")
def export() -> Response:
    """The open tasks of a committee, to be filled in."""
    form = SheetForm.of(_committees(), request.args.get("committee"))
    committee = _committee(form)
    rows = [_cells(row) for row in queries.list_sheet_rows(committee.id, viewer())]
    name = f"cap-nhat-{committee.code.lower()}-{today():%Y-%m-%d}"
    return xlsx_answer(write_sheet(rows, committee.name), name)


@pages.post("/tasks/sheet")
def take_in() -> str | Response | Redirect | tuple[str, int]:
    """Show what a sheet changes; store it, or save its faults, when that was asked for."""
    form = SheetForm.of(_committees(), request.form.get("committee"))
    committee = _committee(form)
    try:
        taken = _take(form, committee)
    except (InvalidInput, SecrecyRefused) as error:
        form.file.errors = [sentence(error)]
        return _page(form), 400
    outcome = _preview(taken, committee, sure=form.sure.data)
    if request.form.get("act") == "faults":
        return _faults(taken, outcome, committee)
    if request.form.get("act") == "store" and outcome.changes and not outcome.faults:
        stored = _store(taken, committee, form.mark.data, sure=form.sure.data)
        if stored is not None:
            return stored
        outcome = _preview(taken, committee, sure=form.sure.data)
        flash(_("Dữ liệu đã thay đổi sau lần xem trước. Đề nghị xem lại."), "error")
    form.kept.data, form.mark.data = _sealed(taken, committee), outcome.mark
    return _page(form, taken, outcome), 400 if outcome.faults else 200


class _Overtaken(Exception):
    """What was shown is no more what storing would do."""


def _preview(taken: Taken, committee: Committee, *, sure: bool) -> Outcome:
    with dry_run():
        return services.take_in(taken.lines, committee, actor=viewer(), now=now(), sure=sure)


def _store(taken: Taken, committee: Committee, mark: str | None, *, sure: bool) -> Redirect | None:
    """Store what the page showed; None, and nothing stored, when it isn't that any more."""
    try:
        with transaction():
            count = _carry_out(taken, committee, mark, sure=sure)
    except _Overtaken:
        return None
    flash(
        _(
            "Đã ghi %(count)s thay đổi. Thông báo tới các cơ quan được gửi sau %(minutes)s phút.",
            count=count,
            minutes=services.HELD_FOR.seconds // 60,
        ),
        "said",
    )
    return redirect(url_for("tasks.index", committee=committee.id))


def _carry_out(taken: Taken, committee: Committee, mark: str | None, *, sure: bool) -> int:
    outcome = services.take_in(taken.lines, committee, actor=viewer(), now=now(), sure=sure)
    if outcome.faults or outcome.mark != mark:
        raise _Overtaken
    services.hold_notices(outcome, now=now())
    services.note_taken_in(outcome, committee, digest=taken.digest, actor=viewer(), now=now())
    return len(outcome.changes)


def _take(form: SheetForm, committee: Committee) -> Taken:
    """The sheet that was uploaded, or the one that was shown before.

    Raises UnreadableFile, SecrecyRefused and what :func:`read_lines` raises.
    """
    store = FileStore(settings().files_dir)
    upload: FileStorage | None = form.file.data or None
    if upload and upload.filename:
        name, content = upload.filename[-200:], upload.read()
    else:
        name, digest = _unsealed(form.kept.data or "", committee)
        content = store.path(digest).read_bytes()
    read = read_sheets(content, name)
    require_unmarked(read.margins)
    lines = read_lines(read.sheets)
    return Taken(name, store.put(content), lines)


def _sealed(taken: Taken, committee: Committee) -> str:
    return str(_sealer().dumps([taken.name, taken.digest, committee.id]))


def _unsealed(seal: str, committee: Committee) -> tuple[str, str]:
    """Name and digest of the sheet that was shown. Raises InvalidInput("sheet_missing")."""
    try:
        name, digest, committee_id = _sealer().loads(seal, max_age=SEAL_SECONDS)
    except BadData:
        raise InvalidInput("sheet_missing", "file") from None
    if committee_id != committee.id:
        raise InvalidInput("sheet_missing", "file")
    return name, digest


def _sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="task-sheet")


def _committees() -> list[Committee]:
    return list(committee_queries.list_committees(viewer(), CommitteeRole.SECRETARY))


def _committee(form: SheetForm) -> Committee:
    """The committee that was chosen, of those whose secretary the viewer is; 404 for another."""
    chosen = [one for one in _committees() if str(one.id) == form.committee.data]
    return chosen[0] if chosen else abort(404)


def _cells(row: queries.SheetRow) -> dict[Column, object]:
    task = row.task
    return {
        Column.CODE: task.code,
        Column.TITLE: task.title,
        Column.LEAD: row.lead.agency_name,
        Column.COORDINATING: row.coordinating,
        Column.DUE: task.deadline_on,
        Column.SAID: row.said,
        Column.VERSION: task.version,
    }


def _faults(taken: Taken, outcome: Outcome, committee: Committee) -> Response:
    """The rows at fault as an Excel file of their own."""
    by_line: dict[int, dict[Column | None, str]] = {}
    for fault in outcome.faults:
        by_line.setdefault(fault.number, {})[fault.column] = _words(fault)
    rows = [(line.cells, by_line[line.number]) for line in taken.lines if line.number in by_line]
    return xlsx_answer(write_faults(rows, committee.name), f"can-sua-{committee.code.lower()}")


def _words(fault: Fault) -> str:
    return sentence(fault.error)


def _page(form: SheetForm, taken: Taken | None = None, outcome: Outcome | None = None) -> str:
    by_number = {line.number: line for line in taken.lines} if taken else {}
    faults = [
        (fault, by_number[fault.number].cell(Column.CODE), _words(fault))
        for fault in (outcome.faults if outcome else [])
    ]
    return render_template(
        "tasks/sheet.html",
        form=form,
        taken=taken,
        outcome=outcome,
        faults=faults,
        asks_sure=any(one.error.code == ASKED for one, _code, _said in faults),
        labels=LABELS,
        most=MOST_SHOWN,
    )
