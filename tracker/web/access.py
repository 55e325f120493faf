"""Who may come to which route: the one access table of the pages.

Every endpoint stands here; the application refuses to start otherwise, and a test walks the
table as every role. Which rows of a committee a person then sees is decided in the queries.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from flask import Flask

from tracker.domain.access import CommitteeRole, Viewer


class Guard(Enum):
    """Who may come in."""

    EVERYBODY = auto()
    SIGNED_IN = auto()
    SECRETARY = auto()
    """A secretary of some committee."""
    LEADER = auto()
    SECRETARY_OR_LEADER = auto()
    COMMITTEE = auto()
    """Secretary, leader or observer of some committee."""
    AGENCY = auto()
    """Whoever acts for an agency."""
    AGENCY_OR_SECRETARY = auto()
    AGENCY_OR_ADMINISTRATOR = auto()
    ADMINISTRATOR = auto()
    DEMO = auto()
    """Anybody, and only in the demo."""


def admits(guard: Guard, viewer: Viewer | None, *, demo: bool) -> bool:
    """Say whether ``guard`` lets ``viewer`` (None: not signed in) pass."""
    if guard is Guard.EVERYBODY:
        return True
    if guard is Guard.DEMO:
        return demo
    return viewer is not None and _admits_person(guard, viewer)


def _admits_person(guard: Guard, viewer: Viewer) -> bool:
    match guard:
        case Guard.SECRETARY:
            return bool(viewer.committees_as(CommitteeRole.SECRETARY))
        case Guard.LEADER:
            return bool(viewer.committees_as(CommitteeRole.LEADER))
        case Guard.SECRETARY_OR_LEADER:
            return bool(viewer.committees_as(CommitteeRole.SECRETARY, CommitteeRole.LEADER))
        case Guard.COMMITTEE:
            return bool(viewer.committee_roles)
        case Guard.AGENCY:
            return bool(viewer.agency_roles)
        case Guard.AGENCY_OR_SECRETARY:
            secretary = viewer.committees_as(CommitteeRole.SECRETARY)
            return bool(viewer.agency_roles or secretary)
        case Guard.AGENCY_OR_ADMINISTRATOR:
            return bool(viewer.agency_roles) or viewer.is_administrator
        case Guard.ADMINISTRATOR:
            return viewer.is_administrator
        case _:
            return True


ROUTES: Mapping[str, Guard] = {
    "static": Guard.EVERYBODY,
    "bootstrap.static": Guard.EVERYBODY,
    # people
    "people.log_in": Guard.EVERYBODY,
    "people.log_out": Guard.SIGNED_IN,
    "people.set_language": Guard.EVERYBODY,
    "people.join": Guard.EVERYBODY,
    "people.account": Guard.SIGNED_IN,
    "people.change_password": Guard.SIGNED_IN,
    "people.end_log_in": Guard.SIGNED_IN,
    # the demo's own pages
    "demo.mailbox": Guard.DEMO,
    "demo.letter": Guard.DEMO,
    "demo.letter_html": Guard.DEMO,
    "demo.step": Guard.DEMO,
    # for monitors
    "health.alive": Guard.EVERYBODY,
    "health.ready": Guard.EVERYBODY,
    "health.scheduler": Guard.EVERYBODY,
    # home
    "home.index": Guard.SIGNED_IN,
    # meetings
    "meetings.index": Guard.COMMITTEE,
    "meetings.export": Guard.COMMITTEE,
    "meetings.new": Guard.SECRETARY,
    "meetings.show": Guard.COMMITTEE,
    "meetings.edit": Guard.SECRETARY,
    # the review before a meeting
    "packs.show": Guard.COMMITTEE,
    "packs.screen": Guard.COMMITTEE,
    "packs.word": Guard.COMMITTEE,
    "packs.decide": Guard.SECRETARY,
    "packs.take_back": Guard.SECRETARY,
    # recommendations
    "recommendations.index": Guard.SIGNED_IN,
    "recommendations.export": Guard.SIGNED_IN,
    "recommendations.show": Guard.SIGNED_IN,
    "recommendations.link": Guard.SECRETARY,
    "recommendations.unlink": Guard.SECRETARY,
    "recommendations.answer": Guard.COMMITTEE,
    "recommendations.take_back": Guard.COMMITTEE,
    "recommendations.link_on_task": Guard.SECRETARY,
    # conclusions and proposals
    "conclusions.index": Guard.SIGNED_IN,
    "conclusions.export": Guard.SIGNED_IN,
    "conclusions.new": Guard.SECRETARY,
    "conclusions.show": Guard.SIGNED_IN,
    "annexes.word": Guard.SIGNED_IN,
    "annexes.excel": Guard.SIGNED_IN,
    "drafts.edit": Guard.SECRETARY,
    "drafts.text": Guard.SECRETARY,
    "issuing.issue": Guard.SECRETARY,
    "issuing.dates": Guard.SECRETARY,
    "approvals.show": Guard.COMMITTEE,
    "approvals.submit": Guard.SECRETARY,
    "approvals.take_back": Guard.SECRETARY,
    "approvals.approve": Guard.LEADER,
    "approvals.send_back": Guard.LEADER,
    "proposals.review": Guard.SECRETARY,
    "proposals.save": Guard.SECRETARY,
    "proposals.set_state": Guard.SECRETARY,
    "proposals.add": Guard.SECRETARY,
    "proposals.publish": Guard.SECRETARY,
    "drafting.bulk": Guard.SECRETARY,
    "drafting.undo": Guard.SECRETARY,
    "drafting.seen": Guard.SECRETARY,
    "drafting.add_repeats": Guard.SECRETARY,
    # tasks
    "tasks.today": Guard.SECRETARY,
    "tasks.index": Guard.SIGNED_IN,
    "tasks.export": Guard.SIGNED_IN,
    "tasks.to_call": Guard.SECRETARY,
    "task_sheet.show": Guard.SECRETARY,
    "task_sheet.export": Guard.SECRETARY,
    "task_sheet.take_in": Guard.SECRETARY,
    "tasks.letter": Guard.SECRETARY,
    "tasks.of_agency": Guard.AGENCY,
    "tasks.show": Guard.SIGNED_IN,
    "tasks.move": Guard.AGENCY_OR_SECRETARY,
    "tasks.evidence": Guard.SIGNED_IN,
    "repeats.link": Guard.SECRETARY,
    "repeats.unlink": Guard.SECRETARY,
    "due_dates.save": Guard.SECRETARY,
    "task_moves.make": Guard.SECRETARY,
    "task_moves.ask": Guard.SECRETARY,
    "task_moves.make_many": Guard.SECRETARY,
    "periods.report": Guard.AGENCY_OR_SECRETARY,
    "periods.answer": Guard.SECRETARY,
    "contributions.set_date": Guard.AGENCY_OR_SECRETARY,
    "extensions.index": Guard.SECRETARY_OR_LEADER,
    "extensions.decide_many": Guard.SECRETARY_OR_LEADER,
    "extensions.ask": Guard.AGENCY_OR_SECRETARY,
    "extensions.decide": Guard.SECRETARY_OR_LEADER,
    "extensions.withdraw": Guard.AGENCY_OR_SECRETARY,
    "receipts.index": Guard.SECRETARY,
    "acceptances.index": Guard.SECRETARY,
    "acceptances.answer_many": Guard.SECRETARY,
    "handovers.change": Guard.SECRETARY,
    "handovers.add": Guard.SECRETARY,
    "schedules.edit": Guard.SECRETARY,
    "schedules.save": Guard.SECRETARY,
    "schedules.end": Guard.SECRETARY,
    "inheritances.index": Guard.SECRETARY,
    # who speaks for an agency
    "officers.index": Guard.AGENCY_OR_ADMINISTRATOR,
    "officers.hand_over": Guard.AGENCY_OR_ADMINISTRATOR,
    "officers.appoint": Guard.AGENCY_OR_ADMINISTRATOR,
    "officers.end_deputy": Guard.AGENCY_OR_ADMINISTRATOR,
    # reminders
    "reminders.plan": Guard.SECRETARY,
    "reminders.ledger": Guard.SECRETARY,
    "reminders.hold": Guard.SECRETARY,
    "reminders.send_now": Guard.SECRETARY,
    "reminders.answer_mail": Guard.SECRETARY,
    "moved_dates.index": Guard.SECRETARY,
    "directives.write": Guard.LEADER,
    "directives.answer": Guard.AGENCY_OR_SECRETARY,
    # reports
    "reports.progress": Guard.COMMITTEE,
    "reports.print": Guard.COMMITTEE,
    "reports.tasks": Guard.COMMITTEE,
    "reports.assignments": Guard.COMMITTEE,
    "reports.export": Guard.COMMITTEE,
    "period_reports.index": Guard.COMMITTEE,
    "period_reports.export": Guard.COMMITTEE,
    "quantities.index": Guard.SIGNED_IN,
    "quantities.export": Guard.SIGNED_IN,
    "quantities.rows": Guard.SIGNED_IN,
    "quantities.export_rows": Guard.SIGNED_IN,
    # what a person keeps
    "saved_filters.save": Guard.SIGNED_IN,
    "saved_filters.show": Guard.SIGNED_IN,
    "saved_filters.edit": Guard.SIGNED_IN,
    # administration
    "admin.index": Guard.ADMINISTRATOR,
    "admin.mail": Guard.ADMINISTRATOR,
    "admin.test_mail": Guard.ADMINISTRATOR,
    "admin.send_mail_again": Guard.ADMINISTRATOR,
    "admin.drop_mail": Guard.ADMINISTRATOR,
    "admin.agencies": Guard.ADMINISTRATOR,
    "admin.new_agency": Guard.ADMINISTRATOR,
    "admin.edit_agency": Guard.ADMINISTRATOR,
    "admin.remove_agency": Guard.ADMINISTRATOR,
    "admin.rename_agency": Guard.ADMINISTRATOR,
    "admin.change_agency": Guard.ADMINISTRATOR,
    "admin.export_agencies": Guard.ADMINISTRATOR,
    "admin.groups": Guard.ADMINISTRATOR,
    "admin.new_group": Guard.ADMINISTRATOR,
    "admin.edit_group": Guard.ADMINISTRATOR,
    "admin.committees": Guard.ADMINISTRATOR,
    "admin.committee": Guard.ADMINISTRATOR,
    "admin.new_committee": Guard.ADMINISTRATOR,
    "admin.edit_committee": Guard.ADMINISTRATOR,
    "admin.copy_committee": Guard.ADMINISTRATOR,
    "admin.new_seat": Guard.ADMINISTRATOR,
    "admin.edit_seat": Guard.ADMINISTRATOR,
    "admin.new_event": Guard.ADMINISTRATOR,
    "admin.edit_event": Guard.ADMINISTRATOR,
    "admin.remove_event": Guard.ADMINISTRATOR,
    "admin.ladder": Guard.ADMINISTRATOR,
    "admin.new_step": Guard.ADMINISTRATOR,
    "admin.edit_step": Guard.ADMINISTRATOR,
    "admin.switch_step": Guard.ADMINISTRATOR,
    "admin.remove_step": Guard.ADMINISTRATOR,
    "admin.reset_ladder": Guard.ADMINISTRATOR,
    "admin.calendar": Guard.ADMINISTRATOR,
    "admin.new_day": Guard.ADMINISTRATOR,
    "admin.strike_day": Guard.ADMINISTRATOR,
    "admin.fill_calendar": Guard.ADMINISTRATOR,
    "admin.people": Guard.ADMINISTRATOR,
    "admin.export_people": Guard.ADMINISTRATOR,
    "admin.new_person": Guard.ADMINISTRATOR,
    "admin.paste_people": Guard.ADMINISTRATOR,
    "admin.edit_person": Guard.ADMINISTRATOR,
    "admin.set_person_active": Guard.ADMINISTRATOR,
    "admin.revoke_log_ins": Guard.ADMINISTRATOR,
    "admin.issue_link": Guard.ADMINISTRATOR,
    "admin.give_committee_post": Guard.ADMINISTRATOR,
    "admin.take_committee_post": Guard.ADMINISTRATOR,
    "admin.give_agency_post": Guard.ADMINISTRATOR,
    "admin.take_agency_post": Guard.ADMINISTRATOR,
}


def check_routes(app: Flask) -> None:
    """Raise RuntimeError when a route has no entry in the table, or an entry no route."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    missing, stale = endpoints - ROUTES.keys(), ROUTES.keys() - endpoints
    if missing or stale:
        raise RuntimeError(f"access table: without entry {missing}, without route {stale}")
