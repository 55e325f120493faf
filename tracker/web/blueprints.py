"""The list of blueprints: one file each, named by what it is about."""

from __future__ import annotations

from flask import Flask

from tracker.web import (
    admin,
    approvals,
    conclusions,
    directives,
    drafts,
    due_dates,
    home,
    issuing,
    meetings,
    moved_dates,
    people,
    proposals,
    reminders,
    reports,
    tasks,
)

BLUEPRINTS = (
    home.pages,
    people.pages,
    meetings.pages,
    conclusions.pages,
    drafts.pages,
    approvals.pages,
    issuing.pages,
    proposals.pages,
    tasks.pages,
    due_dates.pages,
    reminders.pages,
    moved_dates.pages,
    directives.pages,
    reports.pages,
    admin.pages,
)


def register(app: Flask) -> None:
    """Register every blueprint."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
