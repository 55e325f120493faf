"""*Theo dõi tiếp nhận*: who has not said that a task arrived, since when, and what is late."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from tracker.queries import receipts as queries
from tracker.web.context import now, viewer
from tracker.web.forms.base import number

pages = Blueprint("receipts", __name__)
PAGE_SIZE = 25
FURTHEST = 10**6


@pages.get("/tasks/receipts")
def index() -> str:
    """One row an agency, the longest waiting first."""
    page = min(max(1, request.args.get("page", 1, type=number) or 1), FURTHEST)
    count = queries.count_agencies(viewer())
    offset = (page - 1) * PAGE_SIZE
    return render_template(
        "receipts/index.html",
        clocks=queries.list_clocks(viewer(), now(), limit=PAGE_SIZE, offset=offset),
        few=queries.FEW,
        days=" / ".join(map(str, queries.list_limits(viewer()))),
        count=count,
        page=page,
        page_count=-(-count // PAGE_SIZE),
    )
