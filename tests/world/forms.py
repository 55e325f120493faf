"""The forms that pages hold, as a browser reads them, and what may be typed into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException


@dataclass(slots=True)
class PageForm:
    """A form as it was sent to the browser."""

    path: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    """Name and values, as they would be sent if nobody touched anything."""
    files: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Finds the forms of a page that are posted."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.found: list[PageForm] = []
        self._address = address
        self._form: PageForm | None = None
        self._select: str = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and values.get("method", "").lower() == "post":
            action = urljoin(self._address, values.get("action", ""))
            self._form = PageForm(urlsplit(action).path)
            self.found.append(self._form)
        elif self._form is not None:
            self._take(self._form, tag, values)

    def _take(self, form: PageForm, tag: str, values: dict[str, str]) -> None:
        name = values.get("name", "")
        if tag == "option" and self._select:
            if "selected" in values or not form.fields[self._select]:
                form.fields[self._select] = [values.get("value", "")]
        elif not name:
            return
        elif tag == "select":
            self._select = name
            form.fields.setdefault(name, [])
        elif values.get("type") == "file":
            form.files.add(name)
        elif tag in ("input", "textarea", "button"):
            form.fields.setdefault(name, []).append(values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""


def forms_of(page: str, address: str) -> list[PageForm]:
    """The forms of a page that are posted."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.found


def endpoint_of(app: Flask, path: str) -> str:
    """The endpoint that a form is posted to; nothing when there is none."""
    try:
        endpoint, _values = app.url_map.bind("localhost").match(path, method="POST")
    except HTTPException:
        return ""
    return str(endpoint)


JUNK: Sequence[str] = (
    "",
    " \t\n ",
    "-1",
    "0",
    "²",
    "٣",
    "1e309",
    "NaN",
    "2147483648",
    "99999999999999999999",
    "9" * 5000,
    "31/02/2026",
    "00/00/0000",
    "01/01/0001",
    "31/12/9999",
    "25:61",
    "không có trong danh sách",
    "\x00",
    "a\x00b\x07\x1b\ufeff",
    "\u202e\u200b\U0001f600",
    "'; DROP TABLE users; --",
    "<script>alert(1)</script>{{ 7 * 7 }}%s",
    "../../etc/passwd",
    "monthly:99",
    "a@b",
)
"""What no form expects."""
LONG = "đ " * 500_000
"""A million characters, a megabyte and a half."""


def spoilt(form: PageForm, junk: Iterable[str]) -> list[dict[str, list[str]]]:
    """The form with one field spoilt at a time; ``junk`` goes round."""
    source = iter(junk)
    return [{**form.fields, name: [next(source)]} for name in sorted(form.fields)]
