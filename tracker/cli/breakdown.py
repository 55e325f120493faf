"""``tracker breakdown``: what the engine finds in files, as a table for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from tracker.cli.stages import stages
from tracker.domain.breakdown import (
    Breakdown,
    Event,
    Proposal,
    break_down,
    legacy_font,
    to_unicode,
)
from tracker.domain.directory import Directory
from tracker.inbound import UnreadableFile, read_file, read_scan
from tracker.inbound.official_days import calendar_for

_DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--held-on", type=_DAY, help="Day of the meeting; read from the text without it.")
@click.option("--issued-on", type=_DAY, help="Day of the document; read from the text without it.")
@click.option("--directory", type=_FILE, help="Known agencies, a JSON list.")
@click.option("--events", type=_FILE, help="JSON list of name, first_day, last_day.")
@click.option("--format", "output", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "--convert", is_flag=True, help="Read a text of an 8-bit font (TCVN3, VNI) as Unicode."
)
@click.option(
    "--explain",
    is_flag=True,
    help="Go through the stages; say which rule found a task, and every doubt.",
)
def breakdown(
    files: Sequence[Path],
    held_on: datetime | None,
    issued_on: datetime | None,
    directory: Path | None,
    events: Path | None,
    output: str,
    explain: bool,
    convert: bool,
) -> None:
    """Show the tasks that the conclusions in FILES hand out.

    Reads .txt, .docx, .pdf, .doc, .xlsx; scans and pictures where Tesseract is installed.
    """
    if output == "json" and len(files) > 1:
        raise click.UsageError("--format json takes one file.")
    known = _directory(directory)
    dated = _events(events)
    for file in files:
        text = _text(file)
        font = legacy_font(text) if convert else None
        said = to_unicode(text, font) if font else text
        found = break_down(
            said,
            known,
            held_on=held_on.date() if held_on else None,
            issued_on=issued_on.date() if issued_on else None,
            calendar=calendar_for(f"{said} {held_on} {issued_on}"),
            events=dated,
        )
        table = output == "table"
        if table and font:
            click.echo(f"{file.name}: đã chuyển từ phông chữ cũ {font} sang Unicode.")
        if table and explain and not found.legacy_font:
            click.echo("\n".join(stages(found.text, known, found, dated)))
        click.echo(_as_table(file, found, explain) if table else _as_json(found))


def _text(file: Path) -> str:
    data = file.read_bytes()
    try:
        return read_file(data, file.name).text
    except UnreadableFile as error:
        if error.code != "file_scanned":
            raise click.ClickException(f"Không đọc được tệp {file} ({error.code}).") from error
    return _recognised(file, data)


def _recognised(file: Path, data: bytes) -> str:
    """A scan or a picture, page by page; the progress goes where it is not taken for the answer."""

    def say(page: int, count: int) -> None:
        click.echo(f"{file.name}: đang nhận dạng trang {page}/{count}", err=True)

    try:
        text = read_scan(data, file.name, say)
    except UnreadableFile as error:
        missing = error.code == "file_scanned"
        words = " Cần cài tesseract-ocr và tesseract-ocr-vie." if missing else ""
        raise click.ClickException(f"Không đọc được tệp {file} ({error.code}).{words}") from error
    click.echo(f"{file.name}: chữ đọc từ ảnh, cần so lại với bản gốc.", err=True)
    return text


def _directory(file: Path | None) -> Directory:
    if file is None:
        return Directory()
    try:
        return Directory.from_json(json.loads(file.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise click.ClickException(f"{file}: {error}") from error


def _events(file: Path | None) -> list[Event]:
    if file is None:
        return []
    try:
        return [
            Event(
                entry["name"],
                date.fromisoformat(entry["first_day"]),
                date.fromisoformat(entry.get("last_day") or entry["first_day"]),
            )
            for entry in json.loads(file.read_text("utf-8"))
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise click.ClickException(f"{file}: {error!r}") from error


def _as_json(found: Breakdown) -> str:
    answer = {
        "text": found.text,
        "held_on": _iso(found.held_on),
        "issued_on": _iso(found.issued_on),
        "legacy_font": found.legacy_font,
        "tasks": [_task(one) for one in found.proposals],
        "unassigned": [{"start": one.start, "end": one.end} for one in found.unassigned],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _task(one: Proposal) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "title": one.title,
        "text": one.text,
        "lead": [party.name for party in one.lead],
        "coordinating": [party.name for party in one.coordinating],
        "due_on": _iso(one.due_on),
        "due_time": one.due_time.isoformat("minutes") if one.due_time else None,
        "due_text": one.due_text,
        "due_rule": one.due_rule,
        "kind": one.kind.value,
        "cycle": one.cycle,
        "report_to": list(one.report_to),
        "product": one.product,
        "gaps": [note.text for note in one.gaps],
        "doubts": [note.text for note in one.doubts],
        "rule": one.rule,
        "why": one.why,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_table(file: Path, found: Breakdown, explain: bool) -> str:
    lines = [f"{file.name}: {len(found.proposals)} nhiệm vụ dự kiến"]
    if found.legacy_font:
        lines.append(
            f"Văn bản dùng phông chữ cũ {found.legacy_font}; thêm --convert để chuyển sang Unicode."
        )
    for number, one in enumerate(found.proposals, start=1):
        lines += ["", f"{number:>3}. {one.title}", *_facts(one, explain)]
    if found.unassigned:
        lines += ["", "Câu có vẻ giao việc nhưng không rõ giao cho ai:"]
        lines += [
            "   - " + " ".join(found.text[one.start : one.end].split()) for one in found.unassigned
        ]
    return "\n".join(lines)


def _facts(one: Proposal, explain: bool) -> list[str]:
    due = f"{one.due_on:%d/%m/%Y}" if one.due_on else (one.due_text or "")
    rows = [
        ("Chủ trì", ", ".join(party.name for party in one.lead)),
        ("Phối hợp", ", ".join(party.name for party in one.coordinating)),
        ("Thời hạn", due),
        ("Sản phẩm", one.product or ""),
        ("Báo cáo", ", ".join(one.report_to)),
    ]
    if explain:
        rows += [("Vì sao", f"{one.why} [{one.rule}]"), ("Cách tính", one.due_rule or "")]
        rows += [("Còn thiếu", note.text) for note in one.gaps]
        rows += [("Chưa chắc", note.text) for note in one.doubts]
    return [f"     {name:<10} {value}" for name, value in rows if value]


if __name__ == "__main__":
    breakdown()
