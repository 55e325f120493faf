"""What every template knows besides its own values."""

from __future__ import annotations

from flask import Flask, g

from tracker.domain.quantities import UNITS
from tracker.web import context
from tracker.web.addresses import this_page
from tracker.web.alarms import list_alarms
from tracker.web.navigation import has_work, nav_items


def register(app: Flask) -> None:
    """Hand the values to every template."""
    app.context_processor(_shared)


def _shared() -> dict[str, object]:
    """The person, the top bar, the clock; all empty when the request failed before they were."""
    found = context.find_viewer()
    signed_in = found is not None
    return {
        "locale": context.locale(),
        "nav_items": nav_items() if signed_in else [],
        "person": context.user() if signed_in else None,
        "has_work": found is not None and has_work(found),
        "moment_now": g.get("now"),
        "this_page": this_page(),
        "is_demo": context.settings().demo,
        "list_alarms": list_alarms,
        "units": UNITS,
    }
