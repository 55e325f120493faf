"""The name of a row's committee, for readers who have to do with more than one."""

from __future__ import annotations

from flask import Flask, g

from tracker.queries import committees as queries
from tracker.web.context import viewer


def committee_of_several(committee_id: int) -> str:
    """The committee's name to stand behind a row's code; empty for who only reads of this one.

    The row is one that the reader may see, so the name is as well (DESIGN 3.12).
    """
    known = frozenset(viewer().committee_roles) | frozenset(viewer().member_committees)
    if known == {committee_id}:
        return ""
    name = _names().get(committee_id, "")
    return f" · {name}" if name else ""


def _names() -> dict[int, str]:
    """Read once a request."""
    if "committee_names" not in g:
        g.committee_names = queries.list_names()
    names: dict[int, str] = g.committee_names
    return names


def register(app: Flask) -> None:
    """Make the name known to the templates."""
    app.add_template_filter(committee_of_several)
