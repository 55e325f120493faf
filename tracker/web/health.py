"""Three addresses for monitors outside; they tell nothing but whether it works."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from tracker.extensions import only_reads
from tracker.jobs.schedule import list_silent
from tracker.queries import scheduler as queries
from tracker.services import clock, schema

pages = Blueprint("health", __name__)
Answer = tuple[Response, int]


@pages.get("/healthz")
def alive() -> Answer:
    """The process answers; touches nothing else."""
    return jsonify(alive=True), 200


@pages.get("/readyz")
def ready() -> Answer:
    """Whether requests can be served: 503 without database, or before it is migrated.

    A silent scheduler is told and changes nothing: pages can be served without it.
    """
    only_reads(True)
    state = schema.find_state()
    works = state is not None and state.is_up_to_date
    told: dict[str, object] = {
        "ready": works,
        "database": "down" if state is None else "ok",
        "migrations": "ok" if works else "unknown" if state is None else "behind",
    }
    if works:
        told |= _pulse()
    return jsonify(told), 200 if works else 503


@pages.get("/readyz/scheduler")
def scheduler() -> Answer:
    """Whether the scheduler is heard: 503 when it has been silent, or cannot be asked."""
    only_reads(True)
    state = schema.find_state()
    if state is None or not state.is_up_to_date:
        return jsonify(scheduler="unknown"), 503
    told = _pulse()
    return jsonify(told), 200 if told["scheduler"] == "ok" else 503


def _pulse() -> dict[str, object]:
    """Silent or not, and the seconds since any job was last heard (None: never)."""
    heard = {name: row.at for name, row in queries.get_heartbeats().items()}
    now = clock.now()
    age = int((now - max(heard.values())).total_seconds()) if heard else None
    silent = list_silent(heard, now=now)
    return {"scheduler": "silent" if silent else "ok", "scheduler_age_seconds": age}
