"""The blueprint of the administration, and what all of its pages know."""

from __future__ import annotations

from flask import Blueprint

from tracker.web.admin.sections import section_items
from tracker.web.admin.undo import take_undo

pages = Blueprint("admin", __name__, url_prefix="/admin")


@pages.context_processor
def _sections() -> dict[str, object]:
    return {"section_items": section_items(), "take_undo": take_undo}
