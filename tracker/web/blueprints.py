"""The list of blueprints: one file each, named by what it is about."""

from __future__ import annotations

from flask import Flask

from tracker.web import (
    acceptances,
    admin,
    annexes,
    approvals,
    conclusions,
    contributions,
    directives,
    drafting,
    drafts,
    due_dates,
    extensions,
    handovers,
    home,
    inheritances,
    issuing,
    meetings,
    moved_dates,
    officers,
    packs,
    people,
    period_reports,
    periods,
    proposals,
    quantities,
    receipts,
    recommendations,
    reminders,
    repeats,
    reports,
    saved_filters,
    schedules,
    task_moves,
    task_sheet,
    tasks,
)
from tracker.web.demo import pages as demo_pages
from tracker.web.health import pages as health_pages

BLUEPRINTS = (
    demo_pages,
    health_pages,
    home.pages,
    people.pages,
    meetings.pages,
    recommendations.pages,
    packs.pages,
    conclusions.pages,
    annexes.pages,
    drafts.pages,
    approvals.pages,
    issuing.pages,
    proposals.pages,
    drafting.pages,
    acceptances.pages,
    receipts.pages,
    tasks.pages,
    task_sheet.pages,
    officers.pages,
    inheritances.pages,
    due_dates.pages,
    repeats.pages,
    task_moves.pages,
    periods.pages,
    contributions.pages,
    extensions.pages,
    handovers.pages,
    schedules.pages,
    reminders.pages,
    moved_dates.pages,
    directives.pages,
    reports.pages,
    period_reports.pages,
    quantities.pages,
    saved_filters.pages,
    admin.pages,
)


def register(app: Flask) -> None:
    """Register every blueprint."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
