"""Any answer as text: pages, JSON, Excel files, downloads."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import unquote

import openpyxl
from werkzeug.test import TestResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def words_of(answer: TestResponse) -> str:
    """Everything that an answer says: head, body, and every cell or part of a file."""
    head = "\n".join(unquote(value) for _name, value in answer.headers)
    return f"{head}\n{_body(answer)}"


def _body(answer: TestResponse) -> str:
    content = answer.get_data()
    if answer.mimetype == XLSX:
        return _cells(content)
    if content.startswith(b"PK"):
        return _parts(content)
    return content.decode("utf-8", "replace")


def _cells(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = [sheet.title for sheet in book]
    for sheet in book:
        found += [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        found += [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    return "\n".join(found)


def _parts(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )
