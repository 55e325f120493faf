"""Answers that a browser saves as a file."""

from __future__ import annotations

from flask import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def xlsx_answer(content: bytes, name: str) -> Response:
    """An Excel file under a plain ASCII ``name`` without ending."""
    return file_answer(content, f"{name}.xlsx", XLSX)


def file_answer(content: bytes, name: str, media_type: str) -> Response:
    """A file to be saved, never shown inside the site."""
    answer = Response(content, mimetype=media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
