"""One step back: what was just removed can be put back from the next page."""

from __future__ import annotations

from collections.abc import Mapping

from flask import session

UNDO = "undo"


def offer_undo(url: str, fields: Mapping[str, object]) -> None:
    """Let the next page of the administration offer to send ``fields`` to ``url``."""
    kept = {name: str(value) for name, value in fields.items() if value not in (None, False, "")}
    session[UNDO] = {"url": url, "fields": kept}


def take_undo() -> object:
    """What the last act offered, once; None when there is nothing."""
    return session.pop(UNDO, None)
