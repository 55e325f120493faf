"""The tables, one aggregate a file.

agencies      agencies, groups, aliases
successions   what became of agencies: renamed, merged, split, ended
people        users, their posts, log-ins, one-time links
committees    committees, members, events, the calendar of days
meetings      meetings, attendance
recommendations  what agencies asked for, the tasks that handle it, answers
conclusions   conclusions, versions of their text, source files
repeats       why a published task was said to repeat another, or no longer
proposals     what the breakdown found, under review
decisions     what meetings decided on tasks
tasks         tasks, due dates, assignments, their dated rows; time state in SQL
periods       periods of standing tasks, their dated rows, changes of a cycle
updates       updates, evidence, quantities, directives
extensions    requests for a new due date, and their decisions
handovers     which agency held a part of a task, and who followed it
reminders     ladder, ledger, mails, lease, heartbeat
saved_filters  filters of lists that a person keeps under a name
journal       the append-only journal
installation  named values of the installation
"""

from tracker.models import (
    agencies,
    committees,
    conclusions,
    decisions,
    extensions,
    handovers,
    installation,
    journal,
    meetings,
    people,
    periods,
    proposals,
    recommendations,
    reminders,
    repeats,
    saved_filters,
    successions,
    tasks,
    updates,
)

__all__ = [
    "agencies",
    "committees",
    "conclusions",
    "decisions",
    "extensions",
    "handovers",
    "installation",
    "journal",
    "meetings",
    "people",
    "periods",
    "proposals",
    "recommendations",
    "reminders",
    "repeats",
    "saved_filters",
    "successions",
    "tasks",
    "updates",
]
